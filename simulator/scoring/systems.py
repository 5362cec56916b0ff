"""The harm of the leak itself, to care, and of the work: exposure, care, effort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from simulator.domain.ids import RecordId
from simulator.scoring.atoms import Atom, Case


def exposure(case: Case) -> Iterator[Atom]:
    """Each person truly read, once; what a later read adds to what is known of them counts there.

    A reader who comes back for the same people and elements adds nothing, and is passed over.
    """
    reads: dict[tuple[frozenset[RecordId], tuple[str, ...]], int] = {}
    for read in case.state.reads:
        if not read.fact.secured:
            reads.setdefault((case.people(read.fact.records), tuple(sorted(set(read.fact.elements)))), read.number)
    for ((people, elements), number), new in zip(reads.items(), _news(tuple(reads)), strict=True):
        amount = 0.0
        for element in elements:
            amount += new[element] * _sensitivity(case, element)
        why = (
            f"{len(people):,} people read ({new[_ANYTHING]:,} for the first time): "
            f"what was new of {', '.join(elements)}, by sensitivity"
        )
        yield Atom("exposure", amount, why, (number,))


_ANYTHING = ""
"""Stands for any element: who was read at all."""


@lru_cache(maxsize=32)
def _news(reads: tuple[tuple[frozenset[RecordId], tuple[str, ...]], ...]) -> tuple[Mapping[str, int], ...]:
    """For how many of each read's people each element was new. Where nobody closes the path, many runs ask the same."""
    taken: list[_Taken] = []
    return tuple(_take(taken, people, {*elements, _ANYTHING}) for people, elements in reads)


@dataclass(slots=True)
class _Taken:
    """Elements that were always read together, and of whom they were."""

    elements: set[str]
    people: set[RecordId]


def _take(taken: list[_Taken], people: frozenset[RecordId], elements: set[str]) -> Mapping[str, int]:
    """For how many of these people each element was new; `taken` then holds them all."""
    new: dict[str, int] = {}
    for one in tuple(taken):
        together = one.elements & elements
        if not together:
            continue
        if together != one.elements:
            taken.append(_Taken(one.elements - together, set(one.people)))
            one.elements = together
        before = len(one.people)
        one.people |= people
        new |= dict.fromkeys(together, len(one.people) - before)
    if first := elements - new.keys():
        taken.append(_Taken(first, set(people)))
        new |= dict.fromkeys(first, len(people))
    return new


def care(case: Case) -> Iterator[Atom]:
    """Visits disturbed, whoever disturbed them."""
    weight = case.weights.care.visit.value
    for one in case.state.care:
        visits = one.fact.disturbed_milli / 1000
        service, why = f"“{case.playbook.services[one.fact.service].title}”", one.fact.why
        how = f"by a side effect on {service}" if why == "side effect" else f"while {service} was {why}"
        why = f"{visits:,.1f} visits disturbed of {one.fact.visits:,} {how}"
        yield Atom("care", visits * weight, f"{why}, at {weight:g}", (one.number,))


def effort(case: Case) -> Iterator[Atom]:
    """Hours and money of every action completed, as planned: what tired people take longer shows as time."""
    hour, dollar = case.weights.effort.staff_hour.value, case.weights.effort.dollar.value
    for one in case.state.completed:
        plan = case.playbook.actions[one.fact.action]
        why = f"“{plan.title}”: {plan.staff_hours:g} staff-hours at {hour:g}, {plan.dollars:,.0f} dollars at {dollar:g}"
        yield Atom("effort", plan.staff_hours * hour + plan.dollars * dollar, why, (one.number,))


def _sensitivity(case: Case, element: str) -> float:
    weights = case.weights.exposure
    return weights.elements.get(element, weights.other).value
