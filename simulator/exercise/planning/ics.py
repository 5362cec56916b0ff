"""The open deadlines of a plan as an iCalendar: whole-day entries with alarms, the same UIDs each time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from simulator.exercise.planning.plan import Plan
from simulator.exercise.planning.show import COUNSEL, NOT_ADVICE
from simulator.law.model import Obligation

ALARMS = (14, 7, 3, 1)
"""Days before a deadline on which calendars ring; assumed."""


def as_ics(plan: Plan) -> str:
    """Each duty that is required, dated and not yet discharged, on its last lawful day.

    UIDs follow the file's name, the entity and the duty, so that importing a newer plan moves the entries.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//breachdrill//notification deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("name", f"Notification deadlines: {plan.entity}")
    for row in plan.obligations:
        if row.required and row.due is not None and row.done is None:
            calendar.add_component(_entry(row, plan))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _entry(row: Obligation, plan: Plan) -> Event:
    if row.due is None:
        raise ValueError(row.id)
    entry = Event()
    entry.add("uid", f"{_name(plan.source, row.entity)}.{row.id}@breachdrill")
    entry.add("dtstamp", datetime.combine(plan.as_of, time(), UTC))
    entry.add("summary", f"{'Confirm with counsel: ' if row.unverified else ''}{row.title}, last day ({row.entity})")
    entry.add("dtstart", row.due)
    entry.add("dtend", row.due + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [row.id, row.jurisdiction])
    entry.add("description", "\n".join(_lines(row)))
    for days in ALARMS:
        entry.add_component(_alarm(row, days))
    return entry


def _alarm(row: Obligation, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{row.title}: {days} days left" if days > 1 else f"{row.title}: last day tomorrow")
    alarm.add("trigger", timedelta(days=-days))
    return alarm


def _lines(row: Obligation) -> Iterator[str]:
    yield f"{row.id}, to {row.to}"
    yield from row.why
    for other in row.alternatives:
        yield f"If {other.theory} ({other.trigger_date}): due {other.due}"
    yield f"{row.citation}; confidence {row.confidence}{f'; {COUNSEL}' if row.unverified else ''}"
    yield from (f"Assumption: {text}" for text in row.assumptions)
    yield NOT_ADVICE


def _name(source: str, entity: str) -> str:
    return hashlib.sha256(f"{source}\0{entity}".encode()).hexdigest()[:12]
