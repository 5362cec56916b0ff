"""What the team expects as a move ends: when it is asked, how an answer is read, and the records that keep it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from simulator.domain.evaluation import records as r
from simulator.exercise.runs.priors import ACQUIRED, PEOPLE, RESTORED
from tui.present import clean
from tui.records import Make

if TYPE_CHECKING:
    from tui.pacing import Drill

Moment: TypeAlias = Literal[1, 2, 3]
Numbers: TypeAlias = Sequence[float | None]
MOMENTS: tuple[Moment, ...] = (1, 2, 3)
"""The ends of the first three moves. Source: practice.md 3.2 (three moments); which ones is ours."""
ASKED = "How many people must be told? Was their data taken? When is every service up again?"
NO_WEIGHT = "No weight in the score; the report sets it beside the truth. All of it may stay empty."
_RANGE = 3


def due_moment(drill: Drill) -> Moment | None:
    """The moment to ask at, as time stands: a move of the first four has begun, and was not asked about."""
    moves = [one.title for one in drill.playbook.moves]
    halt = drill.halt
    if halt is None or halt.kind != "move" or halt.subject not in moves:
        return None
    place = moves.index(halt.subject)
    asked = {one.moment for one in drill.evaluation.estimates}
    return next((one for one in MOMENTS if one == place and one not in asked), None)


def as_range(said: Sequence[str]) -> Numbers:
    """At least, most likely, at most, as typed; empty ones, or none at all, say nothing.

    Raises:
        ValueError: they are no whole numbers that go up; the message says what to do.
    """
    numbers = [_number(one) for one in said]
    known = [one for one in numbers if one is not None]
    if known and (len(known) != _RANGE or len(numbers) != _RANGE):
        raise ValueError("A range has all three numbers, or none.")
    if known != sorted(known):
        raise ValueError("The three numbers go up.")
    return numbers


def as_chance(said: str) -> float | None:
    """Per cent, as typed; nothing where nothing was.

    Raises:
        ValueError: it is no chance; the message says what to do.
    """
    chance = _number(said.rstrip(" %"))
    if chance is not None and chance > 100:
        raise ValueError("A chance is 0 to 100 %.")
    return chance


def answered(moment: Moment, people: Numbers, chance: float | None, hours: Numbers) -> Iterator[Make]:
    """What is written down: that it was asked, and what was answered."""
    yield _range(PEOPLE, moment, people)
    if chance is not None:
        yield lambda at, room: r.Estimated(at=at, room=room, question=ACQUIRED, moment=moment, probability=chance / 100)
    if any(one is not None for one in hours):
        yield _range(RESTORED, moment, hours)


def not_now(moment: Moment) -> Make:
    """That it was asked, so that it is not asked twice."""
    return _range(PEOPLE, moment, [])


def never(moment: Moment) -> Iterator[Make]:
    """That nobody is to be asked from this moment on."""
    yield from (not_now(one) for one in MOMENTS if one >= moment)


def _range(question: str, moment: Moment, numbers: Numbers) -> Make:
    low, middle, high = numbers or (None, None, None)
    return lambda at, room: r.Estimated(
        at=at, room=room, question=question, moment=moment, p10=low, p50=middle, p90=high
    )


def _number(said: str) -> float | None:
    plain = said.replace(",", "").replace(" ", "")
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 9:
        raise ValueError(f'A whole number, please: "{clean(said)}"')
    return float(plain)
