"""Names, streets and towns: the tables of Faker's own en_US providers, sampled by our streams.

Faker's lists differ by release, so nothing here decides anything: names never feed a digest or a count. Faker itself
is read when the first name is asked for: a run that writes no row needs none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from simulator.world.draws import Floats, Integers, Objects, below, uniforms

_CITIES, _ZIPS = 60, 4
"""Towns a state has, and ZIP codes a town has; assumed."""
STREET_SUFFIXES = ("Street", "Avenue", "Road", "Drive", "Lane", "Court", "Way", "Circle", "Trail", "Terrace", "Place")
"""The usual ones of Faker's 225."""


@dataclass(frozen=True, slots=True, eq=False)
class NameTable:
    """Names with how common they are; `plain` is the name as it stands in a mail address."""

    values: Objects
    plain: Objects
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Towns:
    """The ZIP codes of one state, each with its town and how many live there."""

    names: Objects
    zips: Objects
    weights: Floats


@cache
def family_names() -> NameTable:
    """Family names."""
    from faker.providers.person.en_US import Provider

    return _table(Provider.last_names)


@cache
def given_names() -> tuple[NameTable, NameTable]:
    """Given names of women, and of men."""
    from faker.providers.person.en_US import Provider

    return _table(Provider.first_names_female), _table(Provider.first_names_male)


@cache
def streets() -> Objects:
    """Streets of every family name, with a space before: the name's place times the suffixes, plus the suffix's."""
    return _objects([f" {name} {suffix}" for name in family_names().values for suffix in STREET_SUFFIXES])


@cache
def towns(seed: int, state: str) -> Towns:
    """The towns of a state, spread over its ZIP codes; the largest have many times the people of the smallest."""
    from faker.providers.address.en_US import Provider

    stems = family_names().values
    stem = below(uniforms(seed, f"towns.{state}.stem", 0, _CITIES), len(stems))
    ending = below(uniforms(seed, f"towns.{state}.ending", 0, _CITIES), len(Provider.city_suffixes))
    low, high = Provider.states_postcode.get(state, (10_000, 99_999))
    names = [stems[s] + Provider.city_suffixes[e] for s, e in zip(stem.tolist(), ending.tolist(), strict=True)]
    codes: Integers = low + np.arange(_CITIES)[:, None] * (high - low) // _CITIES + np.arange(_ZIPS)
    return Towns(
        names=np.repeat(_objects(names), _ZIPS),
        zips=_objects([f"{code:05d}" for code in np.minimum(codes, high).ravel().tolist()]),
        weights=np.repeat(1.0 / (np.arange(_CITIES) + 3), _ZIPS),
    )


def _table(weights: Mapping[str, float]) -> NameTable:
    plain = ["".join(sign for sign in name.lower() if sign.isascii() and sign.isalpha()) for name in weights]
    return NameTable(_objects(list(weights)), _objects(plain), np.array(list(weights.values()), dtype=np.float64))


def _objects(values: list[str]) -> Objects:
    return np.array(values, dtype=np.object_)
