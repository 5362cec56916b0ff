"""A document as DOCX, with real headings, tables and a marked header, so that people can edit and comment it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, assert_never

from simulator.report.model import (
    MARK,
    AfterActionReport,
    Blank,
    Block,
    Bullets,
    Figure,
    Heading,
    Line,
    Paragraph,
    Refs,
    Row,
    Strip,
    Table,
)
from simulator.report.text import plain

if TYPE_CHECKING:
    from docx.document import Document

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file, so that the same document gives the same bytes; the earliest that ZIP knows."""
_TABLE_STYLE = "Light Grid Accent 1"


def render_docx(report: AfterActionReport, *, breaks: bool = False) -> bytes:
    """The file; the same document gives the same bytes. `breaks`: each section begins a page.

    What people typed is text: Word finds no field, link or formula in it.
    """
    import docx

    made = docx.Document()
    _front(made, report)
    for section in report.sections:
        if breaks:
            made.add_page_break()  # type: ignore[no-untyped-call]
        made.add_heading(plain(f"{section.number} {section.title}".strip()), level=1)
        for block in section.blocks:
            _block(made, block)
    written = io.BytesIO()
    made.save(written)
    return _settled(written.getvalue())


def _front(made: Document, report: AfterActionReport) -> None:
    cover = report.cover
    made.core_properties.title = plain(cover.title)
    made.core_properties.author = "breachdrill"
    made.core_properties.comments = MARK
    for section in made.sections:
        section.header.paragraphs[0].text = f"{MARK} - {plain(cover.status)}"
    made.add_heading(plain(cover.title), level=0)
    made.add_paragraph(plain(cover.subtitle))
    for line in cover.handling:
        made.add_paragraph(plain(line), style="List Bullet")
    if cover.control.rows:
        _table(made, cover.control)
    for label in cover.signatures:
        made.add_paragraph(f"{plain(label)}: {'_' * 40}")


def _block(made: Document, block: Block) -> None:
    match block:
        case Paragraph(lines=lines):
            made.add_paragraph(" ".join(map(_line, lines)))
        case Bullets(lines=lines, empty=empty):
            for line in lines:
                made.add_paragraph(_line(line), style="List Bullet")
            if not lines:
                made.add_paragraph(plain(empty))
        case Heading(text=text):
            made.add_heading(plain(text), level=2)
        case Strip(caption=caption, tiles=tiles):
            made.add_heading(plain(caption), level=2)
            for tile in tiles:
                made.add_paragraph(f"{plain(tile.label)}: {plain(tile.value)}", style="List Bullet")
        case Figure(caption=caption, alt=alt):
            made.add_paragraph(f"{plain(caption)} {plain(alt)}", style="Caption")
        case Blank(label=label, lines=count):
            made.add_paragraph(f"{plain(label)}:")
            for _ in range(count):
                made.add_paragraph("_" * 70)
        case Table():
            _table(made, block)
        case _:
            assert_never(block)


def _table(made: Document, table: Table) -> None:
    made.add_paragraph(plain(table.caption), style="Caption")
    if not table.rows:
        made.add_paragraph(plain(table.empty))
        return
    columns = (*table.columns, *(("Entries",) if table.entries else ()))
    grid = made.add_table(rows=1, cols=len(columns), style=_TABLE_STYLE)
    _repeat(grid.rows[0])
    _fill(grid.rows[0].cells, columns)
    for row in table.rows:
        _fill(grid.add_row().cells, _cells(row, entries=table.entries))
    made.add_paragraph()


def _cells(row: Row, *, entries: bool) -> tuple[str, ...]:
    cells = [*row.cells]
    cells[-1] = "\n".join((cells[-1], *row.notes))
    return (*cells, _refs(row.refs)) if entries else tuple(cells)


def _fill(cells: Iterable[Any], texts: Iterable[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = "\n".join(plain(line) for line in text.split("\n"))


def _repeat(row: Any) -> None:  # noqa: ANN401 - python-docx names no public type for the properties of a row
    """The row is a header: it stands again on each page, and a screen reader says so."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no call for it


def _line(line: Line) -> str:
    refs = _refs(line.refs)
    return f"{plain(line.text)} [{refs}]" if refs else plain(line.text)


def _refs(refs: Refs) -> str:
    return ", ".join(f"#{number}" for number in dict.fromkeys(refs))


def _settled(raw: bytes) -> bytes:
    """The same file without the moment at which it was written."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _LONG_AGO), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
