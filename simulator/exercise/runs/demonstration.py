"""A drill without players: the reference runbook, told line by line; the truth comes after its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.domain.direction import Chance
from simulator.domain.ids import ROOM
from simulator.domain.playbook import Playbook
from simulator.domain.words import Words, words
from simulator.exercise.play import Exercise, settle_chance
from simulator.exercise.room.feed import feed_lines
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import Outcome, outcome
from simulator.exercise.runs.runner import follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What there is to read, and the exercise, its words and its runbook for the report."""

    exercise: Exercise
    lines: tuple[str, ...]
    words: tuple[Words, ...]
    runbook: str


def demonstrate(
    playbook: Playbook, seed: int, runbook: str = "reference", *, chance: Chance = "seeded"
) -> Demonstration:
    """Play a runbook and tell it as the room saw it; where dice are on the table nobody is there to roll them.

    Raises:
        InputError: there is no such runbook.
        ScenarioError: a file is wrong.
    """
    said: list[Words] = []
    exercise = Exercise(playbook, seed)
    settle_chance(exercise, chance)
    follow(
        exercise,
        find_runbook(playbook.on(seed), runbook),
        say=lambda number, role, text: said.append(words(number, role, text, salt=runbook)),
    )
    lines = (*_story(exercise), "", *_reckoning(outcome(exercise)))
    return Demonstration(exercise=exercise, lines=lines, words=tuple(said), runbook=runbook)


def _story(exercise: Exercise) -> Iterator[str]:
    playbook = exercise.playbook
    yield f"EXERCISE: all patients are synthetic. {playbook.title}, seed {exercise.seed}."
    for line in feed_lines(exercise.journal.seen_by(ROOM), playbook):
        day = playbook.calendar.number(line.at)
        told = f"{line.title}: {line.text}" if line.text and line.text != line.title else line.title
        yield f"Day {day:>2} {line.when:%a %H:%M}  [{line.tone}] {line.sender}: {told}"


def _reckoning(ended: Outcome) -> Iterator[str]:
    """What was true, what was owed, and the score."""
    yield "ENDEX. What was true:"
    for name, those in (("read", ended.read), ("to be told", ended.notifiable)):
        states = ", ".join(f"{state} {number:,}" for state, number in those.by_state.items())
        yield f"  {name}: {len(those.people):,} people ({states})"
    yield f"  listed: {ended.listed.people:,}"
    yield "Duties:"
    for duty in ended.duties:
        if duty.required:
            yield f"  {duty.id}: {duty.status}, due {duty.due}, done {duty.done or 'never'}"
    total = "not scored" if ended.score.total is None else f"{ended.score.total:.1f} of 100"
    yield f"Score: {total}"
