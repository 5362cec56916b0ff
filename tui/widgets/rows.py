"""Lines with a cursor, lines to tick, and tables of any length, all drawn line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeAlias

from rich.cells import cell_len, set_cell_size

from tui.present import Line, clean
from tui.widgets.drawn import DrawnList

Cell: TypeAlias = str | int | float | bytes | None

_SAMPLE = 400
"""Rows, spread over all of them, that are looked at for the width of columns; assumed."""
_RUN = 20
"""Rows of that sample that lie together; assumed."""
_WIDEST = 44
"""Cells of a column that is not the last; assumed."""
_LAST = 300
"""Cells of the last column; assumed."""


class Lines(DrawnList):
    """Lines with keys. A line with an empty key is a heading: the cursor passes over it."""

    DEFAULT_CSS = "Lines { overflow-x: hidden; }"

    def __init__(self, name: str, title: str = "") -> None:
        super().__init__(name, title)
        self._lines: list[tuple[str, Line]] = []

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def key(self) -> str:
        """The key under the cursor; empty when there is none."""
        return self._lines[self.cursor][0] if self._lines else ""

    def line_at(self, index: int) -> Line:
        """One line."""
        return self._lines[index][1]

    def can_rest(self, index: int) -> bool:
        """Whether it is no heading."""
        return 0 <= index < self.count and bool(self._lines[index][0])

    def show(self, lines: Sequence[tuple[str, Line]]) -> None:
        """Put lines in, drawn only when they are others; the cursor stays on its key where that is still there."""
        if self._lines == list(lines):
            return
        key, place = self.key, self.cursor
        self._lines = list(lines)
        if key and place < len(lines) and lines[place][0] == key:
            self._refit(place)
        else:
            self._refit(next((at for at, (name, _) in enumerate(lines) if name and name == key), None))

    def append(self, lines: Iterable[tuple[str, Line]]) -> None:
        """Add lines at the end; whoever stood at the end stays there."""
        last = self.cursor >= self.count - 1
        self._lines.extend(lines)
        self._refit(self.count - 1 if last else self.cursor)

    def _refit(self, cursor: int | None) -> None:
        self.fit(2 + max((sum(cell_len(text) for text, _ in line) for _, line in self._lines), default=0))
        if cursor is not None:
            self.cursor = cursor
        elif not self.can_rest(self.cursor):
            self.cursor = next((place for place in range(self.count) if self.can_rest(place)), 0)


class Ticks(Lines):
    """Lines to tick with Enter; a tick is drawn, never only coloured."""

    DEFAULT_CSS = "Ticks { height: auto; max-height: 9; }"

    def __init__(self, name: str, options: Sequence[tuple[str, str]], ticked: Iterable[str] = ()) -> None:
        super().__init__(name)
        self._options = list(options)
        self._ticked = set(ticked)
        self._draw_ticks()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys that are ticked, in the order offered."""
        return tuple(key for key, _ in self._options if key in self._ticked)

    def action_choose(self) -> None:
        """Tick the line under the cursor, or take its tick away."""
        self._ticked ^= {self.key}
        self._draw_ticks()

    def _draw_ticks(self) -> None:
        self.show(
            [
                (key, ((f"{'[x]' if key in self._ticked else '[ ]'} {clean(title)}", "plain"),))
                for key, title in self._options
            ]
        )


class Rows(DrawnList):
    """A table of any length: columns are as wide as rows throughout it need, the heading stays in sight."""

    HEAD: ClassVar[int] = 1

    def __init__(self, name: str, title: str = "") -> None:
        super().__init__(name, title)
        self.columns: tuple[str, ...] = ()
        self.rows: Sequence[tuple[Cell, ...]] = ()
        self._widths: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.rows)

    def show(self, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
        """Put another table in. Its rows may grow: say so with `grow`."""
        self.columns, self.rows, self._widths = tuple(columns), rows, ()
        self._measure()
        self.cursor = 0
        self.scroll_to(0, 0, animate=False)

    def grow(self, *, whole: bool = False) -> None:
        """There are more rows; once they are all there, columns are made wide enough for rows throughout."""
        if whole:
            self._measure()
        else:
            self.fit(self.virtual_size.width)

    def _measure(self) -> None:
        step = max(1, len(self.rows) // _SAMPLE)
        # Rows that lie together are at hand together: a few runs of them, spread over all.
        begins = range(0, len(self.rows), step * _RUN)
        sample = [row for begin in begins for row in self.rows[begin : begin + _RUN]]
        self._widths = tuple(
            min(
                max([cell_len(name), *(cell_len(text_of(row[place])) for row in sample)]),
                _LAST if place == len(self.columns) - 1 else _WIDEST,
            )
            for place, name in enumerate(self.columns)
        )
        self.fit(2 + sum(self._widths) + 2 * len(self._widths))

    @property
    def row(self) -> tuple[tuple[str, Cell], ...]:
        """The row under the cursor, each value with its column; nothing where there is no row."""
        return tuple(zip(self.columns, self.rows[self.cursor], strict=True)) if self.rows else ()

    def heading(self) -> Line:
        """The names of the columns."""
        text = "  ".join(
            set_cell_size(clean(name), width) for name, width in zip(self.columns, self._widths, strict=True)
        )
        return ((text, "strong"),)  # fmt: skip

    def line_at(self, index: int) -> Line:
        """One row, in columns."""
        return tuple(
            (_fitted(cell, width) + "  ", "dim" if cell is None else "plain")
            for cell, width in zip(self.rows[index], self._widths, strict=True)
        )


def text_of(cell: Cell) -> str:
    """A cell as it is shown: text without control characters, never markup."""
    if cell is None:
        return "NULL"
    if isinstance(cell, bytes):
        return cell.hex()
    return clean(cell) if isinstance(cell, str) else f"{cell:,}" if isinstance(cell, int) else f"{cell:g}"


def _fitted(cell: Cell, width: int) -> str:
    text = text_of(cell)
    if isinstance(cell, int | float):
        return " " * max(0, width - len(text)) + text[:width]
    return text[: width - 1] + "…" if cell_len(text) > width else set_cell_size(text, width)
