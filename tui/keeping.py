"""What the tabletop asks of a library of exercises, and what it does without one."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from simulator.exercise.room.console.pin import Pin, pin_of

if TYPE_CHECKING:
    from simulator.domain.direction import Chance
    from simulator.domain.playbook import Playbook
    from simulator.domain.time import Seconds
    from simulator.domain.words import Role
    from simulator.exercise.evaluating.earlier import Earlier
    from simulator.exercise.play import Exercise
    from simulator.exercise.room.clocks import Mode
    from simulator.exercise.room.console.wire import Posted, Pulse


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """An exercise that can be resumed: its reference, and what to call it."""

    ref: str
    title: str


class Control(Protocol):
    """The facilitator's rows of an exercise: the PIN, and what a console on another terminal asks."""

    def pin(self) -> Pin | None:
        """The facilitator's PIN, if one was set."""
        ...

    def set_pin(self, typed: str) -> None:
        """Keep a PIN, salted and hashed."""
        ...

    def watched(self) -> bool:
        """Whether a console is open on another terminal."""
        ...

    def waiting(self) -> tuple[Posted, ...]:
        """What was asked and not answered, oldest first."""
        ...

    def answer(self, number: int, text: str, *, ok: bool) -> None:
        """Say what came of a request."""
        ...

    def pulse(self, pulse: Pulse) -> None:
        """Say how the room stands."""
        ...


class NoControl:
    """Keeps the PIN in memory; no other terminal reaches an exercise that is not kept."""

    def __init__(self) -> None:
        self._pin: Pin | None = None

    def pin(self) -> Pin | None:
        """The PIN, if one was set."""
        return self._pin

    def set_pin(self, typed: str) -> None:
        """Keep it while this process lives."""
        self._pin = pin_of(typed, salt=secrets.token_hex(16))

    def watched(self) -> bool:
        """Never."""
        return False

    def waiting(self) -> tuple[Posted, ...]:
        """Nothing."""
        return ()

    def answer(self, number: int, text: str, *, ok: bool) -> None:
        """Nobody asked."""

    def pulse(self, pulse: Pulse) -> None:
        """Nobody looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An exercise ready to be played on: who keeps its words, those kept so far, and how it was begun."""

    exercise: Exercise
    seat: str
    mode: Mode
    say: Callable[[int, Role, str], None] | None = None
    words: tuple[tuple[int, Role, str], ...] = ()
    reached: Callable[[Seconds], None] = lambda _: None
    spent: Callable[[float, float], None] = lambda *_: None
    """Keeps the seconds that the room spent, in all and in the move."""
    room_time: tuple[float, float] = (0.0, 0.0)
    strike: Callable[[int, Role, str], None] = lambda *_: None
    """Strikes out something that was typed, wherever it is kept."""
    folder: str = "exercise"
    """Where in the data folder its files go."""
    control: Control = field(default_factory=NoControl)
    pace: str = "x60"
    """How time runs, where nobody arranged it otherwise."""


def begun(opened: Opened, chance: Chance, pace: str, away: Sequence[str] = ()) -> Opened:
    """A new exercise as it was arranged: what decides in it is its first decision, then who stands in for whom.

    For a role that is away the first of its substitutes who is here decides; one that names none keeps its authority.
    """
    from simulator.domain.decisions import SubstituteRole
    from simulator.domain.ids import CONTROLLER, SeatId
    from simulator.exercise.play import settle_chance

    exercise = opened.exercise
    settle_chance(exercise, chance)
    for role in map(SeatId, away):
        authored = exercise.playbook.seats[role].substitutes
        here = next((one for one in authored if one not in away), None)
        if authored:
            exercise.submit(SubstituteRole(seat=CONTROLLER, role=role, substitute=here))
    return replace(opened, pace=pace)


class Library(Protocol):
    """Where exercises are kept."""

    def saves(self) -> Sequence[Save]:
        """What can be resumed, newest first."""
        ...

    def earlier(self, playbook: Playbook) -> tuple[Earlier, ...]:
        """The open actions of earlier exercises that this scenario tests again."""
        ...

    def begin(self, playbook: Playbook, seed: int, seat: str, mode: Mode) -> Opened:
        """A new exercise whose decisions and words are kept."""
        ...

    def resume(self, ref: str) -> Opened:
        """A kept exercise, played to where it stood."""
        ...


class NoLibrary:
    """Keeps nothing: words stay in memory, decisions with the exercise."""

    def saves(self) -> Sequence[Save]:
        """Nothing."""
        return ()

    def earlier(self, playbook: Playbook) -> tuple[Earlier, ...]:
        """Nothing."""
        del playbook
        return ()

    def begin(self, playbook: Playbook, seed: int, seat: str, mode: Mode) -> Opened:
        """A new exercise that is not kept."""
        from simulator.exercise.play import Exercise

        return Opened(exercise=Exercise(playbook, seed), seat=seat, mode=mode)

    def resume(self, ref: str) -> Opened:
        """Nothing can be resumed."""
        raise LookupError(ref)
