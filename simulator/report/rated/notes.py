"""How an observer's line is printed: when it was written, its mark, whom it is about; its words as they are."""

from __future__ import annotations

from simulator.domain.evaluation.records import Noted
from simulator.report.material import Material
from simulator.report.model import Line
from simulator.report.text import plain, room_clock

TAGS = {"+": "strength", "-": "gap", "!": "critical", "?": "question", "": "observation"}
"""What each mark of a note says."""


def note_line(note: Noted, material: Material) -> Line:
    """A note as one sentence: `2026-09-15 11:20 (room 0:12), strength, Privacy officer: words`."""
    about = f", {material.seat_title(note.role)}" if note.role else ""
    by = f" ({plain(note.by)})" if note.by else ""
    head = f"{material.when(note.at)} (room {room_clock(note.room)}), {TAGS[note.tag]}{about}"
    return Line(text=f"{head}: {plain(note.text)}{by}")
