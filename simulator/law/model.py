"""What a duty is in the rulebook, and what an obligation is for one incident: pure values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

Moment: TypeAlias = Literal["detection", "ba_discovery", "individual_notice_sent", "hhs_notified"]
"""What starts a clock on one day that nobody disputes."""
Trigger: TypeAlias = Literal["discovery", "determination"] | Moment
"""What starts a clock; discovery and determination have theories."""
Theory: TypeAlias = Literal["actual", "constructive", "imputed"]
"""A way to say when a breach was discovered."""
Unit: TypeAlias = Literal["calendar_days", "business_days"]
Counted: TypeAlias = Literal["individuals", "residents", "bad_addresses"]
"""Who is counted: everybody affected, the residents of one state, or the living whose addresses fail."""


class Status(StrEnum):
    """Where an obligation stands."""

    NOT_REQUIRED = "not_required"
    WAITING = "waiting"
    RUNNING = "running"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    NOT_REQUIRED_BUT_DONE = "not_required_but_done"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """How many people a rule needs; `op` keeps "500 or more" and "more than 500" apart."""

    op: Literal[">", ">="]
    number: int
    unit: Counted

    def holds(self, count: int) -> bool:
        """Whether that many people are enough."""
        return count > self.number if self.op == ">" else count >= self.number

    @property
    def first(self) -> int:
        """The smallest count that is enough."""
        return self.number + 1 if self.op == ">" else self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A second clock on the same duty, started by another notice; the earlier of the two binds."""

    trigger: Moment
    number: int
    unit: Unit
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when, where `when` holds. `number` None: the law names a standard and no number of days."""

    when: Threshold | None
    number: int | None
    unit: Unit
    calendar: str
    counted_from: Literal["trigger", "year_end"]
    standard: str
    contemporaneous_with: str
    form: str
    chained: Chain | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a duty says from one date on: from how many people, and by when (the first deadline that fits)."""

    since: date
    threshold: Threshold
    deadlines: tuple[Deadline, ...]

    def deadline(self, count: int | None) -> Deadline:
        """The deadline for that many people; while nobody has counted the first, which the rules write strictest."""
        fitting = (
            choice for choice in self.deadlines if count is None or choice.when is None or choice.when.holds(count)
        )
        return next(fitting, self.deadlines[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where the rule stands, to the subsection, and when a person last read it."""

    text: str
    read: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty of the rulebook, with all its vintages."""

    id: str
    title: str
    to: str
    owed_by: Literal["covered_entity", "business_associate"]
    state: str | None
    each_state: bool
    licence: Literal["ca_facility"] | None
    trigger: Trigger
    theories: tuple[Theory, ...]
    done_by: tuple[str, ...]
    reaches: Literal["people", "recipient"]
    vintages: tuple[Terms, ...]
    hold: Literal["federal", "named", "none"]
    released_by: tuple[Literal["secured", "low_probability"], ...]
    deemed_by: str | None
    deemed_note: str
    late: str
    citations: tuple[Citation, ...]
    confidence: Literal["high", "medium", "low"]
    evidence: Literal["S", "M", "I"]
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """When the same duty is due if its clock is started by another theory."""

    theory: str
    trigger_date: date
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty as it stands for one incident on one day.

    `late_days` counts past `due`; `margin_days` is `due` less the day of notice (or less today), negative when late.
    `coverage` is the share, 0 to 1, of those it is owed to that sent notices reached; `content` the smallest share
    of required elements in those notices. `idle_days` counts the days between facts in hand and notice outside holds:
    evidence of unreasonable delay, a finding of its own beside lateness.
    """

    id: str
    entity: str
    to: str
    title: str
    status: Status
    trigger: str
    theory: str | None
    trigger_date: date | None
    due: date | None
    done: date | None
    late_days: int
    margin_days: int | None
    coverage: float | None
    content: float | None
    idle_days: int | None
    not_contemporaneous: bool
    why: tuple[str, ...]
    why_not: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    citation: str
    confidence: str
    assumptions: tuple[str, ...]

    @property
    def required(self) -> bool:
        """Whether the law asks for it, on these facts."""
        return self.status not in {Status.NOT_REQUIRED, Status.NOT_REQUIRED_BUT_DONE, Status.NOT_COVERED}
