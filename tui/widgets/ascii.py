"""For terminals that draw no Unicode: every line as ASCII, cell by cell, borders and all."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.present import ascii_of


class AsciiFilter(LineFilter):
    """Replaces what is not ASCII by something as wide."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line in ASCII."""
        del background
        return [one if one.text.isascii() else _plain(one) for one in segments]


def _plain(one: Segment) -> Segment:
    return Segment(set_cell_size(ascii_of(one.text), cell_len(one.text)), one.style, one.control)
