"""A runbook as authors write it: steps with their triggers, and assertions about the end."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag

from simulator.authored import Authored, PlainText, Slug, StateCode
from simulator.domain.lists import Scope
from simulator.scenario.written.directing import (
    ChanceStep,
    DelayStep,
    ImproviseStep,
    OnInjectStep,
    RollStep,
    SubstituteStep,
)
from simulator.scenario.written.names import (
    DIRECTIONS,
    LEGAL_ACTS,
    ON_INJECT,
    AudienceRef,
    Count,
    InjectRef,
    LabelRef,
    SeatRef,
    SourceRef,
    TaskRef,
)
from simulator.scenario.written.triggers import Triggered, as_list


class ActionStep(Triggered):
    """Take an action; `promised` is the day by which a project is promised."""

    do: TaskRef
    target: str | None = None
    by: SeatRef | None = None
    second: SeatRef | None = None
    promised: date | None = None


class DiscoveryStep(Triggered):
    """State the discovery date."""

    do: Literal["state-discovery-date"]
    date: date
    by: SeatRef | None = None


class FactorEntry(Authored):
    """One factor: a finding, how heavily it weighs, the sources it rests on, and how sure its author is, 0 to 1."""

    finding: PlainText
    weight: Literal["low", "medium", "high"]
    sources: tuple[SourceRef, ...]
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None


class ClaimEntry(Authored):
    """An exception of 45 CFR 164.402(1) that is relied on, and those of its conditions that are shown."""

    name: Literal["unintentional_workforce", "inadvertent_between_authorised", "not_retained"]
    shown: tuple[Slug, ...]


class AssessmentEntry(Authored):
    """The four factors of 45 CFR 164.402(2); what is left out is not assessed.

    `review_on`: the sources whose pull reopens the assessment.
    """

    nature: FactorEntry | None = None
    recipient: FactorEntry | None = None
    acquired: FactorEntry | None = None
    mitigation: FactorEntry | None = None
    exceptions: tuple[ClaimEntry, ...] = ()
    counsel: bool = False
    review_on: tuple[SourceRef, ...] = ()


class DetermineStep(Triggered):
    """Determine breach or not."""

    do: Literal["determine-breach"]
    breach: bool
    assessment: AssessmentEntry = AssessmentEntry()
    by: SeatRef | None = None


class HoldStep(Triggered):
    """Write down who stated that notices must wait; waits until the message has come."""

    do: Literal["record-hold"]
    inject: InjectRef
    official: PlainText
    by: SeatRef | None = None


class ListStep(Triggered):
    """Build the next version of the list: from `scope` and `sources`, or take over a `file` made outside.

    `file`: a CSV beside the runbook, with the canary of this world; then no switch but `by` applies. `without`: labels
    that do not count, as `k.ortega from 203.0.113.88` (rows of reads) or a store (copies in it).
    """

    do: Literal["build-list"]
    scope: Scope | None = None
    sources: tuple[SourceRef, ...] = ()
    file: str | None = None
    without: Annotated[tuple[LabelRef, ...], BeforeValidator(as_list)] = ()
    merges: bool = True
    drop_tests: bool = True
    keep_deceased: bool = True
    by: Literal["residence", "clinic"] = "residence"


class FreezeStep(Triggered):
    """Freeze a version of the list."""

    do: Literal["freeze-list"]
    version: Literal["latest"] | Annotated[int, Field(ge=1)] = "latest"
    by: SeatRef | None = None


class LetterEntry(Authored):
    """What a notice says; what is left out is not in it (45 CFR 164.404(c)(1))."""

    breach_from: date | None = None
    discovered: date | None = None
    kinds: tuple[str, ...] = ()
    steps: bool = False
    doing: bool = False
    contact: PlainText | None = None
    claims_no_misuse: bool = False


class ReleaseStep(Triggered):
    """Release a batch of notices."""

    do: Literal["release-notice"]
    audience: AudienceRef
    version: Literal["latest"] | Annotated[int, Field(ge=1)] = "latest"
    letter: LetterEntry
    by: SeatRef | None = None


class AnswerStep(Triggered):
    """Answer an inject; waits until it has come."""

    do: Literal["answer"]
    inject: InjectRef
    option: Slug


def _kind_of_step(given: object) -> str:
    do = given.get("do") if isinstance(given, dict) else getattr(given, "do", None)
    if do in ON_INJECT:
        return "on-inject"
    return str(do) if do in {*LEGAL_ACTS, *DIRECTIONS} else "action"


StepEntry: TypeAlias = Annotated[
    Annotated[ActionStep, Tag("action")]
    | Annotated[DiscoveryStep, Tag("state-discovery-date")]
    | Annotated[DetermineStep, Tag("determine-breach")]
    | Annotated[HoldStep, Tag("record-hold")]
    | Annotated[ListStep, Tag("build-list")]
    | Annotated[FreezeStep, Tag("freeze-list")]
    | Annotated[ReleaseStep, Tag("release-notice")]
    | Annotated[AnswerStep, Tag("answer")]
    | Annotated[OnInjectStep, Tag("on-inject")]
    | Annotated[DelayStep, Tag("delay-inject")]
    | Annotated[ImproviseStep, Tag("improvise")]
    | Annotated[SubstituteStep, Tag("substitute-role")]
    | Annotated[ChanceStep, Tag("set-chance")]
    | Annotated[RollStep, Tag("roll-die")],
    Discriminator(_kind_of_step),
]

DutyStatus: TypeAlias = Literal[
    "not_required",
    "waiting",
    "running",
    "due_today",
    "overdue",
    "met",
    "met_late",
    "missed",
    "not_required_but_done",
    "not_covered",
]
"""Design 10; the rulebook's own words are `law.model.Status`, which this package may not import."""


class Margin(Authored):
    """How many days a notice must at least be ahead of its due date."""

    min: int


class MarginEntry(Authored):
    """A duty is met so many days early."""

    id: Slug
    duty: str
    margin_days: Margin


class StatusEntry(Authored):
    """A duty ends in this status."""

    id: Slug
    duty: str
    status: DutyStatus


class EvidenceEntry(Authored):
    """A source is preserved, or lost, in the end."""

    id: Slug
    evidence: SourceRef
    is_: Literal["preserved", "lost"] = Field(alias="is")


class ScoreEntry(Authored):
    """The score, or one of its parts, lies within bounds."""

    id: Slug
    score: Literal["total", "exposure", "care", "duty", "notice", "evidence", "effort"]
    min: float | None = None
    max: float | None = None


class PeopleEntry(Authored):
    """One of the three sets of people is so big; `state` counts one state's residents."""

    id: Slug
    people: Literal["read", "notifiable", "listed"]
    state: StateCode | None = None
    min: Count | None = None
    max: Count | None = None
    equals: Count | None = None


AssertEntry: TypeAlias = MarginEntry | StatusEntry | EvidenceEntry | ScoreEntry | PeopleEntry


class RunbookFile(Authored):
    """A runbook: who plays which scenario, in which steps, and what must be true in the end."""

    scenario: Slug
    seat: Slug = "room"
    steps: tuple[StepEntry, ...] = ()
    asserts: tuple[AssertEntry, ...] = Field(alias="assert", default=())
