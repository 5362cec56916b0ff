"""Plays a runbook: each step when its trigger holds for what the runbook's seat knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.domain.words import Role
from simulator.exercise.play import Exercise
from simulator.exercise.room.scoping.imports import read_list
from simulator.exercise.runs.signs import Seen, Sign, signs_for
from simulator.scenario.runbook import Runbook, Step


@dataclass(slots=True, eq=False)
class _Pending:
    """A step that waits: for which signs still, and, once they have all come, until when."""

    step: Step
    missing: set[Sign]
    due: Seconds | None = None

    def look(self, now: Seconds, fresh: frozenset[Sign]) -> None:
        """Strike out the signs that have come; with the last one it is known when the step is due."""
        if self.due is None:
            self.missing -= fresh
            if not self.missing:
                self.due = max(self.step.trigger.at or 0, now + self.step.trigger.wait)


Say = Callable[[int, Role, str], None]
"""Hears the words of a step: the decision's number, their role, the text."""


def play_runbook(
    playbook: Playbook, runbook: Runbook, seed: int, *, say: Say = lambda _number, _role, _text: None
) -> Exercise:
    """A whole exercise, from StartEx to EndEx, decided by a runbook.

    Raises:
        InputError: a list made outside, which a step takes over, cannot be taken.
    """
    return follow(Exercise(playbook, seed), runbook, say=say)


def play_unread(playbook: Playbook, runbook: Runbook, seed: int) -> Exercise:
    """The same for its score alone: in half the time, less what only people would read of it.

    Raises:
        InputError: a list made outside, which a step takes over, cannot be taken.
    """
    return follow(Exercise(playbook, seed, scored_only=True), runbook)


def follow(exercise: Exercise, runbook: Runbook, *, say: Say = lambda _number, _role, _text: None) -> Exercise:
    """The same exercise, played from where it stands to EndEx by a runbook.

    Raises:
        InputError: a list made outside, which a step takes over, cannot be taken.
    """
    seen = Seen(exercise.journal, runbook.seat)
    steps = (_with_list(step, exercise.playbook, exercise.seed) for step in runbook.steps)
    pending = [_Pending(step, set(signs_for(step.trigger))) for step in steps]
    for one in pending:
        one.look(exercise.now, frozenset())
    while not exercise.ended:
        _take_due(exercise, seen, pending, say)
        upcoming = [one.due for one in pending if one.due is not None]
        until = min([*upcoming, exercise.next_at() + 1])
        if until > exercise.playbook.ends or not pending:
            exercise.finish()
        else:
            exercise.advance(until)
    return exercise


def _with_list(step: Step, playbook: Playbook, seed: int) -> Step:
    """The step with the people of the list that it takes over, if it does."""
    if step.file is None:
        return step
    return replace(step, decision=read_list(step.file, playbook, seed).decision(step.decision.seat))


def _take_due(exercise: Exercise, seen: Seen, pending: list[_Pending], say: Say) -> None:
    """Take every step that is due now, in the order of the file; one may make the next due."""
    now = exercise.now
    while True:
        if fresh := seen.fresh():
            for one in pending:
                one.look(now, fresh)
        ready = next((one for one in pending if one.due is not None and one.due <= now), None)
        if ready is None:
            return
        exercise.submit(seen.latest(ready.step.decision))
        said: tuple[tuple[Role, str], ...] = (
            ("reason", ready.step.why),
            ("dissent", ready.step.dissent),
            ("inject", ready.step.text),
        )
        for role, text in said:
            if text:
                say(len(exercise.submitted), role, text)
        pending.remove(ready)
