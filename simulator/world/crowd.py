"""Everybody at once: who stands behind each record and with whom they live, as arrays over the whole population.

Merges and households cross the chunks in which rows are made, so this is drawn first; some 50 bytes a record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.worldspec import WorldSpec
from simulator.world import demography
from simulator.world.draws import Floats, Integers, all_uniforms, below, weighted
from simulator.world.names import STREET_SUFFIXES, family_names, given_names, towns
from simulator.world.population import Population, population
from simulator.world.texts import SNAPSHOT

Draw: TypeAlias = Callable[[str], Floats]
"""One number in [0, 1) for each record, from the stream of that name."""

_YEAR = 365.2425
_YOUNGEST, _LAST_MINOR = np.datetime64("2026-07-31"), np.datetime64("2009-07-01")
_FIRST_ADULT, _OLDEST = np.datetime64("2007-12-31"), np.datetime64("1930-01-01")
"""Nobody turns 18 in the year after the snapshot, so that a minor stays one through an exercise."""
_HIGHEST_BUILDING = 9_899
_MOVED = 0.3
"""Share of duplicates that were registered under another address; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crowd:
    """Arrays indexed by record number; a duplicate has the person, and all that is the person's, of its survivor."""

    spec: WorldSpec
    seed: int
    people: Population
    person: NDArray[np.int32]
    sex: NDArray[np.int8]
    """Index into `demography.SEXES`."""
    given: NDArray[np.int16]
    """Index into the given names of women, or for men into those of men."""
    family: NDArray[np.int16]
    birth: NDArray[np.int32]
    """Days from the snapshot, negative."""
    home: NDArray[np.int32]
    """The record whose address, language and plan the household shares."""
    language: NDArray[np.int8]
    plan: NDArray[np.int8]
    building: NDArray[np.int16]
    street: NDArray[np.int16]
    town: NDArray[np.int16]
    """The address that stands on the record."""


def crowd(spec: WorldSpec, seed: int) -> Crowd:
    """Draws everybody; the same for the same spec and seed."""
    return crowd_of(spec, seed, population(spec, seed))


def crowd_of(spec: WorldSpec, seed: int, people: Population) -> Crowd:
    """Draws who stands behind the records of a population that is there already."""
    count = len(people)
    person = people.survivors(np.arange(count))

    def draw(name: str) -> Floats:
        return all_uniforms(seed, name, count)

    birth = _births(people, draw)[person]
    home = _homes(people, birth, draw)[person]
    sex = _shares(draw("ehr_patient.gender"), demography.SEXES)[person]
    family = weighted(draw("ehr_patient.name_family"), family_names().weights).astype(np.int16)
    family = np.where(draw("household.name") < demography.SHARED_NAME, family[home], family)[person]
    moved = (people.merged_into >= 0) & (draw("ehr_patient.moved") < _MOVED)
    lives = np.where(moved, np.arange(count, dtype=np.int32), home)
    return Crowd(
        spec=spec,
        seed=seed,
        people=people,
        person=person,
        sex=sex,
        given=_given(sex, draw("ehr_patient.name_given")[person]),
        family=family,
        birth=birth,
        home=home,
        language=_shares(draw("ehr_patient.language"), demography.LANGUAGES)[home],
        plan=_plans(birth, home, draw),
        building=(101 + below(draw("ehr_patient.building"), _HIGHEST_BUILDING)).astype(np.int16)[lives],
        street=_streets(draw)[lives],
        town=_towns(seed, people, draw)[lives],
    )


def ages(birth: Integers) -> Integers:
    """Years that somebody born so many days from the snapshot has lived."""
    return (-birth / _YEAR).astype(np.int64)


def _shares(uniform: Floats, shares: Sequence[tuple[str, float]]) -> NDArray[np.int8]:
    return weighted(uniform, [share for _, share in shares]).astype(np.int8)


def _births(people: Population, draw: Draw) -> NDArray[np.int32]:
    group, within = draw("ehr_patient.age"), draw("ehr_patient.birth_date")
    birth = np.empty(len(people), dtype=np.int32)
    bounds = ((_LAST_MINOR, _YOUNGEST), (_OLDEST, _FIRST_ADULT))
    groups = (demography.MINOR_AGES, demography.ADULT_AGES)
    for which, table, (first, last) in zip((people.minor, ~people.minor), groups, bounds, strict=True):
        low, high, share = (np.array(column) for column in zip(*table, strict=True))
        at = weighted(group[which], share)
        years = low[at] + within[which] * (high - low)[at]
        earliest, latest = int((first - SNAPSHOT).astype(int)), int((last - SNAPSHOT).astype(int))
        birth[which] = np.clip(-np.ceil(years * _YEAR), earliest, latest)
    return birth


def _homes(people: Population, birth: NDArray[np.int32], draw: Draw) -> NDArray[np.int32]:
    """Whose household each person's record belongs to: an adult of about their age, a parent, or nobody else."""
    joins, pick = draw("household.joins"), draw("household.pick")
    home = np.arange(len(people), dtype=np.int32)
    single = people.merged_into < 0
    joiner = single & ~people.minor & (joins < demography.ADULT_JOINS)
    child = single & people.minor & (joins < demography.MINOR_JOINS)
    oldest, youngest = (-round(years * _YEAR) for years in reversed(demography.PARENT_AGES))
    for state in range(len(people.states)):
        here = people.residence == state
        heads = np.flatnonzero(here & single & ~people.minor & ~joiner)
        if not len(heads):
            continue
        heads = heads[np.argsort(birth[heads], kind="stable")]
        adults = np.flatnonzero(here & joiner)
        near = np.searchsorted(birth[heads], birth[adults]) + ((pick[adults] - 0.5) * 0.05 * len(heads)).astype(int)
        home[adults] = heads[np.clip(near, 0, len(heads) - 1)]
        first, last = np.searchsorted(birth[heads], (oldest, youngest))
        children = np.flatnonzero(here & child) if last > first else np.array([], dtype=np.int64)
        home[children] = heads[first + below(pick[children], int(last - first))]
    return home


def _given(sex: NDArray[np.int8], uniform: Floats) -> NDArray[np.int16]:
    women, men = given_names()
    return np.where(sex == 1, weighted(uniform, men.weights), weighted(uniform, women.weights)).astype(np.int16)


def _plans(birth: NDArray[np.int32], home: NDArray[np.int32], draw: Draw) -> NDArray[np.int8]:
    family = weighted(draw("ehr_coverage.family"), demography.FAMILY_PLANS)[home]
    senior = weighted(draw("ehr_coverage.senior"), demography.SENIOR_PLANS)
    return np.where(birth <= -65 * _YEAR, senior, family).astype(np.int8)


def _streets(draw: Draw) -> NDArray[np.int16]:
    name = weighted(draw("ehr_patient.street"), family_names().weights)
    suffix = below(draw("ehr_patient.street_suffix"), len(STREET_SUFFIXES))
    return (name * len(STREET_SUFFIXES) + suffix).astype(np.int16)


def _towns(seed: int, people: Population, draw: Draw) -> NDArray[np.int16]:
    uniform = draw("ehr_patient.city")
    town = np.empty(len(people), dtype=np.int16)
    for number, state in enumerate(people.states):
        here = people.residence == number
        town[here] = weighted(uniform[here], towns(seed, state).weights)
    return town
