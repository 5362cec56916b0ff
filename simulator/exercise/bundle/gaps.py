"""What a run does not have of what an investigator asks for, told from its journal and its evaluation records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from simulator.domain import facts as f
from simulator.law.model import Obligation
from simulator.report.findings import findings
from simulator.report.improving.lint import undecided
from simulator.report.improving.proposed import proposed
from simulator.report.legal.delay import reasons
from simulator.report.material import Material
from simulator.report.rated.participants import attended
from simulator.report.text import listed, many, plain

Gaps: TypeAlias = Callable[[Material], Iterable[str]]


def nothing(_: Material) -> Iterable[str]:
    """No gap."""
    return ()


def unfinished(material: Material) -> Iterable[str]:
    """Whether the exercise has ended, and the report is final."""
    if not material.ended:
        yield "The exercise is not finished: what follows is a draft of what had happened by then."
    elif material.evaluation.stage != "final":
        yield f"The report is {material.evaluation.stage}, not final: nobody has signed it."


def discovery(material: Material) -> Iterable[str]:
    """Whether a date of discovery was stated, and why."""
    stated = material.truth.discovery
    if stated is None:
        yield "The team stated no date of discovery."
    elif not _explained(stated.number, material):
        yield f"#{stated.number}: no reason was written down for the date that was stated."


def delay(material: Material) -> Iterable[str]:
    """Duties that were met late or never, and nobody wrote why."""
    for one in material.played.true:
        if one.status.failed and not reasons(one, material):
            yield f"{_named(one)}: late or never, and no reason was written down."


def letters(material: Material) -> Iterable[str]:
    """Whether people were told, and what is kept of the wording."""
    if not any(one.fact.audience in {"individual", "substitute"} for one in material.truth.notices):
        yield "No notice was sent to individuals."
    else:
        yield "The run keeps the elements of each notice, not its wording."


def unsent(*prefixes: str) -> Gaps:
    """Duties whose ids begin so, that were required and not done."""
    return lambda material: [
        f"{_named(one)}: required, and no notice is on record." for one in _owed(material, *prefixes)
    ]


def states(material: Material) -> Iterable[str]:
    """The same for the rules of the states."""
    for one in _owed(material, "us."):
        if is_state(one):
            yield f"{_named(one)}: required, and no notice is on record."


def assessment(material: Material) -> Iterable[str]:
    """Whether somebody determined, with all four factors, a reason, and the evidence that each factor rests on."""
    made = [one for one in material.entries if isinstance(one.fact, f.BreachDetermined)]
    if not made:
        yield "Nobody determined whether this was a breach; without that the presumption stands."
        return
    last = made[-1]
    if isinstance(last.fact, f.BreachDetermined) and not last.fact.assessment.complete:
        yield f"#{last.number}: the newest assessment leaves factors unanswered."
    if not _explained(last.number, material):
        yield f"#{last.number}: no reason was written down for the newest determination."


def lists(material: Material) -> Iterable[str]:
    """Whether a list was built, and one version declared to be the one."""
    if not material.truth.lists:
        yield "No list of affected people was built."
    elif not material.truth.frozen:
        yield "No version of the list was frozen."


def evidence(material: Material) -> Iterable[str]:
    """What nobody looked at, and where the rows are."""
    sources = material.playbook.sources.values()
    missing = [one.title for one in sources if one.id not in material.truth.pulled and one.since is not None]
    if missing:
        yield f"{many(len(missing), 'source')} nobody pulled: {listed(missing)}."
    if material.truth.pulled:
        yield (
            "The rows of the logs are not in this bundle: `breachdrill exercises evidence` writes them from the save, "
            "and custody.csv has the digest that they must have."
        )


def holds(material: Material) -> Iterable[str]:
    """Requests that nobody wrote down, or that were oral."""
    if not material.truth.holds:
        yield "No request to hold notices back is on record."
    for one in material.truth.holds:
        if not one.fact.written:
            yield f"#{one.number}: the request of {one.fact.agency} was oral; the note of it is all that there is."


def plan(material: Material) -> Iterable[str]:
    """What is still undecided of the improvement plan."""
    written = material.evaluation.plan
    waiting = proposed(material, findings(material), material.evaluation)
    if not written:
        yield "No corrective action is decided."
    for one in written:
        missing = undecided(one) if one.status == "open" else ()
        if missing:
            yield f"{one.id}: {'; '.join(missing)}."
    if waiting:
        names = listed(one.id for one in waiting)
        yield f"{many(len(waiting), 'issue')} proposed from the record and not decided: {names}."
    if still_open := [one.id for one in written if one.status == "open"]:
        yield f"Not shown to be done: {listed(still_open)}."


def test_record(material: Material) -> Iterable[str]:
    """Who took part, what was rated, and what the record of a test cannot say by itself."""
    evaluation, playbook = material.evaluation, material.playbook
    if material.runbook:
        yield f"The runbook “{material.runbook}” decided: no workforce took part."
    elif not evaluation.seated:
        yield "Attendance was not recorded: who took part is on the organization's sign-in sheet, if there is one."
    else:
        empty = [seat.title for name, seat in playbook.seats.items() if name not in evaluation.seated]
        nameless = [material.seat_title(one.role) for one in evaluation.seated.values() if not plain(one.name)]
        if empty:
            yield f"{many(attended(material), 'role')} filled in person; nobody is recorded for: {listed(empty)}."
        if nameless:
            yield f"Recorded without a name: {listed(nameless)}."
    unrated = [one.title for one in playbook.objectives if one.id not in evaluation.ratings]
    if unrated:
        every = many(len(playbook.objectives), "objective")
        yield f"No evaluator's rating of {len(unrated)} of {every}: {listed(unrated)}."
    if not evaluation.feedback:
        yield "No feedback of participants is recorded."
    yield "How often plans are tested is the organization's to show: dates of other tests are not in this run."


def is_state(one: Obligation) -> bool:
    """Whether a duty is of a state's rule: `us.tx.ag`, where federal ones are `us.hipaa.hhs`, `us.sec.8k`."""
    return len(one.id.split(".")[1]) == 2


def _owed(material: Material, *prefixes: str) -> tuple[Obligation, ...]:
    return tuple(one for one in material.required if one.id.startswith(prefixes) and one.done is None)


def _named(one: Obligation) -> str:
    return f"{one.title} ({one.id})"


def _explained(number: int, material: Material) -> bool:
    behind = material.decision_behind(number)
    return behind is not None and bool(material.said(behind.fact.number, "reason"))
