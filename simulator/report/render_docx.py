"""A document as DOCX: real headings, captions, tables, figures and page numbers, so that people edit and comment it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, assert_never

from simulator.report import wordxml
from simulator.report.layout import LANGUAGE, Labels, few, is_wide, sentence
from simulator.report.model import (
    MARK,
    AfterActionReport,
    Blank,
    Block,
    Bullets,
    Cover,
    Figure,
    Heading,
    Paragraph,
    Section,
    Strip,
    Table,
)
from simulator.report.text import plain

if TYPE_CHECKING:
    from docx.document import Document

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file, so that the same document gives the same bytes; the earliest that ZIP knows."""
_PROPERTY = 255
"""Characters that a property of the document holds."""
_FONT, _BULLET = "Arial", "ListBullet"
_LONG, _SHORT, _MARGIN = 15840, 12240, 1080
"""A letter page and its margins, in twentieths of a point."""


def render_docx(report: AfterActionReport, *, breaks: bool = False) -> bytes:
    """The file; the same document gives the same bytes. `breaks`: each section begins a page.

    What people typed is text: Word finds no field, link or formula in it.
    """
    import docx

    made = docx.Document()
    writer = _Writer(made, Labels(report))
    _properties(made, report.cover)
    _styles(made)
    writer.front(report)
    for number, section in enumerate(report.sections, 1):
        writer.section(section, number, breaks=breaks)
    written = io.BytesIO()
    made.save(written)
    return settled(written.getvalue())


class _Writer:
    """Writes blocks at the end of a document; knows which way the page lies."""

    def __init__(self, made: Document, labels: Labels) -> None:
        self.made, self.labels, self.wide = made, labels, False
        _page(made.sections[0], wide=False)

    def front(self, report: AfterActionReport) -> None:
        made, cover = self.made, report.cover
        head = " - ".join(filter(None, (MARK, plain(cover.status), plain(cover.banner))))
        made.sections[0].header.paragraphs[0].add_run(head).bold = True
        foot = made.sections[0].footer
        foot.paragraphs[0].text = plain(cover.title)
        foot._element.append(wordxml.page_numbers())  # noqa: SLF001 - python-docx has no call for fields
        made.add_heading(plain(cover.title), level=0)
        made.add_paragraph(plain(cover.subtitle), style="Subtitle")
        for line in (cover.banner, *cover.handling):
            if line:
                self._say(plain(line), _BULLET)
        if cover.control.rows:
            self._table(cover.control)
        for label in cover.signatures:
            self._say(f"{plain(label)}: {'_' * 40}")
        if len(report.sections) > 1 and cover.signatures:
            made.add_page_break()  # type: ignore[no-untyped-call]
            made.add_paragraph("Contents", style="TOC Heading")
            for entry in wordxml.contents((_mark(one), _title(one)) for one in report.sections):
                self._append(entry)

    def section(self, section: Section, number: int, *, breaks: bool) -> None:
        from docx.enum.section import WD_SECTION

        if is_wide(section) != self.wide:
            self.wide = not self.wide
            _page(self.made.add_section(WD_SECTION.NEW_PAGE), wide=self.wide)
        heading = self.made.add_heading(_title(section), level=1)
        heading.paragraph_format.page_break_before = breaks
        wordxml.bookmark(heading, _mark(section), number)
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(lines=lines):
                self._say(" ".join(map(sentence, lines)))
            case Bullets(lines=lines, empty=empty):
                for line in lines:
                    self._say(sentence(line), _BULLET)
                if not lines:
                    self._say(plain(empty))
            case Heading(text=text):
                self._subheading(plain(text))
            case Strip(caption=caption, tiles=tiles):
                self._subheading(plain(caption))
                for tile in tiles:
                    self._say(f"{plain(tile.label)}: {plain(tile.value)}", _BULLET)
            case Figure():
                self._figure(block)
            case Blank(label=label, lines=count):
                self._say(f"{plain(label)}:")
                for _ in range(count):
                    self._say("_" * 70)
            case Table():
                self._table(block)
            case _:
                assert_never(block)

    def _table(self, table: Table) -> None:
        self._append(wordxml.caption(self.labels(table), "Table", self.labels.number(table)))
        if not table.rows:
            self._say(plain(table.empty))
            return
        self._append(wordxml.table(table, self.labels, _width(wide=self.wide), wide=self.wide))
        self._say("", "TableNote")

    def _figure(self, figure: Figure) -> None:
        from docx.shared import Twips

        from simulator.report.figures.drawing import png

        run = self.made.add_paragraph().add_run()
        picture = run.add_picture(io.BytesIO(png(figure.chart)), width=Twips(_width(wide=False)))
        said = picture._inline.docPr  # noqa: SLF001 - python-docx has no call for the words of a picture
        said.set("descr", plain(figure.alt))
        said.set("title", plain(figure.caption))
        self._append(wordxml.caption(self.labels(figure), "Figure", self.labels.number(figure)))
        refs = few(figure.refs)
        self._say(plain(figure.alt) + (f" [{refs}]" if refs else ""), "TableNote")

    def _subheading(self, text: str) -> None:
        """A heading whose style is named by its id: to look each up by name takes as long as a table."""
        self.made.add_paragraph(text)._p.style = "Heading2"  # noqa: SLF001 - python-docx has no call for it

    def _say(self, text: str, style: str = "Normal") -> None:
        self._append(wordxml.paragraph(text, style))

    def _append(self, element: Any) -> None:  # noqa: ANN401
        self.made.element.body[-1].addprevious(element)  # the last is always the page's own properties


def settled(raw: bytes) -> bytes:
    """The same ZIP file without the moment at which it was written."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _LONG_AGO), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _properties(made: Document, cover: Cover) -> None:
    day = cover.day or date(*_LONG_AGO[:3])
    said = made.core_properties
    said.title, said.subject = plain(cover.title)[:_PROPERTY], plain(cover.subtitle)[:_PROPERTY]
    said.category, said.content_status = plain(cover.banner)[:_PROPERTY], plain(cover.status)[:_PROPERTY]
    said.author = said.last_modified_by = "breachdrill"
    said.comments, said.keywords, said.language = MARK, "EXERCISE", LANGUAGE
    said.created = said.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - python-docx takes it bare


def _styles(made: Document) -> None:
    """One sans font, dark headings that keep with what follows, small text in tables."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    known = made.styles
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "TOC Heading"):
        style: Any = known[name]
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    for name, size in (("Normal", 10), ("Title", 22), ("Subtitle", 13), ("Heading 1", 15), ("Caption", 9)):
        known[name].font.size = Pt(size)
    for name, bold in (("TableHead", True), ("TableText", False), ("TableNote", False)):
        style = known.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = known["Normal"]
        style.font.size, style.font.bold = Pt(7.5), bold
        style.paragraph_format.space_after = Pt(1)
    for one in known.element.iter(qn("w:lang")):
        one.set(qn("w:val"), LANGUAGE)


def _page(section: Any, *, wide: bool) -> None:  # noqa: ANN401 - two classes of python-docx, one shape
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Twips(_LONG), Twips(_SHORT)) if wide else (Twips(_SHORT), Twips(_LONG))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(_MARGIN)


def _width(*, wide: bool) -> int:
    return (_LONG if wide else _SHORT) - 2 * _MARGIN


def _title(section: Section) -> str:
    return plain(f"{section.number} {section.title}")


def _mark(section: Section) -> str:
    return "section_" + "".join(one if one.isalnum() else "_" for one in section.id)
