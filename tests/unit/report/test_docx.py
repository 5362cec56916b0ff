"""The DOCX is a document to work on: captions are fields, heads repeat, pictures speak, nothing typed is code."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from simulator.report import build as builder
from simulator.report.layout import Labels
from simulator.report.material import Played
from simulator.report.model import MARK, AfterActionReport, Figure, Table
from simulator.report.render_docx import render_docx
from tests.unit.report.texts import a_report, build


@pytest.fixture(scope="module")
def report(reference: Played) -> AfterActionReport:
    """The whole report of the reference."""
    return build(reference)


@pytest.fixture(scope="module")
def made(report: AfterActionReport) -> bytes:
    """The same as DOCX."""
    return render_docx(report)


@pytest.fixture(scope="module")
def opened(made: bytes) -> Any:
    """The same, opened again."""
    return docx.Document(io.BytesIO(made))


def test_captions_are_numbered_fields(opened: Any, report: AfterActionReport) -> None:
    """Each table and figure has a caption whose number is a field, counted as in the other formats."""
    labels = Labels(report)
    wanted = [labels(one) for part in report.sections for one in part.blocks if isinstance(one, Table | Figure)]
    found = [_text(one) for one in opened.element.body.iter(qn("w:p")) if _style(one) == "Caption"]
    assert sorted(found) == sorted([*wanted, labels(report.cover.control)])
    fields = [one.get(qn("w:instr")) for one in opened.element.body.iter(qn("w:fldSimple"))]
    assert sum("SEQ Table" in one for one in fields) + sum("SEQ Figure" in one for one in fields) == len(wanted)


def test_no_table_is_lost_and_heads_repeat(opened: Any, report: AfterActionReport) -> None:
    """Every table with rows is there with every cell, and its first row stands again on each page."""
    wanted = [one for part in report.sections for one in part.blocks if isinstance(one, Table) and one.rows]
    found = list(opened.element.body.iter(qn("w:tbl")))
    assert len(found) == len(wanted) + 1
    for table, xml in zip(wanted, found[1:], strict=True):
        rows = xml.findall(qn("w:tr"))
        assert len(rows) == 1 + len(table.rows) + sum(bool(row.notes) for row in table.rows)
        assert rows[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert len(rows[0].findall(qn("w:tc"))) == len(table.columns) + table.entries


def test_headings_are_styles_in_order(opened: Any, report: AfterActionReport) -> None:
    """Sections are headings of the first level with a bookmark, and no level is jumped over."""
    styles = [one.style.name for one in opened.paragraphs if one.style.name.startswith("Heading")]
    levels = [int(name[-1]) for name in styles]
    assert levels.count(1) == len(report.sections)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    marks = [one.get(qn("w:name")) for one in opened.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(marks)) == len(report.sections)
    links = {one.get(qn("w:anchor")) for one in opened.element.body.iter(qn("w:hyperlink"))}
    assert links == set(marks)


def test_pictures_have_words(opened: Any, report: AfterActionReport) -> None:
    """Each figure is a PNG with its alternative text."""
    figures = [one for part in report.sections for one in part.blocks if isinstance(one, Figure)]
    said = [one.get("descr") for one in opened.element.body.iter(qn("wp:docPr"))]
    assert said == [one.alt for one in figures]
    kinds = [part.content_type for part in opened.part.package.image_parts]
    assert kinds == ["image/png"] * len(figures)


def test_pages_are_marked_and_numbered(opened: Any) -> None:
    """Header and footer carry the mark and the fields of the page's number; so do pages that lie on their side."""
    first, *others = opened.sections
    assert MARK in first.header.paragraphs[0].text
    fields = [one.get(qn("w:instr")).strip() for one in first.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert others
    assert all(one.header.is_linked_to_previous and one.footer.is_linked_to_previous for one in others)
    assert {one.page_width > one.page_height for one in opened.sections} == {True, False}


def test_it_is_dated_by_the_exercise(opened: Any, reference: Played, made: bytes) -> None:
    """Title, language and dates come from the exercise; rendering again gives the same bytes."""
    said, day = opened.core_properties, reference.playbook.calendar.day(0)
    assert said.title == build(reference).cover.title
    assert said.language == "en-US"
    assert said.created == said.modified
    assert said.created.replace(tzinfo=None) == datetime(day.year, day.month, day.day)  # noqa: DTZ001
    assert render_docx(builder.build(reference)) == made
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("typed", ["=cmd()|x <w:p/> & ]]>", "\x00\x07\x1b[2J\u202e\ud800\ufffe\uffff", "x" * 5000])
def test_any_text_is_text(typed: str) -> None:
    """Markup, control characters and endless words leave a document that opens."""
    opened = docx.Document(io.BytesIO(render_docx(a_report(typed))))
    assert not re.search("[\x00-\x08\u202e]", "".join(one.text for one in opened.paragraphs))


def _style(paragraph: Any) -> str:
    found = paragraph.find(qn("w:pPr"))
    style = None if found is None else found.find(qn("w:pStyle"))
    return "" if style is None else str(style.get(qn("w:val")))


def _text(paragraph: Any) -> str:
    return "".join(one.text for one in paragraph.iter(qn("w:t")))
