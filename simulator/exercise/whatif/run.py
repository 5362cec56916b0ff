"""A run that has ended, as forks take it: what was decided when, and what of it went by which name. Fits a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.domain import facts as f
from simulator.domain.fold import fold
from simulator.domain.ids import CONTROLLER
from simulator.domain.journal import Entry, may_know
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.errors import InputError
from simulator.exercise.play import Exercise, Submitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`recorded`: the numbers of decisions that were taken, with their entries; the others were refused.

    `built`: which decision built each version of the list. The playbook is that of the seed, with no branch to it.
    """

    playbook: Playbook
    seed: int
    digest: str
    entries: tuple[Entry, ...]
    decisions: tuple[Submitted, ...]
    recorded: Mapping[int, int]
    built: Mapping[int, int]

    def decision(self, number: int) -> Submitted:
        """A decision by its number.

        Raises:
            InputError: the run has no such decision.
        """
        if not 1 <= number <= len(self.decisions):
            raise InputError(
                f"given decision {number}, expected one of this run's {len(self.decisions)} decisions.",
                "See them: breachdrill whatif SAVE --json.",
            )
        return self.decisions[number - 1]

    def known_at(self, number: int) -> State:
        """What the seat knew when it took this decision."""
        taken = self.decision(number)
        seat = taken.decision.seat
        entry = self._entry(number)
        return fold(one for one in self.entries[: entry - 1] if may_know(seat, one))

    @property
    def priced(self) -> tuple[int, ...]:
        """The decisions of the team: all but the controller's, and those that were refused."""
        return tuple(
            one.number
            for one in self.decisions
            if one.number in self.recorded and one.decision.seat != CONTROLLER and one.at <= self.playbook.ends
        )

    def entry(self, number: int) -> int:
        """The journal entry of a decision."""
        self.decision(number)
        return self._entry(number)

    def _entry(self, number: int) -> int:
        return next(
            one.number
            for one in self.entries
            if isinstance(one.fact, f.DecisionRecorded | f.DecisionRefused) and one.fact.number == number
        )


def run_of(exercise: Exercise) -> Run:
    """The run of an exercise that has ended.

    Raises:
        InputError: it has not ended.
    """
    if not exercise.ended:
        raise InputError(
            "The exercise has not ended: what would have been is not known yet.", "Play it to EndEx, then ask again."
        )
    entries = tuple(exercise.journal)
    taken = {one.fact.number: one.number for one in entries if isinstance(one.fact, f.DecisionRecorded)}
    of_entry = {entry: number for number, entry in taken.items()}
    return Run(
        playbook=exercise.playbook.alone,
        seed=exercise.seed,
        digest=exercise.journal.digest,
        entries=entries,
        decisions=tuple(exercise.submitted),
        recorded=taken,
        built={
            one.fact.version: of_entry[one.cause]
            for one in entries
            if isinstance(one.fact, f.ListBuilt) and one.cause in of_entry
        },
    )
