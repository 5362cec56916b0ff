"""Sets of records as facts name them: each set once for all runs of a seed, and each number as one object.

Most runs of a seed tell of the same thousands, again and again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.domain.facts import RecordStates, TruthRevealed
from simulator.domain.ids import RecordId
from simulator.world.draws import Flags
from simulator.world.population import Population


class Naming:
    """Names the records of a population that are flagged."""

    def __init__(self, population: Population) -> None:
        self._population = population
        self._numbers = np.arange(len(population)).astype(np.object_)
        self._sets: dict[bytes, tuple[RecordId, ...]] = {}
        self._truths: dict[bytes, TruthRevealed] = {}

    def records(self, flags: Flags) -> tuple[RecordId, ...]:
        """The record numbers that are flagged, ascending."""
        key = np.packbits(flags).tobytes()
        if (kept := self._sets.get(key)) is None:
            kept = self._sets[key] = tuple(self._numbers[flags].tolist())
        return kept

    def merges(self, flags: Flags) -> tuple[tuple[RecordId, RecordId], ...]:
        """Those flagged whose numbers were merged away, each with its survivor's."""
        into = self._population.merged_into
        gone = flags & (into >= 0)
        return tuple(zip(self.records(gone), self._numbers[into[gone]].tolist(), strict=True))

    def by_state(self, flags: Flags, of: NDArray[np.int8]) -> RecordStates:
        """Those flagged by a state of theirs: `of` is the population's residence or clinic state."""
        named = ((name, self.records(flags & (of == index))) for index, name in enumerate(self._population.states))
        return tuple((name, records) for name, records in named if records)

    def truth(self, flags: Flags) -> TruthRevealed:
        """Who these people are, and those whose numbers they go by since."""
        people = self._population
        everyone = people.with_survivors(flags)
        key = np.packbits(everyone).tobytes()
        if (kept := self._truths.get(key)) is None:
            kept = self._truths[key] = TruthRevealed(
                merges=self.merges(everyone),
                tests=self.records(everyone & people.is_test),
                residences=self.by_state(everyone, people.residence),
                clinics=self.by_state(everyone, people.clinic_state),
                deceased=self.records(everyone & people.deceased),
                bad_addresses=self.records(everyone & people.bad_address),
            )
        return kept
