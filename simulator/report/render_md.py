"""The report as Markdown (CommonMark with tables); what people typed stays text in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from simulator.report.layout import Labels, few
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
    Strip,
    Table,
)
from simulator.report.text import plain

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$^!=@])")
_STARTS = re.compile(r"^([-+>]|\d+[.)](?!\d))")
"""What begins a list or a quotation at the start of a line; `0.5` does not."""


def render_md(report: AfterActionReport) -> str:
    """The file as text; the same report gives the same bytes."""
    cover, labels = report.cover, Labels(report)
    running = [f"**{escape(one)}**" for one in (cover.status, cover.banner) if one]
    lines = [f"# {escape(cover.title)}", "", " - ".join((f"**{MARK}**", *running)), "", escape(cover.subtitle), ""]
    lines += [f"- {escape(line)}" for line in cover.handling]
    lines += ["", *_table(cover.control, labels), ""]
    for section in report.sections:
        lines += [f"## {section.number} {escape(section.title)}", "", f"*{MARK}*", ""]
        for block in section.blocks:
            lines += [*_block(block, labels), ""]
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it was typed: no markup, no HTML, no link, no formula."""
    flat = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    flat = _SPECIAL.sub(r"\\\1", flat).replace("://", ":\\//").replace("www.", "www\\.")
    return _STARTS.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", flat)


def _block(block: Block, labels: Labels) -> Iterator[str]:
    match block:
        case Paragraph(lines=lines):
            yield " ".join(_line(line) for line in lines)
        case Bullets(lines=lines, empty=empty):
            yield from (f"- {_line(line)}" for line in lines)
            if not lines:
                yield empty
        case Heading(text=text):
            yield f"### {escape(text)}"
        case Strip(caption=caption, tiles=tiles):
            yield f"### {escape(caption)}"
            yield ""
            yield from (f"- {escape(tile.label)}: **{escape(tile.value)}**" for tile in tiles)
        case Figure(alt=alt, refs=refs):
            yield f"*{escape(labels(block))} {escape(alt)}{_beside(refs)} (The picture is in the HTML report.)*"
        case Blank(label=label):
            yield f"{escape(label)}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_"
        case Table():
            yield from _table(block, labels)
        case _:
            assert_never(block)


def _line(line: Line) -> str:
    return f"{escape(line.text)}{_beside(line.refs)}"


def _beside(refs: Refs) -> str:
    return f" \\[{few(refs)}\\]" if refs else ""


def _refs(refs: Refs) -> str:
    numbers = dict.fromkeys(refs)
    return f" \\[{', '.join(f'#{number}' for number in numbers)}\\]" if numbers else ""


def _table(table: Table, labels: Labels) -> Iterator[str]:
    yield f"**{escape(labels(table))}**"
    yield ""
    if not table.rows:
        yield escape(table.empty)
        return
    columns = (*table.columns, *(("Entries",) if table.entries else ()))
    yield f"| {' | '.join(map(escape, columns))} |"
    yield f"|{'|'.join('---:' if index in table.numeric else '---' for index, _ in enumerate(columns))}|"
    for row in table.rows:
        cells = [escape(cell) for cell in row.cells]
        cells[-1] += "".join(f"<br>{escape(note)}" for note in row.notes)
        cells += [_refs(row.refs).strip()] if table.entries else []
        yield f"| {' | '.join(cells)} |"
