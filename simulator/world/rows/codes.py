"""How conditions, drugs and values are drawn from the tables of `simulator.world.clinical`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from simulator.world.clinical import (
    COLUMN_OF,
    CONDITIONS,
    GROUPS,
    MEDICATIONS,
    NEVER,
    OBSERVATIONS,
    PEDIATRICS,
    SPECIALTY_OF,
    STEPS,
    TREATMENTS,
)
from simulator.world.draws import Flags, Floats, Integers, Objects, weighted
from simulator.world.texts import objects


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Values, and how likely each is for each of `GROUPS`; `sensitivity` stands beside conditions."""

    values: Objects
    texts: Objects
    sensitivity: Objects
    weights: Floats

    def draw(self, uniform: Floats, group: Integers) -> Integers:
        """One index a row."""
        made = np.empty(len(uniform), dtype=np.int64)
        for number in range(len(GROUPS)):
            at = group == number
            made[at] = weighted(uniform[at], self.weights[number])
        return made


@cache
def conditions() -> Pool:
    """ICD-10-CM codes with their texts and how sensitive they are."""
    code, text, sensitivity, *shares = zip(*CONDITIONS, strict=True)
    return Pool(objects(code), objects(text), objects(sensitivity), _weights(code, shares))


@cache
def medications() -> Pool:
    """Generic drugs: the first ones are taken for anything, the others for what they treat."""
    general, *shares = zip(*MEDICATIONS, strict=True)
    others = sorted({drug for drugs in TREATMENTS.values() for drug in drugs} - set(general))
    text = [*general, *others]
    return Pool(
        objects(text), objects(text), objects(text), _weights(text, [[*s, *[0.0] * len(others)] for s in shares])
    )


@cache
def treatments() -> Integers:
    """For each condition the places of two drugs among `medications`, or -1 twice."""
    place = {drug: at for at, drug in enumerate(medications().values.tolist())}
    none = (-1, -1)
    return np.array([
        [place[drug] for drug in TREATMENTS[code]] if code in TREATMENTS else none
        for code in conditions().values.tolist()
    ])  # fmt: skip


def specialty_of(reason: Integers, minor: Flags) -> Integers:
    """Who sees a patient for a condition: index into `SPECIALTIES`."""
    known = np.array([SPECIALTY_OF.get(code[0], 0) for code in conditions().values.tolist()])[reason]
    return np.where(minor & (known == 0), PEDIATRICS, known)


@cache
def observations() -> tuple[Objects, Objects]:
    """LOINC codes, and for each of them as many possible values as `observation_value` chooses from."""
    texts = [
        f"{low + (high - low) * step / (STEPS - 1):.{places}f} {unit}"
        for _, _, unit, low, high, places in OBSERVATIONS
        for step in range(STEPS)
    ]
    return objects([code for code, *_ in OBSERVATIONS]), objects(texts)


def observation_value(code: Integers, uniform: Floats) -> Objects:
    """A value with its unit; most are near the middle."""
    bent = 0.5 + 4 * (uniform - 0.5) ** 3
    return observations()[1][code * STEPS + np.minimum((bent * STEPS).astype(np.int64), STEPS - 1)]


def weight_of_child(age: Floats, uniform: Floats) -> Objects:
    """Body weight of a minor: 3.5 kg and some 3 kg a year, a sixth more or less. Assumed."""
    tenths = (35 + 29 * age) * (0.85 + 0.3 * uniform)
    return _child_weights()[tenths.astype(np.int64)]


def group_of(minor: Flags, age: Integers, male: Flags) -> Integers:
    """Index into `GROUPS` of each person."""
    grown = np.where(age >= 65, np.where(male, 5, 4), np.where(male, 3, np.where(age >= 50, 2, 1)))
    return np.where(minor, 0, grown)


def _weights(values: Sequence[str], shares: Sequence[Sequence[float]]) -> Floats:
    known = np.array([shares[column] for column in COLUMN_OF], dtype=np.float64)
    for group, never in enumerate(NEVER):
        known[group, [value in never for value in values]] = 0.0
    return known


@cache
def _child_weights() -> Objects:
    return objects([f"{tenth / 10:.1f} kg" for tenth in range(1_000)])
