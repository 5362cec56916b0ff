"""The PDF is tagged, described and dated by the exercise; typed text is text; Typst refuses what is not accessible."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import BooleanObject

from simulator.errors import EngineError
from simulator.report import build as builder
from simulator.report import render_pdf as module
from simulator.report.material import Played
from simulator.report.model import MARK, AfterActionReport, Figure, Table
from simulator.report.render_pdf import printable, render_pdf
from tests.unit.report.texts import a_report, build, pdf_pages


@pytest.fixture(scope="module")
def report(reference: Played) -> AfterActionReport:
    """The whole report of the reference."""
    return build(reference)


@pytest.fixture(scope="module")
def made(report: AfterActionReport) -> bytes:
    """The same as PDF."""
    return render_pdf(report)


@pytest.fixture(scope="module")
def pdf(made: bytes) -> PdfReader:
    """The same, read back."""
    return PdfReader(io.BytesIO(made))


@pytest.fixture(scope="module")
def pages(made: bytes) -> list[str]:
    """What each page says."""
    return pdf_pages(made)


def root_of(reader: PdfReader) -> Any:
    """The catalogue of the document."""
    return reader.trailer["/Root"].get_object()


def tags(reader: PdfReader) -> Iterator[Any]:
    """Every element of the structure tree, in the order of reading."""
    waiting: list[Any] = [root_of(reader)["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if not hasattr(one, "get"):
            continue
        if "/S" in one:
            yield one
        kids = one.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        waiting += [kid for kid in reversed(kids if isinstance(kids, list) else [kids]) if not isinstance(kid, int)]


def test_it_claims_and_carries_what_pdf_ua_asks(pdf: PdfReader, report: AfterActionReport) -> None:
    """Marked, tagged, with language, title shown in the window, the claim in its metadata, and bookmarks."""
    root = root_of(pdf)
    assert root["/MarkInfo"]["/Marked"] == BooleanObject(True)  # noqa: FBT003 - the class takes it so
    assert str(root["/Lang"]).startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)  # noqa: FBT003
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(>|=\")1", metadata)
    assert report.cover.title in metadata
    assert len([one for one in pdf.outline if not isinstance(one, list)]) == len(report.sections)
    assert all(page.get("/Tabs") == "/S" for page in pdf.pages)
    assert all("/FontFile2" in str(font) or "/FontFile3" in str(font) for font in _descriptors(pdf))


def _descriptors(pdf: PdfReader) -> Iterator[Any]:
    for page in pdf.pages:
        resources: Any = page["/Resources"].get_object()
        for font in resources.get("/Font", {}).values():
            for below in font.get_object().get("/DescendantFonts", []):
                yield below.get_object()["/FontDescriptor"].get_object()


def test_figures_have_words_and_tables_have_heads(pdf: PdfReader, report: AfterActionReport) -> None:
    """Each figure has its alternative text, each table its header cells, and headings go down one step at a time."""
    found = list(tags(pdf))
    figures = [block for part in report.sections for block in part.blocks if isinstance(block, Figure)]
    said = [str(one.get("/Alt")) for one in found if one["/S"] == "/Figure"]
    assert said == [printable(one.alt) for one in figures]
    tables = [block for part in report.sections for block in part.blocks if isinstance(block, Table) and block.rows]
    kinds = [str(one["/S"]) for one in found]
    assert kinds.count("/Table") == len(tables) + 2
    heads = sum(len(table.columns) + table.entries for table in tables)
    assert kinds.count("/TH") == heads + len(report.cover.control.columns) + 4
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]
    assert levels[0] == 1
    assert set(levels) <= {1, 2}


def test_every_page_is_marked_and_numbered(pages: list[str]) -> None:
    """The EXERCISE mark and the number of the page stand on each."""
    assert all(MARK in text for text in pages)
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(pages, 1))


def test_heads_repeat(pages: list[str]) -> None:
    """A table that goes over pages says its columns on each: the annex of entries is the last of the report."""
    first = next(
        number for number, text in enumerate(pages) if "Annex J Journal, entry by entry" in text and number > 2
    )
    assert len(pages) - first > 2
    assert all("Who may know it" in text for text in pages[first:])


def test_the_same_bytes_again(reference: Played, made: bytes) -> None:
    """Rendering again gives the same file, dated by the exercise and by no clock."""
    assert render_pdf(builder.build(reference)) == made
    day = reference.playbook.calendar.day(0)
    assert f"D:{day:%Y%m%d}".encode() in made


def test_a_selection_has_no_link_into_nowhere(report: AfterActionReport) -> None:
    """Without its annex of entries a report still renders: its references are words."""
    short = replace(report, sections=tuple(one for one in report.sections if one.id == "summary"))
    assert render_pdf(short).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "typed",
    [
        '#panic("no") $x$ *b* _i_ `c` @ref <l> // /* \\ "',
        "\x00\x07\x1b[2J\u202e\ud800\ufffe",
        "\U0001f600 \u4e2d\u6587 \u05d0 \u0301\u0301\u0301",
        "x" * 5000,
    ],
)
def test_any_text_is_text(typed: str) -> None:
    """Markup, control characters, signs the font lacks, and endless words come out as what they are."""
    assert render_pdf(a_report(typed)).startswith(b"%PDF")


def test_typed_markup_is_shown() -> None:
    """What looks like Typst code stands in the page as it was typed."""
    said = "".join(pdf_pages(render_pdf(a_report("#panic(1) *b*"))))
    assert "#panic(1) *b*" in said


def test_a_sign_that_the_font_lacks_is_named() -> None:
    """An emoji becomes its number; letters of Latin, Greek and Cyrillic stay."""
    assert printable("Zoë \u0141 \u03b1 \u0416 \U0001f600") == "Zoë \u0141 \u03b1 \u0416 [U+1F600]"


def test_typst_refuses_a_figure_without_words() -> None:
    """The standard is enforced where the file is made: a picture without its words is no file."""
    code = (
        b'#set document(title: "t")\n#set text(lang: "en")\n= A\n#image(bytes("<svg xmlns=\\"SVG\\"/>"), format: "svg")'
    )
    code = code.replace(b"SVG", b"http" + b"://www.w3.org/2000/svg")
    with pytest.raises(typst.TypstError, match=r"alt text|alternative"):
        typst.compile(code, pdf_standards=["ua-1"])


def test_a_template_that_breaks_the_standard_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """When Typst refuses, the error is ours and says why."""
    monkeypatch.setattr(module, "printable", lambda _: "")
    with pytest.raises(EngineError, match=r"PDF cannot be made.*title"):
        render_pdf(a_report("x"))
