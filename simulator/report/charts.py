"""What the charts of the report show, as plain values. Days are counted from StartEx, with fractions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

Lane: TypeAlias = Literal["truth", "known", "done"]
LANES: tuple[Lane, ...] = ("truth", "known", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A turning point: its number in the table, its lane, when."""

    number: int
    lane: Lane
    day: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A legal clock: its first day, the day it is due, the day it was met (None: never)."""

    duty: str
    starts: float
    due: float
    done: float | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChart:
    """Three swim lanes over the clocks, from the first turning point to EndEx."""

    kind: ClassVar[str] = "timeline"
    marks: tuple[Mark, ...]
    clocks: tuple[Clock, ...]
    ends: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginChart:
    """Days between notice and due date for each duty; negative is late."""

    kind: ClassVar[str] = "margin"
    bars: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleChart:
    """How many people each set holds, from each day on: (set, day, people).

    `estimates`: what the team expected, as (day, P10, P50, P90).
    """

    kind: ClassVar[str] = "people"
    steps: tuple[tuple[str, float, int], ...]
    ends: float
    estimates: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadChart:
    """Staff-hours by owner and move: (owner, move, hours)."""

    kind: ClassVar[str] = "load"
    owners: tuple[str, ...]
    moves: tuple[str, ...]
    cells: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeChart:
    """Ranges that people gave, each beside what was true: (label, P10, P50, P90, truth)."""

    kind: ClassVar[str] = "range"
    ranges: tuple[tuple[str, float, float, float, float | None], ...]
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallChart:
    """How the parts add up to the total."""

    kind: ClassVar[str] = "waterfall"
    parts: tuple[tuple[str, float], ...]
    total: float


Chart: TypeAlias = TimelineChart | MarginChart | PeopleChart | LoadChart | RangeChart | WaterfallChart
