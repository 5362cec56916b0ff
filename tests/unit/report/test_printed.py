"""A DOCX opens in LibreOffice and prints whole: every table with every row, every figure, every page marked."""

from __future__ import annotations

import re

import pytest

from simulator.exercise.reports import Wanted, report_of
from simulator.report.layout import Labels, cells, columns
from simulator.report.material import Played
from simulator.report.model import MARK, AfterActionReport, Figure, Row, Table
from simulator.report.render_docx import render_docx
from tests.unit.report.office import as_pdf
from tests.unit.report.texts import pdf_pages

HANDLING = "Prepared at the direction of counsel"


@pytest.fixture(scope="module")
def report(reference: Played) -> AfterActionReport:
    """What counsel gets of the reference."""
    return report_of(reference, Wanted(audience="counsel", handling=HANDLING))


@pytest.fixture(scope="module")
def pages(report: AfterActionReport, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page that LibreOffice prints of it."""
    folder = tmp_path_factory.mktemp("office")
    document = folder / "report.docx"
    document.write_bytes(render_docx(report))
    return pdf_pages(as_pdf(document, folder).read_bytes())


def letters(text: str) -> str:
    """The letters and digits of a text: lines break where they like."""
    return re.sub(r"[\W_]", "", text)


def test_no_table_and_no_figure_is_lost(report: AfterActionReport, pages: list[str]) -> None:
    """The caption of each, each table's head, and each cell of each row are on the pages."""
    said, labels = letters("".join(pages)), Labels(report)
    blocks = [block for part in report.sections for block in part.blocks]
    tables = [one for one in blocks if isinstance(one, Table)]
    assert len(tables) > 20
    for one in blocks:
        if isinstance(one, Table | Figure):
            assert letters(labels(one)) in said
    for table in (report.cover.control, *tables):
        wanted = [Row(cells=columns(table)), *table.rows] if table.rows else []
        for row in wanted:
            for text in (*(cells(table, row) if row in table.rows else row.cells), *row.notes):
                assert letters(text) in said, (table.caption, text)


def test_every_page_is_marked_handled_and_full(pages: list[str]) -> None:
    """EXERCISE, the handling line and the number are on each page, and none is empty beside them."""
    for number, text in enumerate(pages, 1):
        assert MARK in text
        assert HANDLING in text
        assert f"Page {number} of {len(pages)}" in text
        assert len(text) > len(MARK) + len(HANDLING) + 150, number


def test_heads_repeat(report: AfterActionReport, pages: list[str]) -> None:
    """The last table goes over pages, and says its columns on each."""
    (last,) = (one for one in report.sections[-1].blocks if isinstance(one, Table))
    first = next(number for number, text in enumerate(pages) if last.caption in " ".join(text.split()))
    assert len(pages) - first > 1
    assert all(letters("".join(columns(last))) in letters(text) for text in pages[first:])
