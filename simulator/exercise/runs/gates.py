"""What a run must pass: its duties, its runbook's assertions, a floor under the score. One verdict each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import assert_never

from simulator.exercise.runs.outcome import Outcome
from simulator.law.model import Status
from simulator.scenario.runbook import (
    Assertion,
    DutyAssertion,
    EvidenceAssertion,
    PeopleAssertion,
    Runbook,
    ScoreAssertion,
)
from simulator.scoring.ledger import Line, ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One gate: what it wanted, what there was. `allowed`: it failed, and was told that it may."""

    id: str
    kind: str
    passed: bool
    wanted: str
    actual: str
    place: str = ""
    allowed: bool = False


def verdicts(
    outcome: Outcome, runbook: Runbook, *, allow_late: Collection[str] = (), fail_under: float | None = None
) -> tuple[Verdict, ...]:
    """Every gate of a run: duties first, then assertions, then the floor."""
    owed = [one for one in ledger(outcome.duties) if one.status is not Status.NOT_REQUIRED_BUT_DONE]
    duties = [_of_duty(one, one.id in allow_late) for one in owed]
    asserts = [_of_assertion(one, outcome) for one in runbook.asserts]
    floor = [_of_floor(outcome, fail_under)] if fail_under is not None else []
    return (*duties, *asserts, *floor)


def passed(verdicts: Collection[Verdict]) -> bool:
    """Whether a run passes."""
    return all(one.passed or one.allowed for one in verdicts)


def _of_duty(duty: Line, allowed: bool) -> Verdict:
    return Verdict(
        id=duty.id,
        kind="duty",
        passed=duty.passed,
        wanted=f"done by {_end(duty)}" if duty.due else "done in time",
        actual=f"{_words(duty.status)}, done {duty.done or 'never'}",
        allowed=allowed,
    )


def _words(status: str) -> str:
    return status.replace("_", " ")


def _end(duty: Line) -> str:
    return f"{duty.ends:%Y-%m-%d %H:%M}" if duty.ends else str(duty.due)


def _of_floor(outcome: Outcome, floor: float) -> Verdict:
    total = outcome.score.total
    actual = "not scored" if total is None else f"{total:.1f}"
    return Verdict(
        id="fail-under",
        kind="floor",
        passed=total is not None and total >= floor,
        wanted=f">= {floor:g}",
        actual=actual,
    )


def _of_assertion(one: Assertion, outcome: Outcome) -> Verdict:
    match one:
        case DutyAssertion():
            ok, wanted, actual = _duty(one, outcome)
        case EvidenceAssertion():
            ok, wanted, actual = _evidence(one, outcome)
        case ScoreAssertion():
            points: dict[str, float | None] = {**dict(outcome.score.parts.items()), "total": outcome.score.total}
            ok, wanted, actual = _within(points.get(one.part), one.low, one.high)
        case PeopleAssertion():
            ok, wanted, actual = _within(_count(one, outcome), one.low, one.high)
        case _:
            assert_never(one)
    return Verdict(id=one.id, kind="assert", passed=ok, wanted=wanted, actual=actual, place=one.place)


def _duty(one: DutyAssertion, outcome: Outcome) -> tuple[bool, str, str]:
    duty = next((duty for duty in outcome.duties if duty.id == one.duty), None)
    if one.status is not None:
        actual = duty.status if duty else Status.NOT_REQUIRED
        return actual == one.status, _words(one.status), _words(actual)
    wanted = f"margin of at least {one.margin_days} days"
    if duty is None or duty.done is None or duty.margin_days is None:
        return False, wanted, f"{one.duty} was not done" if duty is None or duty.done is None else "no deadline"
    return duty.margin_days >= (one.margin_days or 0), wanted, f"{duty.margin_days} days"


def _evidence(one: EvidenceAssertion, outcome: Outcome) -> tuple[bool, str, str]:
    """Preserved: pulled into the vault, or held, and never lost."""
    known = outcome.truth.evidence.get(one.source)
    pulled = one.source in outcome.truth.pulled
    actual = "lost" if known == "lost" and not pulled else "preserved" if pulled or known == "held" else "not pulled"
    return actual == one.expected, one.expected, actual


def _within(value: float | None, low: float | None, high: float | None) -> tuple[bool, str, str]:
    bounds = " and ".join(
        text for text in (f">= {low:g}" if low is not None else "", f"<= {high:g}" if high is not None else "") if text
    )
    if value is None:
        return False, bounds, "not scored"
    ok = (low is None or value >= low) and (high is None or value <= high)
    return ok, bounds, f"{value:g}" if isinstance(value, int) else f"{value:.1f}"


def _count(one: PeopleAssertion, outcome: Outcome) -> int:
    by_state: Mapping[str, int] = {
        "read": outcome.read.by_state,
        "notifiable": outcome.notifiable.by_state,
        "listed": outcome.listed.by_state,
    }[one.people]
    return by_state.get(one.state, 0) if one.state else sum(by_state.values())
