"""Exercises over the tiny scenario, played a little, their saves, and libraries that keep them."""

from __future__ import annotations

from simulator.domain import decisions as d
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.playbook import Playbook
from simulator.domain.time import HOUR
from simulator.domain.words import Words, words
from simulator.exercise.library import Kept, Library
from simulator.exercise.play import Exercise
from simulator.exercise.saves.save import Save
from simulator.exercise.saves.verify import header_of, save_of
from tests.playbooks import a_playbook

CREATED = "2026-01-02T03:04:05+00:00"
TINY = a_playbook()
DECISIONS: tuple[d.Decision, ...] = (
    d.TakeAction(seat=ROOM, action=ActionId("pull-source"), target="dlq-access-log"),
    d.Declare(seat=ROOM),
    d.TakeAction(seat=ROOM, action=ActionId("purge-queue")),
    d.MapDeclaration(seat=ROOM, declaration=2, action=None),
    d.FreezeList(seat=ROOM, version=1),
)


def an_exercise(playbook: Playbook = TINY, *, finished: bool = False) -> Exercise:
    """An exercise in which one decision an hour was taken."""
    exercise = Exercise(playbook, 1)
    for hour, decision in enumerate(DECISIONS, start=1):
        exercise.advance(hour * HOUR)
        exercise.submit(decision)
    exercise.advance(10 * HOUR)
    if finished:
        exercise.finish()
    return exercise


def some_words() -> tuple[Words, ...]:
    """What was typed about it, none of it harmless to a careless writer."""
    typed = ("keep [red]the[/red] log", "line one\nline two\x85\u2028=cmd()", "<script>alert(1)</script>\x1b[31m")
    said = (words(number, "reason", text, salt="salt") for number, text in enumerate(typed, start=1))
    return (*said, words(1, "dissent", "no", salt="salt"), words(0, "note", "José’s room", salt="salt"))


def a_save(*, finished: bool = False) -> Save:
    """The save of `an_exercise`."""
    header = header_of(TINY, seed=1, seat="room", mode="assisted", created=CREATED)
    return save_of(an_exercise(finished=finished), header, some_words())


def begin(library: Library) -> tuple[Kept, Exercise]:
    """An exercise of the tiny scenario that this library keeps."""
    kept = library.create(TINY, 1, "room", "assisted")
    return kept, Exercise(TINY, 1, keep=library.keep(kept.id))


def play(library: Library) -> tuple[Kept, Exercise]:
    """An exercise with every decision of `DECISIONS`, one an hour, and words about them."""
    kept, exercise = begin(library)
    for hour, decision in enumerate(DECISIONS, start=1):
        exercise.advance(hour * HOUR)
        exercise.submit(decision)
    for one in some_words():
        library.say(kept.id, one.decision, one.role, one.text)
    exercise.advance(10 * HOUR)
    library.reached(kept.id, exercise.now)
    return kept, exercise
