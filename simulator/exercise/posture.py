"""What could be proven on a day after an incident, given what is recorded, how long, and under which licences. Pure.

The incident is of day 0, when everything that records was recording. No row is looked at: this is what a configuration
can hold, not what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain.questions import QUESTIONS
from simulator.domain.sources import SourceKind

DAYS = (1, 5, 12, 30)
"""The days that are asked about. Source: issue 4; domain.md 2.3 (the expiry race)."""

Condition: TypeAlias = Literal["never", "not yet", "there", "gone"]
Strength: TypeAlias = Literal["nothing", "hints", "shows", "proves"]
_STRENGTHS: tuple[Strength, ...] = ("nothing", "hints", "shows", "proves")
_WHOLE = 0.95
"""Below this share of rows a source only hints; assumed (domain.md 2.1 has copies and statements at .9 and less)."""
_BEST: Mapping[str, tuple[str, ...]] = {
    "Q1": ("E07", "E16", "E04"),
    "Q2": ("E07", "E25", "E24", "E35"),
    "Q3": ("E07", "E21", "E23", "E31", "E25"),
    "Q4": ("E04", "E25", "E14"),
    "Q5": ("E01", "E07", "E25", "E03"),
    "Q6": ("E34", "E25", "E27", "E31"),
    "Q7": ("E03", "E19", "E26", "E16", "E18"),
    "Q8": ("E10", "E09", "E05", "E24", "E07"),
    "Q9": ("E28", "E26", "E27"),
    "Q10": ("E31",),
    "Q11": ("E29", "E36", "E40", "E41"),
    "Q12": ("E18", "E03"),
}
"""The best sources of each question, then the fallback. Source: domain.md 2.2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """One source of a configuration. Days after the incident; `keep_days` None keeps for ever."""

    slug: str
    code: str
    title: str
    kind: SourceKind
    recording: bool
    """Whether it recorded on day 0, or what it holds of day 0 can be had later all the same."""
    keep_days: float | None
    latency_days: float
    completeness: float
    proves_absence: bool
    answers: frozenset[str]
    misleads: frozenset[str]
    stores: frozenset[str] = frozenset()
    pull_hours: float | None = None
    """Hours that a pull takes, typically; None: not told."""
    pull_staff_hours: float = 0.0

    def on(self, day: float) -> Condition:
        """What has become of the rows of day 0."""
        if not self.recording:
            return "never"
        if self.keep_days is not None and day >= self.keep_days:
            return "gone"
        return "there" if day >= self.latency_days else "not yet"

    def strength(self, question: str) -> Strength:
        """How well its rows answer a question, as long as they are there.

        A trap that a first choice of the field has too makes it no worse: everybody has to know it.
        """
        if question not in self.answers:
            return "nothing"
        if self.proves_absence and question in {"Q3", "Q6"}:
            return "proves"
        misleads = question in self.misleads and self.code[:3] not in _BEST[question]
        return "hints" if misleads or self.completeness < _WHOLE else "shows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How well a question can be answered on a day, and by what; `lost` is the next source for it to go."""

    day: int
    strength: Strength
    best: str | None
    until_day: float | None
    lost: str | None
    lost_day: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Whether it can be proven of a store, on a day, that a record was not read; `by` names the sources."""

    day: int
    store: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posture:
    """What a configuration could prove."""

    days: tuple[int, ...]
    sources: Mapping[str, tuple[Condition, ...]]
    answers: Mapping[str, tuple[Answer, ...]]
    absence: Mapping[str, tuple[Absence, ...]]


def posture(recorders: Sequence[Recorder], stores: Iterable[str] = (), days: Sequence[int] = DAYS) -> Posture:
    """What could be proven on each of the days, by sources, by questions and by stores."""
    return Posture(
        days=tuple(days),
        sources={one.slug: tuple(one.on(day) for day in days) for one in recorders},
        answers={name: tuple(answer(recorders, name, day) for day in days) for name in QUESTIONS},
        absence={store: tuple(absence(recorders, store, day) for day in days) for store in stores},
    )


def answer(recorders: Iterable[Recorder], question: str, day: int) -> Answer:
    """The best source that still answers on that day, and the next one to go."""
    there = [one for one in recorders if one.on(day) == "there" and one.strength(question) != "nothing"]
    best = min(there, key=lambda one: _rank(one, question), default=None)
    going = [(one.keep_days, one.slug) for one in there if one.keep_days is not None]
    lost_day, lost = min(going, default=(None, None))
    return Answer(
        day=day,
        strength="nothing" if best is None else best.strength(question),
        best=None if best is None else best.slug,
        until_day=None if best is None else best.keep_days,
        lost=lost,
        lost_day=lost_day,
    )


def absence(recorders: Iterable[Recorder], store: str, day: int) -> Absence:
    """Which sources show on that day that a record of the store was not read.

    Source: design.md 2 (a source that covers every read of the store and proves absence is still obtainable).
    """
    proving = (one.slug for one in recorders if one.proves_absence and store in one.stores and one.on(day) == "there")
    return Absence(day=day, store=store, by=tuple(sorted(proving)))


def _rank(one: Recorder, question: str) -> tuple[int, int, float, float, str]:
    """The strongest first, then the field's own order, then the most complete, then the one that lasts longest."""
    lasting = float("inf") if one.keep_days is None else one.keep_days
    best = _BEST[question]
    place = best.index(one.code[:3]) if one.code[:3] in best else len(best)
    return -_STRENGTHS.index(one.strength(question)), place, -one.completeness, -lasting, one.slug
