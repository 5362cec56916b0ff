"""The duty ledger: each applicable duty and how it ended. A list, never averaged, never turned into points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from simulator.law.model import Obligation, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One duty at EndEx."""

    id: str
    to: str
    title: str
    status: Status
    due: date | None
    ends: datetime | None
    done: date | None
    late_days: int
    margin_days: int | None
    idle_days: int | None
    not_contemporaneous: bool
    citation: str
    why: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong with it: met in time, or not due before EndEx."""
        return not self.status.failed


def ledger(duties: Iterable[Obligation]) -> tuple[Line, ...]:
    """The duties that the law asked for, and those done without being asked for, in the rulebook's order."""
    return tuple(
        Line(
            id=one.id,
            to=one.to,
            title=one.title,
            status=one.status,
            due=one.due,
            ends=one.ends,
            done=one.done,
            late_days=one.late_days,
            margin_days=one.margin_days,
            idle_days=one.idle_days,
            not_contemporaneous=one.not_contemporaneous,
            citation=one.citation,
            why=one.why,
        )
        for one in duties
        if one.required or one.status is Status.NOT_REQUIRED_BUT_DONE
    )
