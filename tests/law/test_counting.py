"""Days are counted as HHS counts them."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.errors import LawError
from simulator.law.calendars import add_business_days, add_calendar_days, annual_due
from simulator.law.model import Status
from tests.law.incidents import days, incident, notice, owed


@pytest.mark.parametrize(
    ("discovered", "due"),
    [
        (date(2026, 1, 1), date(2026, 3, 2)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2028, 1, 1), date(2028, 3, 1)),
        (date(2026, 7, 15), date(2026, 9, 13)),
    ],
)
def test_letters_are_due_sixty_days_after_discovery(discovered: date, due: date) -> None:
    """The day of discovery is day 0, and neither a leap day nor a Sunday rolls the last day."""
    assert owed(incident(discovered, {"TX": 40}))["us.hipaa.individual"].due == due


@pytest.mark.parametrize(
    ("discovered", "due"),
    [
        (2023, date(2024, 2, 29)),
        (2024, date(2025, 3, 1)),
        (2025, date(2026, 3, 1)),
        (2026, date(2027, 3, 1)),
        (2027, date(2028, 2, 29)),
        (2028, date(2029, 3, 1)),
    ],
)
def test_annual_log_is_due_sixty_days_into_the_next_year(discovered: int, due: date) -> None:
    """The log of a year is due on 1 March, or on 29 February of a leap year, on whatever day it was discovered."""
    assert annual_due(date(discovered, 1, 1)) == annual_due(date(discovered, 12, 31)) == due
    assert owed(incident(date(discovered, 6, 1), {"TX": 40}))["us.hipaa.hhs"].due == due


def test_log_follows_the_year_of_discovery() -> None:
    """A breach of December found in January is logged with the year in which it was found."""
    facts = incident(date(2026, 1, 5), {"TX": 40}, occurred=date(2025, 12, 20))
    assert owed(facts)["us.hipaa.hhs"].due == date(2027, 3, 1)


def test_presence_health_was_late_by_the_days_that_ocr_stated() -> None:
    """Discovered on 2013-10-22 and told on days 101, 104 and 106, it was 41, 44 and 46 days late."""
    discovered = date(2013, 10, 22)
    told = {"hhs": date(2014, 1, 31), "individual": date(2014, 2, 3), "media.il": date(2014, 2, 5)}
    rows = owed(
        incident(
            discovered, {"IL": 836}, as_of=date(2014, 3, 1), notices=[notice(who, day) for who, day in told.items()]
        )
    )
    assert [(day - discovered).days for day in told.values()] == [101, 104, 106]
    late = {name: rows[f"us.hipaa.{name}"] for name in told}
    assert {name: row.late_days for name, row in late.items()} == {"hhs": 41, "individual": 44, "media.il": 46}
    assert {row.status for row in late.values()} == {Status.MET_LATE}


@pytest.mark.parametrize(("day", "status", "late"), [(59, "met", 0), (60, "met", 0), (61, "met_late", 1)])
def test_day_sixty_is_on_time_and_day_sixty_one_is_late(day: int, status: str, late: int) -> None:
    """Letters sent on day 60 meet the duty; one day later they are one day late."""
    found = date(2026, 1, 1)
    sent = found + days(day)
    row = owed(incident(found, {"TX": 600}, as_of=sent, notices=[notice("individual", sent)]))["us.hipaa.individual"]
    assert (row.status, row.late_days, row.margin_days) == (status, late, 60 - day)


@pytest.mark.parametrize(
    ("day", "closed", "status"),
    [
        (59, False, "running"),
        (60, False, "due_today"),
        (61, False, "overdue"),
        (61, True, "missed"),
        (59, True, "running"),
    ],
)
def test_status_of_a_duty_that_nobody_meets(day: int, closed: bool, status: str) -> None:
    """An unmet duty runs, is due, is overdue, and is missed once the exercise has ended past its due date."""
    found = date(2026, 1, 1)
    facts = incident(found, {"TX": 600}, as_of=found + days(day), closed=closed)
    assert owed(facts)["us.hipaa.individual"].status == status


def test_business_days_skip_weekends_and_federal_holidays() -> None:
    """Fifteen business days from Sunday, 6 September 2026, skip Labor Day and end on 28 September."""
    assert add_business_days(date(2026, 9, 6), 15, "us_federal") == date(2026, 9, 28)
    assert add_calendar_days(date(2026, 9, 6), 15) == date(2026, 9, 21)


def test_unknown_calendar_is_refused() -> None:
    """A rule that names a calendar nobody knows is the rulebook's fault."""
    with pytest.raises(LawError, match="us_atlantis"):
        add_business_days(date(2026, 9, 6), 15, "us_atlantis")
