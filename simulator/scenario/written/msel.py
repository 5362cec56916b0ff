"""The master scenario events list as authors write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from simulator.authored import Authored, Duration, PlainText, Slug, StateCode
from simulator.domain import msel as domain
from simulator.domain.direction import Channel
from simulator.scenario.written.names import (
    ActionRef,
    Amount,
    AudienceRef,
    Count,
    IndicatorRef,
    InjectRef,
    Moment,
    SeatRef,
    SourceRef,
)
from simulator.scenario.written.nouns import Built


class At(Built):
    """At a fixed time."""

    into = domain.At
    at: Moment


class AfterAction(Built):
    """So long after an action first completed."""

    into = domain.AfterAction
    action: ActionRef
    delay: Duration = 0


class AfterNotice(Built):
    """So long after the first notice to an audience left."""

    into = domain.AfterNotice
    audience: AudienceRef
    delay: Duration = 0


class AfterIndicator(Built):
    """So long after somebody noticed an indicator."""

    into = domain.AfterIndicator
    indicator: IndicatorRef
    delay: Duration = 0


class AfterReturns(Built):
    """When so many letters have come back."""

    into = domain.AfterReturns
    letters: Count


Trigger: TypeAlias = At | AfterAction | AfterNotice | AfterIndicator | AfterReturns


class UnlessAction(Built):
    """Only if this action has not been completed."""

    into = domain.UnlessAction
    unless: Literal["action"]
    action: ActionRef


class UnlessDetermined(Built):
    """Only if nobody has determined anything."""

    into = domain.UnlessDetermined
    unless: Literal["determined"]


class UnlessNotice(Built):
    """Only if no notice to this audience has left."""

    into = domain.UnlessNotice
    unless: Literal["notice"]
    audience: AudienceRef


class PeopleMissed(Built):
    """Only if so many people who should be told were not."""

    into = domain.PeopleMissed
    people: int = Field(alias="people_missed", ge=1)


class CountChanged(Built):
    """Only if the number told is no longer the team's number."""

    into = domain.CountChanged
    audience: AudienceRef = Field(alias="count_changed")
    state: StateCode


class Noticed(Built):
    """Only if somebody has noticed this indicator."""

    into = domain.Noticed
    indicator: IndicatorRef = Field(alias="noticed")


class Pulled(Built):
    """Only if this source has been pulled."""

    into = domain.Pulled
    source: SourceRef = Field(alias="pulled")


class Answered(Built):
    """Only if this inject was answered so."""

    into = domain.Answered
    inject: InjectRef = Field(alias="answered")
    option: Slug


Condition: TypeAlias = (
    UnlessAction | UnlessDetermined | UnlessNotice | PeopleMissed | CountChanged | Noticed | Pulled | Answered
)


class Option(Built):
    """One way to answer an inject; offered only if its conditions hold when the inject comes."""

    into = domain.Option
    title: PlainText
    effect: PlainText
    harm: Amount = 0.0
    conditions: tuple[Condition, ...] = Field(alias="only", default=())


class Hold(Built):
    """A request to hold notices back (45 CFR 164.412): `until` a moment, or so many `days` after it was stated.

    `audiences`: which notices it names; none: the federal ones. `states`: whose own notices it names besides.
    """

    into = domain.Hold
    agency: PlainText
    official: bool
    written: bool = False
    until: Moment | None = None
    days: Count | None = None
    audiences: tuple[AudienceRef, ...] = ()
    states: tuple[StateCode, ...] = ()


class Inject(Built):
    """One message of the list; its text may hold `{name}` for figures that the engine computes.

    `use` names an inject of the library, which says what is not written here.
    `channel`, `expect` and `notes` are for the facilitator's papers: nothing of them is played.
    `hints` are given when the room asks for one: a question, where to look, a concrete move.
    """

    into = domain.Inject
    use: Slug | None = None
    title: PlainText
    text: PlainText
    sender: PlainText
    to: tuple[SeatRef, ...] = Field(min_length=1)
    kind: Literal["contextual", "ordinary", "contingency"] = "ordinary"
    main: bool = False
    trigger: Trigger = Field(alias="when")
    conditions: tuple[Condition, ...] = Field(alias="only", default=())
    reveals: tuple[IndicatorRef, ...] = ()
    options: Mapping[Slug, Option] = {}
    suggests: tuple[ActionRef, ...] = ()
    hold: Hold | None = None
    channel: Channel | None = None
    expect: PlainText = ""
    hints: tuple[PlainText, ...] = Field(default=(), max_length=3)
    notes: PlainText = ""


class Move(Built):
    """A phase of play."""

    into = domain.Move
    title: PlainText
    starts: Duration
    room_minutes: int = Field(ge=1)
    gear: Literal["paced", "jump"]
    asks: PlainText


class Cut(Authored):
    """What is otherwise when the room has so many minutes; `injects` adds some, or changes them."""

    drop: tuple[InjectRef, ...] = ()
    minutes: Mapping[Slug, Annotated[int, Field(ge=1)]] = {}
    injects: Mapping[Slug, Any] = {}


class MselFile(Authored):
    """msel.yaml: the moves in order, the injects by id, and what is otherwise in so many room minutes."""

    moves: Mapping[Slug, Move] = Field(min_length=1)
    injects: Mapping[Slug, Inject] = {}
    cuts: Mapping[Annotated[int, Field(ge=15, le=480)], Cut] = {}
