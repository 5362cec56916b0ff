"""Annex A: the improvement plan: what leaders decided, and what the record proposes and nobody decided yet."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.evaluation.records import Planned
from simulator.report.describe import task_title
from simulator.report.finding import Finding
from simulator.report.improving.lint import undecided
from simulator.report.improving.proposed import proposed
from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Row, Section, Table
from simulator.report.text import many, plain

COLUMNS = (
    "ID",
    "Capability",
    "Issue / area for improvement",
    "Corrective action",
    "Capability element",
    "Primary responsible organization",
    "Organization POC",
    "Start date",
    "Completion date",
)
"""Source: HSEEP improvement plan; the id is ours."""
_RULE = (
    "Issues are proposed from the record and from the hot wash; leaders decide. An action begins with a verb, names a "
    "thing and has a measure; without owner and date no plan is final."
)


def plan_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """The section."""
    plan = material.evaluation.plan
    waiting = proposed(material, found, material.evaluation)
    rows = (*(_row(one, material, one.status) for one in plan), *(_row(one, material, "proposed") for one in waiting))
    refs = tuple(sorted({ref for row in rows for ref in row.refs})) or material.end_refs
    lines = (
        Line(text=_RULE),
        Line(text=f"{many(len(plan), 'action')} decided, {len(waiting)} proposed.", refs=refs),
        Line(text=f"To test them again: play {material.playbook.slug}; its report says which are closed."),
    )
    return Section(
        id="plan",
        number="Annex A",
        title="Improvement plan",
        blocks=(
            Paragraph(lines=lines),
            Table(caption="Improvement plan", columns=COLUMNS, rows=rows, empty="No issue is on record."),
        ),
    )


def _row(one: Planned, material: Material, status: str) -> Row:
    texts = (one.id, one.capability, one.issue, one.action, one.element, one.organization, one.owner)
    return Row(
        cells=(*map(plain, texts), str(one.start or ""), str(one.due or "")),
        refs=tuple(ref for ref in one.refs if 0 < ref <= len(material.entries)),
        notes=tuple(_notes(one, material, status)),
    )


def _notes(one: Planned, material: Material, status: str) -> Iterator[str]:
    measure = f"; measure: {plain(one.measure)}" if one.measure else ""
    retest = f"; test again: {plain(one.retest)}" if one.retest else ""
    yield f"Status: {status}; priority: {one.priority}{measure}{retest}."
    if one.tasks:
        yield f"Shown to be mended by: {'; '.join(task_title(task, material.playbook) for task in one.tasks)}."
    if status == "open" and (missing := undecided(one)):
        yield f"Not final: {'; '.join(missing)}."
