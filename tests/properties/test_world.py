"""What holds for every world, whatever its size, seed and shares."""

from __future__ import annotations

import math
from bisect import bisect_right

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.worldspec import WorldSpec
from simulator.world.draws import CHUNK, all_uniforms, least, uniforms, weighted
from simulator.world.identifiers import crm_ids, mrn, phone
from simulator.world.population import Population, clinics_per_state, population
from simulator.world.proof.shapes import strange_identifiers

share = st.floats(0, 1)
seeds = st.integers(0, 2**63)
state_mixes = st.lists(st.floats(0.01, 1), min_size=1, max_size=6).map(
    lambda weights: tuple(
        (state, weight / math.fsum(weights))
        for state, weight in zip(("TX", "NY", "CA", "FL", "OH", "WA"), weights, strict=False)
    )
)


@st.composite
def specs(draw: st.DrawFn) -> WorldSpec:
    """Any spec that can be built, up to 600 patients."""
    patients = draw(st.integers(1, 600))
    states = draw(state_mixes)
    return WorldSpec(
        patients=patients,
        states=states,
        clinics=draw(st.integers(len(states), 40)),
        away_share=draw(share),
        duplicate_share=draw(share),
        test_patients=draw(st.integers(0, patients)),
        deceased_share=draw(share),
        bad_address_share=draw(share),
        minor_share=draw(share),
    )


def arrays(people: Population) -> dict[str, bytes]:
    """Every array as bytes."""
    return {name: getattr(people, name).tobytes() for name in people.__dataclass_fields__ if name != "states"}


@given(specs(), seeds)
def test_the_same_seed_gives_the_same_bytes(spec: WorldSpec, seed: int) -> None:
    """A population is a function of spec and seed, byte by byte."""
    assert arrays(population(spec, seed)) == arrays(population(spec, seed))


@given(seeds, seeds)
def test_another_seed_gives_other_people(one: int, other: int) -> None:
    """Seeds do not collide."""
    spec = WorldSpec(patients=500)
    same = arrays(population(spec, one)) == arrays(population(spec, other))
    assert same == (one == other)


@given(specs(), seeds)
def test_merges_end_at_people(spec: WorldSpec, seed: int) -> None:
    """A survivor is neither merged nor a test patient, and shares residence, death and age with who is merged."""
    people = population(spec, seed)
    everyone = np.arange(len(people))
    survivors = people.survivors(everyone)
    assert (people.survivors(survivors) == survivors).all()
    merged = people.merged_into >= 0
    assert not people.is_test[people.merged_into[merged]].any()
    assert not people.is_test[merged].any()
    for column in (people.residence, people.deceased, people.minor):
        assert (column == column[survivors]).all()
    assert len(people.people(everyone)) == int((~merged & ~people.is_test).sum())


@given(specs(), seeds)
def test_clinics_lie_in_their_states(spec: WorldSpec, seed: int) -> None:
    """Every clinic belongs to one state, every state has one, and records stand at a clinic of their clinic state."""
    people = population(spec, seed)
    per_state = clinics_per_state(spec)
    assert per_state.sum() == spec.clinics
    assert per_state.min() >= 1
    assert (np.repeat(np.arange(len(per_state)), per_state)[people.clinic] == people.clinic_state).all()


@settings(max_examples=25)
@given(seeds)
def test_shares_hold_within_binomial_bounds(seed: int) -> None:
    """Each share of a default world lies within six standard deviations of what the spec says."""
    spec = WorldSpec()
    people = population(spec, seed)
    single = people.merged_into < 0
    measured = {
        "away": (people.residence != people.clinic_state, spec.away_share),
        "duplicate": (~single, spec.duplicate_share),
        "deceased": (people.deceased[single], spec.deceased_share),
        "bad_address": (people.bad_address, spec.bad_address_share),
        "minor": (people.minor[single], spec.minor_share),
    }
    measured |= {state: (people.residence[single] == at, part) for at, (state, part) in enumerate(spec.states)}
    for name, (flags, expected) in measured.items():
        bound = 6 * math.sqrt(expected * (1 - expected) / len(flags))
        assert abs(flags.mean() - expected) < bound, name
    assert people.is_test.sum() == spec.test_patients


@given(seeds, st.integers(1, 3 * CHUNK))
def test_a_column_is_its_chunks(seed: int, count: int) -> None:
    """Adding patients changes nobody's draws, and each chunk can be drawn alone."""
    whole = all_uniforms(seed, "any.column", count)
    more = all_uniforms(seed, "any.column", count + 1)
    assert (more[: min(count, CHUNK)] == whole[:CHUNK]).all()
    last = (count - 1) // CHUNK
    assert (uniforms(seed, "any.column", last, count - last * CHUNK) == whole[last * CHUNK :]).all()


@given(st.lists(st.floats(0, 100), min_size=1, max_size=400).filter(lambda some: sum(some) > 0), st.integers(0, 99))
def test_a_weighted_draw_is_the_first_weight_not_yet_passed(weights: list[float], seed: int) -> None:
    """Many draws at once answer as one by one: the weight whose share of the whole each draw falls into."""
    drawn = uniforms(seed, "weights", 0, 6_000)
    edges = np.cumsum(np.array(weights))
    expected = [bisect_right((edges / edges[-1]).tolist(), one) for one in drawn.tolist()]
    assert weighted(drawn, weights).tolist() == expected


@given(st.lists(st.integers(0, 7), max_size=40), st.integers(0, 50))
def test_the_least_draws_are_the_first_of_all_in_order(drawn: list[int], count: int) -> None:
    """The least draws are those that come first when all are put in order, the first of two that are the same."""
    uniform = np.array(drawn, dtype=np.float64) / 8
    assert least(uniform, count).tolist() == sorted(range(len(drawn)), key=drawn.__getitem__)[:count]


@given(st.integers(0, 9_999_999), st.integers(0, 99), st.sampled_from(("212", "713", "555")))
def test_every_identifier_is_reserved(record: int, line: int, area: str) -> None:
    """No identifier that the world can write looks real."""
    text = f"{mrn(record)} {phone(area, line)} " + " ".join(crm_ids("001", [record]) + crm_ids("00T", [record * 4 + 3]))
    assert list(strange_identifiers(text)) == []


@given(st.lists(st.integers(0, 9_999_999), unique=True, max_size=50))
def test_identifiers_are_unique(records: list[int]) -> None:
    """Two records never share an MRN or a CRM id, and the latter has 18 characters."""
    assert len({mrn(record) for record in records}) == len(records)
    ids = crm_ids("0H4", records)
    assert len(set(ids)) == len(records)
    assert {len(each) for each in ids} <= {18}
