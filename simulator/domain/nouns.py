"""The seven nouns that make every breach.

A leak is a copy that someone can reach while it is there: a `Flow` leaves copies in a `Store`, a `Grant` opens the
store to a `Reader`, a `Service` needs the flow, a `LogSource` records part of it, an `Indicator` could be noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from simulator.domain.ids import FlowId, GrantId, IndicatorId, PoolId, ReaderId, SeatId, ServiceId, SourceId, StoreId
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


class SourceKind(StrEnum):
    """What a pulled source can show."""

    READS = "reads"
    """A row for each read: whose records somebody took."""
    COUNTS = "counts"
    """A counter on each copy still there: which were received, and which never were."""
    CONTENT = "content"
    """What lies in a store: whose records, by clinic."""
    METER = "meter"
    """Bytes out of a store a day."""
    MERGES = "merges"
    """Which medical record numbers are one person, which are tests."""
    ADDRESSES = "addresses"
    """Residence, death and address quality."""
    NOTES = "notes"
    """Free text that reveals indicators: tickets, interviews, statements."""
    LOG = "log"
    """Activity that puts no record number on a list: logins, jobs, changes, errors."""


class RowOf(StrEnum):
    """What one kind of a source's rows is of."""

    BACKGROUND = "background"
    """Ordinary traffic."""
    READ = "read"
    """A copy that a reader took."""
    WRITE = "write"
    """A copy that arrived."""
    REJECT = "reject"
    """A message that failed."""
    SESSION = "session"
    """A reader's visit, when it begins."""
    BULK = "bulk"
    """A reader's visit with its counts, when it is over."""
    CHANGE = "change"
    """A path opened or closed, a flow, a store or a source changed."""
    TRACE = "trace"
    """What the author adds."""
    COPY = "copy"
    """A copy that lies in a store now."""
    PERSON = "person"
    """A record in a register."""
    DAY = "day"
    """A day of a meter."""
    NOTE = "note"
    """What somebody who read it through brings back."""


Cell: TypeAlias = str | int | float | None
"""What stands in one column of one row."""
ColumnType: TypeAlias = Literal["TEXT", "INTEGER", "REAL"]
Clock: TypeAlias = Literal["utc", "local", "naive"]
"""How a product writes moments: in UTC, in local time with its offset, or in local time without."""
Stamp: TypeAlias = Literal["iso", "elf", "clf", "hl7", "space", "epoch-ms"]
"""In which notation (domain.md 1.4, 1.5)."""
Files: TypeAlias = Literal["none", "hourly", "daily"]
"""Whether rows come in files. An hourly file is issued again, longer, under a higher sequence (domain.md 2.4, 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """What stands in a column of one kind of rows: exactly one of the first seven.

    `word` is a word of `domain.rowwords`; `texts` are templates that hold words in braces, with weights; `lookup`
    answers by the value of `word`. `stamp` is another notation than the source's. `drop` is the share of rows that have
    `instead` there. `like` is the column together with whose pick this one is drawn, so that both fit.
    """

    word: str = ""
    constant: Cell = None
    picks: tuple[tuple[Cell, float], ...] = ()
    number: Triangle | None = None
    texts: tuple[tuple[str, float], ...] = ()
    lookup: tuple[tuple[str, Cell], ...] = ()
    prefix: str = ""
    masked: bool = False
    stamp: Stamp | None = None
    otherwise: Cell = None
    drop: float = 0.0
    instead: Cell = None
    like: str = ""


Fills: TypeAlias = tuple[tuple[str, Fill], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowKind:
    """One kind of a source's rows and what stands in its columns; those it does not name are blank.

    Each happening gives `times` rows; `batch` happenings of one visit share one row.
    """

    of: RowOf
    per_day: float = 0.0
    profile: Profile = "clinic-week"
    times: int = 1
    batch: int = 1
    fill: Fills = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Rows that the author adds: one at `since`, or one `every` so many seconds before `until` (EndEx if None)."""

    since: Seconds
    every: Seconds | None = None
    until: Seconds | None = None
    fill: Fills = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSource:
    """What is recorded, how completely, how long, and whether its silence proves anything.

    `since` None: not recording until somebody enables it. `completeness` is the share of true reads that ever yield a
    row. `proves_absence` holds the author's reason why no row means no read; None: silence proves nothing.
    `answer_hours` is what the one who has it takes to hand it over, beside the work of whoever asks; None: at once.
    `rolls`: it keeps only so many rows, the last ones. `twin_of`: the ordinary traffic is that of another card.
    `until`: what happens from then on is not in it. `pools`: a list that somebody hands over from `since` on, of those
    pools' record numbers; it looks into no store.
    """

    id: SourceId
    code: str
    title: str
    kind: SourceKind
    stores: tuple[StoreId, ...]
    since: Seconds | None
    keep: Seconds | None
    latency_hours: Triangle
    completeness: float
    proves_absence: str | None
    reveals: tuple[IndicatorId, ...] = ()
    answer_hours: Triangle | None = None
    duplicates: float = 0.0
    skew: Seconds = 0
    skew_share: float = 0.0
    clock: Clock = "utc"
    stamp: Stamp = "iso"
    drops: tuple[tuple[str, float], ...] = ()
    blank: str | None = None
    files: Files = "none"
    licence: str | None = None
    forward_only: bool = True
    deletable: bool = False
    rolls: int | None = None
    twin_of: str = ""
    columns: tuple[tuple[str, ColumnType], ...] = ()
    rows: tuple[RowKind, ...] = ()
    traces: tuple[Trace, ...] = ()
    answers: tuple[str, ...] = ()
    misleads: tuple[tuple[str, str], ...] = ()
    gaps: str = ""
    pull_hours: Triangle | None = None
    pull_staff_hours: float = 0.0
    citation: str = ""
    until: Seconds | None = None
    pools: tuple[PoolId, ...] = ()

    @property
    def stream(self) -> str:
        """Whose draws the ordinary traffic comes from."""
        return self.twin_of or self.id


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
