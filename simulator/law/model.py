"""What a duty is in the rulebook, and what an obligation is for one incident: pure values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, TypeAlias

Moment: TypeAlias = Literal[
    "detection", "ba_discovery", "materiality", "individual_notice_sent", "hhs_notified", "contract"
]
"""What starts a clock on one day that nobody disputes."""
Trigger: TypeAlias = Literal["discovery", "reason_to_believe", "determination", "confirmation", "scope_known"] | Moment
"""What starts a clock; those before the moments can be dated in several ways."""
Theory: TypeAlias = Literal["actual", "constructive", "imputed"]
"""A way to say when a breach was discovered."""
Unit: TypeAlias = Literal["calendar_days", "business_days", "hours"]
Owner: TypeAlias = Literal[
    "covered_entity", "business_associate", "phr_vendor", "part2_program", "registrant", "contract"
]
"""Whose duty it is: by HIPAA's roles; as a vendor of personal health records, a Part 2 program, an SEC registrant;
or by a contract, which is no law."""
Kind: TypeAlias = Literal[
    "medical", "health_insurance", "ssn", "tax_id", "government_id", "financial_account", "biometric", "genetic",
    "credentials", "birth_date",
]  # fmt: skip
"""A kind of information that breach statutes list; each file of facts is read into these."""
Counted: TypeAlias = Literal["individuals", "residents", "bad_addresses"]
"""Who is counted: everybody affected, the residents of one state, or the living whose addresses fail."""


Delay: TypeAlias = Literal["not_judged", "none_shown", "possible", "likely"]
"""What idle days say of "without unreasonable delay"; not judged where nobody dated the facts in hand."""
PREPARING_DAYS = 14
"""Idle days that printing and posting letters explain; assumed (domain.md 4, A50: 360 hours at most)."""


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

    @property
    def failed(self) -> bool:
        """Whether the duty was not done in time."""
        return self in {Status.OVERDUE, Status.MISSED, Status.MET_LATE}


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
    """What a duty says from one date on: of which kinds of information (empty: any), from how many people, by when.

    Of several deadlines the first that fits the count holds.
    """

    since: date
    threshold: Threshold
    deadlines: tuple[Deadline, ...]
    information: frozenset[Kind]

    def deadline(self, count: int | None) -> Deadline:
        """The deadline for that many people; while nobody has counted the first, which the rules write strictest."""
        fitting = (
            choice for choice in self.deadlines if count is None or choice.when is None or choice.when.holds(count)
        )
        return next(fitting, self.deadlines[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where the rule stands, to the subsection, and when it was last read; None: it is told from memory."""

    text: str
    read: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grace:
    """A statute's own limit after a law-enforcement hold was released.

    `past_due_only`: it counts only where the hold outlasted the ordinary limit.
    """

    number: int
    unit: Unit
    calendar: str
    past_due_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HipaaClause:
    """What a statute gives to entities that are under HIPAA.

    `exempt`: they are outside it. `replaces`: a notice on time under `by` is deemed to discharge this duty.
    `partial`: it helps with less than the duty, and changes nothing here. `since` None: from the duty's beginning.
    """

    effect: Literal["exempt", "replaces", "partial"]
    who: frozenset[str]
    since: date | None
    by: str
    cite: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty of the rulebook, with all its vintages.

    `done_on`: whether the day of sending or that of receipt counts.
    `licence`: only facilities that the state licenses owe it; `public_body`: only public bodies (and data brokers).
    `risk_of_harm`: the statute's exception where harm is unlikely, empty without one. `content` and `method`: what the
    notice must say, and how it is given.

    What every obligation of the duty repeats is put together once: the citations as one text; whether nobody could
    verify the rule (from memory, read into a silent text, never read, or of low confidence); whether no text was read.
    """

    id: str
    title: str
    to: str
    owed_by: Owner
    state: str | None
    each_state: bool
    licence: bool
    public_body: bool
    trigger: Trigger
    theories: tuple[Theory, ...]
    done_by: tuple[str, ...]
    reaches: Literal["people", "recipient"]
    done_on: Literal["sent", "received"]
    vintages: tuple[Terms, ...]
    hold: Literal["federal", "named", "none"]
    after_hold: Grace | None
    released_by: tuple[Literal["secured", "low_probability"], ...]
    risk_of_harm: str
    hipaa: HipaaClause | None
    content: tuple[str, ...]
    method: str
    late: str
    citations: tuple[Citation, ...]
    confidence: Literal["high", "medium", "low"]
    evidence: Literal["S", "M", "I"]
    assumptions: tuple[str, ...]
    citation: str = field(init=False)
    unread: bool = field(init=False)
    unverified: bool = field(init=False)

    def __post_init__(self) -> None:
        """Put together what every obligation of the duty repeats."""
        unread = self.owed_by != "contract" and any(citation.read is None for citation in self.citations)
        object.__setattr__(self, "citation", "; ".join(citation.text for citation in self.citations))
        object.__setattr__(self, "unread", unread)
        object.__setattr__(self, "unverified", unread or self.evidence != "S" or self.confidence == "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """When the same duty is due if its clock is started by another theory."""

    theory: str
    trigger_date: date
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty as it stands for one incident on one day.

    `jurisdiction` is US, a state's code, or the contract. `elapsed_days` counts from the trigger to the notice (or to
    today), `late_days` past `due`; `margin_days` is `due` less the day of notice (or less today), negative when late.
    `ends` is the local moment of a contract that counts in hours.
    `coverage` is the share, 0 to 1, of those it is owed to that sent notices reached; `content` the smallest share
    of required elements in those notices. `idle_days` counts the days between facts in hand and notice outside holds:
    evidence of unreasonable delay, a finding of its own beside lateness.
    `unverified`: nobody could verify the rule, so counsel must. `audiences`: to whom a notice counts for it.
    """

    id: str
    entity: str
    jurisdiction: str
    to: str
    title: str
    trigger: str
    citation: str
    confidence: str
    unverified: bool
    assumptions: tuple[str, ...]
    audiences: tuple[str, ...] = ()
    status: Status = Status.NOT_COVERED
    theory: str | None = None
    trigger_date: date | None = None
    due: date | None = None
    ends: datetime | None = None
    done: date | None = None
    elapsed_days: int | None = None
    late_days: int = 0
    margin_days: int | None = None
    coverage: float | None = None
    content: float | None = None
    idle_days: int | None = None
    not_contemporaneous: bool = False
    why: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def delay(self) -> Delay:
        """Whether notice was delayed without reason, judged by the idle days alone and apart from any due date."""
        if self.idle_days is None:
            return "not_judged"
        if self.idle_days <= PREPARING_DAYS:
            return "none_shown"
        return "possible" if self.idle_days <= 2 * PREPARING_DAYS else "likely"

    @property
    def required(self) -> bool:
        """Whether the law asks for it, on these facts."""
        return self.status not in {Status.NOT_REQUIRED, Status.NOT_REQUIRED_BUT_DONE, Status.NOT_COVERED}
