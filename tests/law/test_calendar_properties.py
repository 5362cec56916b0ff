"""How days are counted, for every day, zone and count; the trigger is day 0."""

from __future__ import annotations

from calendar import isleap
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.law.calendars import add_business_days, add_calendar_days, annual_due, holidays_of
from simulator.law.factsfile.model import Entity, FactsFile, Individuals
from simulator.law.model import Obligation
from tests.law.incidents import days, incident, notice, owed

any_day = st.dates(date(2010, 1, 1), date(2090, 12, 31))
calendars = st.sampled_from(("us_federal", "us_ny", "us_ca", "us_tx", "us_ma"))
ZONES = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"),
    *("America/Anchorage", "Pacific/Honolulu", "Pacific/Guam", "America/Puerto_Rico", "Europe/Berlin", "Asia/Kolkata"),
)


def letters(discovered: date, sent: date | None = None, as_of: date | None = None) -> Obligation:
    """HIPAA's letters of an incident of that day, sent or looked at on another."""
    told = () if sent is None else (notice("individual", sent),)
    facts = incident(discovered, {"TX": 40}, as_of=as_of or sent or discovered, notices=told, states=())
    return owed(facts)["us.hipaa.individual"]


@given(day=any_day)
def test_the_trigger_is_day_0_and_day_60_the_last(day: date) -> None:
    """On day 60 a letter is on time and on day 61 a day late, whatever weekday or holiday day 60 is."""
    first, last, over = (letters(day, day + days(number)) for number in (0, 60, 61))
    assert (first.elapsed_days, first.due) == (0, day + days(60))
    assert (last.status, last.elapsed_days, last.late_days, last.margin_days) == ("met", 60, 0, 0)
    assert (over.status, over.elapsed_days, over.late_days, over.margin_days) == ("met_late", 61, 1, -1)


@given(day=any_day)
def test_an_open_clock_is_due_on_its_last_day_and_overdue_after_it(day: date) -> None:
    """Day 59 runs, day 60 is the day, day 61 is late by one."""
    stood = [letters(day, as_of=day + days(number)) for number in (59, 60, 61)]
    assert [(one.status, one.late_days) for one in stood] == [("running", 0), ("due_today", 0), ("overdue", 1)]


@given(day=any_day, number=st.integers(0, 400))
def test_calendar_days_never_roll(day: date, number: int) -> None:
    """The answer is the difference of dates: months, leap days, weekends and holidays change nothing."""
    assert (add_calendar_days(day, number) - day).days == number
    assert add_calendar_days(day, number + 1) == add_calendar_days(day, number) + days(1)


@given(day=any_day, number=st.integers(1, 60), calendar=calendars)
def test_business_days_end_on_a_business_day(day: date, number: int, calendar: str) -> None:
    """The last day is no weekend and no holiday of the named calendar, and exactly that many such days lie up to it."""
    end = add_business_days(day, number, calendar)
    passed = (day + days(step) for step in range(1, (end - day).days + 1))
    open_days = [one for one in passed if one.weekday() < 5 and one not in holidays_of(calendar, one.year)]
    assert len(open_days) == number
    assert open_days[-1] == end


@given(day=any_day, other=any_day, number=st.integers(0, 30), more=st.integers(0, 30), calendar=calendars)
def test_business_days_are_monotone(day: date, other: date, number: int, more: int, calendar: str) -> None:
    """A later start or a larger number never ends sooner; two parts end where the whole does."""
    first, second = sorted((day, other))
    assert add_business_days(first, number, calendar) <= add_business_days(second, number, calendar)
    whole = add_business_days(day, number + more, calendar)
    assert add_business_days(add_business_days(day, number, calendar), more, calendar) == whole >= day


@given(day=any_day)
def test_the_annual_log_is_due_on_the_sixtieth_day_of_the_next_year(day: date) -> None:
    """1 March, or 29 February in a leap year; the year is that of the discovery, first day and last alike."""
    due = annual_due(day)
    assert due == (date(day.year + 1, 2, 29) if isleap(day.year + 1) else date(day.year + 1, 3, 1))
    assert (due - date(day.year, 12, 31)).days == 60
    assert due == annual_due(date(day.year, 1, 1)) == annual_due(date(day.year, 12, 31))


@given(people=st.integers(1, 499), day=any_day)
def test_fewer_than_500_go_into_the_log(people: int, day: date) -> None:
    """Up to 499 people the log of the year of discovery, from 500 on sixty days."""
    dues = [owed(incident(day, {"TX": number}, states=()))["us.hipaa.hhs"].due for number in (people, people + 499)]
    assert dues == [annual_due(day), day + days(60)]


def a_file(zone: str) -> FactsFile:
    """A file in a time zone."""
    entity = Entity(kind="covered_entity", state="TX")
    return FactsFile(entity=entity, timezone=zone, individuals=Individuals(total=1), discovered=date(2026, 1, 1))


@given(day=any_day, minutes=st.integers(0, 24 * 60 - 1), zone=st.sampled_from(ZONES), told=st.sampled_from(ZONES))
def test_a_moment_becomes_the_entitys_local_date(day: date, minutes: int, zone: str, told: str) -> None:
    """A moment of the entity's own clock is its date, in whichever zone's offset it was written down."""
    local = datetime.combine(day, datetime.min.time(), ZoneInfo(zone)) + timedelta(minutes=minutes)
    instant = local.astimezone(UTC)
    wanted = instant.astimezone(ZoneInfo(zone)).date()
    for written in (local, instant, instant.astimezone(ZoneInfo(told))):
        assert a_file(zone).day(datetime.fromisoformat(written.isoformat())) == wanted


CHANGES = [
    ("America/New_York", "2026-03-07T23:30-05:00", date(2026, 3, 7)),
    ("America/New_York", "2026-03-08T00:30-05:00", date(2026, 3, 8)),
    ("America/New_York", "2026-03-08T23:30-04:00", date(2026, 3, 8)),
    ("America/New_York", "2026-10-31T23:30-04:00", date(2026, 10, 31)),
    ("America/New_York", "2026-11-01T01:30-04:00", date(2026, 11, 1)),
    ("America/New_York", "2026-11-01T01:30-05:00", date(2026, 11, 1)),
    ("America/New_York", "2026-11-01T23:30-05:00", date(2026, 11, 1)),
    ("America/New_York", "2026-11-01T23:30-04:00", date(2026, 11, 1)),
    ("America/New_York", "2026-11-02T04:59:59Z", date(2026, 11, 1)),
    ("America/New_York", "2026-03-09T03:59:59Z", date(2026, 3, 8)),
    ("America/New_York", "2026-03-08T04:59:59Z", date(2026, 3, 7)),
    ("America/Phoenix", "2026-03-08T23:30-06:00", date(2026, 3, 8)),
    ("Pacific/Guam", "2026-03-08T14:00Z", date(2026, 3, 9)),
    ("Pacific/Honolulu", "2026-03-09T09:59Z", date(2026, 3, 8)),
    ("America/Los_Angeles", "2026-03-08T02:00-05:00", date(2026, 3, 7)),
    ("America/Chicago", "2026-03-08T02:30", date(2026, 3, 8)),
]


@pytest.mark.parametrize(("zone", "moment", "day"), CHANGES, ids=[f"{one[0]} {one[1]}" for one in CHANGES])
def test_the_nights_on_which_clocks_change(zone: str, moment: str, day: date) -> None:
    """Half past eleven on the eve of a change is still that day, in both directions and on both sides of midnight."""
    assert a_file(zone).day(datetime.fromisoformat(moment)) == day
