"""Law-enforcement delay: how long each statement holds a notice back, and what that does to its due date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from simulator.law.calendars import due_date
from simulator.law.facts import Hold, IncidentFacts
from simulator.law.model import Duty, Grace

ORAL_DAYS = 30
"""The longest that an oral statement holds. Source: 45 CFR 164.412(b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days on which a notice was held back: from the statement to the last day of the hold."""

    start: date
    end: date
    reason: str


def hold_periods(facts: IncidentFacts, duty: Duty, audiences: tuple[str, ...]) -> tuple[Period, ...]:
    """The holds that reach a duty's notices, oldest first.

    A hold under 164.412 reaches federal notices; a state's notice, and the SEC's form, is held only by a statement that
    names it.

    Source: 45 CFR 164.412; Form 8-K, Item 1.05(c); law.md L1-L5, L8.
    """
    return periods_of(hold for hold in facts.holds if hold.stated <= facts.as_of and _reaches(hold, duty, audiences))


def periods_of(holds: Iterable[Hold]) -> tuple[Period, ...]:
    """How long each of these statements holds, oldest first. Source: 45 CFR 164.412; law.md L1-L5."""
    return tuple(_periods(sorted(holds, key=_order)))


def _order(hold: Hold) -> tuple[date, int]:
    """Oldest first; of statements of one day the longest first, so that it is the one that counts."""
    return hold.stated, -(hold.until or date.max).toordinal()


def _reaches(hold: Hold, duty: Duty, audiences: tuple[str, ...]) -> bool:
    if duty.hold == "federal":
        return not hold.audiences or not {duty.id, *audiences}.isdisjoint(hold.audiences)
    if duty.hold == "none":
        return False
    if duty.state is None:
        return not {duty.id, *audiences}.isdisjoint(hold.audiences)
    own = (audience for audience in audiences if audience.startswith(f"{duty.state.lower()}."))
    return not {duty.state, duty.id, *own}.isdisjoint(hold.audiences)


def _periods(holds: Iterable[Hold]) -> Iterable[Period]:
    """A statement without a period in writing counts as oral, and only the first oral one holds."""
    oral_used = False
    for hold in holds:
        if hold.form == "written" and hold.until is not None:
            reason = f"A written statement of {hold.stated} holds the notice until {hold.until}."
            yield Period(start=hold.stated, end=max(hold.stated, hold.until), reason=reason)
            continue
        if oral_used:
            reason = f"The statement of {hold.stated} adds no days: an oral delay was used before."
            yield Period(start=hold.stated, end=hold.stated, reason=reason)
            continue
        oral_used = True
        yield _oral(hold)


def _oral(hold: Hold) -> Period:
    limit = hold.stated + timedelta(days=ORAL_DAYS)
    end = limit if hold.until is None else max(hold.stated, min(limit, hold.until))
    if hold.form == "written":
        reason = f"The written statement of {hold.stated} names no period: treated like an oral one, until {end}."
    else:
        who = "" if hold.official else " Who stated it was not noted, and must be documented (45 CFR 164.412(b))."
        reason = f"An oral statement of {hold.stated} holds the notice until {end}, at most {ORAL_DAYS} days.{who}"
    return Period(start=hold.stated, end=end, reason=reason)


def held_due(
    due: date,
    trigger: date,
    periods: Iterable[Period],
    policy: Literal["floor", "toll"],
    grace: Grace | None = None,
) -> tuple[date, tuple[str, ...]]:
    """The due date after holds, and the reasons; a statement made after the due date cures nothing.

    `floor`: the later of the due date and the end of the hold. `toll`: each held day after the trigger adds one.
    `grace`: the statute's own limit after a release, which then decides instead of the policy.

    Source: 45 CFR 164.412 is silent on the choice; law.md L6 prefers the floor.
    """
    reasons: list[str] = []
    counted_to, silent = trigger, False
    for period in periods:
        if period.start > due:
            reasons.append(f"The statement of {period.start} came after the due date {due} and moves nothing.")
            continue
        reasons.append(period.reason)
        if grace is not None:
            due = _after(period, due, grace, reasons)
        elif policy == "floor":
            due = max(due, period.end)
            silent = True
        else:
            silent = True
            due += timedelta(days=max(0, (period.end - max(period.start, counted_to)).days))
            counted_to = max(counted_to, period.end)
    if silent:
        reasons.append(_CHOSEN[policy])
    return due, tuple(reasons)


_CHOSEN = {
    "floor": "The rule is silent: the hold is taken as a floor, the later of its end and the limit (assumed).",
    "toll": "The rule is silent: each held day is taken to add one to the limit (assumed).",
}


def _after(period: Period, due: date, grace: Grace, reasons: list[str]) -> date:
    if grace.past_due_only and period.end <= due:
        return due
    released = due_date(grace, period.end) or period.end
    reasons.append(f"After the release {grace.number} {grace.unit.replace('_', ' ')} are left, until {released}.")
    return max(due, released)


def held_days(periods: Iterable[Period], start: date, end: date) -> int:
    """How many days between two dates lay inside a hold."""
    total, counted_to = 0, start
    for period in periods:
        last = min(period.end, end)
        total += max(0, (last - max(period.start, counted_to)).days)
        counted_to = max(counted_to, last)
    return total
