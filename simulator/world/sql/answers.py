"""The rows of an answer: read page by page, kept packed, so that half a million of them stay small and open at once."""

from __future__ import annotations

import marshal
import time
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias, overload

Cell: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[Cell, ...]

PAGE = 500
"""Rows that are read and kept together; assumed, more than a screen shows."""
_MOST_ROWS = 1_000_000
_MOST_BYTES = 64 << 20
"""What an answer may hold, packed; assumed."""
_CELL = 40
"""Bytes that a cell takes beside its letters; assumed."""


class PagedRows(Sequence[Row]):
    """Rows that only grow. Any of them is at hand; a few pages are unpacked at a time."""

    def __init__(self) -> None:
        self.size = 0
        self._pages: list[bytes] = []
        self._begins: list[int] = []
        self._count = 0
        self._page = lru_cache(maxsize=8)(self._unpacked)

    def add(self, rows: Sequence[Row]) -> None:
        """Add a page at the end."""
        packed = zlib.compress(marshal.dumps(list(rows)), 1)
        self.size += len(packed)
        self._begins.append(self._count)
        self._pages.append(packed)
        self._count += len(rows)

    def __len__(self) -> int:
        """How many rows there are so far."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """One row, or some."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._count))]
        number = index + self._count if index < 0 else index
        if not 0 <= number < self._count:
            raise IndexError(index)
        page = bisect_right(self._begins, number) - 1
        return self._page(page)[number - self._begins[page]]

    def __iter__(self) -> Iterator[Row]:
        """All rows, in order, page by page."""
        for page in range(len(self._pages)):
            yield from self._unpacked(page)

    def _unpacked(self, page: int) -> list[Row]:
        found: list[Row] = marshal.loads(zlib.decompress(self._pages[page]))  # noqa: S302 - packed here, never read in
        return found


class Answer:
    """The answer to one question: its first page at once, the rest when `read` is called.

    `finished` says that nothing more will come; `cut` why there would have been more. `tables` are those that the
    question read, in small letters; `loading` says which of them were not whole yet.
    """

    def __init__(
        self, columns: tuple[str, ...], tables: frozenset[str], read: Callable[[Answer], tuple[list[Row], bool]]
    ) -> None:
        self.columns = columns
        self.tables = tables
        self.rows = PagedRows()
        self.finished = False
        self.cut = ""
        self.loading = ""
        self.spent = 0.0
        self._read = read

    def read(self) -> bool:
        """Read one page more; whether there may be more after it."""
        if not self.finished:
            begun = time.perf_counter()
            rows, more = self._read(self)
            self.spent += time.perf_counter() - begun
            if rows:
                self.rows.add(rows)
            full = len(self.rows) >= _MOST_ROWS or self.rows.size > _MOST_BYTES
            if more and full:
                self.cut = f"an answer holds {len(self.rows):,} rows at most"
            self.finished = full or not more
        return not self.finished


def size_of(row: Row) -> int:
    """Bytes that a row takes, about."""
    return _CELL * len(row) + sum(len(cell) for cell in row if isinstance(cell, str | bytes))
