"""What a runbook is once it is read: decisions with triggers that look only at what the seat knows, and assertions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from simulator.domain import decisions as d
from simulator.domain.ids import ActionId, IndicatorId, InjectId, SeatId, SourceId
from simulator.domain.time import Seconds

LATEST = 0
"""A list version that stands for the newest: the last one built for `freeze-list`, the last one frozen for a notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """When a step is due: everything given must hold for the seat; then `wait` passes.

    `at`: not before. `after`: this action completed, or this legal act was recorded. `indicators` noticed, `pulled`
    sources shown, `prepared` audiences ready, `injects` delivered, `listed`: that version of the list was built.
    """

    at: Seconds | None = None
    after: ActionId | str | None = None
    wait: Seconds = 0
    indicators: tuple[IndicatorId, ...] = ()
    pulled: tuple[SourceId, ...] = ()
    prepared: tuple[str, ...] = ()
    injects: tuple[InjectId, ...] = ()
    listed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One decision and when to take it. A list version of `LATEST` stands for the newest one then.

    `text`: what an improvised message says.

    `file`: the list made outside that the decision takes over; its people depend on the seed, so it is read at play.
    """

    trigger: Trigger
    decision: d.Decision
    why: str
    dissent: str
    place: str
    file: Path | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAssertion:
    """A duty is met at least so many days early, or ends in a status."""

    id: str
    duty: str
    margin_days: int | None
    status: str | None
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAssertion:
    """A source is preserved, or lost, in the end."""

    id: str
    source: SourceId
    expected: Literal["preserved", "lost"]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreAssertion:
    """The total, or a part, of the score lies within bounds."""

    id: str
    part: str
    low: float | None
    high: float | None
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleAssertion:
    """A set of people, or its residents of one state, is so big."""

    id: str
    people: Literal["read", "notifiable", "listed"]
    state: str | None
    low: int | None
    high: int | None
    place: str


Assertion: TypeAlias = DutyAssertion | EvidenceAssertion | ScoreAssertion | PeopleAssertion


@dataclass(frozen=True, slots=True, kw_only=True)
class Runbook:
    """What a script does and asserts. `place` of steps and assertions is `file:line:col`."""

    name: str
    scenario: str
    seat: SeatId
    steps: tuple[Step, ...]
    asserts: tuple[Assertion, ...]
