"""One exercise: open, submit, advance, finish. The one place that drives the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from simulator.domain.decisions import Decision
from simulator.domain.direction import DIRECTS_ONE, Chance, SetChance
from simulator.domain.fold import fold, revealed
from simulator.domain.ids import CONTROLLER, RecordId, SeatId, StoreId
from simulator.domain.journal import Entry, Journal, may_know
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.domain.worldspec import WorldSpec
from simulator.engine.deciding import Persons, Standing
from simulator.engine.engine import Engine
from simulator.engine.native import NativeRows
from simulator.errors import InputError
from simulator.world.population import Population, population


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A decision with its number and the second it was taken in: with scenario and seed, the save."""

    number: int
    at: Seconds
    decision: Decision


Keep = Callable[[Submitted], None]
"""Writes a decision down durably; called before the decision is applied."""


class Exercise:
    """An exercise in play, of the scenario as it is on its seed.

    A decision is kept before it is applied, so that nothing acknowledged is lost. `scored_only`: nobody reads it.
    """

    def __init__(self, playbook: Playbook, seed: int, *, keep: Keep | None = None, scored_only: bool = False) -> None:
        self.playbook = playbook = playbook.on(seed)
        self.seed = seed
        self.submitted: list[Submitted] = []
        self._keep = keep
        self._on_end: Callable[[], None] | None = None
        self._engine = Engine(playbook, people_of_world(playbook.world, seed), seed, scored_only=scored_only)
        self._views: dict[SeatId, tuple[int, State]] = {}

    @property
    def journal(self) -> Journal:
        """Everything that happened so far, truth included."""
        return self._engine.journal

    @property
    def now(self) -> Seconds:
        """Seconds since StartEx."""
        return self._engine.now

    @property
    def ended(self) -> bool:
        """Whether EndEx has come."""
        return self._engine.state.ended

    def submit(self, decision: Decision) -> Entry:
        """Take a decision now; the entry says whether it was recorded or refused.

        Raises:
            InputError: it names a seat or an action that this scenario does not have.
        """
        self._require_known(decision)
        one = Submitted(number=len(self.submitted) + 1, at=self.now, decision=decision)
        if self._keep is not None:
            self._keep(one)
        self.submitted.append(one)
        return self._engine.submit(decision)

    def advance(self, until: Seconds) -> tuple[Entry, ...]:
        """Let the world run up to `until`, and no further than EndEx."""
        return self._engine.advance(max(self.now, min(until, self.playbook.ends)))

    def next_at(self) -> Seconds:
        """When the world next does something by itself."""
        return self._engine.next_at()

    def finish(self) -> tuple[Entry, ...]:
        """Run to EndEx and reveal the truth."""
        if self.ended:
            return ()
        entries = self._engine.finish()
        if self._on_end is not None:
            self._on_end()
        return entries

    def known(self, seat: SeatId) -> State:
        """What holds, as far as this seat may know; the controller knows what the engine knows."""
        if seat == CONTROLLER:
            return self._engine.state
        number, state = self._views.get(seat, (0, State()))
        fresh = (entry for entry in self.journal.since(number) if may_know(seat, entry))
        state = fold(fresh, state)
        self._views[seat] = (len(self.journal), state)
        return state

    def truth(self) -> State:
        """What is true now, with the people as EndEx would reveal them: for the controller, never for another seat."""
        state = self._engine.state
        return state if state.truth else revealed(state, self._engine.revealed())

    def keep_from_now(self, keep: Keep | None, on_end: Callable[[], None] | None = None) -> None:
        """Keep the decisions to come (those replayed already are), and tell when EndEx has come."""
        self._keep = keep
        self._on_end = on_end

    def losing(self, store: StoreId) -> int:
        """How many more people could no longer be excluded if this store's copies were gone now."""
        return self._engine.losing(store)

    def rows(self, number: int, query: str | None = None) -> NativeRows:
        """The rows, as its source writes them, of the pull that entry `number` records; or what a query may look at.

        Raises:
            KeyError: that entry records no pull.
        """
        return self._engine.rows(number, query)

    def standings(self, persons: Persons) -> dict[RecordId, Standing]:
        """What evidence there was of these people, and until when: truth, for the debrief and the controller."""
        return self._engine.standings(persons)

    def _require_known(self, decision: Decision) -> None:
        seats = {*self.playbook.seats, "room", CONTROLLER}
        named = (getattr(decision, name, None) for name in ("by", "second", "role", "substitute"))
        for name in (decision.seat, *named, *getattr(decision, "to", ())):
            if name is not None and name not in seats:
                raise InputError(f'This scenario has no seat "{name}".', f"Seats: {', '.join(sorted(seats))}.")
        for action in (getattr(decision, "action", None), getattr(decision, "touches", None)):
            if action is not None and action not in self.playbook.actions:
                raise InputError(f'This scenario has no action "{action}".', "See: breachdrill scenarios show.")
        if isinstance(decision, DIRECTS_ONE) and decision.inject not in self.playbook.injects:
            raise InputError(f'This scenario has no inject "{decision.inject}".', "The master list names them.")


def settle_chance(exercise: Exercise, chance: Chance) -> None:
    """Say, before anything is decided, what decides; nothing where it is the seed's dice."""
    if chance != "seeded":
        exercise.submit(SetChance(seat=CONTROLLER, chance=chance))


@lru_cache(maxsize=4)
def people_of_world(spec: WorldSpec, seed: int) -> Population:
    """The population of a world, made once in a process."""
    return population(spec, seed)
