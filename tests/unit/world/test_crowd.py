"""Who the people are: ages, households, languages, plans, towns."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.domain.worldspec import WorldSpec
from simulator.world import demography
from simulator.world.crowd import Crowd, crowd
from simulator.world.names import towns
from simulator.world.storage.store import World

ZIP_STARTS = {"TX": ("75", "76", "77", "78", "79"), "NY": ("10", "11", "12", "13", "14"),
              "CA": ("90", "91", "92", "93", "94", "95", "96"), "FL": ("32", "33", "34")}  # fmt: skip
"""First digits of the ZIP codes of a state."""


@pytest.fixture(scope="module")
def everybody() -> Crowd:
    """Twenty thousand records."""
    return crowd(WorldSpec(patients=20_000), 7)


def answers(world: World, statement: str) -> list[tuple[object, ...]]:
    """What a query finds."""
    return world.connection.execute(statement).fetchall()


def test_ages_are_as_the_tables_say(everybody: Crowd) -> None:
    """Each age group has its share of the minors or the adults, within a point."""
    people = everybody.people
    single = people.merged_into < 0
    years = -everybody.birth / 365.2425
    for minor, table in ((True, demography.MINOR_AGES), (False, demography.ADULT_AGES)):
        group = years[single & (people.minor == minor)]
        for low, high, share in table:
            assert abs(float(np.mean((group >= low) & (group < high))) - share) < 0.01, (low, high)


def test_no_minor_turns_18_during_an_exercise(world: World) -> None:
    """Whoever is a minor at the snapshot is one a year later."""
    youngest_adult, oldest_minor = "2007-12-31", "2009-07-01"
    dates = {text for (text,) in answers(world, "SELECT birth_date FROM ehr_patient WHERE patient_id >= 0")}
    assert not [text for text in dates if isinstance(text, str) and youngest_adult < text < oldest_minor]


def test_a_zip_code_lies_in_its_state(world: World) -> None:
    """The first digits of every ZIP code are those of the state that stands beside it."""
    for state, code in answers(world, "SELECT DISTINCT state, zip FROM ehr_patient WHERE patient_id >= 0"):
        assert str(code).startswith(ZIP_STARTS[str(state)]), (state, code)


def test_a_town_has_one_name_and_large_towns_more_people(everybody: Crowd) -> None:
    """A ZIP code names one town, and the largest town of a state has several times the people of the median."""
    known = towns(7, "TX")
    assert len(set(known.zips)) == len(known.zips)
    here = np.bincount(everybody.town[everybody.people.residence == 0], minlength=len(known.zips))
    by_town = np.sort(here.reshape(-1, 4).sum(axis=1))
    assert by_town[-1] > 5 * by_town[len(by_town) // 2]


def test_households_share_address_and_mostly_the_name(everybody: Crowd) -> None:
    """Whoever lives in somebody's household has its address and, mostly, its family name; children have parents."""
    people = everybody.people
    guests = np.flatnonzero((everybody.home != np.arange(len(people))) & (people.merged_into < 0))
    heads = everybody.home[guests]
    assert 0.3 < len(guests) / len(people) < 0.6
    assert (everybody.street[guests] == everybody.street[heads]).all()
    assert (everybody.building[guests] == everybody.building[heads]).all()
    assert (people.residence[guests] == people.residence[heads]).all()
    assert 0.8 < float(np.mean(everybody.family[guests] == everybody.family[heads])) < 0.95
    children = people.minor[guests]
    gap = (everybody.birth[guests] - everybody.birth[heads])[children] / 365.2425
    assert gap.min() > 17
    assert not people.minor[heads].any()


def test_shares_of_sex_language_and_plan(everybody: Crowd) -> None:
    """Sexes and languages have their shares within a point and a half; most of the old have Medicare."""
    single = everybody.people.merged_into < 0
    for values, shares in ((everybody.sex, demography.SEXES), (everybody.language, demography.LANGUAGES)):
        for at, (name, share) in enumerate(shares):
            assert abs(float(np.mean(values[single] == at)) - share) < 0.015, name
    old = everybody.birth < -66 * 366
    medicare = [at for at, (_, kind) in enumerate(demography.PLANS) if kind.startswith("medicare")]
    assert float(np.mean(np.isin(everybody.plan[old], medicare))) > 0.8
    assert float(np.mean(np.isin(everybody.plan[~old], medicare))) < 0.05


def test_no_address_is_undeliverable_but_the_bad_ones(world: World) -> None:
    """The other addresses are good, unverified or forwarded."""
    found = answers(world, "SELECT DISTINCT address_quality FROM ehr_patient WHERE patient_id >= 0")
    assert {quality for (quality,) in found} == {"good", "unverified", "moved", "undeliverable"}
