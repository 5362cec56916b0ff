"""A list held against one set of people, person by person: who is wrongly on it, who is missing, and why.

The counts follow `scoring.grading`; the reasons of the people sum to them exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain.ids import RecordId
from simulator.domain.time import Seconds

Target: TypeAlias = Literal["read", "notifiable"]
"""The two sets that a list is graded against, apart."""
Fault: TypeAlias = Literal["wrongly listed", "missed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """The evidence that would have decided about somebody: what it shows, at what cost, from when until when.

    `until` None: to the end. `had`: when this run's own pull first showed it; None: never. `gone`: what ended it.
    """

    source: str
    code: str
    way: str
    since: Seconds
    until: Seconds | None
    gone: str
    had: Seconds | None
    action: str
    staff_hours: float
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Misplaced:
    """One line too many, or one person too few. `state` is the state of residence in truth."""

    record: RecordId
    mrn: str
    state: str
    fault: Fault
    reason: str
    decider: Decider | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People with one fault for one reason, decided by one source.

    `decider` is that of whom it could be shown first; `until` is when the first of them, and the last, was gone.
    """

    fault: Fault
    reason: str
    people: int
    by_state: Mapping[str, int]
    decider: Decider | None
    until: tuple[Seconds | None, Seconds | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGrade:
    """A list against one set. `by_state`: (in the set, on the list, error); `moved`: right, but in another state."""

    target: Target
    lines: int
    right: int
    wrong: int
    missed: int
    precision: float | None
    recall: float | None
    by_state: Mapping[str, tuple[int, int, int]]
    moved: int
    groups: tuple[Group, ...]
    people: tuple[Misplaced, ...]


def groups_of(people: tuple[Misplaced, ...]) -> tuple[Group, ...]:
    """The people by fault, reason, source and what ended it, the largest group first; the counts sum to them."""
    found: dict[tuple[str, ...], list[Misplaced]] = {}
    for one in people:
        by = (one.decider.source, one.decider.way, one.decider.gone) if one.decider else ()
        found.setdefault((one.fault, one.reason, *by), []).append(one)
    made = [_group(members) for members in found.values()]
    return tuple(sorted(made, key=lambda one: (one.fault, -one.people, one.reason, _source(one))))


def _group(members: list[Misplaced]) -> Group:
    states = sorted({one.state for one in members})
    deciders = [one.decider for one in members if one.decider is not None]
    ends = sorted((one.until for one in deciders), key=lambda until: (until is None, until or 0)) or [None]
    return Group(
        fault=members[0].fault,
        reason=members[0].reason,
        people=len(members),
        by_state={state: sum(one.state == state for one in members) for state in states},
        decider=min(deciders, key=lambda one: one.since, default=None),
        until=(ends[0], ends[-1]),
    )


def _source(one: Group) -> str:
    return one.decider.source if one.decider else ""
