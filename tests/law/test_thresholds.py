"""Who is told depends on how many people live where."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.law.facts import IncidentFacts
from tests.law.incidents import days, incident, notice, owed

FOUND = date(2026, 1, 1)
DAY_60 = date(2026, 3, 2)
ANNUAL = date(2027, 3, 1)


def media(facts: IncidentFacts) -> list[str]:
    """The states whose media must be told."""
    rows = owed(facts).values()
    return [row.id[-2:] for row in rows if row.id.startswith("us.hipaa.media") and row.required]


@pytest.mark.parametrize(
    ("residents", "hhs", "states"),
    [
        ({"TX": 499}, ANNUAL, []),
        ({"TX": 500}, DAY_60, []),
        ({"TX": 501}, DAY_60, ["tx"]),
        ({"TX": 500, "NY": 1}, DAY_60, []),
        ({"TX": 500, "NY": 500}, DAY_60, []),
        ({"TX": 501, "NY": 501}, DAY_60, ["ny", "tx"]),
        ({"TX": 450}, ANNUAL, []),
        ({"TX": 350}, ANNUAL, []),
        ({"TX": 600}, DAY_60, ["tx"]),
        ({"TX": 300}, ANNUAL, []),
        ({"VA": 200, "MD": 200, "DC": 200}, DAY_60, []),
        ({"unknown": 700}, DAY_60, []),
    ],
)
def test_boundary_at_500(residents: dict[str, int], hhs: date, states: list[str]) -> None:
    """HHS is told at once from 500 in all, the media of a state only above 500 of its residents, each entity alone."""
    facts = incident(FOUND, residents)
    assert owed(facts)["us.hipaa.hhs"].due == hhs
    assert media(facts) == states


@pytest.mark.parametrize(("texans", "required"), [(249, False), (250, True)])
def test_attorney_general_of_texas_is_told_from_250(texans: int, required: bool) -> None:
    """The 250th resident of Texas brings in the attorney general."""
    assert owed(incident(FOUND, {"TX": texans}))["us.tx.ag"].required is required


@pytest.mark.parametrize(("californians", "required"), [(500, False), (501, True)])
def test_attorney_general_of_california_is_told_above_500(californians: int, required: bool) -> None:
    """The 501st resident of California brings in the attorney general."""
    assert owed(incident(FOUND, {"CA": californians}))["us.ca.ag"].required is required


def test_reasons_carry_the_numbers() -> None:
    """A row says how many people stood against which threshold, for and against."""
    rows = owed(incident(FOUND, {"TX": 501, "CA": 283, "unknown": 3}))
    assert rows["us.hipaa.media.tx"].why[0] == "501 residents of TX is more than 500."
    assert rows["us.ca.ag"].why_not == ("283 residents of CA is not more than 500.",)
    assert rows["us.ny.dos"].why_not == ("No residents of NY.", "3 people of unknown residence count for no state.")


def test_before_anybody_counted_the_stricter_clock_runs() -> None:
    """Without a count letters and HHS run on 60 days, and what depends on a number waits."""
    rows = owed(incident(FOUND))
    assert (rows["us.hipaa.individual"].status, rows["us.hipaa.hhs"].due) == ("running", DAY_60)
    assert {rows[name].status for name in ("us.hipaa.media", "us.tx.ag", "us.ny.dos", "us.ca.individual")} == {
        "waiting"
    }


def test_hhs_told_after_the_letters_is_not_contemporaneous() -> None:
    """Letters on day 20 to 600 people and HHS on day 55: each on time, and not together."""
    letters, report = notice("individual", FOUND + days(20)), notice("hhs", FOUND + days(55))
    row = owed(incident(FOUND, {"TX": 600}, as_of=FOUND + days(55), notices=[letters, report]))["us.hipaa.hhs"]
    assert (row.status, row.due, row.late_days, row.not_contemporaneous) == ("met", DAY_60, 0, True)


@pytest.mark.parametrize(
    ("people", "told", "apart"), [(600, 20, False), (600, 10, False), (600, None, True), (499, 55, False)]
)
def test_contemporaneous_concerns_only_500_and_late_reports(people: int, told: int | None, apart: bool) -> None:
    """A report with or before the letters is contemporaneous; a missing one is not; a small breach need not be."""
    notices = [notice("individual", FOUND + days(20))] + ([notice("hhs", FOUND + days(told))] if told else [])
    row = owed(incident(FOUND, {"TX": people}, as_of=FOUND + days(58), notices=notices))["us.hipaa.hhs"]
    assert row.not_contemporaneous is apart


@pytest.mark.parametrize(("failed", "form"), [(9, "telephone"), (10, "90 days")])
def test_tenth_failed_address_asks_for_a_public_notice(failed: int, form: str) -> None:
    """Nine failed addresses are told by other means; ten need web or media for 90 days; both by day 60."""
    row = owed(incident(FOUND, {"TX": 600}, living_bad_addresses=failed))["us.hipaa.substitute"]
    assert form in " ".join(row.why)
    assert row.due == DAY_60


def test_calls_to_nine_do_not_meet_the_notice_to_ten() -> None:
    """When the tenth letter comes back, what was done for nine no longer covers everybody."""
    calls = notice("substitute", FOUND + days(30), {"TX": 9})
    nine, ten = (
        owed(incident(FOUND, {"TX": 600}, as_of=FOUND + days(40), living_bad_addresses=failed, notices=[calls]))
        for failed in (9, 10)
    )
    assert nine["us.hipaa.substitute"].status == "met"
    assert (ten["us.hipaa.substitute"].status, ten["us.hipaa.substitute"].coverage) == ("running", 0.9)
