"""Annex B: who took part, in which role, for how long."""

from __future__ import annotations

from simulator.domain.evaluation.records import Seated
from simulator.domain.ids import ROOM
from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Row, Section, Table

HOW = {
    "person": "in person",
    "auto": "played by the tool",
    "away": "away; a substitute decided",
    "observer": "observer",
    "evaluator": "evaluator",
    "facilitator": "facilitator",
}
_SPARE = 3


def participants_section(material: Material) -> Section:
    """The section: every seat, and whoever else was written down; empty cells are for the sign-in sheet."""
    seated = material.evaluation.seated
    roles = dict.fromkeys((*material.playbook.seats, *(role for role in seated if role != ROOM)))
    rows = [_row(role, seated.get(role), material) for role in roles]
    rows += [Row(cells=("",) * 5) for _ in range(_SPARE)]
    who = "Nobody wrote down who sat where." if not seated else "As written down before and during the exercise."
    if material.runbook:
        who = f"No people took part: the runbook “{material.runbook}” decided in the room's place."
    return Section(
        id="participants",
        number="Annex B",
        title="Participants and attendance",
        blocks=(
            Paragraph(lines=(Line(text=who),)),
            Table(
                caption="Attendance (sign-in sheet). Empty cells are for the people",
                columns=("Role", "Name or title", "Organization", "Took part", "Hours"),
                rows=tuple(rows),
                entries=False,
            ),
        ),
    )


def organizations(material: Material) -> tuple[str, ...]:
    """The organisations that took part: the entity first, each once."""
    named = (one.organization for one in material.evaluation.seated.values() if one.organization)
    return tuple(dict.fromkeys((material.playbook.entity, *named)))


def attended(material: Material) -> int:
    """How many people took part in a role, as written down."""
    return sum(one.how == "person" for one in material.evaluation.seated.values())


def _row(role: str, one: Seated | None, material: Material) -> Row:
    title = material.seat_title(role)
    if one is None:
        return Row(cells=(title, "", "", "", ""))
    hours = "" if one.hours is None else f"{one.hours:g}"
    return Row(cells=(title, one.name, one.organization, HOW[one.how], hours))
