"""Incidents that the law's tests start from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from simulator.law.clocks import obligations
from simulator.law.facts import Discovery, IncidentFacts, Notice
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation

RULEBOOK = load_rulebook()
PATIENTS = ("CA", "NY", "TX")
LEAKY_QUEUE = {"TX": 501, "NY": 499, "CA": 283}


def incident(discovered: date, residents: dict[str, int] | None = None, **more: Any) -> IncidentFacts:
    """An incident that somebody actually knew of on a day, looked at on that day."""
    given: dict[str, Any] = {
        "entity": "clinic",
        "as_of": discovered,
        "discovery": Discovery(actual=discovered),
        "states": PATIENTS,
    }
    return IncidentFacts(**{**given, "residents": residents, **more})


def leaky_queue(**more: Any) -> IncidentFacts:
    """The first scenario's incident, as the team knows it on 1 October 2026."""
    given: dict[str, Any] = {
        "residents": LEAKY_QUEUE,
        "as_of": date(2026, 10, 1),
        "discovery": Discovery(actual=date(2026, 9, 15), constructive=date(2026, 9, 6)),
        "detected": date(2026, 9, 6),
        "determined": date(2026, 9, 18),
        "determined_breach": True,
    }
    return incident(date(2026, 9, 15), **{**given, **more})


def owed(facts: IncidentFacts) -> dict[str, Obligation]:
    """Every obligation of the shipped rulebook, by id."""
    return {row.id: row for row in obligations(RULEBOOK, facts)}


def notice(audience: str, sent: date, covers: dict[str, int] | None = None, content: float = 1.0) -> Notice:
    """A notice that was sent."""
    return Notice(audience=audience, sent=sent, covers=covers, content=content)


def days(number: int) -> timedelta:
    """That many days."""
    return timedelta(days=number)
