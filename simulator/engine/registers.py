"""What registers say of the people of the incident, and whose records a list brings that somebody hands over."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.domain.facts import PeopleShown, RecordStates
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import Seconds
from simulator.engine.sampling import NOBODY
from simulator.engine.sandbox import Sandbox, numbers
from simulator.engine.vaults import Vault
from simulator.world.population import Population


def handed_over(sandbox: Sandbox, source: LogSource) -> NDArray[np.intp]:
    """The record numbers on a list that somebody made, ascending."""
    listed = np.zeros(len(sandbox.population), dtype=np.bool_)
    for pool in source.pools:
        listed |= sandbox.members[pool][:NOBODY]
    return np.flatnonzero(listed)


def has_come(vault: Vault, now: Seconds) -> bool:
    """Whether what is handed over from some moment on is there."""
    return vault.since is not None and vault.since <= now


def people_known(sandbox: Sandbox, now: Seconds) -> NDArray[np.intp]:
    """The records that flows have carried, or a list names, with their survivors; ascending."""
    population = sandbox.population
    there = np.zeros(len(population), dtype=np.bool_)
    there[sandbox.distinct(sandbox.copies.entered <= now)] = True
    for source in sandbox.playbook.sources.values():
        if source.pools:
            there[handed_over(sandbox, source)] = True
    there[population.survivors(np.flatnonzero(there))] = True
    return np.flatnonzero(there)


def people_shown(sandbox: Sandbox, source: LogSource, now: Seconds) -> PeopleShown:
    """What a register says of the people known: merges and tests, or addresses."""
    population, everyone = sandbox.population, people_known(sandbox, now)
    if source.kind is SourceKind.MERGES:
        merged = everyone[population.merged_into[everyone] >= 0]
        survivors = numbers(population.merged_into[merged])
        return PeopleShown(
            source=source.id,
            merges=tuple(zip(numbers(merged), survivors, strict=True)),
            tests=numbers(everyone[population.is_test[everyone]]),
            residences=None,
            deceased=None,
            bad_addresses=None,
        )
    return PeopleShown(
        source=source.id,
        merges=None,
        tests=None,
        residences=states_of(population, everyone, population.residence),
        deceased=numbers(everyone[population.deceased[everyone]]),
        bad_addresses=numbers(everyone[population.bad_address[everyone]]),
    )


def states_of(
    population: Population, records: NDArray[np.int32] | NDArray[np.intp], by: NDArray[np.int8]
) -> RecordStates:
    """Records by a state of theirs: `by` is the population's residence or clinic state."""
    states = by[records]
    return tuple(
        (name, numbers(records[states == index]))
        for index, name in enumerate(population.states)
        if (states == index).any()
    )
