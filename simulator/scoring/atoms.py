"""What harm is made of: atoms, each with its part, its amount, its reason and the entries that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, get_args

from simulator.domain.ids import RecordId
from simulator.domain.journal import Entry
from simulator.domain.lists import People
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.law.model import Obligation
from simulator.scenario.weights import Weights

Part: TypeAlias = Literal["exposure", "care", "duty", "notice", "evidence", "effort"]
PARTS: tuple[Part, ...] = get_args(Part)


class Atom(NamedTuple):
    """A piece of harm. `why` is its formula in words, with the numbers; `entries` are journal numbers."""

    part: Part
    amount: float
    why: str
    entries: tuple[int, ...]


class Doubt(NamedTuple):
    """People who must be told and about whom there was no doubt at StartEx: since an entry, for a reason."""

    entry: int
    because: str
    people: frozenset[RecordId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An ended exercise, as harm looks at it: `state` is the truth, `duties` those of the truth side.

    `owed` are the people who must be told; `unproven` those of them whom nobody read and about whom there was no doubt
    at StartEx: they must be told only because the proof is gone; `needing` the others. `people` are those behind
    records: the same lists and reads are asked for again and again.
    """

    entries: tuple[Entry, ...]
    state: State
    truth: People
    playbook: Playbook
    duties: tuple[Obligation, ...]
    weights: Weights
    owed: frozenset[RecordId]
    doubts: tuple[Doubt, ...]
    unproven: frozenset[RecordId]
    needing: frozenset[RecordId]
    people: Callable[[tuple[RecordId, ...] | frozenset[RecordId]], frozenset[RecordId]]


def last_entry(case: Case) -> tuple[int, ...]:
    """What stands for a thing that never happened: EndEx."""
    return (case.entries[-1].number,)


def harmful(atoms: Iterable[Atom]) -> tuple[Atom, ...]:
    """The atoms that weigh anything."""
    return tuple(atom for atom in atoms if atom.amount)
