"""The cover and section 2: what this document is, and what was exercised."""

from __future__ import annotations

from simulator.domain.time import DAY
from simulator.report.material import Material
from simulator.report.model import MARK, Cover, Row, Section, Table
from simulator.report.text import listed, many


def cover(material: Material) -> Cover:
    """The first page."""
    played, playbook = material.played, material.playbook
    control = (
        ("Scenario", f"{playbook.title} ({playbook.slug})"),
        ("Scenario version", playbook.version),
        ("Scenario digest", playbook.digest),
        ("Rulebook digest", played.rulebook.digest),
        ("Seed", str(played.seed)),
        ("Mode", played.mode),
        ("Seat", material.seat_title(played.seat)),
        ("Played by", f"runbook {played.runbook}" if played.runbook else "people"),
        *((f"{name} version", version) for name, version in played.versions.items()),
        ("Journal digest", played.journal.digest),
        ("Status", "DRAFT" if material.ended else "DRAFT, exercise not finished"),
    )
    return Cover(
        title=f"After-Action Report / Improvement Plan: {playbook.title}",
        subtitle=playbook.entity,
        status="DRAFT",
        handling=(
            f"{MARK}.",
            "Nothing here describes a real patient, person, organization or incident.",
            "It is no legal advice; rules that are not verified are marked “confirm with counsel”.",
        ),
        control=Table(
            caption="Document control",
            columns=("Item", "Value"),
            rows=tuple(Row(cells=cells) for cells in control),
            entries=False,
        ),
        signatures=("Exercise director", "Lead evaluator", "Privacy officer", "Executive"),
    )


def overview_section(material: Material) -> Section:
    """Section 2."""
    playbook = material.playbook
    moves = ", ".join(f"{move.title} (from D{move.starts // DAY:+d})" for move in playbook.moves)
    rows = (
        ("Exercise name", playbook.title),
        ("Exercise dates (simulated)", f"{material.day(0)} to {material.day(playbook.ends)}"),
        ("Scope", f"{many(playbook.room_minutes, 'room minute')}; moves: {moves}"),
        ("Type", "Tabletop, played in a simulator"),
        ("Mission area(s)", ""),
        ("Core capabilities", "; ".join(dict.fromkeys(one.capability for one in playbook.objectives))),
        ("Objectives", "; ".join(one.title for one in playbook.objectives)),
        ("Threat or hazard", playbook.title),
        ("Scenario", playbook.summary),
        *((("Ground truth", playbook.ground_truth),) if material.ended and playbook.ground_truth else ()),
        ("Sponsor", ""),
        ("Participating organizations", playbook.entity),
        ("Seats", listed([seat.title for seat in playbook.seats.values()])),
        ("Participants and attendance", ""),
        ("Point of contact", ""),
    )
    table = Table(
        caption="Exercise overview (HSEEP). Empty cells are for the planners",
        columns=("Field", "Value"),
        rows=tuple(Row(cells=cells) for cells in rows),
        entries=False,
    )
    return Section(id="overview", number="2", title="Exercise overview", blocks=(table,))
