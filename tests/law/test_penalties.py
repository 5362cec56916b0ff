"""What a late notice may cost: ranges computed by hand, caps that nothing exceeds, tables by the day of assessment."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import LawError
from simulator.law.facts import BusinessAssociate, IncidentFacts
from simulator.law.penalties import LABEL, Penalty, load_tables, penalties
from simulator.law.penalties.load import TABLES, read_tables
from tests.law.incidents import RULEBOOK, days, incident, notice, owed

FOUND = date(2026, 1, 1)
DUE = date(2026, 3, 2)

# The yearly multipliers of OMB, from memory; each table follows from the one before it by its own.
MULTIPLIERS = {
    2017: 1.01636, 2018: 1.02041, 2019: 1.02522, 2020: 1.01764, 2021: 1.01182,
    2022: 1.06222, 2023: 1.07745, 2024: 1.03241, 2026: 1.02598,
}  # fmt: skip


def late(facts: IncidentFacts) -> dict[str, Penalty]:
    """The penalties on some facts, by id."""
    return {one.id: one for one in penalties(RULEBOOK, facts, tuple(owed(facts).values()), load_tables())}


def letters(people: int, days_late: int, **more: Any) -> Penalty:
    """The range for letters to so many people that are still missing so many days after day 60."""
    return late(incident(FOUND, {"TX": people}, **{"as_of": DUE + days(days_late), **more}))["us.hipaa.individual"]


def ranges(penalty: Penalty) -> list[tuple[int, int]]:
    """Least and most of each tier under the regulation's cap."""
    return [(tier.low, tier.high) for tier in penalty.tiers]


def test_ten_letters_one_day_late() -> None:
    """Ten violations: 10 x 145, 1,461, 14,602 and 73,011, at most 10 x 73,011 or the cap of the tier."""
    told = letters(10, 1)
    assert told.counted.violations == 10
    assert ranges(told) == [(1_450, 730_110), (14_610, 730_110), (146_020, 730_110), (730_110, 2_190_294)]
    assert [(tier.low_discretion, tier.high_discretion) for tier in told.tiers] == [
        (1_450, 36_505),
        (14_610, 146_053),
        (146_020, 365_052),
        (730_110, 2_190_294),
    ]
    assert (told.cure_until, told.limitation_until, told.label) == (date(2026, 4, 2), date(2032, 3, 3), LABEL)


def test_a_report_is_one_violation_a_day_and_the_years_have_caps_of_their_own() -> None:
    """Due 30 December, made 2 January: one day in 2025 and two in 2026, and the caps of two years."""
    found = date(2025, 10, 31)
    sent = [notice("hhs", date(2026, 1, 2)), notice("individual", date(2025, 12, 30))]
    told = late(incident(found, {"TX": 600}, as_of=date(2026, 2, 1), notices=sent))["us.hipaa.hhs"]
    assert (told.counted.people, told.counted.days, dict(told.counted.by_year)) == (1, 3, {2025: 1, 2026: 2})
    assert ranges(told)[0] == (435, 219_033)
    assert ranges(told)[3] == (219_033, 4_380_588)
    assert {tier.cap_regulation for tier in told.tiers} == {4_380_588}
    assert told.tiers[0].cap_discretion == 73_010


def test_only_those_whom_letters_reached_late_are_counted() -> None:
    """Of ten, six heard on day 60, three on day 62, one on day 65: 3 x 2 + 5 violations of four people."""
    sent = [
        notice("individual", DUE, {"TX": 6}),
        notice("individual", DUE + days(2), {"TX": 3}),
        notice("individual", DUE + days(5), {"TX": 1}),
    ]
    told = letters(10, 20, notices=sent)
    assert (told.counted.people, told.counted.days, told.counted.violations) == (4, 5, 11)


