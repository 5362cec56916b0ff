"""The open deadlines of a plan as an iCalendar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from simulator.exercise.due_days import DueDay, as_calendar
from simulator.exercise.planning.plan import Plan
from simulator.exercise.planning.show import COUNSEL, NOT_ADVICE
from simulator.law.model import Obligation

ALARMS = (14, 7, 3, 1)
"""Days before a deadline on which calendars ring; assumed."""


def as_ics(plan: Plan) -> str:
    """Each duty that is required, dated and not yet discharged, on its last lawful day.

    UIDs follow the file's name, the entity and the duty, so that importing a newer plan moves the entries.
    """
    return as_calendar("notification deadlines", f"Notification deadlines: {plan.entity}", _days(plan))


def _days(plan: Plan) -> Iterator[DueDay]:
    for row in plan.obligations:
        if row.required and row.due is not None and row.done is None:
            counsel = "Confirm with counsel: " if row.unverified else ""
            yield DueDay(
                uid=f"{_name(plan.source, row.entity)}.{row.id}",
                written=plan.as_of,
                summary=f"{counsel}{row.title}, last day ({row.entity})",
                day=row.due,
                categories=(row.id, row.jurisdiction),
                lines=tuple(_lines(row)),
                rings={
                    days: f"{row.title}: {f'{days} days left' if days > 1 else 'last day tomorrow'}" for days in ALARMS
                },
            )


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
