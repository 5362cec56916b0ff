"""The harm of the leak itself, to care, and of the work: exposure, care, effort."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.ids import RecordId
from simulator.law.incident import people_of
from simulator.scoring.atoms import Atom, Case


def exposure(case: Case) -> Iterator[Atom]:
    """Each person truly read, once; what a later read adds to what is known of them counts there."""
    taken: dict[str, set[RecordId]] = {}
    ever: set[RecordId] = set()
    for read in case.state.reads:
        if read.fact.secured:
            continue
        people = people_of(read.fact.records, case.truth)
        amount = 0.0
        for element in sorted(set(read.fact.elements)):
            fresh = people - taken.setdefault(element, set())
            taken[element] |= fresh
            amount += len(fresh) * _sensitivity(case, element)
        first = len(people - ever)
        ever |= people
        elements = ", ".join(sorted(set(read.fact.elements)))
        why = f"{len(people):,} people read ({first:,} for the first time): what was new of {elements}, by sensitivity"
        yield Atom("exposure", amount, why, (read.number,))


def care(case: Case) -> Iterator[Atom]:
    """Visits disturbed, whoever disturbed them."""
    weight = case.weights.care.visit.value
    for one in case.state.care:
        visits = one.fact.disturbed_milli / 1000
        why = f"{visits:,.1f} visits disturbed of {one.fact.visits:,} while {one.fact.service} was {one.fact.why}"
        yield Atom("care", visits * weight, f"{why}, at {weight:g}", (one.number,))


def effort(case: Case) -> Iterator[Atom]:
    """Hours and money of every action completed, as planned: what tired people take longer shows as time."""
    hour, dollar = case.weights.effort.staff_hour.value, case.weights.effort.dollar.value
    for one in case.state.completed:
        plan = case.playbook.actions[one.fact.action]
        why = f"{plan.id}: {plan.staff_hours:g} staff-hours at {hour:g}, {plan.dollars:,.0f} dollars at {dollar:g}"
        yield Atom("effort", plan.staff_hours * hour + plan.dollars * dollar, why, (one.number,))


def _sensitivity(case: Case, element: str) -> float:
    weights = case.weights.exposure
    return weights.elements.get(element, weights.other).value
