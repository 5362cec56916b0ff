"""Durations as they are written, and the local calendar behind the seconds."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.time import DAY, HOUR, WEEK, ExerciseCalendar, format_duration, parse_duration

AUTUMN = ExerciseCalendar(start=datetime(2026, 10, 31, 9), zone="America/New_York")  # noqa: DTZ001 - local by meaning
"""Clocks go back in the night after StartEx: 1 November 2026, 02:00 to 01:00."""


@given(st.integers(-(10**10), 10**10))
def test_a_written_duration_is_read_as_it_was(seconds: int) -> None:
    """Any whole number of seconds is written and read back without loss."""
    assert parse_duration(format_duration(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0", 0), ("90s", 90), ("2h30m", 9_000), ("3d", 3 * DAY), ("1w", WEEK), ("-10d", -10 * DAY), ("-1d12h", -129_600)],
)
def test_a_duration_is_the_sum_of_its_parts(text: str, seconds: int) -> None:
    """Each unit stands for its seconds; a leading minus takes the whole."""
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["1:30", "2.5h", "soon", "", "5", "-", "-0", "h", "2h 30m", "1y", "--1h", "1h\n"])
def test_a_duration_written_another_way_is_refused(text: str) -> None:
    """The message shows how one is written, and what was given."""
    with pytest.raises(ValueError, match="2h30m") as caught:
        parse_duration(text)
    assert f'"{text}"' in str(caught.value)


def test_a_duration_is_written_in_the_largest_units() -> None:
    """9000 seconds are 2h30m, three days are 3d, nothing is 0."""
    assert [format_duration(one) for one in (9_000, 3 * DAY, 0, -61)] == ["2h30m", "3d", "0", "-1m1s"]


def test_seconds_are_real_across_a_clock_change() -> None:
    """24 hours after nine in the morning it is eight, when the clocks went back in between."""
    assert AUTUMN.at(24 * HOUR).isoformat() == "2026-11-01T08:00:00-05:00"
    assert AUTUMN.at(25 * HOUR).isoformat() == "2026-11-01T09:00:00-05:00"


def test_the_day_of_a_clock_change_has_25_hours() -> None:
    """A local date lasts from its midnight to the next, however many hours that takes."""
    day = date(2026, 11, 1)
    assert AUTUMN.ends(day) - AUTUMN.starts(day) + 1 == 25 * HOUR


def test_the_day_when_clocks_go_forward_has_23_hours() -> None:
    """The same holds in spring."""
    spring = ExerciseCalendar(start=datetime(2026, 3, 7, 9), zone="America/New_York")  # noqa: DTZ001 - local by meaning
    day = date(2026, 3, 8)
    assert spring.ends(day) - spring.starts(day) + 1 == 23 * HOUR


@given(st.integers(-100 * DAY, 100 * DAY))
def test_a_second_lies_within_its_date(seconds: int) -> None:
    """Every second lies between the first and the last second of its own local date."""
    day = AUTUMN.day(seconds)
    assert AUTUMN.starts(day) <= seconds <= AUTUMN.ends(day)


@given(st.datetimes(datetime(2026, 6, 1), datetime(2026, 10, 30)))  # noqa: DTZ001 - local by meaning
def test_local_moments_and_seconds_are_each_others_inverse(local: datetime) -> None:
    """Where no clock change makes an hour ambiguous, a local moment comes back as it was."""
    whole = local.replace(microsecond=0)
    assert AUTUMN.at(AUTUMN.seconds(whole)).replace(tzinfo=None) == whole


def test_days_before_startex_are_negative() -> None:
    """The date of StartEx is day 0; the evening before is day -1, though less than a day away."""
    assert AUTUMN.number(0) == 0
    assert AUTUMN.number(14 * HOUR + 3_599) == 0
    assert AUTUMN.number(15 * HOUR) == 1
    assert AUTUMN.number(-10 * HOUR) == -1
    assert AUTUMN.number(-10 * DAY) == -10


def test_startex_is_written_without_a_zone() -> None:
    """A moment that carries its own zone would contradict the one beside it."""
    with pytest.raises(ValueError, match="the zone stands beside it"):
        ExerciseCalendar(start=datetime(2026, 9, 8, 9, tzinfo=UTC), zone="America/Chicago")
