"""What the tabletop asks of a library of exercises, and what it does without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from simulator.domain.playbook import Playbook
    from simulator.domain.time import Seconds
    from simulator.domain.words import Role
    from simulator.exercise.play import Exercise
    from simulator.exercise.room.clocks import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """An exercise that can be resumed: its reference, and what to call it."""

    ref: str
    title: str


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


class Library(Protocol):
    """Where exercises are kept."""

    def saves(self) -> Sequence[Save]:
        """What can be resumed, newest first."""
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

    def begin(self, playbook: Playbook, seed: int, seat: str, mode: Mode) -> Opened:
        """A new exercise that is not kept."""
        from simulator.exercise.play import Exercise

        return Opened(exercise=Exercise(playbook, seed), seat=seat, mode=mode)

    def resume(self, ref: str) -> Opened:
        """Nothing can be resumed."""
        raise LookupError(ref)
