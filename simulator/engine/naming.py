"""Sets of records as facts name them: each set once for all runs of a seed, and each number as one object.

Most runs of a seed tell of the same thousands, again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulator.domain.facts import Records, RecordStates, TruthRevealed
from simulator.domain.ids import RecordId
from simulator.world.draws import Flags
from simulator.world.population import Population

T = TypeVar("T")


class Naming:
    """Names the records of a population that are flagged."""

    def __init__(self, population: Population) -> None:
        self._population = population
        self._named: dict[tuple[str, bytes], Any] = {}

    @cached_property
    def _numbers(self) -> NDArray[np.object_]:
        """Every record number, as one object."""
        return np.arange(len(self._population)).astype(np.object_)

    def records(self, flags: Flags) -> Records:
        """The record numbers that are flagged, ascending."""
        return self._once("records", flags, lambda: tuple(self._numbers[flags].tolist()))

    def merges(self, flags: Flags) -> tuple[tuple[RecordId, RecordId], ...]:
        """Those flagged whose numbers were merged away, each with its survivor's."""
        return self._once("merges", flags, lambda: self._merges(flags))

    def residences(self, flags: Flags) -> RecordStates:
        """Those flagged, by the state they live in."""
        return self._once("residences", flags, lambda: self._by_state(flags, self._population.residence))

    def clinics(self, flags: Flags) -> RecordStates:
        """Those flagged, by the state of their clinic."""
        return self._once("clinics", flags, lambda: self._by_state(flags, self._population.clinic_state))

    def truth(self, flags: Flags) -> TruthRevealed:
        """Who these people are, and those whose numbers they go by since."""
        everyone = self._population.with_survivors(flags)
        return self._once("truth", everyone, lambda: self._truth(everyone))

    def _once(self, what: str, flags: Flags, name: Callable[[], T]) -> T:
        key = what, np.packbits(flags).tobytes()
        if key not in self._named:
            self._named[key] = name()
        named: T = self._named[key]
        return named

    def _merges(self, flags: Flags) -> tuple[tuple[RecordId, RecordId], ...]:
        into = self._population.merged_into
        gone = flags & (into >= 0)
        return tuple(zip(self.records(gone), self._numbers[into[gone]].tolist(), strict=True))

    def _by_state(self, flags: Flags, of: NDArray[np.int8]) -> RecordStates:
        named = ((name, self.records(flags & (of == index))) for index, name in enumerate(self._population.states))
        return tuple((name, records) for name, records in named if records)

    def _truth(self, everyone: Flags) -> TruthRevealed:
        people = self._population
        return TruthRevealed(
            merges=self.merges(everyone),
            tests=self.records(everyone & people.is_test),
            residences=self.residences(everyone),
            clinics=self.clinics(everyone),
            deceased=self.records(everyone & people.deceased),
            bad_addresses=self.records(everyone & people.bad_address),
        )
