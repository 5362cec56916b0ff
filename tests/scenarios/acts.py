"""What a test does with a scenario: runs and worlds that are played once a process, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, RecordId, SourceId
from simulator.domain.lists import ListSpec, PersonList, build_list
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import DAY, MINUTE, Seconds
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import Outcome, outcome
from simulator.exercise.runs.runner import play_runbook
from simulator.law.clocks import obligations
from simulator.law.facts import Discovery
from simulator.law.incident import incident_facts
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.law.people import people_of
from simulator.scenario.layering.tailoring import Tailoring
from simulator.scenario.load import load_playbook

LETTERS = "us.hipaa.individual"
Order = tuple[str, Seconds] | tuple[str, Seconds, str]
"""An action, when it is ordered, and on what; without a target it is the first that there is."""


@cache
def branched(slug: str, seed: int = 1, length: int = 0) -> Playbook:
    """The scenario as it is on that seed, cut to that many room minutes (0: as written)."""
    return load_playbook(slug, Tailoring(length=length)).on(seed)


def played(slug: str, runbook: str, seed: int = 1, *, length: int = 0) -> Outcome:
    """One ended run; it is shared by all who ask for it, however they spell that."""
    return _played(slug, runbook, seed, length)


@cache
def _played(slug: str, runbook: str, seed: int, length: int) -> Outcome:
    playbook = branched(slug, seed, length)
    return outcome(play_runbook(playbook, find_runbook(playbook, runbook), seed))


@cache
def ordered(slug: str, *actions: str, at: Seconds = MINUTE, until: Seconds = 20 * DAY) -> Exercise:
    """A world in which the room orders these actions, one a minute, and nothing else."""
    exercise = Exercise(branched(slug), 1)
    exercise.advance(at)
    for name in actions:
        order(exercise, name)
    exercise.advance(until)
    return exercise


@cache
def after(slug: str, *orders: Order) -> Exercise:
    """A whole exercise in which these actions are ordered at these seconds and nothing else happens."""
    exercise = Exercise(branched(slug), 1)
    for name, at, *target in sorted(orders, key=lambda one: one[1]):
        exercise.advance(at)
        take(exercise, name, *target)
    exercise.finish()
    return exercise


def ended_with(slug: str, *actions: str) -> Exercise:
    """A whole exercise in which these actions are ordered in its first minutes and nothing else happens."""
    return after(slug, *((name, number * MINUTE) for number, name in enumerate(actions, start=1)))


def order(exercise: Exercise, name: str) -> None:
    """Order an action, and let a minute pass."""
    take(exercise, name)
    exercise.advance(exercise.now + MINUTE)


def take(exercise: Exercise, name: str, target: str | None = None) -> None:
    """Order an action on a target, or on its first, with a second role where it needs one."""
    action = exercise.playbook.actions[ActionId(name)]
    second = next((seat for seat in action.authority.second if seat != action.owner), None)
    target = target or next(iter(action.targets), None)
    entry = exercise.submit(d.TakeAction(seat=ROOM, action=action.id, target=target, second=second))
    assert isinstance(entry.fact, f.DecisionRecorded), entry.fact


def read_by(exercise: Exercise) -> int:
    """How many people somebody without authority has looked at, in an exercise that has ended."""
    truth = exercise.known(CONTROLLER)
    assert truth.truth is not None
    return len(people_of(truth.read, truth.truth))


def to_tell(exercise: Exercise) -> frozenset[RecordId]:
    """The people who must be told, in an exercise that has ended."""
    truth = exercise.known(CONTROLLER)
    assert truth.truth is not None
    return people_of(truth.notifiable, truth.truth)


def disturbed(exercise: Exercise, *services: str) -> float:
    """How many visits of these services, or of all, have been disturbed so far."""
    care = [one.fact for one in exercise.journal if isinstance(one.fact, f.CareDisturbed)]
    return sum(one.disturbed_milli for one in care if not services or one.service in services) / 1000


def rows(exercise: Exercise, source: SourceId) -> list[str]:
    """The rows that the first pull of a source brought, each as one text."""
    facts = [one for one in exercise.journal if isinstance(one.fact, f.EvidencePulled) and one.fact.source == source]
    return [" ".join(map(str, row)) for chunk in exercise.rows(facts[0].number).chunks() for row in chunk]


def listed(known: State, sources: Sequence[str], **switches: Any) -> PersonList:
    """The list that these sources give on what somebody knows, put together with these switches."""
    spec = ListSpec(**{"scope": "presumed", "sources": tuple(map(SourceId, sources)), **switches})
    return build_list(spec, known.shown, known.people)


def dues(duties: Iterable[Obligation]) -> dict[str, date | None]:
    """When each duty that is owed falls due."""
    return {one.id: one.due for one in duties if one.required}


def duty_of(duties: Iterable[Obligation], name: str) -> Obligation:
    """One duty."""
    return next(one for one in duties if one.id == name)


def letters_due(ended: Outcome, discovery: Discovery) -> date | None:
    """When federal letters were due if the breach had been discovered then, and no notice had left."""
    facts = incident_facts(ended.truth, ended.playbook, "truth").model_copy(
        update={"discovery": discovery, "detected": None, "notices": ()}
    )
    return duty_of(obligations(load_rulebook(), facts), LETTERS).due


def owed_in(ended: Outcome, playbook: Playbook) -> tuple[Obligation, ...]:
    """What would be owed if the same had happened to another organisation."""
    return obligations(load_rulebook(), incident_facts(ended.truth, playbook, "truth"))
