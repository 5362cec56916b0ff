"""How a document is laid out, whatever renders it: numbered captions, columns with their widths, wide sections."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.report.model import AfterActionReport, Block, Figure, Line, Refs, Row, Section, Table
from simulator.report.text import plain

LANGUAGE = "en-US"
"""What the report is written in."""
ENTRIES = "Entries"
REFS_SHOWN = 6
"""Entries named beside a sentence; the number of the others follows. Rows of tables name all of theirs."""
_WIDE = 8
"""From so many columns on a table wants a page on its side."""
_LONGEST_WORD = 26
"""Longer words are broken."""
ROOM = {False: 128.0, True: 176.0}
"""Characters of a table's small text that fit beside one another on an upright page, and on one that is on its side."""
_MEASURED = 200
"""Rows that are measured."""
_SHORT, _BRIEF = 12, 1_200
"""The rows, and the characters in them, up to which a table is not torn over two pages; assumed, a third of a page."""


class Labels:
    """The captions of a document, numbered in the order of its pages: tables and figures each for themselves."""

    def __init__(self, report: AfterActionReport) -> None:
        self._numbers: dict[int, int] = {}
        counts = {Table: 0, Figure: 0}
        for section in report.sections:
            for block in section.blocks:
                if isinstance(block, Table | Figure):
                    counts[type(block)] += 1
                    self._numbers[id(block)] = counts[type(block)]

    def number(self, block: Block) -> int:
        """The number of a table or figure of the document; 0 for what has none, such as the cover's table."""
        return self._numbers.get(id(block), 0)

    def __call__(self, block: Table | Figure) -> str:
        """The whole caption: `Table 3. Duty ledger`."""
        number, word = self.number(block), "Table" if isinstance(block, Table) else "Figure"
        return f"{word} {number}. {plain(block.caption)}" if number else plain(block.caption)


def columns(table: Table) -> tuple[str, ...]:
    """The heads of a table's columns, with the one that names entries."""
    return tuple(map(plain, (*table.columns, *((ENTRIES,) if table.entries else ()))))


def cells(table: Table, row: Row) -> tuple[str, ...]:
    """The cells of a row, with the one that names entries."""
    return (*map(plain, row.cells), *((named(row.refs),) if table.entries else ()))


def named(refs: Refs) -> str:
    """Entries by number: `#3, #12`."""
    return ", ".join(f"#{number}" for number in dict.fromkeys(refs))


def beside(refs: Refs) -> tuple[Refs, int]:
    """The entries that are named beside a sentence or a figure, and how many others there are."""
    found = tuple(dict.fromkeys(refs))
    return found[:REFS_SHOWN], max(0, len(found) - REFS_SHOWN)


def few(refs: Refs) -> str:
    """The same as text: `#3, #12 +4`; empty without any."""
    first, more = beside(refs)
    return named(first) + (f" +{more}" if more else "")


def sentence(line: Line) -> str:
    """A sentence, with the entries it rests on behind it."""
    refs = few(line.refs)
    return f"{plain(line.text)} [{refs}]" if refs else plain(line.text)


def widths(table: Table, *, wide: bool = False) -> tuple[float, ...]:
    """The share of the page's width that each column takes; they sum to 1.

    Each has room for its longest word, and what is left goes to those whose text is long.
    """
    rows = (cells(table, row) for row in table.rows[:_MEASURED])
    found = [_measures(head, texts) for head, *texts in zip(columns(table), *rows, strict=True)]
    least, usual = [one for one, _ in found], [more for _, more in found]
    left = max(0.0, ROOM[wide] - sum(least))
    wanted = sum(usual) or 1.0
    sizes = [one + left * more / wanted for one, more in zip(least, usual, strict=True)]
    return tuple(size / sum(sizes) for size in sizes)


def stays_whole(table: Table) -> bool:
    """Whether a table is short enough to stand on one page, whatever comes before it."""
    return len(table.rows) <= _SHORT and sum(len(cell) for row in table.rows for cell in row.cells) <= _BRIEF


def _measures(head: str, texts: Sequence[str]) -> tuple[float, float]:
    """The characters that a column needs at least, and those that it would like more."""
    word = max(len(word) for text in (head, "-", *texts) for word in text.split() or [""]) + 3
    usual = max(len(head) / 2, sum(map(len, texts)) / max(1, len(texts)))
    return min(word, _LONGEST_WORD), max(0.5, usual - word)


def is_wide(section: Section) -> bool:
    """Whether the section wants its page on its side."""
    return any(len(columns(block)) >= _WIDE for block in section.blocks if isinstance(block, Table))
