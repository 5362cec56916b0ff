"""Plays a runbook: each step when its trigger holds for what the runbook's seat knows."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace

from simulator.domain import decisions as d
from simulator.domain.ids import ActionId
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.domain.words import Role
from simulator.exercise.play import Exercise
from simulator.exercise.room.scoping.imports import read_list
from simulator.scenario.decide import LATEST
from simulator.scenario.runbook import Runbook, Step, Trigger


@dataclass(slots=True)
class _Pending:
    """A step that waits: since when everything but `at` and `wait` has held."""

    step: Step
    since: Seconds | None = None

    def due(self, now: Seconds, known: State) -> Seconds | None:
        """When the step is due, as far as is known now."""
        if self.since is None and _holds(self.step.trigger, known):
            self.since = now
        if self.since is None:
            return None
        return max(self.step.trigger.at or 0, self.since + self.step.trigger.wait)


Say = Callable[[int, Role, str], None]
"""Hears the words of a step: the decision's number, their role, the text."""


def play_runbook(
    playbook: Playbook, runbook: Runbook, seed: int, *, say: Say = lambda _number, _role, _text: None
) -> Exercise:
    """A whole exercise, from StartEx to EndEx, decided by a runbook.

    Raises:
        InputError: a list made outside, which a step takes over, cannot be taken.
    """
    exercise = Exercise(playbook, seed)
    pending = [_Pending(_with_list(step, exercise.playbook, seed)) for step in runbook.steps]
    while not exercise.ended:
        pending = _take_due(exercise, runbook, pending, say)
        known = exercise.known(runbook.seat)
        upcoming = [due for one in pending if (due := one.due(exercise.now, known)) is not None]
        until = min([*upcoming, exercise.next_at() + 1])
        if until > exercise.playbook.ends or (not pending and not upcoming):
            exercise.finish()
        else:
            exercise.advance(until)
    return exercise


def _with_list(step: Step, playbook: Playbook, seed: int) -> Step:
    """The step with the people of the list that it takes over, if it does."""
    if step.file is None:
        return step
    return replace(step, decision=read_list(step.file, playbook, seed).decision(step.decision.seat))


def _take_due(exercise: Exercise, runbook: Runbook, pending: list[_Pending], say: Say) -> list[_Pending]:
    """Take every step that is due now, in the order of the file; one may make the next due."""
    while True:
        known = exercise.known(runbook.seat)
        now = exercise.now
        ready = next((one for one in pending if (due := one.due(now, known)) is not None and due <= now), None)
        if ready is None:
            return pending
        exercise.submit(resolve(ready.step.decision, known))
        said: tuple[tuple[Role, str], ...] = (
            ("reason", ready.step.why),
            ("dissent", ready.step.dissent),
            ("inject", ready.step.text),
        )
        for role, text in said:
            if text:
                say(len(exercise.submitted), role, text)
        pending = [one for one in pending if one is not ready]


def resolve(decision: d.Decision, known: State) -> d.Decision:
    """The decision with `latest` replaced by the newest list version."""
    if isinstance(decision, d.FreezeList) and decision.version == LATEST:
        return replace(decision, version=known.lists[-1].fact.version if known.lists else 0)
    if isinstance(decision, d.ReleaseNotice) and decision.version == LATEST:
        return replace(decision, version=known.frozen[-1].fact.version if known.frozen else 0)
    return decision


def _holds(trigger: Trigger, known: State) -> bool:
    return (
        (trigger.after is None or _done(trigger.after, known))
        and _known(trigger.indicators, known.indicators)
        and _known(trigger.pulled, known.shown)
        and _known(trigger.prepared, known.prepared)
        and _known(trigger.injects, known.injects)
        and (trigger.listed is None or known.list_version(trigger.listed) is not None)
    )


def _known(wanted: tuple[str, ...], there: Container[str]) -> bool:
    return not wanted or all(one in there for one in wanted)


def _done(what: str, known: State) -> bool:
    """Whether an action completed, or a legal act was recorded."""
    match what:
        case "state-discovery-date":
            return known.discovery is not None
        case "determine-breach":
            return known.determination is not None
        case "record-hold":
            return bool(known.holds)
        case "build-list":
            return bool(known.lists)
        case "freeze-list":
            return bool(known.frozen)
        case "release-notice":
            return bool(known.notices)
        case _:
            return known.first_done(ActionId(what)) is not None