def test_nothing_late_costs_nothing() -> None:
    """On day 60 there is no penalty, on day 61 there is; state and contract duties never have one here."""
    assert late(incident(FOUND, {"TX": 501}, as_of=DUE)) == {}
    found = late(incident(FOUND, {"TX": 501}, as_of=DUE + days(1), determined=FOUND))
    assert set(found) == {"us.hipaa.individual", "us.hipaa.hhs", "us.hipaa.media.tx"}


@pytest.mark.parametrize(
    ("assessed", "least", "cap", "discretion"),
    [
        (date(2026, 1, 27), 141, 2_134_831, 35_581),
        (date(2026, 1, 28), 145, 2_190_294, 36_505),
        (date(2024, 8, 7), 137, 2_067_813, 34_463),
        (date(2024, 8, 8), 141, 2_134_831, 35_581),
        (date(2019, 4, 29), 114, 1_711_533, None),
        (date(2019, 4, 30), 114, 1_711_533, 25_000),
        (date(2016, 9, 5), 100, 1_500_000, None),
        (date(2016, 9, 6), 110, 1_650_300, None),
    ],
)
def test_the_day_of_assessment_chooses_the_table(assessed: date, least: int, cap: int, discretion: int | None) -> None:
    """Both sides of the tables of 2016, 2024 and 2026, and of the discretion of 2019, for one person one day late."""
    told = late(incident(assessed - days(61), {"TX": 1}, as_of=assessed))["us.hipaa.individual"]
    assert told.counted.violations == 1
    assert (told.tiers[0].low, told.tiers[0].cap_regulation, told.tiers[0].cap_discretion) == (least, cap, discretion)


def test_old_violations_keep_the_statutory_amounts() -> None:
    """A violation before 2015-11-02 costs what it did, although it is assessed in 2018."""
    told = late(incident(date(2015, 8, 1), {"TX": 1}, as_of=date(2018, 12, 1)))["us.hipaa.individual"]
    assert told.tiers[0].low == 100 * told.counted.violations
    newer = late(incident(date(2015, 9, 3), {"TX": 1}, as_of=date(2015, 11, 3)))["us.hipaa.individual"]
    assert (newer.tiers[0].low, newer.citation.endswith("42 USC 1320d-5(a)(3)")) == (100, True)


def test_six_years_limit_what_is_counted() -> None:
    """Of a violation that began in 2012 and goes on, six years before the assessment are left, and it is said."""
    told = letters(1, 0, as_of=date(2036, 3, 2))
    assert told.counted.days == (date(2036, 3, 2) - date(2030, 3, 2)).days + 1
    assert any("160.414" in text for text in told.assumptions)
    assert min(told.counted.by_year) == 2030


@pytest.mark.parametrize(
    ("done", "ruled_out"),
    [
        (DUE + days(31), [True, True, False, True]),
        (DUE + days(32), [False, False, True, False]),
        (None, [False, False, True, False]),
    ],
)
def test_thirty_days_to_correct_divide_the_tiers(done: date | None, ruled_out: list[bool]) -> None:
    """A letter on day 91 is a defence without willful neglect and the milder tier with it; one on day 92 is neither."""
    sent = [notice("individual", done)] if done else []
    told = letters(10, 60, notices=sent)
    assert told.cure_until == DUE + days(31)
    assert [bool(tier.ruled_out) for tier in told.tiers] == ruled_out


def test_while_the_thirty_days_run_no_tier_is_ruled_out() -> None:
    """On day 91 without a letter everything is open."""
    assert not any(tier.ruled_out for tier in letters(10, 31).tiers)


def test_an_agents_lateness_is_the_entitys_too() -> None:
    """The associate's own penalty says that a covered entity answers for its agent."""
    partner = BusinessAssociate(discovered=FOUND, agent=True, name="Acme Billing")
    told = late(incident(FOUND, {"TX": 1}, as_of=DUE + days(1), business_associate=partner))["us.hipaa.ba"]
    assert (told.entity, told.provision) == ("Acme Billing", "45 CFR 164.410")
    assert any("160.402(c)" in text for text in told.assumptions)


