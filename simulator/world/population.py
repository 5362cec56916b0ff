"""What the engine knows of every record: arrays from uniforms alone, without SQL and without names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.domain.worldspec import WorldSpec
from simulator.world.draws import Flags, Floats, Integers, all_uniforms, below, least, weighted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Population:
    """Arrays indexed by record number, which is `ehr_patient.patient_id`; all read-only."""

    states: tuple[str, ...]
    residence: NDArray[np.int8]
    """Index into `states`."""
    clinic: NDArray[np.int16]
    """Where the record was registered: 0 to `spec.clinics` - 1."""
    clinic_state: NDArray[np.int8]
    """Index into `states`; differs from the residence for the away share."""
    merged_into: NDArray[np.int32]
    """Record number of the survivor of the A40, or -1. A survivor is never merged itself."""
    merged: NDArray[np.int32]
    """The record numbers that were merged away, ascending."""
    deceased: Flags
    bad_address: Flags
    is_test: Flags
    minor: Flags

    def __len__(self) -> int:
        return len(self.residence)

    def survivors(self, records: NDArray[np.integer[Any]]) -> NDArray[np.int32]:
        """Each record's survivor, or the record itself; same length, so the same person may stand twice."""
        into = self.merged_into[records]
        return np.where(into >= 0, into, records).astype(np.int32)

    def with_survivors(self, records: Flags) -> Flags:
        """These records, and those that they were merged into."""
        found = records.copy()
        found[self.merged_into[self.merged[records[self.merged]]]] = True
        return found

    def people(self, records: NDArray[np.integer[Any]]) -> NDArray[np.int32]:
        """The people behind these records, each once, ascending; without test patients, with the deceased."""
        found = np.zeros(len(self), dtype=np.bool_)
        found[self.survivors(records)] = True
        return np.flatnonzero(found & ~self.is_test).astype(np.int32)


def population(spec: WorldSpec, seed: int) -> Population:
    """The population of a world; the SQL world is filled from the same arrays."""
    count = spec.patients

    def draw(name: str) -> Floats:
        return all_uniforms(seed, f"population.{name}", count)

    duplicate = draw("duplicate") < spec.duplicate_share
    is_test = _smallest(np.where(duplicate, 2.0, draw("test")), min(spec.test_patients, int((~duplicate).sum())))
    merged_into = _merges(duplicate, is_test, draw("survivor"))
    person = np.where(merged_into >= 0, merged_into, np.arange(count))
    shares = np.array([share for _, share in spec.states])
    residence = weighted(draw("residence"), shares)[person]
    clinic_state = _clinic_states(residence, shares, draw("away") < spec.away_share, draw("clinic_state"))
    per_state = clinics_per_state(spec)
    clinic = (np.cumsum(per_state) - per_state)[clinic_state] + below(draw("clinic"), per_state[clinic_state])
    made = Population(
        states=tuple(state for state, _ in spec.states),
        residence=residence.astype(np.int8),
        clinic=clinic.astype(np.int16),
        clinic_state=clinic_state.astype(np.int8),
        merged_into=merged_into,
        merged=np.flatnonzero(merged_into >= 0).astype(np.int32),
        deceased=(draw("deceased") < spec.deceased_share)[person],
        bad_address=draw("bad_address") < spec.bad_address_share,
        is_test=is_test,
        minor=(draw("minor") < spec.minor_share)[person],
    )
    for name in made.__dataclass_fields__.keys() - {"states"}:
        getattr(made, name).flags.writeable = False
    return made


def clinics_per_state(spec: WorldSpec) -> Integers:
    """How many clinics each state has: at least one, the rest by largest remainder of the state's share."""
    shares = np.array([share for _, share in spec.states])
    exact = shares * (spec.clinics - len(shares))
    counts: Integers = np.floor(exact).astype(np.int64)
    order = np.argsort(counts - exact, kind="stable")
    counts[order[: spec.clinics - len(shares) - int(counts.sum())]] += 1
    counts += 1
    return counts


def _smallest(values: Floats, count: int) -> Flags:
    """Marks the `count` smallest values."""
    marked = np.zeros(len(values), dtype=np.bool_)
    marked[least(values, count)] = True
    return marked


def _merges(duplicate: Flags, is_test: Flags, uniform: Floats) -> NDArray[np.int32]:
    """Gives every duplicate a survivor among the records that are neither duplicates nor test patients."""
    merged_into = np.full(len(duplicate), -1, dtype=np.int32)
    candidates = np.flatnonzero(~duplicate & ~is_test)
    if len(candidates):
        merged_into[duplicate] = candidates[below(uniform[duplicate], len(candidates))]
    return merged_into


def _clinic_states(residence: Integers, shares: Floats, away: Flags, uniform: Floats) -> Integers:
    """The residence, or for those away another state, as likely as its share."""
    clinic_state = residence.copy()
    for state in range(len(shares)):
        others = np.where(np.arange(len(shares)) == state, 0.0, shares)
        chosen = away & (residence == state)
        if others.sum() > 0:
            clinic_state[chosen] = weighted(uniform[chosen], others)
    return clinic_state
