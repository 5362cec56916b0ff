"""One thing that somebody wrote down about the exercise, not in it: it changes neither the world nor the score.

`at` is the exercise second, `room` the room's own seconds. A record of the same name (an objective's rating, an action
of the plan) takes the place of the one before. Terms are HSEEP's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeAlias, get_args

from simulator.domain.direction import Chance, Pace
from simulator.domain.time import Seconds

Rating: TypeAlias = Literal["P", "S", "M", "U"]
"""Performed without challenges, with some, with major ones, unable to be performed. Source: HSEEP."""
Tag: TypeAlias = Literal["+", "-", "!", "?", ""]
"""A strength, a gap, something critical, a question, an observation."""
Stage: TypeAlias = Literal["draft", "reconciled", "final"]
WashStage: TypeAlias = Literal["begun", "ended", "skipped"]
PlanStatus: TypeAlias = Literal["open", "closed"]
Element: TypeAlias = Literal["Planning", "Organization", "Equipment", "Training", "Exercise", ""]
"""Capability elements. Source: HSEEP improvement plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """How the exercise was set up: how fast, what chance is allowed, and which objectives were chosen.

    `sponsor`, `contact`, `mission` fill the overview; empty: nobody said. `chance`: seeded dice, none, or on the table.
    `solo`: one person practises, with no room to discuss in.
    """

    kind: ClassVar[str] = "arranged"
    at: Seconds
    room: float
    pace: Pace = "x60"
    chance: Chance = "seeded"
    objectives: tuple[str, ...] = ()
    sponsor: str = ""
    contact: str = ""
    solo: bool = False
    mission: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """Who sits in a role: `auto` is played by the tool, `away` has a substitute. `hours` is for the sign-in sheet."""

    kind: ClassVar[str] = "seated"
    at: Seconds
    room: float
    role: str
    name: str = ""
    organization: str = ""
    how: Literal["person", "auto", "away", "observer", "evaluator", "facilitator"] = "person"
    hours: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An observer's line; `objective` and `role` where it is about one."""

    kind: ClassVar[str] = "noted"
    at: Seconds
    room: float
    text: str
    tag: Tag = ""
    objective: str = ""
    role: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """Somebody disputes the scenario: play went on, the quality section answers it."""

    kind: ClassVar[str] = "flagged"
    at: Seconds
    room: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinted:
    """A hint was given: 1 a question, 2 where to look, 3 a move."""

    kind: ClassVar[str] = "hinted"
    at: Seconds
    room: float
    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """The evaluator's rating of an objective; `why` where it differs from what the tool proposes."""

    kind: ClassVar[str] = "rated"
    at: Seconds
    room: float
    objective: str
    rating: Rating
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """The evaluator's root cause and impact for an objective, and the plan section or policy it refers to."""

    kind: ClassVar[str] = "analysed"
    at: Seconds
    room: float
    objective: str
    reference: str = ""
    cause: str = ""
    impact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Washed:
    """How far the hot wash has come, after `seconds` of it; one that was cut short or left out says `why`."""

    kind: ClassVar[str] = "washed"
    at: Seconds
    room: float
    stage: WashStage
    seconds: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Said in the hot wash: something to keep, or to change."""

    kind: ClassVar[str] = "learned"
    at: Seconds
    room: float
    keep: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An action of the improvement plan, by its id (IP-1). Empty and None: still to be filled.

    `retest` is the scenario that tests it again, `measure` how one knows that it is done, `refs` journal entries.
    """

    kind: ClassVar[str] = "planned"
    at: Seconds
    room: float
    id: str
    issue: str
    action: str = ""
    capability: str = ""
    element: Element = ""
    organization: str = ""
    owner: str = ""
    start: date | None = None
    due: date | None = None
    priority: Literal["high", "medium", "low"] = "medium"
    measure: str = ""
    retest: str = ""
    tasks: tuple[str, ...] = ()
    refs: tuple[int, ...] = ()
    status: PlanStatus = "open"
    dropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """An open action of an earlier exercise, brought into this one to be tested again, as it stood then.

    `source` says which exercise or file it is from, `exercise` its number in the library (0: a file).
    """

    kind: ClassVar[str] = "brought"
    at: Seconds
    room: float
    source: str
    id: str
    issue: str
    action: str = ""
    owner: str = ""
    due: date | None = None
    measure: str = ""
    retest: str = ""
    tasks: tuple[str, ...] = ()
    exercise: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """A participant's answer to one item of the feedback form, 1 (no) to 5 (yes)."""

    kind: ClassVar[str] = "felt"
    at: Seconds
    room: float
    item: str
    score: int | None = None
    comment: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """What the team expected at one of the three moments: a range, or a probability."""

    kind: ClassVar[str] = "estimated"
    at: Seconds
    room: float
    question: str
    moment: Literal[1, 2, 3]
    p10: float | None = None
    p50: float | None = None
    p90: float | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """A critical finding that management was told at once (NIST SP 800-84), on a page of its own."""

    kind: ClassVar[str] = "escalated"
    at: Seconds
    room: float
    text: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """The handling line of the report; a label creates no privilege."""

    kind: ClassVar[str] = "handled"
    at: Seconds
    room: float
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How far the report has come, and who says so."""

    kind: ClassVar[str] = "settled"
    at: Seconds
    room: float
    stage: Stage
    by: str = ""


Record: TypeAlias = (
    Arranged | Seated | Noted | Flagged | Hinted | Rated | Analysed | Washed | Learned | Planned | Brought | Felt
    | Estimated | Escalated | Handled | Settled
)  # fmt: skip
RECORDS: tuple[type[Record], ...] = get_args(Record)
