"""The seven nouns, seats, pools and vendors as authors write them; each model names the noun it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from simulator.authored import Authored, Duration, PlainText, StateCode
from simulator.domain import nouns as domain
from simulator.domain import playbook
from simulator.scenario.written.names import (
    Amount,
    Count,
    CredentialRef,
    FailureRef,
    FlowRef,
    GrantRef,
    Keep,
    Moment,
    PoolRef,
    SeatRef,
    Share,
    Shifts,
    SourceRef,
    StoreRef,
    Three,
)

ERROR_RATE = 0.05
"""Assumed: one action in twenty is done wrong by rested people in daylight, and has to be done again."""


OBJECT_BYTES = (1000.0, 4000.0, 16000.0)
"""Assumed: a record is some pages of text."""


def _empty(given: object) -> object:
    return "" if given is None else given


class Built(Authored):
    """A model whose keys are the fields of a value of the core; its id is the key it stands under."""

    into: ClassVar[type[Any]]


class Leg(Built):
    """One stop of a message."""

    into = domain.Leg
    store: StoreRef
    after: Duration


class Flow(Built):
    """Records moving at a rate; here those that fail and leave copies behind.

    `holds`: a system of record instead, with one copy for each record of the world, or of the pool.
    """

    into = domain.Flow
    title: PlainText
    starts: Moment
    ends: Moment | None = None
    per_day: Amount = 0.0
    profile: domain.Profile = "round-the-clock"
    route: tuple[Leg, ...] = Field(min_length=1)
    pool: PoolRef | None = None
    pool_until: Moment = 0
    without_person: Share = 0.0
    elements: tuple[str, ...] = Field(min_length=1)
    object_bytes: Three = OBJECT_BYTES
    history: Count | None = None
    holds: domain.Holds | None = None


class Store(Built):
    """A place that keeps copies; an empty `keep` keeps them for ever."""

    into = domain.Store
    title: PlainText
    keep: Keep
    secured: bool = False


class Grant(Built):
    """An access path with a lifetime; `closes`: when it ends by itself."""

    into = domain.Grant
    title: PlainText
    stores: tuple[StoreRef, ...] = Field(min_length=1)
    credential: CredentialRef
    authorised: bool
    opened: Moment
    closes: Moment | None = None


class Visit(Built):
    """One reading of one store: a page of it (`skip`, `limit`), or of the copies of some pools' records alone."""

    into = domain.Visit
    at: Moment
    store: StoreRef
    lasting: Duration
    limit: Count | None = None
    skip: Count = 0
    pools: tuple[PoolRef, ...] = ()


class Returns(Built):
    """How a reader comes back after StartEx until locked out."""

    into = domain.Returns
    first: Duration
    every_hours: Three
    stores: tuple[StoreRef, ...] = Field(min_length=1)
    lasting: Duration


class Reader(Built):
    """Someone who uses grants; an empty `address`: no log has one."""

    into = domain.Reader
    title: PlainText
    address: Annotated[str, BeforeValidator(_empty)] = ""
    grants: tuple[GrantRef, ...] = Field(min_length=1)
    visits: tuple[Visit, ...] = ()
    returns: Returns | None = None


class Service(Built):
    """What care needs from flows and grants."""

    into = domain.Service
    title: PlainText
    needs: tuple[FlowRef, ...] = ()
    needs_grants: tuple[GrantRef, ...] = ()
    workarounds: tuple[GrantRef, ...] = ()
    visits_per_day: Amount
    failing_share: Share
    failing_share_manual: Share
    paused_share: Share
    paused_share_manual: Share


class Indicator(Built):
    """What a person could notice, under which theory noticing it would date the discovery, and which card it shows."""

    into = domain.Indicator
    title: PlainText
    text: PlainText
    at: Moment
    discovery: Literal["actual", "constructive"] | None = None
    seats: tuple[SeatRef, ...] = Field(min_length=1)
    visible: bool = False
    calms: bool = False
    failures: tuple[FailureRef, ...] = ()


class Seat(Built):
    """A chair with authority; `shifts` are the times of day at which other people take over, from midnight.

    `substitutes` may stand in when it is away; none named: anybody. `contact`: how to reach it.
    """

    into = playbook.Seat
    title: PlainText
    card: tuple[PlainText, ...] = Field(min_length=1)
    staff: int = Field(ge=1)
    reach_day: Share
    reach_evening: Share
    reach_night: Share
    reach_weekend: Share
    shifts: Shifts = ()
    error_rate: Share = ERROR_RATE
    night_error_factor: Annotated[float, Field(ge=1)] = 1.0
    substitutes: tuple[SeatRef, ...] = ()
    contact: PlainText = ""


class Cohort(Built):
    """So many people of one kind."""

    into = playbook.Cohort
    people: Count
    residence: StateCode
    clinic: StateCode
    merged: bool = False
    deceased: bool = False
    bad_address: bool = False
    test: bool = False


class Pool(Built):
    """Who is sampled into a flow."""

    into = playbook.Pool
    cohorts: tuple[Cohort, ...] = Field(min_length=1)
    shown_by: SourceRef | None = None
    shown: Mapping[StateCode, Count] = {}


class Task(Built):
    """An action that good practice asks for: its full harm when undone, a half of it rising from `within` to `late`.

    With `targets` it is done once it was done on each of them.
    """

    into = playbook.Task
    within: Duration
    late: Duration
    value: float = Field(ge=0)
    why: PlainText
    source: PlainText = "assumed"
    targets: tuple[PlainText, ...] = ()
