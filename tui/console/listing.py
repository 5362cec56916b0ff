"""The master list on the console: lines with a cursor that stays with what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize

from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.exercise.room.console.masterlist import Listed
from tui.console.listlines import msel_lines
from tui.present import clean, flat
from tui.widgets.rows import Lines

WIDTH = 76
"""Cells of a line before the list knows its own; the panel at 120 columns."""
WHOLE = 10_000
"""Cells in which no column is cut."""


class MasterList(Lines, inherit_bindings=False):
    """The list with a cursor, which goes on where its message came by itself; its letters belong to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
    ]

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._rows: Sequence[Listed] = ()
        self._coming = ""
        self._drawn_for: tuple[Playbook, Seconds] | None = None

    @property
    def under(self) -> Listed | None:
        """The line under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def follow(self, rows: Sequence[Listed], playbook: Playbook, now: Seconds) -> None:
        """The list as it stands. The cursor stays on its line until that message comes by itself: then it goes on."""
        first, self._rows = not self._rows, rows
        self._drawn_for = (playbook, now)
        self._draw_lines()
        if self.under is None:
            return
        came = self._coming == self.key and self.under.standing == "released" and not self.under.fired
        if first or came:
            ahead = (at for at, one in enumerate(rows) if one.standing == "due" and at >= self.cursor)
            self.cursor = next(ahead, self.cursor)
        self._coming = self.key if self.under.can else ""
        self._tell_under()

    def on_resize(self, _: Resize) -> None:
        """Another width has other columns."""
        self._draw_lines()

    def _draw_lines(self) -> None:
        if self._drawn_for is not None:
            lines = msel_lines(self._rows, *self._drawn_for, self.size.width or WIDTH)
            self.show([(f"{one.type}:{one.ref}", line) for one, line in zip(self._rows, lines, strict=True)])

    def text_at(self, index: int) -> str:
        """The whole line: what the columns cut is found and copied, too."""
        if self._drawn_for is None:
            return super().text_at(index)
        (line,) = msel_lines(self._rows[index : index + 1], *self._drawn_for, WHOLE)
        return flat(line).rstrip()

    def watch_cursor(self) -> None:
        """What the columns cut stands on the lower border, whole."""
        super().watch_cursor()
        self._tell_under()

    def _tell_under(self) -> None:
        one = self.under
        if one is not None:
            to = f" to {', '.join(one.to)}" if one.to else ""
            self.border_subtitle = Content(clean(f"#{one.number:02} {one.title}{to}"))
