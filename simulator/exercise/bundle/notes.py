"""What a run has on record for a request, in a sentence or two: the answer, before the files that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from simulator.exercise.bundle.gaps import is_state
from simulator.law.model import Obligation
from simulator.report.improving.lint import undecided
from simulator.report.material import Material
from simulator.report.rated.participants import attended
from simulator.report.text import listed, many

Notes: TypeAlias = Callable[[Material], Iterable[str]]


def nothing(_: Material) -> Iterable[str]:
    """Nothing to say."""
    return ()


def discovery(material: Material) -> Iterable[str]:
    """The date that the team stated."""
    stated = material.truth.discovery
    if stated is not None:
        yield f"The team stated {stated.fact.day} (entry #{stated.number}, {material.when(stated.at)})."


def duties(*prefixes: str) -> Notes:
    """Duties whose ids begin so: what was done, or why nothing was owed."""
    return lambda material: [_told(one, material) for one in material.played.true if one.id.startswith(prefixes)]


def states(material: Material) -> Iterable[str]:
    """The states' duties that were required."""
    found = [one for one in material.required if is_state(one)]
    return [_told(one, material) for one in found] or ["No state's rule asked for a notice; duties.csv says why."]


def holds(material: Material) -> Iterable[str]:
    """The requests that were recorded."""
    for one in material.truth.holds:
        how = "in writing" if one.fact.written else "orally"
        yield f"{one.fact.agency} asked {how} (entry #{one.number}, {material.when(one.at)})."
    if not material.truth.holds:
        yield "No request to hold notices back is on record, so no statement is owed."


def plan(material: Material) -> Iterable[str]:
    """How far the plan has come."""
    written = material.evaluation.plan
    closed = [one.id for one in written if one.status == "closed"]
    ready = [one.id for one in written if one.status == "open" and not undecided(one)]
    if written:
        yield (
            f"{many(len(written), 'action')} decided; closed: {listed(closed)}; "
            f"open, with owner, date and measure: {listed(ready)}."
        )


def test_record(material: Material) -> Iterable[str]:
    """Who took part, what was rated, and how far the report has come."""
    evaluation, objectives = material.evaluation, material.playbook.objectives
    rated = sum(one.id in evaluation.ratings for one in objectives)
    if evaluation.seated and not material.runbook:
        yield f"{many(attended(material), 'role')} filled in person."
    yield f"{rated} of {many(len(objectives), 'objective')} rated by an evaluator; the report is {evaluation.stage}."


def integrity(material: Material) -> Iterable[str]:
    """What holds the record together."""
    yield (
        f"Journal of {len(material.entries):,} entries, each with a digest that covers the one before; "
        f"the last is {material.journal.digest}."
    )


def _told(one: Obligation, material: Material) -> str:
    named = f"{one.title} ({one.id})"
    if not one.required:
        return f"{named}: not required. {' '.join(one.why_not)}".strip()
    sent = listed([f"#{number}" for number in material.notice_refs(one)], "no entry")
    due = f"due {one.due}" if one.due else "no date due"
    if one.done is None:
        return f"{named}: {due}, not done."
    late = f", {many(one.late_days, 'day')} late" if one.late_days else ""
    return f"{named}: {due}, done {one.done}{late} ({sent})."
