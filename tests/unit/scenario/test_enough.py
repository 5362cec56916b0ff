"""Whether the worlds of a scenario have the people whom its pools want."""

from __future__ import annotations

from math import comb
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scenario.check import check_scenario
from simulator.scenario.checking.enough import chance_below
from simulator.scenario.load import load_playbook
from simulator.world.population import population
from tests.unit.scenario.scenes import copied, spoil


@given(st.integers(1, 60), st.integers(1, 200), st.floats(0.01, 0.99))
def test_the_chance_is_the_binomials(people: int, among: int, share: float) -> None:
    """Summed from its terms, whole numbers as they are."""
    exact = sum(comb(among, one) * share**one * (1 - share) ** (among - one) for one in range(people))
    assert chance_below(people, among, share) == pytest.approx(min(1.0, exact), abs=1e-9)


def test_a_pool_that_some_worlds_cannot_fill_is_told(tmp_path: Path) -> None:
    """With what can be asked for, and what to change."""
    folder = copied(tmp_path)
    spoil(
        folder / "scenario.yaml",
        "{people: 22, residence: TX, clinic: TX, test: true}",
        "{people: 45, residence: TX, clinic: TX, test: true}",
    )
    (problem,) = {one.message for one in check_scenario(folder)}
    assert "given 45 people of this kind in all pools, expected at most 29" in problem
    assert "raise world.test_patients" in problem


def test_what_is_expected_is_what_worlds_have(tmp_path: Path) -> None:
    """The bound that the problem names leaves none of three hundred worlds short; what it refuses does."""
    spec = load_playbook(copied(tmp_path)).world
    texas = [one for one, _ in spec.states].index("TX")
    found = []
    for seed in range(1, 301):
        made = population(spec, seed)
        fits = (made.merged_into < 0) & (made.residence == texas) & (made.clinic_state == texas)
        fits &= made.is_test & ~made.deceased & ~made.bad_address
        found.append(int(np.count_nonzero(fits)))
    assert 29 <= min(found) < 45
