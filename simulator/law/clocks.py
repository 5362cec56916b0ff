"""What an entity owes on the facts of one incident: recomputed whole each time, without any state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from simulator.law import wording
from simulator.law.applies import Verdict, decisive_count, form, judge
from simulator.law.calendars import due_date
from simulator.law.cases import Case, cases
from simulator.law.delivery import Delivery, pooled, reached_on, to_people, to_recipient
from simulator.law.facts import IncidentFacts
from simulator.law.holds import Period, held_days, held_due, hold_periods
from simulator.law.model import Alternative, Chain, Deadline, Obligation, Status, Terms
from simulator.law.rulebook import Rulebook, in_force
from simulator.law.triggers import Start, first_known, moment, starts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    """One start, counted to its due date."""

    trigger: str
    start: Start
    due: date | None
    why: tuple[str, ...]


def obligations(rulebook: Rulebook, facts: IncidentFacts) -> tuple[Obligation, ...]:
    """What is owed, to whom, by when, and how it stands: one row per duty (and state, where it holds per state).

    The rule in force is that of the day which started the clock (of the first known day while there is none); before
    the first vintage the row says `not_covered`. A duty that is due after EndEx stays `running` there.

    Source: 45 CFR 164.400-414 and the statutes that the rules cite; law.md 1-9.
    """
    rows = tuple(_obligation(case) for case in cases(rulebook, facts))
    by_id = {row.id: row for row in rows}
    return tuple(_deemed(row, rulebook, by_id, facts) for row in rows)


def _obligation(case: Case) -> Obligation:
    found = starts(case)
    theories = case.duty.trigger in {"discovery", "determination"} and found
    terms = in_force(case.duty, found[0].day if theories else first_known(case.facts))
    if terms is None:
        return _not_covered(case)
    verdict = judge(case, terms)
    delivery = _delivery(case, terms)
    if verdict.required is False:
        return _not_required(case, delivery, verdict.why)
    return _owed(case, terms, verdict, delivery)


def _owed(case: Case, terms: Terms, verdict: Verdict, delivery: Delivery) -> Obligation:
    facts = case.facts
    deadline = terms.deadline(decisive_count(case, terms))
    periods = hold_periods(facts, case.duty, (*case.audiences, *case.duty.done_by))
    binding, others = _clocks(case, deadline, periods)
    due = binding.due if binding else None
    parent = _preceded_by(case, terms, deadline, delivery)
    return replace(
        _row(case),
        status=_status(verdict, binding, delivery, facts),
        trigger=binding.trigger if binding else case.duty.trigger,
        theory=binding.start.theory if binding else None,
        trigger_date=binding.start.day if binding else None,
        due=due,
        done=delivery.done,
        late_days=max(0, ((delivery.done or facts.as_of) - due).days) if due else 0,
        margin_days=(due - (delivery.done or facts.as_of)).days if due else None,
        coverage=delivery.coverage,
        content=delivery.content,
        idle_days=_idle_days(facts, deadline, delivery, periods),
        not_contemporaneous=parent is not None,
        why=(
            *verdict.why,
            *form(case, deadline),
            *(binding.why if binding else wording.waits(case)),
            *wording.delivered(delivery, people=case.duty.reaches == "people"),
            *wording.preceded(parent),
        ),
        alternatives=tuple(
            Alternative(theory=clock.start.theory, trigger_date=clock.start.day, due=clock.due) for clock in others
        ),
    )


def _delivery(case: Case, terms: Terms) -> Delivery:
    if case.duty.reaches == "recipient":
        return to_recipient(case.notices)
    if terms.threshold.unit != "bad_addresses":
        return to_people(case.notices, case.people)
    owed = {"": case.facts.living_bad_addresses}
    return to_people(pooled(case.notices, owed), owed)


def _clocks(case: Case, deadline: Deadline, periods: tuple[Period, ...]) -> tuple[_Clock | None, tuple[_Clock, ...]]:
    """The clock that binds, and the others: the earliest theory, or a chained clock that ends sooner."""
    clocks = [_clock(case, deadline, start, periods) for start in starts(case)]
    chain = deadline.chained
    day = moment(case, chain.trigger) if chain else None
    if chain and day:
        chained = _clock(case, chain, Start(theory=chain.trigger, day=day), periods)
        own = clocks[0].due if clocks else None
        clocks.insert(0 if own is None or (chained.due is not None and chained.due < own) else len(clocks), chained)
    return (clocks[0], tuple(clocks[1:])) if clocks else (None, ())


def _clock(case: Case, counts: Deadline | Chain, start: Start, periods: tuple[Period, ...]) -> _Clock:
    due = due_date(counts, start.day)
    why: tuple[str, ...] = (wording.started(start), wording.counted(counts, start.day, due))
    if due is not None and periods:
        due, held = held_due(due, start.day, periods, case.facts.hold_policy)
        why = (*why, *held)
    elif case.facts.holds:
        why = (*why, wording.not_held(case))
    trigger = counts.trigger if isinstance(counts, Chain) else case.duty.trigger
    return _Clock(trigger=trigger, start=start, due=due, why=why)


def _status(verdict: Verdict, binding: _Clock | None, delivery: Delivery, facts: IncidentFacts) -> Status:
    due = binding.due if binding else None
    if delivery.done is not None:
        return Status.MET if due is None or delivery.done <= due else Status.MET_LATE
    if verdict.required is None:
        return Status.WAITING
    if facts.closed and (due is None or due <= facts.as_of):
        return Status.MISSED
    if binding is None:
        return Status.WAITING
    if due is None or facts.as_of < due:
        return Status.RUNNING
    return Status.DUE_TODAY if facts.as_of == due else Status.OVERDUE


def _idle_days(facts: IncidentFacts, deadline: Deadline, delivery: Delivery, periods: Iterable[Period]) -> int | None:
    """Days between facts in hand and notice outside holds, where the law forbids unreasonable delay (law.md C5)."""
    start = facts.facts_in_hand
    if start is None or not deadline.standard:
        return None
    end = delivery.done or facts.as_of
    return max(0, (end - start).days) - held_days(periods, start, end)


def _preceded_by(case: Case, terms: Terms, deadline: Deadline, delivery: Delivery) -> date | None:
    """The day on which the notice it must go out with was there before it: the mailing that reached the threshold."""
    if not deadline.contemporaneous_with:
        return None
    enough = (deadline.when or terms.threshold).first
    parent = reached_on(case.facts.sent((deadline.contemporaneous_with,)), case.people, enough)
    return parent if parent is not None and (delivery.done or case.facts.as_of) > parent else None


def _deemed(row: Obligation, rulebook: Rulebook, by_id: dict[str, Obligation], facts: IncidentFacts) -> Obligation:
    """A state's letter that another law's notice replaces is met where that notice was on time under its own law."""
    duty = rulebook.duty(row.id)
    parent = by_id.get(duty.deemed_by or "")
    if parent is None or not row.required:
        return row
    row = replace(row, why=(*row.why, duty.deemed_note))
    late = row.done is not None and row.due is not None and row.due < row.done
    if not late or not parent.required or parent.due is None or row.done is None or row.done > parent.due:
        return row
    own = Alternative(theory=row.theory or row.trigger, trigger_date=row.trigger_date or facts.as_of, due=row.due)
    return replace(
        row,
        status=Status.MET,
        due=parent.due,
        late_days=0,
        margin_days=(parent.due - row.done).days,
        alternatives=(*row.alternatives, own),
    )


def _not_covered(case: Case) -> Obligation:
    begins = case.duty.vintages[0].since
    return replace(_row(case), why_not=(f"The rulebook knows this duty from {begins} on, not before.",))


def _not_required(case: Case, delivery: Delivery, why_not: tuple[str, ...]) -> Obligation:
    status = Status.NOT_REQUIRED if delivery.first is None else Status.NOT_REQUIRED_BUT_DONE
    return replace(_row(case), status=status, done=delivery.first, content=delivery.content, why_not=why_not)


def _row(case: Case) -> Obligation:
    """The obligation with what its rule alone says; everything that the facts decide is still empty."""
    duty, facts = case.duty, case.facts
    partner = facts.business_associate
    return Obligation(
        id=case.id,
        entity=partner.name if duty.owed_by == "business_associate" and partner else facts.entity,
        to=f"{duty.to} ({case.state})" if duty.each_state and case.state else duty.to,
        title=duty.title,
        status=Status.NOT_COVERED,
        trigger=duty.trigger,
        theory=None,
        trigger_date=None,
        due=None,
        done=None,
        late_days=0,
        margin_days=None,
        coverage=None,
        content=None,
        idle_days=None,
        not_contemporaneous=False,
        why=(),
        why_not=(),
        alternatives=(),
        citation="; ".join(citation.text for citation in duty.citations),
        confidence=duty.confidence,
        assumptions=wording.assumptions(duty),
    )
