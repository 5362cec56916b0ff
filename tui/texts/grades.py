"""The words of a graded list: how it compares with each set, and what would have decided about those it got wrong."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.time import ExerciseCalendar, Seconds
from simulator.exercise.room.scoping.grading import Grading, Group, ListGrade, Misplaced
from tui.hints import keyed
from tui.present import SYMBOLS, Line, clean, day_and_time

PERSON_COLUMNS = ("record", "state", "fault", "reason", "evidence", "shows", "until", "in this run")
_SETS = {"notifiable": "who had to be told", "read": "who was read"}


def grade_lines(found: Grading, calendar: ExerciseCalendar) -> Iterator[Line]:
    """Both grades, apart: the counts, the error by state, and the groups with what would have decided."""
    for one in found.both:
        yield (("The list against ", "dim"), (_SETS[one.target], "strong"))
        yield ((f"  {one.right:,} right, {one.wrong:,} wrongly listed, {one.missed:,} missed", "plain"),)
        errors = ", ".join(f"{state} {error:+,}" for state, (_, _, error) in one.by_state.items() if error)
        yield ((f"  error by state: {errors or 'none'}", "plain"),)
        for group in one.groups:
            yield from _group(group, calendar)
    named = any(one.people for one in found.both)
    yield ((keyed("{debrief.people} shows them person by person") if named else "", "dim"),)
    yield (("", "plain"),)


def _group(group: Group, calendar: ExerciseCalendar) -> Iterator[Line]:
    tone = "late" if group.fault == "missed" else "watch"
    yield ((f"  {SYMBOLS[tone]} {group.people:,} {group.fault}: ", tone), (clean(group.reason), "plain"))
    decider = group.decider
    if decider is None:
        return
    first, last = group.until
    until = "to the end" if first is None else f"until {_when(last, calendar)}"
    gone = f" ({decider.gone})" if decider.gone else ""
    yield ((f"      {clean(decider.source)} {decider.way}", "dim"),)
    yield ((f"      {decider.staff_hours:g} staff-hours, {decider.hours:g} h; to be had {until}{gone}", "dim"),)


def person_row(one: Misplaced, calendar: ExerciseCalendar) -> tuple[str, ...]:
    """Somebody whom the list got wrong, in the order of `PERSON_COLUMNS`."""
    decider = one.decider
    if decider is None:
        return one.mrn, one.state, one.fault, one.reason, "nothing that was recorded", "", "", ""
    until = _when(decider.until, calendar) + (f", {decider.gone}" if decider.gone else "")
    had = "never shown" if decider.had is None else f"shown {_when(decider.had, calendar)}"
    return one.mrn, one.state, one.fault, one.reason, decider.source, decider.way, until, had


def heading_of(one: ListGrade) -> str:
    """What a table of people is about."""
    return f"The list against {_SETS[one.target]}: {one.wrong:,} wrongly listed, {one.missed:,} missed"


def _when(at: Seconds | None, calendar: ExerciseCalendar) -> str:
    return "to the end" if at is None else day_and_time(calendar.at(at))
