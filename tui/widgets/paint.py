"""Turns the lines of `present` into what a terminal draws; the only place where a tone becomes a style."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from tui.present import Line

STYLES = {
    "late": "bold reverse",
    "red": "bold $error",
    "watch": "$warning",
    "ok": "$primary",
    "done": "$success",
    "info": "$primary",
    "unknown": "italic",
    "dim": "dim",
    "strong": "bold",
    "mark": "bold reverse",
    "plain": "",
}


def paint(line: Line) -> Content:
    """One line, styled. Its text is never read as markup."""
    return Content.assemble(*((text, STYLES[tone]) for text, tone in line))


def paint_all(lines: Iterable[Line]) -> Content:
    """Several lines."""
    return Content("\n").join([paint(line) for line in lines])
