"""Annex E: the record of a test of the contingency plan, in the five fields that auditors look for."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.evaluation.records import Planned
from simulator.law.model import Status
from simulator.report.finding import Finding
from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Refs, Row, Section, Table
from simulator.report.places import place
from simulator.report.rated.participants import attended
from simulator.report.rated.ratings import standings
from simulator.report.text import listed, many, plain


def test_record_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """The section. Source: 45 CFR 164.308(a)(7)(ii)(D); practice.md 1.3 for the five fields."""
    about = "Testing and revision of contingency plans is addressable: 45 CFR 164.308(a)(7)(ii)(D)."
    rows = tuple(Row(cells=(name, text), refs=refs) for name, text, refs in _fields(material, found))
    return Section(
        id="test-record",
        number="Annex E",
        title="Test record for 45 CFR 164.308(a)(7)(ii)(D)",
        blocks=(
            Paragraph(lines=(Line(text=about),)),
            Table(caption="Test record", columns=("Field", "Record"), rows=rows),
        ),
    )


def _fields(material: Material, found: tuple[Finding, ...]) -> Iterator[tuple[str, str, Refs]]:
    playbook, first = material.playbook, (1,)
    how = "people"
    if material.runbook:
        how = f"the runbook “{material.runbook}”: a rehearsal of the plan on paper, in which no workforce took part"
    text = (
        f"Tabletop in a simulator, comprehensive: “{playbook.title}”, {material.day(0)} to "
        f"{material.day(playbook.ends)} (simulated), seed {material.played.seed}, decided by {how}."
    )
    yield "Method", text, first
    yield "Roles", _roles(material), tuple(one.number for one in material.truth.decisions) or material.end_refs
    yield "Frequency", "Date of this test, of the last one, and of the next: ____", material.end_refs
    yield "Results", *_results(material, found)
    yield (
        "Corrective actions",
        _actions(material, found),
        tuple(ref for one in found if not one.good for ref in one.refs),
    )


def _roles(material: Material) -> str:
    titles = listed([seat.title for seat in material.playbook.seats.values()])
    if material.runbook or not material.evaluation.seated:
        return f"Roles of the scenario: {titles}. Who took part: {place('participants')}."
    return f"{many(attended(material), 'role')} filled in person, of: {titles} ({place('participants')})."


def _results(material: Material, found: tuple[Finding, ...]) -> tuple[str, Refs]:
    required = material.required
    met = sum(one.status is Status.MET for one in required)
    failed = sum(one.status.failed for one in required)
    ratings = "; ".join(f"{one.objective.title}: {one.words}" for one in standings(material, found))
    text = (
        f"{met} of {many(len(required), 'duty', 'duties')} met in time, {failed} late or missed "
        f"({place('duties')}). {ratings}."
    )
    return text, tuple(sorted({ref for one in required for ref in material.notice_refs(one)})) or material.end_refs


def _actions(material: Material, found: tuple[Finding, ...]) -> str:
    plan = material.evaluation.plan
    gaps = sum(not one.good for one in found)
    if not plan:
        return f"{many(gaps, 'issue')} in {place('plan')}; no corrective action is decided yet."
    return f"{'; '.join(map(_action, plan))}."


def _action(one: Planned) -> str:
    named = plain(one.action or one.issue)
    return f"{one.id} {named} ({plain(one.owner) or 'no owner'}, {one.due or 'no date'}, {one.status})"
