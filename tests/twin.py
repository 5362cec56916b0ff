"""The naive twin of the engine's leak, asked: who was read, and of whom nobody can say that they were not."""

from __future__ import annotations

from simulator.domain.ids import StoreId
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import Seconds
from tests.twin_log import FOREVER, Message, Stay, covers
from tests.twin_run import Command, Run

__all__ = ["Command", "Message", "Twin"]


class Twin(Run):
    """The leak, message by message, with what can be asked of it."""

    def read(self) -> set[int]:
        """The records whose unsecured copies were read so far."""
        stores = self.playbook.stores
        return {self.record[stay.message] for stay in self.stays if stay.read and not stores[stay.store].secured} - {-1}

    def notifiable(self, losing: StoreId | None = None) -> set[int]:
        """The records nobody can show were not read: in reach of a path nobody meant, without proof of absence."""
        found: set[int] = set()
        for stay in self.stays:
            record = self.record[stay.message]
            if record >= 0 and record not in found and self._presumed(stay, gone=stay.store == losing):
                found.add(record)
        return found

    def _presumed(self, stay: Stay, *, gone: bool) -> bool:
        if self.playbook.stores[stay.store].secured:
            return False
        if stay.read:
            return True
        for grant in self.playbook.grants.values():
            if grant.authorised or stay.store not in grant.stores:
                continue
            begin = max(stay.arrive, grant.opened)
            end = min(stay.leave, self.closed.get(grant.id, FOREVER), self.now)
            if begin < end and not self._absent(stay, begin, end, gone=gone):
                return True
        return False

    def _absent(self, stay: Stay, begin: Seconds, end: Seconds, *, gone: bool) -> bool:
        """Whether sources show that nobody read this unread copy in the period: a counter, or all logs together."""
        sources = [one for one in self.playbook.sources.values() if one.proves_absence and stay.store in one.stores]
        logs = [self.logs[one.id] for one in sources if one.kind is SourceKind.READS]
        if covers(logs, begin, end, self.now):
            return True
        counters = [one for one in sources if one.kind is SourceKind.COUNTS]
        return any(self._counted(one, stay, begin, end, gone=gone) for one in counters) and not stay.received

    def _counted(self, source: LogSource, stay: Stay, begin: Seconds, end: Seconds, *, gone: bool) -> bool:
        since = self.logs[source.id].since
        still_there = stay.leave == FOREVER and not gone
        return since is not None and since <= begin and (still_there or stay.captured.get(source.id, -FOREVER) >= end)
