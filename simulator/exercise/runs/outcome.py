"""One ended exercise, added up: what was true, what the room knew, what was owed, and how it scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.domain.ids import CONTROLLER, ROOM, RecordId
from simulator.domain.journal import Journal
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.exercise.play import Exercise
from simulator.exercise.runs.anchors import anchored
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.law.people import by_residence, people_of
from simulator.scoring.grading import grade
from simulator.scoring.score import Score


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleSet:
    """One of the three sets: its people, after merges and without tests."""

    people: frozenset[RecordId]
    by_state: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSet:
    """What the team's list says, and how it compares with those who should be told. Shares are 0 to 1."""

    people: int
    by_state: Mapping[str, int]
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Everything a result, a debrief or a report needs of an ended exercise."""

    playbook: Playbook
    seed: int
    journal: Journal
    truth: State
    known: State
    duties: tuple[Obligation, ...]
    read: PeopleSet
    read_at_start: PeopleSet
    notifiable: PeopleSet
    listed: ListedSet
    score: Score


def outcome(exercise: Exercise) -> Outcome:
    """Add up an exercise that has ended."""
    truth, known, playbook = exercise.known(CONTROLLER), exercise.known(ROOM), exercise.playbook
    rulebook = load_rulebook()
    duties = obligations_of(rulebook, truth, playbook, "truth")
    notifiable = _people(truth, truth.notifiable)
    early = frozenset(record for one in truth.reads if one.at < 0 for record in one.fact.records)
    return Outcome(
        playbook=playbook,
        seed=exercise.seed,
        journal=exercise.journal,
        truth=truth,
        known=known,
        duties=duties,
        read=_people(truth, truth.read),
        read_at_start=_people(truth, early),
        notifiable=notifiable,
        listed=_listed(truth, notifiable),
        score=anchored(playbook, exercise.seed, tuple(exercise.journal), duties),
    )


def _people(truth: State, records: frozenset[RecordId]) -> PeopleSet:
    if truth.truth is None:
        return PeopleSet(people=frozenset(), by_state={})
    people = people_of(records, truth.truth)
    return PeopleSet(people=people, by_state=by_residence(people, truth.truth))


def _listed(truth: State, notifiable: PeopleSet) -> ListedSet:
    chosen = truth.chosen_list
    if chosen is None or truth.truth is None:
        return ListedSet(people=0, by_state={}, precision=None, recall=None)
    compared = grade(chosen, notifiable.people, truth.truth)
    return ListedSet(
        people=compared.lines,
        by_state=dict(chosen.by_state),
        precision=compared.precision,
        recall=compared.recall,
    )
