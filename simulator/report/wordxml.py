"""Pieces of a Word document that python-docx has no call for: fields, captions, bookmarks, tables made in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape  # that of xml.sax loads all of urllib
from typing import Any

from simulator.report.layout import Labels, cells, columns, stays_whole, widths
from simulator.report.model import Row, Table
from simulator.report.text import plain

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TONES = {"": "", "good": "0B5CAD", "watch": "D97706", "bad": "9D174D"}
"""The colour of the rule before a row; its words say the same."""
_FULL = 5000
"""The whole width of a page, in fiftieths of a percent."""


def paragraph(text: str, style: str = "Normal") -> Any:  # noqa: ANN401 - python-docx names no public type for elements
    """A paragraph of text; `style` is an id. To look each up by name, as python-docx does, takes longest."""
    return _paragraph(style, _run(text), keep=False)


def field(name: str, shown: str) -> str:
    """A field that Word keeps right, with what it shows until then: PAGE, NUMPAGES, SEQ."""
    return f'<w:fldSimple w:instr="{escape(f" {name} ")}">{_run(shown)}</w:fldSimple>'


def caption(label: str, word: str, number: int) -> Any:  # noqa: ANN401
    """A caption whose number is a field: `Table 3. Duty ledger`. Number 0: none."""
    if not number:
        return _paragraph("Caption", _run(label))
    rest = label.removeprefix(f"{word} {number}")
    return _paragraph("Caption", _run(f"{word} "), field(f"SEQ {word} \\* ARABIC", str(number)), _run(rest))


def page_numbers() -> Any:  # noqa: ANN401
    """`Page 1 of 9`, as fields."""
    return _paragraph("Footer", _run("Page "), field("PAGE", "1"), _run(" of "), field("NUMPAGES", "1"))


def contents(entries: Iterable[tuple[str, str]]) -> Iterator[Any]:
    """A table of contents as a field, its entries (bookmark, title) already written as links."""
    found = list(entries)
    for at, (mark, title) in enumerate(found):
        link = f'<w:hyperlink w:anchor="{mark}">{_run(title)}</w:hyperlink>'
        begin = (
            f'{_mark("begin")}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>'
        )
        first = f"{begin}{_mark('separate')}" if at == 0 else ""
        last = _mark("end") if at == len(found) - 1 else ""
        yield _paragraph("Normal", first, link, last, keep=False, tight=True)


def bookmark(paragraph: Any, name: str, number: int) -> None:  # noqa: ANN401
    """Name a paragraph, so that links and comments find it."""
    element = paragraph._p  # noqa: SLF001 - python-docx has no call for it
    ends = f'<w:bookmarkEnd {_SPACE} w:id="{number}"/>'
    starts = f'<w:bookmarkStart {_SPACE} w:id="{number}" w:name="{name}"/>'
    element.insert(1, _parsed(starts))
    element.append(_parsed(ends))


def table(one: Table, labels: Labels, page: int, *, wide: bool) -> Any:  # noqa: ANN401
    """A whole table: its head repeats on each page, no row breaks, notes stand below their row. `page`: its width."""
    heads, numeric = columns(one), set(one.numeric)
    sizes = [round(share * page) for share in widths(one, wide=wide)]
    head = "".join(
        _cell(text, size, "TableHead", right=at in numeric, keep=True)
        for at, (text, size) in enumerate(zip(heads, sizes, strict=True))
    )
    whole, last = stays_whole(one), len(one.rows) - 1
    rows = "".join(_row(one, row, sizes, keep=whole and place < last) for place, row in enumerate(one.rows))
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    return _parsed(
        f'<w:tbl {_SPACE}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_FULL}" w:type="pct"/>'
        '<w:tblBorders><w:top w:val="single" w:sz="8" w:color="1A1A1A"/><w:left w:val="nil"/>'
        '<w:bottom w:val="single" w:sz="4" w:color="C5CAD3"/><w:right w:val="nil"/>'
        '<w:insideH w:val="single" w:sz="4" w:color="C5CAD3"/><w:insideV w:val="nil"/>'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="50" w:type="dxa"/>'
        '<w:right w:w="50" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0420" w:firstRow="1" w:firstColumn="0"/>'
        f'<w:tblCaption w:val="{escape(labels(one))}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


def _row(one: Table, row: Row, sizes: list[int], *, keep: bool) -> str:
    made = "".join(
        _cell(text, size, "TableText", right=at in one.numeric, rule=_TONES[row.tone] if at == 0 else "", keep=keep)
        for at, (text, size) in enumerate(zip(cells(one, row), sizes, strict=True))
    )
    whole = "<w:cantSplit/>"
    notes = "".join(_paragraph_text("TableNote", _run(plain(note))) for note in row.notes)
    below = f'<w:tcPr><w:tcW w:w="{sum(sizes)}" w:type="dxa"/><w:gridSpan w:val="{len(sizes)}"/></w:tcPr>{notes}'
    spanning = f"<w:tr><w:trPr>{whole}</w:trPr><w:tc>{below}</w:tc></w:tr>" if notes else ""
    return f"<w:tr><w:trPr>{whole}</w:trPr>{made}</w:tr>{spanning}"


def _cell(text: str, size: int, style: str, *, right: bool, rule: str = "", keep: bool = False) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F3F5F8"/>' if style == "TableHead" else ""
    edge = f'<w:tcBorders><w:left w:val="single" w:sz="24" w:color="{rule}"/></w:tcBorders>' if rule else ""
    body = _paragraph_text(style, _run(text), right=right, keep=keep)
    return f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{edge}{shade}</w:tcPr>{body}</w:tc>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph_text(style: str, *runs: str, right: bool = False, keep: bool = False) -> str:
    keeping = "<w:keepNext/>" if keep else ""
    side = '<w:jc w:val="right"/>' if right else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keeping}{side}</w:pPr>{"".join(runs)}</w:p>'


def _paragraph(style: str, *runs: str, keep: bool = True, tight: bool = False) -> Any:  # noqa: ANN401
    keeping = "<w:keepNext/>" if keep else ""
    spacing = '<w:spacing w:after="0"/>' if tight else ""
    inner = f'<w:pPr><w:pStyle w:val="{style}"/>{keeping}{spacing}</w:pPr>{"".join(runs)}'
    return _parsed(f"<w:p {_SPACE}>{inner}</w:p>")


def _parsed(text: str) -> Any:  # noqa: ANN401
    from docx.oxml import parse_xml

    return parse_xml(text)
