"""What is recorded: a `LogSource`, the sixth of the seven nouns, and what its rows are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from simulator.domain.ids import IndicatorId, PoolId, SourceId, StoreId
from simulator.domain.nouns import Profile, Triangle
from simulator.domain.time import Seconds


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
