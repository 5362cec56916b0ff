"""What a clock said when, and what changed it: the facts judged anew on each day on which something came about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from simulator.law.clocks import obligations
from simulator.law.facts import IncidentFacts
from simulator.law.model import Status
from simulator.law.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day on which something changed: what did, and the facts of each entity as they were then known."""

    day: date
    because: tuple[str, ...]
    facts: tuple[IncidentFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a clock said from a day on, and what had happened that day."""

    day: date
    status: Status
    due: date | None
    done: date | None
    because: tuple[str, ...]

    @property
    def moved(self) -> tuple[date | None, date | None, Status | None]:
        """What facts move: the dates, and whether it is owed at all; that days pass is no change."""
        passing = self.status in {Status.RUNNING, Status.DUE_TODAY, Status.OVERDUE, Status.MISSED}
        return self.due, self.done, None if passing else self.status


Told = dict[tuple[str, str], list[Change]]
"""The changes of each clock, by entity and id."""


def history(rulebook: Rulebook, moments: Iterable[Moment]) -> dict[tuple[str, str], tuple[Change, ...]]:
    """The changes of each clock by entity and id, oldest first; a moment that moved nothing leaves no mark.

    Counts move both ways, and so do clocks: a duty that stopped being required says so.
    """
    told: Told = {}
    for moment in moments:
        extend(told, rulebook, moment)
    return {key: tuple(changes) for key, changes in told.items()}


def extend(told: Told, rulebook: Rulebook, moment: Moment) -> None:
    """Add to histories what one more moment changed."""
    for row in (row for facts in moment.facts for row in obligations(rulebook, facts)):
        changes = told.setdefault((row.entity, row.id), [])
        change = Change(day=moment.day, status=row.status, due=row.due, done=row.done, because=moment.because)
        if not changes or change.moved != changes[-1].moved:
            changes.append(change)
