"""What every paper after play shares: its cover says how far the report has come, and under which handling line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.report.finding import Finding
from simulator.report.front.cover import status
from simulator.report.material import Material
from simulator.report.model import AfterActionReport, Row, Section
from simulator.report.papers.paper import paper
from simulator.report.text import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the papers of the day are made from. `held`: the day of the room, as it was kept; empty: not known."""

    material: Material
    found: tuple[Finding, ...]
    held: str = ""


def after(day: Day, title: str, sections: Sequence[Section], signatures: tuple[str, ...] = ()) -> AfterActionReport:
    """A paper of these sections, with the exercise's stage and handling line on its cover."""
    material = day.material
    handling = plain(material.evaluation.handling)
    made = paper(material.playbook, title, sections, handling=(f"Handling: {handling}",) if handling else ())
    rows = made.cover.control.rows
    if day.held:
        rows = (*rows, Row(cells=("Held on", day.held)))
    cover = replace(
        made.cover,
        status=status(material),
        control=replace(made.cover.control, rows=rows),
        signatures=signatures,
        banner=handling,
    )
    return replace(made, cover=cover)
