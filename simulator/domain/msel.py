"""The master scenario events list: injects, what releases them, and the moves they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain.ids import ActionId, IndicatorId, InjectId, SeatId, SourceId
from simulator.domain.time import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """At a fixed time."""

    at: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterAction:
    """So long after an action first completed."""

    action: ActionId
    delay: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterNotice:
    """So long after the first notice to an audience left."""

    audience: str
    delay: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterIndicator:
    """So long after an indicator was first noticed."""

    indicator: IndicatorId
    delay: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterReturns:
    """When so many letters have come back."""

    letters: int


Trigger: TypeAlias = At | AfterAction | AfterNotice | AfterIndicator | AfterReturns


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlessAction:
    """Only if this action has not been completed."""

    action: ActionId


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlessDetermined:
    """Only if nobody has determined anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlessNotice:
    """Only if no notice to this audience has left."""

    audience: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleMissed:
    """Only if at least so many of the people who should be told were not on the list that letters went to."""

    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountChanged:
    """Only if the number told to an audience is no longer the team's number for that state."""

    audience: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Only if somebody has noticed this indicator."""

    indicator: IndicatorId


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """Only if this source has been pulled."""

    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Only if this inject was answered so."""

    inject: InjectId
    option: str


Condition: TypeAlias = (
    UnlessAction | UnlessDetermined | UnlessNotice | PeopleMissed | CountChanged | Noticed | Pulled | Answered
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to answer an inject, and what it does: an effect's name in words, shown at the debrief.

    It is offered if its conditions hold when the inject comes.
    """

    id: str
    title: str
    effect: str
    harm: float = 0.0
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A request to hold notices back that a message brings (45 CFR 164.412).

    `official`: it comes from a law-enforcement official, so that recording it moves clocks. It ends `until` a moment,
    or `days` after it was stated; neither: nobody named an end. `audiences`: which notices it names, none for all that
    the federal rule reaches; `states`: whose own notices it names besides.
    """

    agency: str
    official: bool
    written: bool
    until: Seconds | None = None
    days: int | None = None
    audiences: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """One message of the list. `main` injects open a discussion; the others are feed.

    `text` may hold `{name}` for figures the engine computes. `reveals` are indicators that become visible with it.
    `hints`: a question, where to look, a concrete move.
    """

    id: InjectId
    title: str
    text: str
    sender: str
    to: tuple[SeatId, ...]
    kind: Literal["contextual", "ordinary", "contingency"]
    main: bool
    trigger: Trigger
    conditions: tuple[Condition, ...]
    reveals: tuple[IndicatorId, ...]
    options: tuple[Option, ...]
    suggests: tuple[ActionId, ...]
    hold: Hold | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A phase of play: its budget in room minutes, and the gear time runs in.

    `paced` minutes of the room pass at x60; `jump` goes to the next decision, inject or due date.
    """

    id: str
    title: str
    starts: Seconds
    room_minutes: int
    gear: Literal["paced", "jump"]
    asks: str
