"""Labour: how long hands are busy with one order, through shift changes and mistakes (domain.md 6.6). Pure.

Whoever begins later never ends earlier: nobody works while a shift hands over, work that was lost begins again when
the new shift has taken over, and what only tired or night-time hands get wrong is found by the first fresh ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from simulator.domain.time import DAY, HOUR, MINUTE, ExerciseCalendar, Seconds

HANDOVER = 45 * MINUTE
"""How long a seat does nothing else when its shift changes. Source: domain.md 6.6 (0.75 h)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """So much work for hands that change at the times of day `shifts`; `forgotten` says at which changes it is lost."""

    work: Seconds
    calendar: ExerciseCalendar
    shifts: tuple[Seconds, ...]
    forgotten: Callable[[Seconds], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Work begun again at `at`; `lost` is how long the work before had taken."""

    at: Seconds
    why: Literal["handover", "error"]
    lost: Seconds


@dataclass(slots=True, kw_only=True)
class Labour:
    """From the first hand laid on to the last: the shift changes crossed, and what was done again."""

    ends: Seconds
    handovers: list[Seconds] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)


def labour(task: Task, begins: Seconds, *, wrong: bool = False, relief: Seconds | None = None) -> Labour:
    """One order's work. `wrong` work is found out when it is done or at `relief`, and done again; then it is right.

    That the second attempt is always right is assumed.
    """
    first = _attempt(task, begins)
    if not wrong:
        return first
    found = first.ends if relief is None else min(first.ends, relief)
    kept = [one for one in first.repeats if one.at < found]
    since = kept[-1].at if kept else begins
    second = _attempt(task, found)
    return Labour(
        ends=second.ends,
        handovers=[*(one for one in first.handovers if one < found), *second.handovers],
        repeats=[*kept, Repeat(at=found, why="error", lost=found - since), *second.repeats],
    )


def taken_over(task: Task, at: Seconds) -> Seconds:
    """When the seat's hands are free: at once, or when the handover of that moment is over."""
    change = next(daily(task.calendar, task.shifts, at - HANDOVER), None)
    return at if change is None or change > at else change + HANDOVER


def daily(calendar: ExerciseCalendar, times: tuple[Seconds, ...], after: Seconds) -> Iterator[Seconds]:
    """The moments after `after` at which the local clock shows one of these times (seconds from midnight, in order)."""
    day = calendar.day(after)
    while times:
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local by meaning
        moments = (calendar.seconds(midnight + timedelta(seconds=time)) for time in times)
        yield from (moment for moment in moments if moment > after)
        day += timedelta(days=1)


def is_night(calendar: ExerciseCalendar, at: Seconds) -> bool:
    """Whether it is between 23:00 and 06:00. Source: domain.md 6.6, the column of the night."""
    hour = calendar.at(at).hour
    return hour >= NIGHT_BEGINS // HOUR or hour < NIGHT_ENDS // HOUR


NIGHT_BEGINS, NIGHT_ENDS = DAY - HOUR, 6 * HOUR


def _attempt(task: Task, begins: Seconds) -> Labour:
    """The work done once, begun again wherever a handover loses it."""
    found = Labour(ends=begins)
    since = at = taken_over(task, begins)
    left = task.work
    for change in daily(task.calendar, task.shifts, at):
        if at + left <= change:
            break
        found.handovers.append(change)
        left -= change - at
        at = change + HANDOVER
        if task.forgotten(change):
            found.repeats.append(Repeat(at=at, why="handover", lost=change - since))
            since, left = at, task.work
    found.ends = at + left
    return found
