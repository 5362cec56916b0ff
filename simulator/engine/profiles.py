"""How volume spreads over the hours of a week, and arrival times drawn from it.

Hours are counted from StartEx by its own offset from UTC; a change of clocks moves no arrival.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from simulator.domain.nouns import Profile
from simulator.domain.time import DAY, HOUR, ExerciseCalendar, Seconds

_HOURS = (0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 1, 6, 12, 11, 10, 9, 7, 11, 10, 9, 7, 4, 2, 1, 0.5, 0.3, 0.2, 0.1)
"""Relative volume by hour: the peak hour holds about 12 %, a second peak at 13-14. Source: domain.md 6.1."""
_DAYS = (1.15, 1.0, 1.0, 1.0, 0.85, 0.12, 0.06)
"""Relative volume by weekday, from Monday. Source: domain.md 6.1; Sunday assumed."""
_SPANS = 1 << 12
"""Spans whose volume is kept, for one seed has the same days as the next; assumed, thirty flows of a hundred days."""


@cache
def week(profile: Profile) -> NDArray[np.float64]:
    """The share of an average day's volume that falls into each of the 168 hours from Monday 00:00."""
    if profile == "round-the-clock":
        return np.full(168, 1 / 24)
    hours = np.outer(np.array(_DAYS), np.array(_HOURS) / sum(_HOURS)).ravel()
    return hours * (7 / float(hours.sum()))


class Pace:
    """A profile laid on an exercise's calendar: how much volume lies between two moments."""

    def __init__(self, profile: Profile, calendar: ExerciseCalendar) -> None:
        start = calendar.start
        self._offset = start.weekday() * DAY + start.hour * HOUR + start.minute * 60 + start.second
        self._edges = np.concatenate([[0.0], np.cumsum(week(profile))])

    def volume(self, at: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Average days' worth of volume since the Monday before StartEx, at seconds since StartEx."""
        hours = (np.asarray(at, dtype=np.float64) + self._offset) / HOUR
        weeks = np.floor(hours / 168)
        within = np.interp(hours - weeks * 168, np.arange(169), self._edges)
        return np.asarray(weeks * self._edges[-1] + within, dtype=np.float64)

    def between(self, since: Seconds, until: Seconds) -> float:
        """Average days' worth of volume from `since` to `until`."""
        return _between(self, since, until)

    def moments(self, since: Seconds, until: Seconds, uniform: NDArray[np.float64]) -> NDArray[np.int32]:
        """Moments in [since, until), ascending, as often as the profile says at their hour."""
        span, volume = _hours(self, since, until)
        target = volume[0] + np.sort(uniform) * (volume[-1] - volume[0])
        moments: NDArray[np.float64] = np.interp(target, volume, span)
        return np.minimum(moments, until - 1).astype(np.int32)


@cache
def pace(profile: Profile, calendar: ExerciseCalendar) -> Pace:
    """The one pace of a profile on a calendar."""
    return Pace(profile, calendar)


@lru_cache(maxsize=_SPANS)
def _between(of: Pace, since: Seconds, until: Seconds) -> float:
    return float(of.volume(float(until)) - of.volume(float(since)))


@lru_cache(maxsize=_SPANS)
def _hours(of: Pace, since: Seconds, until: Seconds) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The hours that make up a span, and the volume up to each. Not to be written to."""
    span = np.clip(np.arange(since - since % HOUR, until + HOUR, HOUR, dtype=np.float64), since, until)
    return span, of.volume(span)
