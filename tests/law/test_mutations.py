"""No threshold's operator can be flipped, and no number of a deadline moved by one, without a vector noticing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.law.facts import IncidentFacts
from simulator.law.load import load_rulebook
from simulator.law.model import Deadline, Duty, Terms, Threshold
from simulator.law.rulebook import Rulebook
from tests.law.vectors import Vector, answered, facts_of, told, vectors

WORKED: dict[str, list[Vector]] = {}
for one in vectors():
    if one.of == one.rule or one.of.startswith(f"{one.rule}."):
        WORKED.setdefault(one.rule, []).append(one)


@pytest.mark.parametrize("rule", WORKED)
def test_every_change_of_a_rule_is_noticed(rule: str, tmp_path: Path) -> None:
    """Each operator flipped and each number of days moved by one makes a vector of the rule fail."""
    duty = load_rulebook().duty(rule)
    worked = [(vector, facts_of(vector, tmp_path)) for vector in WORKED[rule]]
    sound = [case for case in worked if holds(case, duty)]
    unnoticed = [what for what, mutant in mutants(duty) if all(holds(case, mutant) for case in sound)]
    assert unnoticed == []


def holds(case: tuple[Vector, tuple[IncidentFacts, ...]], duty: Duty) -> bool:
    """Whether a vector is answered as it expects with this duty in the place of the shipped one."""
    vector, facts = case
    return told(vector, answered(vector, with_duty(duty), facts)) == dict(vector.expect)


def with_duty(duty: Duty) -> Rulebook:
    """The duty's own shelf and HIPAA's, on which state duties may lean, with the duty exchanged."""
    shelves = load_rulebook().shelves
    own = duty.id.split(".")[1]
    exchanged = {own: tuple(duty if known.id == duty.id else known for known in shelves[own])}
    return Rulebook(shelves={"hipaa": shelves["hipaa"], **exchanged}, digest="mutant")


def mutants(duty: Duty) -> Iterator[tuple[str, Duty]]:
    """Each change of one thing in one vintage, with its name."""
    for i, terms in enumerate(duty.vintages):
        for what, changed in changed_terms(terms):
            vintages = (*duty.vintages[:i], changed, *duty.vintages[i + 1 :])
            yield f"{terms.since}: {what}", replace(duty, vintages=vintages)


def changed_terms(terms: Terms) -> Iterator[tuple[str, Terms]]:
    """The vintage with its threshold, or one thing of one of its deadlines, changed."""
    yield f"threshold {terms.threshold.op}", replace(terms, threshold=flipped(terms.threshold))
    for i, deadline in enumerate(terms.deadlines):
        for what, changed in changed_deadlines(deadline):
            yield (
                f"{what} of deadline {i}",
                replace(terms, deadlines=(*terms.deadlines[:i], changed, *terms.deadlines[i + 1 :])),
            )


def changed_deadlines(deadline: Deadline) -> Iterator[tuple[str, Deadline]]:
    """The deadline with its own threshold flipped, or one of its numbers one higher."""
    if deadline.when is not None:
        yield f"when {deadline.when.op}", replace(deadline, when=flipped(deadline.when))
    if deadline.number is not None:
        step = 24 if deadline.unit == "hours" else 1
        yield f"number {deadline.number}", replace(deadline, number=deadline.number + step)
    if deadline.chained is not None:
        chained = replace(deadline.chained, number=deadline.chained.number + 1)
        yield f"chained number {deadline.chained.number}", replace(deadline, chained=chained)


def flipped(threshold: Threshold) -> Threshold:
    """The same number with the other operator."""
    return replace(threshold, op=">" if threshold.op == ">=" else ">=")
