"""A document as a tagged PDF (PDF/UA-1), set by Typst offline with one shipped font; the same bytes each time.

What people typed reaches Typst as JSON, never as markup.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal, assert_never

from simulator.errors import EngineError
from simulator.report.layout import ROOM, Labels, beside, columns, is_wide, stays_whole, widths
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
    Section,
    Strip,
    Table,
)
from simulator.report.text import plain

_FONT = "Source Sans Pro"
_FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")
"""From the package font-source-sans-pro (SIL Open Font License); the folder has each face twice, and others."""
_UNDATED = date(1980, 1, 1)
_BREAK = "\u200b"
"""Where a long word may be broken."""
_STANDARD: Literal["ua-1"] = "ua-1"


def render_pdf(report: AfterActionReport, *, breaks: bool = True) -> bytes:
    """The file; the same document gives the same bytes. `breaks`: each section begins a page.

    Raises:
        EngineError: Typst refuses, because the page is not accessible or the template is wrong: ours to mend.
    """
    import typst

    told = json.dumps(_document(report, breaks=breaks), ensure_ascii=False)
    template = files("simulator.report").joinpath("templates/report.typ").read_bytes()
    day = report.cover.day or _UNDATED
    with tempfile.TemporaryDirectory() as folder:
        _fonts_into(Path(folder))
        try:
            made: bytes = typst.compile(
                template,
                font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]),
                sys_inputs={"report": told},
                pdf_standards=[_STANDARD],
                timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            )
        except typst.TypstError as fault:
            raise EngineError(f"the PDF cannot be made: {fault.message}. {' '.join(fault.hints)}".strip()) from fault
    return made


def printable(text: str) -> str:
    """The text on one line, with a character that the font does not have named by its number: `[U+1F600]`."""
    flat = plain(text).replace("\u2011", "-")
    if flat.isascii():
        return flat
    covered = _covered()
    return "".join(one if ord(one) in covered else f"[U+{ord(one):04X}]" for one in flat)


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    """The characters that every face of the font has."""
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as folder:
        _fonts_into(Path(folder))
        maps = []
        for name in _FONT_FILES:
            with TTFont(Path(folder) / name, lazy=True) as font:
                maps.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*maps)


def _fonts_into(folder: Path) -> None:
    for name in _FONT_FILES:
        with as_file(files("font_source_sans_pro") / "files" / name) as path:
            shutil.copyfile(path, folder / name)


def _document(report: AfterActionReport, *, breaks: bool) -> dict[str, Any]:
    cover, labels = report.cover, Labels(report)
    day = cover.day or _UNDATED
    anchors = next((one for one in report.sections if one.id == "entries"), None)
    return {
        "title": printable(cover.title),
        "subtitle": printable(cover.subtitle),
        "mark": MARK,
        "running": " - ".join(filter(None, (printable(cover.status), printable(cover.banner)))),
        "day": [day.year, day.month, day.day],
        "handling": [printable(one) for one in (cover.banner, *cover.handling) if one],
        "control": _table(cover.control, labels, wide=False),
        "signatures": [printable(one) for one in cover.signatures],
        "linked": {row.cells[0][1:]: True for row in _rows(anchors)},
        "sections": [_section(one, labels, breaks=breaks) for one in report.sections],
    }


def _rows(section: Section | None) -> Iterator[Row]:
    for block in section.blocks if section else ():
        if isinstance(block, Table):
            yield from block.rows


def _section(section: Section, labels: Labels, *, breaks: bool) -> dict[str, Any]:
    wide = is_wide(section)
    return {
        "title": printable(f"{section.number} {section.title}"),
        "wide": wide,
        "breaks": breaks,
        "anchors": section.id == "entries",
        "blocks": [{"kind": block.kind, **_block(block, labels, wide=wide)} for block in section.blocks],
    }


def _block(block: Block, labels: Labels, *, wide: bool) -> dict[str, Any]:
    match block:
        case Paragraph(lines=lines):
            return {"lines": [_line(line) for line in lines]}
        case Bullets(lines=lines, empty=empty):
            return {"lines": [_line(line) for line in lines], "empty": printable(empty)}
        case Heading(text=text):
            return {"text": printable(text)}
        case Strip(caption=caption, tiles=tiles):
            shown = [{"label": printable(one.label), "value": printable(one.value), "tone": one.tone} for one in tiles]
            return {"caption": printable(caption), "tiles": shown, "empty": "None."}
        case Figure():
            drawn = {"label": printable(labels(block)), "alt": printable(block.alt), "svg": _svg(block)}
            return drawn | _beside(block.refs)
        case Blank(label=label, lines=count):
            return {"label": printable(label), "lines": count}
        case Table():
            return _table(block, labels, wide=wide)
        case _:
            assert_never(block)


def _line(line: Line) -> dict[str, Any]:
    return {"text": printable(line.text), **_beside(line.refs)}


def _beside(refs: Refs) -> dict[str, Any]:
    first, more = beside(refs)
    return {"refs": first, "more": more}


def _svg(figure: Figure) -> str:
    """The drawing in our font; a sign that the font lacks is named by its number there too."""
    from simulator.report.figures.drawing import drawing

    drawn = re.sub(r'font-family="[^"]*"', f'font-family="{_FONT}"', drawing(figure.chart))
    return re.sub(r"[^\x00-\x7f]", lambda sign: printable(sign[0]), drawn)


def _table(table: Table, labels: Labels, *, wide: bool) -> dict[str, Any]:
    shares = widths(table, wide=wide)
    fits = [max(4, int(share * ROOM[wide]) - 2) for share in shares]
    count = len(table.columns)
    rows = [
        {
            "cells": [_broken(printable(text), fit) for text, fit in zip(row.cells, fits[:count], strict=True)],
            "refs": list(dict.fromkeys(row.refs)),
            "tone": row.tone,
            "notes": [_broken(printable(note), int(ROOM[wide]) - 6) for note in row.notes],
        }
        for row in table.rows
    ]
    return {
        "label": printable(labels(table)),
        "columns": [printable(one) for one in columns(table)],
        "widths": [round(share, 4) for share in shares],
        "numeric": list(table.numeric),
        "whole": stays_whole(table),
        "entries": table.entries,
        "rows": rows,
        "empty": printable(table.empty),
    }


def _broken(text: str, fits: int) -> str:
    """The text with places to break in words that are longer than the column."""
    return re.sub(rf"\S{{{fits + 1},}}", lambda word: _BREAK.join(re.findall(f".{{1,{fits}}}", word[0])), text)
