"""How days are counted: the trigger is day 0, nothing rolls, business days follow a named calendar."""

from __future__ import annotations

from datetime import date, timedelta

from simulator.errors import LawError
from simulator.law.model import Chain, Deadline, Grace

DAY = timedelta(days=1)
_SATURDAY = 5

KNOWN: dict[tuple[str, int], frozenset[date]] = {}
"""The years of calendars that were looked up so far; whoever keeps them between runs may put them in."""


def add_calendar_days(day: date, number: int) -> date:
    """The last lawful day of a limit in calendar days; weekends and holidays count and do not roll.

    Source: 45 CFR 164.404(b); law.md C1, C2a, C3.
    """
    return day + number * DAY


def add_business_days(day: date, number: int, calendar: str) -> date:
    """The last lawful day of a limit in business days: Monday to Friday less the calendar's holidays.

    Raises:
        LawError: nobody knows a calendar of that name.

    Source: state_clocks.yaml, counting note; which holidays count is assumed where a statute is silent.
    """
    while number > 0:
        day += DAY
        if day.weekday() < _SATURDAY and day not in holidays_of(calendar, day.year):
            number -= 1
    return day


def years_later(day: date, years: int) -> date:
    """The same day some years later (or earlier, below 0); 1 March where a 29 February has none (assumed)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def annual_due(discovered: date, number: int = 60) -> date:
    """When the log of the year of discovery is due: 1 March, or 29 February where the next year is a leap year.

    Source: 45 CFR 164.408(c); law.md H3, H4.
    """
    return add_calendar_days(date(discovered.year, 12, 31), number)


def due_date(clock: Deadline | Chain | Grace, trigger: date) -> date | None:
    """The last lawful day of a clock that started on `trigger`; None where the law names no number.

    Hours are counted as whole days from a trigger that is only known to the day; what is left over is dropped, so
    that the answer is never late (assumed).
    """
    if clock.number is None:
        return None
    if isinstance(clock, Deadline) and clock.counted_from == "year_end":
        return annual_due(trigger, clock.number)
    if clock.unit == "hours":
        return add_calendar_days(trigger, clock.number // 24)
    if clock.unit == "business_days":
        return add_business_days(trigger, clock.number, clock.calendar)
    return add_calendar_days(trigger, clock.number)


def holidays_of(calendar: str, year: int) -> frozenset[date]:
    """The holidays of a year in the calendar `us_federal`, or in a state's by its code, `us_ny`.

    Raises:
        LawError: nobody knows a calendar of that name.
    """
    if (calendar, year) not in KNOWN:
        KNOWN[calendar, year] = _look_up(calendar, year)
    return KNOWN[calendar, year]


def _look_up(calendar: str, year: int) -> frozenset[date]:
    import holidays  # it loads the calendars of every country, which takes longer than a whole replay

    country, _, part = calendar.partition("_")
    try:
        found = holidays.country_holidays(
            country.upper(), subdiv=None if part == "federal" else part.upper(), years=year
        )
    except NotImplementedError as error:
        message = f'given the calendar "{calendar}", expected one like us_federal or us_ny.'
        raise LawError(message, "Correct the rule's calendar.") from error
    return frozenset(found)
