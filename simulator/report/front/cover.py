"""The cover: what this document is, how it may be handled, how far it has come, and who signs it."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.improving.lint import blocks_final
from simulator.report.material import Material
from simulator.report.model import MARK, Cover, Row, Table
from simulator.report.text import plain, room_clock

STAGES = {"draft": "DRAFT", "reconciled": "RECONCILED", "final": "FINAL"}
"""How far the report has come: drafted by the tool, reconciled by the evaluators, agreed by the leaders."""
NO_PRIVILEGE = "A handling line is a label: it creates no privilege. Whether one applies is for counsel to say."


def cover(material: Material) -> Cover:
    """The first page."""
    playbook = material.playbook
    handling = plain(material.evaluation.handling)
    return Cover(
        title=f"After-Action Report / Improvement Plan: {playbook.title}",
        subtitle=playbook.entity,
        status=status(material),
        handling=(
            f"{MARK}.",
            *((f"Handling: {handling}", NO_PRIVILEGE) if handling else ()),
            "Nothing here describes a real patient, person, organization or incident.",
            "It is no legal advice; rules that are not verified are marked “confirm with counsel”.",
        ),
        control=Table(
            caption="Document control",
            columns=("Item", "Value"),
            rows=tuple(Row(cells=cells) for cells in _control(material)),
            entries=False,
        ),
        signatures=("Exercise director", "Lead evaluator", "Privacy officer", "Executive"),
        day=playbook.calendar.day(0),
        banner=handling,
    )


def status(material: Material) -> str:
    """The stage of the report, as far as it holds.

    A run that has not ended stays a draft, and nothing is final while a rating is missing or an open action lacks
    something, whatever was written down.
    """
    stage = material.evaluation.stage if material.ended else "draft"
    if stage == "final" and blocks_final(material.evaluation, material.playbook):
        stage = "reconciled"
    return STAGES[stage]


def _control(material: Material) -> Iterator[tuple[str, str]]:
    played, playbook = material.played, material.playbook
    yield "Scenario", f"{playbook.title} ({playbook.slug})"
    yield "Scenario version", playbook.version
    yield "Seed", str(played.seed)
    yield "Mode", played.mode
    yield "Seat", material.seat_title(played.seat)
    yield "Played by", f"the runbook “{material.runbook}”" if material.runbook else "people"
    yield from ((f"{name} version", version) for name, version in played.versions.items())
    yield "Journal digest", played.journal.digest
    yield "Status", status(material) + ("" if material.ended else ", exercise not finished")
    for one in material.evaluation.stages:
        yield STAGES[one.stage].capitalize(), f"by {plain(one.by) or 'nobody named'}, room {room_clock(one.room)}"
    if missing := unfinished(material):
        yield "Still missing", "; ".join(missing)


def unfinished(material: Material) -> list[str]:
    """What keeps the report from being complete, in words."""
    evaluation, plan = material.evaluation, material.evaluation.plan
    unrated = [one for one in material.playbook.objectives if one.id not in evaluation.ratings]
    unowned = [one for one in plan if not (one.owner and one.due)]
    found = (
        (not material.ended, "EndEx"),
        (bool(unrated), f"the evaluator's rating of {len(unrated)} of {len(material.playbook.objectives)} objectives"),
        (not plan, "an improvement plan"),
        (bool(unowned), f"owner or date of {len(unowned)} of {len(plan)} actions"),
        (not evaluation.learned, "what the hot wash keeps and changes"),
        (not evaluation.feedback, "feedback of participants"),
    )
    return [text for missing, text in found if missing]
