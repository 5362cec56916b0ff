"""The seven nouns that make every breach.

A leak is a copy that someone can reach while it is there: a `Flow` leaves copies in a `Store`, a `Grant` opens the
store to a `Reader`, a `Service` needs the flow, a `LogSource` records part of it, an `Indicator` could be noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain.ids import FlowId, GrantId, IndicatorId, PoolId, ReaderId, SeatId, ServiceId, StoreId
from simulator.domain.time import Seconds

Profile: TypeAlias = Literal["round-the-clock", "clinic-week"]
"""How a day's or a week's volume spreads over its hours (domain.md 6.1)."""
Holds: TypeAlias = Literal["everyone", "pool"]
"""Whose records a system of record holds: of the whole world, or of the flow's pool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangle:
    """Lowest, typical and highest value of something drawn; the unit is the field's."""

    low: float
    typical: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One stop of a message: a copy lies in `store` from so many seconds after its first enqueueing."""

    store: StoreId
    after: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Records moving at a rate; here the messages that fail and leave copies behind.

    `per_day` counts messages on an average day. `history` fixes how many there were before StartEx (their times and
    people are drawn). People come from `pool` until `pool_until`, then from the whole population.

    `holds`: a system of record instead, with one copy for each record of the world, or of the pool, laid down between
    `starts` and `ends` (StartEx if None).
    """

    id: FlowId
    title: str
    starts: Seconds
    ends: Seconds | None
    per_day: float
    profile: Profile
    route: tuple[Leg, ...]
    pool: PoolId | None
    pool_until: Seconds
    without_person: float
    elements: tuple[str, ...]
    object_bytes: Triangle
    history: int | None = None
    holds: Holds | None = None

    @property
    def lies(self) -> bool:
        """Whether its copies simply lie there: nothing fails, and no new message comes."""
        return self.holds is not None or self.per_day == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A place that keeps copies. `keep` is the age since first enqueueing at which a copy expires; None keeps all.

    `secured` copies are unreadable to whoever reaches them (45 CFR 164.402, unsecured PHI).
    """

    id: StoreId
    title: str
    keep: Seconds | None
    secured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """An access path with a lifetime. `authorised` False: nobody meant this path to exist.

    `closes`: when it ends by itself, if nobody closes it before.
    """

    id: GrantId
    title: str
    stores: tuple[StoreId, ...]
    credential: str
    authorised: bool
    opened: Seconds
    closes: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One reading of one store: copies listed at `at`, then taken one by one, oldest first, for `lasting` seconds.

    `pools`: only copies of the records of those are listed, as by a look-up or a report with a filter. `skip` and
    `limit` cut a page out of that list.
    """

    at: Seconds
    store: StoreId
    lasting: Seconds
    limit: int | None = None
    skip: int = 0
    pools: tuple[PoolId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """How a reader comes back after StartEx until locked out: the stores in turn, `every` so many hours."""

    first: Seconds
    every_hours: Triangle
    stores: tuple[StoreId, ...]
    lasting: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Someone who uses grants. An empty `address`: no log has one.

    Whoever reads through an authorised grant leaves rows as anybody does, and harms nobody.
    """

    id: ReaderId
    title: str
    address: str
    grants: tuple[GrantId, ...]
    visits: tuple[Visit, ...]
    returns: Returns | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What care needs from flows and grants.

    Shares are of visits disturbed while a flow fails, or while one is paused or a grant closed (domain.md 6.3).
    `workarounds`: paths that carry care while its flows fail, and no longer; closed then, they count as a pause.
    """

    id: ServiceId
    title: str
    needs: tuple[FlowId, ...]
    visits_per_day: float
    failing_share: float
    failing_share_manual: float
    paused_share: float
    paused_share_manual: float
    needs_grants: tuple[GrantId, ...] = ()
    workarounds: tuple[GrantId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What a person could notice. `discovery` says under which theory noticing it would date the discovery.

    `calms`: it looks as if all were well. `failures`: the failure cards of the scenario that it is a sign of, besides
    those that name it themselves.
    """

    id: IndicatorId
    title: str
    text: str
    at: Seconds
    discovery: Literal["actual", "constructive"] | None
    seats: tuple[SeatId, ...]
    visible: bool
    calms: bool = False
    failures: tuple[str, ...] = ()
