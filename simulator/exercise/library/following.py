"""An exercise that another process plays, played again in step from what the library keeps. It takes no hold."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.words import Role
from simulator.errors import ReplayDiverged
from simulator.exercise.library.control import Control
from simulator.exercise.library.shelf import Library
from simulator.exercise.library.tables import Kept
from simulator.exercise.play import Exercise
from simulator.exercise.room.console.wire import Pulse


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one look brought: the room's pulse, everything typed so far, and whether there are new entries."""

    pulse: Pulse | None
    words: tuple[tuple[int, Role, str], ...]
    fresh: bool


class Following:
    """The replica. `step` brings it as far as the playing process has said that it is."""

    def __init__(self, library: Library, exercise: int) -> None:
        self._library = library
        self._number = exercise
        self.kept: Kept = library.find(exercise)
        self.control: Control = library.control(exercise)
        self.exercise: Exercise = library.replayed(exercise)

    def step(self) -> Step:
        """Look again. The pulse is read before the decisions: none of them can then lie before its moment.

        Raises:
            ReplayDiverged: the two processes do not play the same exercise.
        """
        pulse, before = self.control.room(), len(self.exercise.journal)
        kept = self._library.find(self._number)
        for one in self._library.taken(self._number, len(self.exercise.submitted)):
            if one.at > self.exercise.playbook.ends:
                self.exercise.finish()
            self.exercise.advance(one.at)
            if self.exercise.now != one.at:
                raise ReplayDiverged(f"decision {one.number} fell at {one.at}; here it is {self.exercise.now} already.")
            self.exercise.submit(one.decision)
        self.exercise.advance(max(kept.reached, pulse.now if pulse else 0))
        if kept.state == "finished":
            self.exercise.finish()
        words = tuple((one.decision, one.role, one.text) for one in self._library.words(self._number))
        return Step(pulse=pulse, words=words, fresh=len(self.exercise.journal) != before)
