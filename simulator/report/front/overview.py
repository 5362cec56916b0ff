"""Section 2: what was exercised, in HSEEP's fields, with what makes the run repeatable."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.chance import chance_of
from simulator.domain.directing import CHANCE
from simulator.domain.direction import Chance
from simulator.domain.evaluation.records import Arranged
from simulator.domain.playbook import Objective
from simulator.domain.time import DAY
from simulator.report.material import Material
from simulator.report.model import Row, Section, Table
from simulator.report.places import place
from simulator.report.rated.participants import attended, organizations
from simulator.report.text import listed, many, plain

_ANCHORS: dict[Chance, str] = {
    "seeded": "",
    "off": "; the runs that the score is measured by had the same",
    "table": "; the runs that the score is measured by rolled the seed's dice, so luck is part of the score",
}


def overview_section(material: Material) -> Section:
    """The section."""
    table = Table(
        caption="Exercise overview (HSEEP). Empty cells are for the planners",
        columns=("Field", "Value"),
        rows=tuple(Row(cells=cells) for cells in _fields(material)),
        entries=False,
    )
    return Section(id="overview", number="2", title="Exercise overview", blocks=(table,))


def _fields(material: Material) -> Iterator[tuple[str, str]]:
    playbook, arranged = material.playbook, material.evaluation.arranged
    moves = ", ".join(f"{move.title} (from D{move.starts // DAY:+d})" for move in playbook.moves)
    objectives = _chosen(material, arranged)
    yield "Exercise name", playbook.title
    yield "Exercise dates (simulated)", f"{material.day(0)} to {material.day(playbook.ends)}"
    yield "Scope", f"{many(playbook.room_minutes, 'room minute')}; moves: {moves}"
    yield "Type", "Tabletop, played in a simulator"
    yield "Mission area(s)", plain(arranged.mission) if arranged else ""
    yield "Core capabilities", "; ".join(dict.fromkeys(one.capability for one in objectives))
    yield "Objectives", "; ".join(one.title for one in objectives)
    if material.ended and playbook.failures:
        yield "Threat or hazard", "; ".join(one.title for one in playbook.failures)
    yield "Scenario", playbook.summary
    if material.ended and playbook.ground_truth:
        yield "Ground truth", playbook.ground_truth
    yield "Sponsor", plain(arranged.sponsor) if arranged else ""
    yield "Participating organizations", listed(organizations(material))
    yield "Seats", listed([seat.title for seat in playbook.seats.values()])
    yield "Participants", _participants(material)
    yield "Point of contact", plain(arranged.contact) if arranged else ""
    yield "Scenario version", f"{playbook.version} ({playbook.slug})"
    yield from ((f"{name} version", version) for name, version in material.played.versions.items())
    yield "Seed", str(material.played.seed)
    unpaced = "none: no room was there" if material.runbook else "not written down"
    yield "Pace", arranged.pace if arranged else unpaced
    chance = chance_of(material.truth.made)
    yield "Chance", CHANCE[chance] + _ANCHORS[chance]


def _chosen(material: Material, arranged: Arranged | None) -> tuple[Objective, ...]:
    """The objectives that were chosen for the day; all of the scenario where nobody chose."""
    wanted = arranged.objectives if arranged else ()
    chosen = tuple(one for one in material.playbook.objectives if one.id in wanted)
    return chosen or material.playbook.objectives


def _participants(material: Material) -> str:
    if material.runbook:
        return f"none: the runbook “{material.runbook}” decided"
    if not material.evaluation.seated:
        return ""
    return f"{many(attended(material), 'role')} filled in person; {place('participants')} lists everybody"
