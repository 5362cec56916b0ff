"""The wall clock, looked at now and then: what passed, and whether the machine slept in between."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST_GAP = 30.0
"""Seconds between two looks after which the machine, or this process, counts as having slept; assumed."""


def date_seconds() -> float:
    """Seconds that go on while the machine sleeps, unlike those of the monotonic clock on most systems."""
    return time.time()


class WallClock:
    """Measures stretches of room time by a clock that nobody sets; the date's own only betrays a sleep."""

    def __init__(self, wall: Callable[[], float], date: Callable[[], float]) -> None:
        self._wall, self._date = wall, date
        self._last, self._last_date = wall(), date()

    def seconds(self) -> float:
        """Now, counted from anywhere."""
        return self._wall()

    def look(self) -> tuple[float, float]:
        """Seconds that passed since the last look, and how long the machine slept; one of both is 0."""
        passed, dated = self._wall() - self._last, self._date() - self._last_date
        self.skip()
        slept = max(passed, dated)
        return (0.0, slept) if slept > LONGEST_GAP else (max(passed, 0.0), 0.0)

    def skip(self) -> None:
        """Count from now on."""
        self._last, self._last_date = self._wall(), self._date()
