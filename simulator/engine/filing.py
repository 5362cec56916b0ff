"""When the files are issued in which some products hand out their rows: an hour or a day in each."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulator.domain.nouns import Triangle
from simulator.domain.sources import LogSource
from simulator.domain.time import DAY, HOUR, WEEK, ExerciseCalendar, Seconds
from simulator.engine.copies import NEVER
from simulator.engine.streams import triangular_array, uniforms

FIRST_ISSUE = 0.9
"""The share of an hour's rows that its first file holds; assumed."""
REISSUED_HOURS = Triangle(low=2, typical=6, high=20)
"""How long after the first file the second one comes. Source: domain.md 2.4 (1) has no figure; assumed."""


def first_seen(
    seed: int, calendar: ExerciseCalendar, source: LogSource, when: NDArray[np.int64], loss: NDArray[np.float64]
) -> NDArray[np.int64]:
    """When each row first stands in a file that was issued; NEVER where it was lost."""
    first, second = issues(seed, calendar, source, when)
    early = (loss < FIRST_ISSUE * source.completeness) | (source.files == "daily")
    return np.where(loss < source.completeness, np.where(early, first, second), NEVER)


def issues(
    seed: int, calendar: ExerciseCalendar, source: LogSource, when: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """When the file that holds each moment is issued, and issued again. A day of files begins at midnight UTC."""
    length = DAY if source.files == "daily" else HOUR
    midnight = utc_midnight(calendar)
    number = (when - midnight) // length
    week, place = number * length // WEEK, number * length % WEEK // length
    begins = number * length + midnight
    first, second = np.empty_like(when), np.empty_like(when)
    for one in np.unique(week).tolist():
        these = week == one
        draws = _of_files(seed, source.id, one)[place[these]]
        waited = (triangular_array(source.latency_hours, draws[:, 0]) * HOUR).astype(np.int64)
        # A day's file waits for the end of its day; an hour's delay counts from its beginning (domain.md 2.4, 1).
        ready = begins[these] + (length + waited if source.files == "daily" else np.maximum(waited, length))
        first[these] = ready
        second[these] = ready + (triangular_array(REISSUED_HOURS, draws[:, 1]) * HOUR).astype(np.int64)
    return first, second


@lru_cache(maxsize=1024)
def _of_files(seed: int, source: str, week: int) -> NDArray[np.float64]:
    """Two draws for each hour of a week: the delay of its file, and of the second one."""
    return uniforms(seed, f"rows/{source}/files/{week}", 2 * WEEK // HOUR).reshape(-1, 2)


@lru_cache(maxsize=8)
def utc_midnight(calendar: ExerciseCalendar) -> Seconds:
    """The midnight in UTC before StartEx, in seconds since StartEx."""
    start = calendar.at(0)
    offset = start.utcoffset()
    local = start.hour * HOUR + start.minute * 60 + start.second
    return -((local - (int(offset.total_seconds()) if offset else 0)) % DAY)
