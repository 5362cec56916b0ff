"""Who is in which message: people sampled from the world under a pool's quotas.

A quota fixes only who is sampled. What is counted later (read, notifiable, listed) comes from reads and evidence.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import PoolId
from simulator.domain.playbook import Cohort, Pool
from simulator.engine.streams import uniforms
from simulator.errors import ScenarioError
from simulator.world.draws import Flags, least
from simulator.world.population import Population

Records = NDArray[np.int32]
Persons = NDArray[np.int32]
"""A row for each person: the record, and the second one of those who have two, else `NOBODY`."""
NOBODY = -1
"""The record of a message without a person."""
NOWHERE = -1
"""The index of a state that the world does not have."""


def sample_pools(pools: Iterable[Pool], population: Population, seed: int) -> dict[PoolId, Persons]:
    """The people of each pool, each with all records; cohort by cohort, and nobody in two pools.

    Raises:
        ScenarioError: the world has too few people of a kind.
    """
    into = population.merged_into
    twice = np.flatnonzero(into >= 0).astype(np.int32)
    second = np.full(len(population), NOBODY, dtype=np.int32)
    second[into[twice]] = twice
    duplicates = np.bincount(into[twice], minlength=len(population))
    free = into < 0
    return {pool.id: _sample(pool, population, seed, free, (duplicates, second)) for pool in pools}


def records_of(persons: Persons) -> Records:
    """Every record of these people, person by person."""
    found: Records = persons[persons != NOBODY]
    return found


def _sample(
    pool: Pool, population: Population, seed: int, free: Flags, twice: tuple[NDArray[np.intp], Records]
) -> Persons:
    """The people of a pool among those who are `free`, of whom they are none from then on.

    `twice`: how many second records each person has, and the last of them.

    Raises:
        ScenarioError: the world has too few people of a kind.
    """
    duplicates, second = twice
    state = {name: index for index, name in enumerate(population.states)}
    draws = uniforms(seed, f"pool/{pool.id}", len(population))
    people: list[Persons] = [np.empty((0, 2), dtype=np.int32)]
    for cohort in pool.cohorts:
        fits = np.flatnonzero(
            free
            & (population.residence == state.get(cohort.residence, NOWHERE))
            & (population.clinic_state == state.get(cohort.clinic, NOWHERE))
            & (duplicates == (1 if cohort.merged else 0))
            & (population.deceased == cohort.deceased)
            & (population.bad_address == cohort.bad_address)
            & (population.is_test == cohort.test)
        )
        if len(fits) < cohort.people:
            raise ScenarioError(
                f"pool {pool.id}: {_kind(cohort)}: wanted {cohort.people}, the world of seed {seed} has {len(fits)}."
            )
        chosen = fits[least(draws[fits], cohort.people)]
        free[chosen] = False
        people.append(np.stack([chosen, second[chosen] if cohort.merged else np.full_like(chosen, NOBODY)], axis=1))
    return np.concatenate(people).astype(np.int32)


def cover(
    pool: Pool, people: Persons, population: Population, shown: NDArray[np.bool_], seed: int
) -> NDArray[np.int32]:
    """Each record of the pool in at least one message, the rest at random; one record a message.

    `shown` says of each message whether the pool's source shows it at StartEx: those people who are to be shown have a
    message there, the others none.

    Raises:
        ScenarioError: there are too few messages for the pool.
    """
    inside = _to_be_shown(pool, people, population, seed)
    order = np.argsort(uniforms(seed, f"pool/{pool.id}/slots", len(shown)), kind="stable")
    open_slots, hidden_slots = order[shown[order]], order[~shown[order]]
    first, more = people[inside, 0], records_of(people[inside, 1])
    hidden = records_of(people[~inside])
    if len(first) > len(open_slots) or len(hidden) > len(hidden_slots) or len(first) + len(more) > len(open_slots):
        raise ScenarioError(f"pool {pool.id}: {len(shown)} messages are too few for its people.")
    once = np.concatenate([first, more])
    everyone = np.concatenate([once, hidden])
    result = np.empty(len(shown), dtype=np.int32)
    _fill(result, open_slots, once, once, uniforms(seed, f"pool/{pool.id}/open", len(open_slots)))
    _fill(result, hidden_slots, hidden, everyone, uniforms(seed, f"pool/{pool.id}/hidden", len(hidden_slots)))
    return result


def draw_people(records: Records, uniform: NDArray[np.float64]) -> Records:
    """One of these records for each draw, all equally likely."""
    return records[(uniform * len(records)).astype(np.intp)]


def _fill(
    result: Records, slots: NDArray[np.intp], once: Records, again: Records, uniform: NDArray[np.float64]
) -> None:
    result[slots[: len(once)]] = once
    rest = slots[len(once) :]
    if len(rest):
        result[rest] = draw_people(again, uniform[len(once) :])


def _to_be_shown(pool: Pool, people: Persons, population: Population, seed: int) -> NDArray[np.bool_]:
    """Which people the quota wants among the messages that the source shows; tests always may be."""
    if pool.shown_by is None:
        return np.ones(len(people), dtype=np.bool_)
    first = people[:, 0]
    lives = np.array(population.states)[population.residence[first]]
    test: NDArray[np.bool_] = population.is_test[first]
    order = np.argsort(uniforms(seed, f"pool/{pool.id}/shown", len(people)), kind="stable")
    inside: NDArray[np.bool_] = test.copy()
    for state, wanted in pool.shown:
        there = order[(lives[order] == state) & ~test[order]]
        if len(there) < wanted:
            raise ScenarioError(f"pool {pool.id}: {wanted} people of {state} are to be shown, it has {len(there)}.")
        inside[there[:wanted]] = True
    return inside


def _kind(cohort: Cohort) -> str:
    flags = [name for name in ("merged", "deceased", "bad_address", "test") if getattr(cohort, name)]
    return f"{cohort.residence} residents at {cohort.clinic} clinics" + (f", {', '.join(flags)}" if flags else "")
