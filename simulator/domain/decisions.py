"""Decisions: the inputs of an exercise. Imperative, few; with scenario and seed they are the save.

The five legal acts are `StateDiscovery`, `DetermineBreach`, `RecordHold`, `FreezeList` and `ReleaseNotice`.
What people type (reasons, notes, dissent) is not here: words lie beside the journal (`domain.words`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, TypeAlias, get_args

from simulator.domain.direction import (
    DelayInject,
    FireInject,
    HoldInject,
    Improvise,
    LetGoInject,
    RollDie,
    SetChance,
    SkipInject,
    SubstituteRole,
)
from simulator.domain.ids import ActionId, InjectId, RecordId, SeatId
from simulator.domain.lists import LATER, ListSpec

__all__ = [
    "DECISIONS",
    "AnswerInject",
    "Assessment",
    "BuildList",
    "Claim",
    "Decision",
    "Declare",
    "DelayInject",
    "DetermineBreach",
    "Factor",
    "FireInject",
    "FreezeList",
    "HoldInject",
    "Improvise",
    "LetGoInject",
    "Letter",
    "MapDeclaration",
    "RecordHold",
    "ReleaseNotice",
    "RollDie",
    "SetChance",
    "SkipInject",
    "StateDiscovery",
    "SubstituteRole",
    "TakeAction",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAction:
    """Begin a response action. `by` names who carries the authority; `second` who agreed, where two must.

    `explained`: a reason was given with it, so that whoever takes the work over can read why (what it says lies in
    `domain.words`). `promised`: the day by which a project was promised.
    """

    kind: ClassVar[str] = "take-action"
    seat: SeatId
    action: ActionId
    target: str | None = None
    by: SeatId | None = None
    second: SeatId | None = None
    explained: bool = False
    promised: date | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateDiscovery:
    """Say on which date the breach was discovered (45 CFR 164.404(a)(2))."""

    kind: ClassVar[str] = "state-discovery"
    seat: SeatId
    day: date
    by: SeatId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One factor of the risk assessment: a finding, how heavily it weighs, and the sources it rests on.

    `confidence`, 0 to 1: how sure the author is of the finding; None where nobody said.
    """

    finding: str
    weight: str
    sources: tuple[str, ...]
    confidence: float | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An exception of 45 CFR 164.402(1) that is relied on, and those of its conditions that are shown."""

    name: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The four factors of 45 CFR 164.402(2); None where nobody has answered.

    `exceptions` that are relied on; whether `counsel` was consulted; `review_on`: the sources whose pull reopens it.
    """

    nature: Factor | None = None
    recipient: Factor | None = None
    acquired: Factor | None = None
    mitigation: Factor | None = None
    exceptions: tuple[Claim, ...] = field(default=(), metadata=LATER)
    counsel: bool = field(default=False, metadata=LATER)
    review_on: tuple[str, ...] = field(default=(), metadata=LATER)

    @property
    def complete(self) -> bool:
        """Whether all four factors are answered; a missing one cannot rebut the presumption."""
        return None not in (self.nature, self.recipient, self.acquired, self.mitigation)


@dataclass(frozen=True, slots=True, kw_only=True)
class DetermineBreach:
    """Record the judgement that this is, or is not, a notifiable breach."""

    kind: ClassVar[str] = "determine-breach"
    seat: SeatId
    breach: bool
    assessment: Assessment
    by: SeatId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHold:
    """Write down a request to hold notices back: the message that brought it, and who stated it (45 CFR 164.412)."""

    kind: ClassVar[str] = "record-hold"
    seat: SeatId
    inject: InjectId
    official: str
    by: SeatId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildList:
    """Compute the next version of the list of affected people from the evidence that was pulled.

    Or take over a list made outside (`spec.imported`): `given` are its people by the state that the file counts them
    in, which is empty where it does not say.
    """

    kind: ClassVar[str] = "build-list"
    seat: SeatId
    spec: ListSpec
    given: tuple[tuple[str, tuple[RecordId, ...]], ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeList:
    """Declare a version of the list to be the one notices go by."""

    kind: ClassVar[str] = "freeze-list"
    seat: SeatId
    version: int
    by: SeatId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a notice says: the five elements of 45 CFR 164.404(c)(1), with facts that may be wrong.

    None, or empty: the element is not there.
    """

    breach_from: date | None = None
    discovered: date | None = None
    kinds: tuple[str, ...] = ()
    steps: bool = False
    doing: bool = False
    contact: str | None = None
    claims_no_misuse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNotice:
    """Send notices of a frozen list version to one audience (`individual`, `hhs`, `media.tx`, `tx.ag`, ...)."""

    kind: ClassVar[str] = "release-notice"
    seat: SeatId
    audience: str
    version: int
    letter: Letter
    by: SeatId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInject:
    """Answer an inject with one of its options."""

    kind: ClassVar[str] = "answer-inject"
    seat: SeatId
    inject: InjectId
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare:
    """Something the team says it does that matches no action; it waits for the facilitator and changes nothing."""

    kind: ClassVar[str] = "declare"
    seat: SeatId
    by: SeatId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDeclaration:
    """The facilitator says which action a declaration stands for; None: it stands for nothing.

    What came of it without an action lies in `domain.words`, in the role `outcome`.
    """

    kind: ClassVar[str] = "map-declaration"
    seat: SeatId
    declaration: int
    action: ActionId | None


Decision: TypeAlias = (
    TakeAction
    | StateDiscovery
    | DetermineBreach
    | RecordHold
    | BuildList
    | FreezeList
    | ReleaseNotice
    | AnswerInject
    | Declare
    | MapDeclaration
    | FireInject
    | HoldInject
    | LetGoInject
    | SkipInject
    | DelayInject
    | Improvise
    | SubstituteRole
    | SetChance
    | RollDie
)

DECISIONS: tuple[type[Decision], ...] = get_args(Decision)
