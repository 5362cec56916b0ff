"""What the naive twin keeps count of: messages, copies in stores, and what became of logs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from simulator.domain.ids import FlowId, SourceId, StoreId
from simulator.domain.time import Seconds

FOREVER = 2**40

Span: TypeAlias = tuple[Seconds, Seconds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One planned message; `record` is -1 where it carries no person."""

    flow: FlowId
    planned: Seconds
    record: int


@dataclass(slots=True, kw_only=True)
class Stay:
    """One copy's time in one store."""

    message: int
    store: StoreId
    arrive: Seconds
    leave: Seconds = FOREVER
    read: bool = False
    received: bool = False
    captured: dict[SourceId, Seconds] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Log:
    """What became of a source."""

    since: Seconds | None
    keep: Seconds | None
    ends: Seconds
    held: Seconds | None = None
    lost: Seconds = -FOREVER
    pulled: list[Span] = field(default_factory=list)

    def obtainable(self, now: Seconds) -> list[Span]:
        """From when to when a read's row is still with the source: recorded, not lost, not older than it keeps."""
        if self.since is None:
            return []
        until = now if self.held is None else self.held
        oldest = -FOREVER if self.keep is None else until - self.keep + 1
        return [(max(self.since, self.lost, oldest), min(now, self.ends))]


def covers(logs: Iterable[Log], begin: Seconds, end: Seconds, now: Seconds) -> bool:
    """Whether every second of the period is in a pull of some log, or still obtainable from one."""
    spans = [span for log in logs for span in (*log.pulled, *log.obtainable(now))]
    while begin < end:
        further = [until for since, until in spans if since <= begin < until]
        if not further:
            return False
        begin = max(further)
    return True
