"""What an entity owes on the facts of one incident: recomputed whole each time, without any state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from simulator.law import wording
from simulator.law.applies import Verdict, binds, decisive_count, form, judge, outside
from simulator.law.calendars import due_date
from simulator.law.cases import FOREIGN, Case, cases, states_in_question
from simulator.law.contracts import to_the_hour
from simulator.law.delivery import Delivery, pooled, reached_on, to_people, to_recipient
from simulator.law.facts import IncidentFacts
from simulator.law.holds import Period, held_days, held_due, hold_periods
from simulator.law.model import Alternative, Chain, Deadline, Obligation, Status, Terms
from simulator.law.rulebook import Rulebook, in_force
from simulator.law.substitute import enough, substitute_path
from simulator.law.triggers import Start, first_known, moment, starts

_CHAINED = frozenset({"individual_notice_sent", "hhs_notified"})
"""Triggers that follow another notice: the first day on which anything was known chooses their vintage."""


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
    found = tuple(cases(rulebook, facts))
    rows = tuple(_obligation(case) for case in found)
    by_id = {row.id: row for row in rows}
    return (
        *(to_the_hour(_replaced(row, case, by_id), facts.contracts) for row, case in zip(rows, found, strict=True)),
        *_silent(facts, rulebook),
    )


def _obligation(case: Case) -> Obligation:
    found = starts(case)
    dated = case.duty.trigger not in _CHAINED and found
    day = found[0].day if dated else first_known(case.facts)
    terms = in_force(case.duty, day)
    elsewhere = outside(case)
    if elsewhere:
        return replace(_row(case), status=Status.NOT_REQUIRED, why_not=(elsewhere,))
    if terms is None:
        return _not_covered(case)
    verdict = judge(case, terms)
    delivery = _delivery(case, terms)
    if verdict.required is False:
        return _not_required(case, delivery, (*verdict.why, *_no_time(case, terms)))
    return _owed(case, terms, verdict, delivery, found)


def _owed(case: Case, terms: Terms, verdict: Verdict, delivery: Delivery, found: tuple[Start, ...]) -> Obligation:
    facts = case.facts
    deadline = terms.deadline(decisive_count(case, terms))
    periods = hold_periods(facts, case.duty, (*case.audiences, *case.duty.done_by))
    binding, others = _clocks(case, deadline, found, periods)
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
        elapsed_days=((delivery.done or facts.as_of) - binding.start.day).days if binding else None,
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
            *wording.refused(case),
            *wording.preceded(parent),
            *(substitute_path(facts, due).sentences if terms.threshold.unit == "bad_addresses" else ()),
        ),
        alternatives=tuple(
            Alternative(theory=clock.start.theory, trigger_date=clock.start.day, due=clock.due) for clock in others
        ),
    )


def _no_time(case: Case, terms: Terms) -> tuple[str, ...]:
    """What there would be no time for if letters came back now, where none has yet."""
    if terms.threshold.unit != "bad_addresses":
        return ()
    periods = hold_periods(case.facts, case.duty, case.audiences)
    binding, _ = _clocks(case, terms.deadline(0), starts(case), periods)
    return substitute_path(case.facts, binding.due if binding else None).flags


def _delivery(case: Case, terms: Terms) -> Delivery:
    if case.duty.reaches == "recipient":
        return to_recipient(case.notices)
    if terms.threshold.unit != "bad_addresses":
        return to_people(case.notices, case.people)
    failed, as_of = case.facts.living_bad_addresses, case.facts.as_of
    owed = {"": failed}
    good = tuple(notice for notice in case.notices if enough(notice, failed, as_of))
    return to_people(pooled(good, owed), owed)


def _clocks(
    case: Case, deadline: Deadline, found: tuple[Start, ...], periods: tuple[Period, ...]
) -> tuple[_Clock | None, tuple[_Clock, ...]]:
    """The clock that binds, and the others: the earliest theory, or a chained clock that ends sooner."""
    clocks = [_clock(case, deadline, start, periods) for start in found]
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
        due, held = held_due(due, start.day, periods, case.facts.hold_policy, case.duty.after_hold)
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
    parent = reached_on(case.sent.get(deadline.contemporaneous_with, ()), case.people, enough)
    return parent if parent is not None and (delivery.done or case.facts.as_of) > parent else None


def _replaced(row: Obligation, case: Case, by_id: dict[str, Obligation]) -> Obligation:
    """A state's duty that a notice under HIPAA discharges is judged by HIPAA's date once its own has passed."""
    clause, facts = case.duty.hipaa, case.facts
    if clause is None or not row.required or not binds(clause, case):
        return row
    row = replace(row, why=(*row.why, f"{clause.note} ({clause.cite})"))
    parent = by_id.get(clause.by)
    if clause.effect != "replaces" or parent is None or not parent.required or parent.due is None:
        return row
    in_time = (parent.done or facts.as_of) <= parent.due
    if row.done is None and parent.done is not None and in_time:
        return replace(row, status=Status.NOT_REQUIRED, late_days=0, margin_days=None, why=(), why_not=row.why)
    end = row.done or facts.as_of
    if row.due is None or end <= row.due or end > parent.due or not in_time:
        return row
    own = Alternative(theory=row.theory or row.trigger, trigger_date=row.trigger_date or facts.as_of, due=row.due)
    today = Status.DUE_TODAY if facts.as_of == parent.due else Status.RUNNING
    return replace(
        row,
        status=today if row.done is None else Status.MET,
        due=parent.due,
        late_days=0,
        margin_days=(parent.due - end).days,
        alternatives=(*row.alternatives, own),
    )


def _silent(facts: IncidentFacts, rulebook: Rulebook) -> Iterator[Obligation]:
    """A row for each place where somebody lives and of which the rulebook holds no law."""
    for state in (*states_in_question(facts), *((FOREIGN,) if (facts.residents or {}).get(FOREIGN) else ())):
        if facts.role != "business_associate" and state.lower() not in rulebook.shelves:
            where = "places outside the United States" if state == FOREIGN else state
            yield Obligation(
                id=f"{FOREIGN}.individual" if state == FOREIGN else f"us.{state.lower()}.individual",
                entity=facts.entity,
                jurisdiction=state,
                to=f"residents of {where}",
                title=f"Letters to residents of {where}",
                trigger="discovery",
                why_not=(f"The rulebook holds no law of {where}: not covered, which is not the same as not required.",),
                citation="",
                confidence="low",
                unverified=True,
                assumptions=(f"The law of {where} was not looked at. Confirm with counsel.",),
            )


def _not_covered(case: Case) -> Obligation:
    begins = case.duty.vintages[0].since
    return replace(_row(case), why_not=(f"The rulebook knows this duty from {begins} on, not before.",))


def _not_required(case: Case, delivery: Delivery, why_not: tuple[str, ...]) -> Obligation:
    if case.duty.state and case.duty.reaches == "people":  # letters under HIPAA were not sent for this duty
        own = tuple(notice for notice in case.notices if notice.audience.startswith(f"{case.duty.state.lower()}."))
        delivery = to_people(own, case.people)
    status = Status.NOT_REQUIRED if delivery.first is None else Status.NOT_REQUIRED_BUT_DONE
    return replace(_row(case), status=status, done=delivery.first, content=delivery.content, why_not=why_not)


def _row(case: Case) -> Obligation:
    """The obligation with what its rule alone says; everything that the facts decide is still empty."""
    duty, facts = case.duty, case.facts
    partner = facts.business_associate
    theirs = duty.owed_by == "business_associate"
    return Obligation(
        id=case.id,
        entity=partner.name if partner and theirs and not facts.of_associate else facts.entity,
        jurisdiction=case.state or ("contract" if duty.owed_by == "contract" else "US"),
        to=f"{duty.to} ({case.state or facts.entity})" if theirs or (duty.each_state and case.state) else duty.to,
        title=f"{duty.title} ({case.state})" if duty.each_state and case.state else duty.title,
        trigger=duty.trigger,
        citation=duty.citation,
        confidence=duty.confidence,
        unverified=duty.unverified,
        assumptions=wording.assumptions(case),
        audiences=case.audiences,
    )
