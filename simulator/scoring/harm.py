"""Harm: what an ended exercise did to people, care and duty, as atoms that add up and name their entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import fsum

from simulator.domain.facts import NotifiableChanged
from simulator.domain.fold import fold
from simulator.domain.ids import RecordId
from simulator.domain.journal import Entry
from simulator.domain.lists import People
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.errors import InputError
from simulator.law.model import Obligation
from simulator.law.people import people_of
from simulator.scenario.weights import Weights
from simulator.scoring import duty, evidence, notice, systems
from simulator.scoring.atoms import PARTS, Atom, Case, Doubt, Part, harmful


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """The harm of one run: the sum of its atoms. The unit has no name; only differences on one seed mean anything."""

    atoms: tuple[Atom, ...]

    @property
    def total(self) -> float:
        """The sum over all atoms."""
        return fsum(atom.amount for atom in self.atoms)

    @property
    def parts(self) -> Mapping[Part, float]:
        """The sum over the atoms of each part."""
        return {part: fsum(atom.amount for atom in self.atoms if atom.part == part) for part in PARTS}


def harm(
    entries: Sequence[Entry],
    playbook: Playbook,
    duties: Sequence[Obligation],
    weights: Weights,
    state: State | None = None,
) -> Harm:
    """The harm of an exercise that has ended, over its whole journal; `duties` are those of the truth side.

    `state` is the fold of the entries, where somebody has it already.

    Raises:
        InputError: it has not ended, so the truth is still closed.
    """
    state = state or fold(entries)
    if not state.ended or state.truth is None:
        raise InputError("The exercise has not ended: there is nothing to score yet.", "Play it to EndEx.")
    people = partial(people_of, people=state.truth)
    owed = people(state.notifiable)
    doubts = tuple(_doubts(entries, owed, state.truth))
    unproven: frozenset[RecordId] = frozenset().union(*(one.people for one in doubts))
    for one in state.reads if unproven else ():
        unproven = unproven - people(one.fact.records)  # `-=` on a set would walk through all who were read
    case = Case(
        entries=tuple(entries),
        state=state,
        truth=state.truth,
        playbook=playbook,
        duties=tuple(duties),
        weights=weights,
        owed=owed,
        doubts=doubts,
        unproven=unproven,
        needing=owed - unproven if unproven else owed,
        people=people,
    )
    return Harm(
        atoms=harmful(
            (
                *systems.exposure(case),
                *systems.care(case),
                *duty.duties(case),
                *notice.notices(case),
                *evidence.evidence(case),
                *systems.effort(case),
            )
        )
    )


def _doubts(entries: Sequence[Entry], owed: frozenset[RecordId], truth: People) -> Iterator[Doubt]:
    """Whom each change since StartEx added for the first time, of those who must be told in the end."""
    before: frozenset[RecordId] = frozenset()
    since: set[RecordId] = set()
    for entry in entries:
        if isinstance(entry.fact, NotifiableChanged):
            added = people_of(entry.fact.added, truth)
            if entry.at <= 0:
                before = before | added if before else added
                continue
            if fresh := (added & owed) - since - before:
                yield Doubt(entry.number, entry.fact.because, fresh)
            since |= added
