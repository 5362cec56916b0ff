"""Reads reports back: their tables and sentences, and the HTML as a browser would nest it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

from pypdfium2 import PdfDocument

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import text_of
from simulator.domain.words import words
from simulator.report import build as builder
from simulator.report.material import Played
from simulator.report.model import AfterActionReport, Bullets, Cover, Line, Paragraph, Row, Section, Table

BROKEN = "\ufffe"
"""What the reader of PDF gives for a hyphen at the end of a line."""
VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "col", "path", "rect", "line", "use", "circle"})


_BUILT: dict[int, tuple[Played, AfterActionReport]] = {}
KEPT = 8
"""Reports that are kept: those of the session's exercises, and a few of one test."""


def build(told: Played) -> AfterActionReport:
    """The report of an exercise; whoever asks for it again in another test gets the one that was built."""
    if id(told) not in _BUILT:
        if len(_BUILT) == KEPT:
            del _BUILT[next(iter(_BUILT))]
        _BUILT[id(told)] = told, builder.build(told)
    return _BUILT[id(told)][1]


def section(report: AfterActionReport, name: str) -> Section:
    """A section by its id."""
    return next(one for one in report.sections if one.id == name)


def tables(part: Section) -> Iterator[Table]:
    """Its tables."""
    return (block for block in part.blocks if isinstance(block, Table))


def rows(part: Section, caption: str) -> tuple[Row, ...]:
    """The rows of the table whose caption begins so."""
    return next(table.rows for table in tables(part) if table.caption.startswith(caption))


def sentences(part: Section) -> list[str]:
    """Its sentences."""
    return [line.text for block in part.blocks if isinstance(block, Paragraph | Bullets) for line in block.lines]


def written(run: Played, *records: r.Record) -> Played:
    """The run, with these records among its words."""
    kept = tuple(words(0, "record", text_of(one), salt="test") for one in records)
    return replace(run, words=(*run.words, *kept), runbook=None)


def a_report(typed: str, count: int = 1, *, notes: bool = True) -> AfterActionReport:
    """A small report with that text in every place that takes text, and so many rows."""
    control = Table(caption="C", columns=("Item", "Value"), rows=(Row(cells=("a", typed)),), entries=False)
    cover = Cover(title="t", subtitle=typed, status="DRAFT", handling=(typed,), control=control, signatures=(typed,))
    rows = tuple(
        Row(cells=(f"a{number}", typed), notes=(typed,) if notes else (), refs=(number,)) for number in range(count)
    )
    table = Table(caption=typed, columns=("A", "B"), rows=rows)
    blocks = (Bullets(lines=(Line(text=typed),)), table)
    return AfterActionReport(cover=cover, sections=(Section(id="s", number="1", title="s", blocks=blocks),))


def pdf_pages(content: bytes) -> list[str]:
    """What each page of a PDF says; a word that a line breaks at its hyphen keeps it."""
    with PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded().replace(BROKEN, "-\n") for page in document]


def pdf_text(content: bytes) -> str:
    """What a PDF says, page by page."""
    return "\n".join(pdf_pages(content))


class Walk(HTMLParser):
    """Every tag with its attributes; complains about tags that do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens; void ones close by themselves."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID or self.open.count("svg"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes: it must be the innermost one."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self.text.append(data)
