"""Sets of records are named once for all runs of a seed, and name the very records that are flagged."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.naming import Naming
from simulator.exercise.play import people_of_world
from simulator.scenario.load import load_playbook
from simulator.world.draws import Flags
from simulator.world.population import Population


@pytest.fixture(scope="module")
def population() -> Population:
    """The people of a small world, with tests, merges and deaths among them."""
    playbook = load_playbook("leavers-report").alone
    return people_of_world(playbook.world, playbook.seed)


def _some(population: Population, seed: int, share: float) -> Flags:
    return np.random.default_rng(seed).random(len(population)) < share


@given(seed=st.integers(0, 1000), share=st.floats(0, 1))
def test_a_set_is_named_as_its_records_ascending(population: Population, seed: int, share: float) -> None:
    """Whatever is flagged is named, nothing else, in order, and the same set gives the same tuple."""
    naming, flags = Naming(population), _some(population, seed, share)
    named = naming.records(flags)
    assert list(named) == [number for number, flagged in enumerate(flags.tolist()) if flagged]
    assert naming.records(flags.copy()) is named


@given(seed=st.integers(0, 1000))
def test_a_state_names_its_own_records(population: Population, seed: int) -> None:
    """By state, everybody flagged is named once, under the state they live in."""
    naming, flags = Naming(population), _some(population, seed, 0.1)
    by_state = dict(naming.residences(flags))
    for state, records in by_state.items():
        assert {population.states[population.residence[record]] for record in records} == {state}
    assert sorted(record for records in by_state.values() for record in records) == list(naming.records(flags))


@given(seed=st.integers(0, 1000))
def test_the_truth_of_a_set_tells_of_survivors_too(population: Population, seed: int) -> None:
    """Each merged record names the number it goes by since, whose state is told; asked again it is the same fact."""
    naming, flags = Naming(population), _some(population, seed, 0.05)
    truth = naming.truth(flags)
    assert dict(truth.merges) == {
        record: int(population.merged_into[record])
        for record in np.flatnonzero(population.with_survivors(flags)).tolist()
        if population.merged_into[record] >= 0
    }
    residences = {record for _, records in truth.residences for record in records}
    assert set(naming.records(flags)) | set(dict(truth.merges).values()) == residences
    assert naming.truth(flags.copy()) is truth
