"""Seconds since StartEx, the local calendar they stand for, and how durations are written.

Owns the only conversion between engine time and calendar time (the law's day counting is `law.calendars`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

Seconds: TypeAlias = int
"""Seconds since StartEx; negative before it."""

MINUTE: Seconds = 60
HOUR: Seconds = 3_600
DAY: Seconds = 86_400
WEEK: Seconds = 7 * DAY

_UNITS = {"w": WEEK, "d": DAY, "h": HOUR, "m": MINUTE, "s": 1}
_DURATION = re.compile(r"-?(?:\d+[wdhms])+")
_PART = re.compile(r"(\d+)([wdhms])")


def parse_duration(text: str) -> Seconds:
    """How many seconds a written duration stands for: `2h30m`, `90s`, `3d`, `-10d`, `1w`, `0`.

    Raises:
        ValueError: the text is written another way (`1:30`, `2.5h`, `soon`).
    """
    if text == "0":
        return 0
    if not _DURATION.fullmatch(text):
        msg = f'a duration is written like 2h30m, 45m, 3d, 1w or 0; got "{text}"'
        raise ValueError(msg)
    total = sum(int(number) * _UNITS[unit] for number, unit in _PART.findall(text))
    return -total if text.startswith("-") else total


def format_duration(seconds: Seconds) -> str:
    """The shortest exact way to write a duration: 9000 is `2h30m`, 259200 is `3d`."""
    if seconds == 0:
        return "0"
    rest, parts = abs(seconds), []
    for unit in ("d", "h", "m", "s"):
        number, rest = divmod(rest, _UNITS[unit])
        if number:
            parts.append(f"{number}{unit}")
    return ("-" if seconds < 0 else "") + "".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseCalendar:
    """Where StartEx lies in the local calendar of the fictional organisation."""

    start: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None:
            msg = "StartEx is written in local time; the zone stands beside it"
            raise ValueError(msg)

    def at(self, seconds: Seconds) -> datetime:
        """The aware local moment that many real seconds after StartEx (across clock changes too)."""
        start, zone = _anchored(self.start, self.zone)
        return (start + timedelta(seconds=seconds)).astimezone(zone)

    def seconds(self, local: datetime) -> Seconds:
        """The engine time of a local moment written without a zone."""
        start, zone = _anchored(self.start, self.zone)
        return int((local.replace(tzinfo=zone) - start).total_seconds())

    def local(self, seconds: Seconds) -> datetime:
        """The local moment without its zone, as authors write it."""
        return self.at(seconds).replace(tzinfo=None)

    def day(self, seconds: Seconds) -> date:
        """The local calendar date at an engine time."""
        return self.at(seconds).date()

    def starts(self, day: date) -> Seconds:
        """The engine time at which a local date begins."""
        return self.seconds(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - local by meaning

    def ends(self, day: date) -> Seconds:
        """The last second of a local date."""
        return self.starts(day + timedelta(days=1)) - 1

    def number(self, seconds: Seconds) -> int:
        """The exercise's day: 0 is the date of StartEx, negative before it."""
        return (self.day(seconds) - self.start.date()).days


@lru_cache(maxsize=16)
def _anchored(start: datetime, zone: str) -> tuple[datetime, ZoneInfo]:
    """A local moment in UTC, and its zone."""
    local = ZoneInfo(zone)
    return start.replace(tzinfo=local).astimezone(ZoneInfo("UTC")), local