def test_part_2_has_hipaas_penalties() -> None:
    """A Part 2 program's late letters have a range of their own, which is not to be added to HIPAA's."""
    found = late(incident(date(2026, 3, 1), {"TX": 1}, as_of=date(2026, 5, 1), part2_program=True))
    assert ranges(found["us.part2.individual"]) == ranges(found["us.hipaa.individual"])
    assert any("do not add" in text for text in found["us.part2.individual"].assumptions)


@given(
    people=st.integers(1, 5_000), more=st.integers(0, 5_000), late_days=st.integers(1, 900), longer=st.integers(0, 900)
)
def test_more_people_and_more_days_never_cost_less(people: int, more: int, late_days: int, longer: int) -> None:
    """Each bound grows with people and with days, under the regulation and under the discretion."""
    small, large = letters(people, late_days), letters(people + more, late_days + longer)
    for less, greater in zip(small.tiers, large.tiers, strict=True):
        assert less.low <= greater.low
        assert less.high <= greater.high
        assert (less.low_discretion or 0) <= (greater.low_discretion or 0)
        assert (less.high_discretion or 0) <= (greater.high_discretion or 0)


@given(people=st.integers(1, 100_000), late_days=st.integers(1, 3_000))
def test_a_range_is_one_and_stays_under_its_caps(people: int, late_days: int) -> None:
    """Low to high, high at most the cap, discretion never above the regulation, a worse tier never milder."""
    tiers = letters(people, late_days).tiers
    for tier in tiers:
        assert 0 < tier.low <= tier.high <= tier.cap_regulation
        assert tier.low_discretion is not None
        assert tier.high_discretion is not None
        assert tier.cap_discretion is not None
        assert 0 < tier.low_discretion <= tier.high_discretion <= tier.cap_discretion <= tier.cap_regulation
        assert tier.high_discretion <= tier.high
    for milder, worse in pairwise(tiers):
        assert milder.low <= worse.low
        assert milder.high <= worse.high


def test_tables_follow_from_one_another() -> None:
    """Each table is the one before it times the year's multiplier, rounded to the dollar (45 CFR 102.3)."""
    tables = load_tables().tables
    for earlier, later in pairwise(tables[1:]):
        times = MULTIPLIERS[later.assessed_from.year]
        was, is_now = ([*(amount for tier in table.tiers for amount in tier), table.cap] for table in (earlier, later))
        assert is_now == [round(amount * times) for amount in was], later.citation


def test_every_table_is_cited_and_says_whether_it_was_read() -> None:
    """A table that nobody read is never of high confidence, and its penalties say so."""
    for table in load_tables().tables:
        assert "FR" in table.citation or "CFR" in table.citation
        assert table.read is not None or table.confidence != "high"
    told = late(incident(date(2023, 1, 1), {"TX": 1}, as_of=date(2023, 3, 3)))["us.hipaa.individual"]
    assert (told.confidence, any("from memory" in text for text in told.assumptions)) == ("medium", True)


def test_a_broken_table_is_told_by_its_place(tmp_path: Path) -> None:
    """Tables out of order and tiers above their cap are told together."""
    source = TABLES.read_text(encoding="utf-8")
    path = tmp_path / "tables.yaml"
    path.write_text(
        source.replace("assessed_from: 2017-02-03", "assessed_from: 2016-02-03").replace(
            "[145, 73011]", "[145, 9999999]"
        ),
        encoding="utf-8",
    )
    with pytest.raises(LawError) as error:
        read_tables(path)
    assert "expected later days" in error.value.message
    assert "within the cap" in error.value.message


def test_a_penalty_is_a_pure_value() -> None:
    """The same facts give the same ranges, and no field of them can be changed."""
    assert letters(10, 1) == letters(10, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        letters(10, 1).entity = "other"  # type: ignore[misc]
