"""The leak itself: copies, grants, reads and what logs keep of them, as arrays over messages.

Owns every change to the copies and every count of people. Knows neither SimPy nor the journal, so that a naive twin in
the tests can be held against it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import FlowId, GrantId, PoolId, ReaderId, RecordId, SourceId, StoreId
from simulator.domain.nouns import Flow, Grant, SourceKind, Visit
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.engine.arrivals import Arrivals, arrivals
from simulator.engine.copies import NEVER, Copies, Slots, Times
from simulator.engine.reading import listing, row_draws, rows, taken
from simulator.engine.sampling import NOBODY, Records, cover, draw_people, sample_pool
from simulator.engine.streams import uniform_blocks, uniforms
from simulator.world.population import Population


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Read:
    """One visit as it was: from when to when, which copies, when each, and when its row can be seen in each source."""

    name: str
    reader: ReaderId
    grant: GrantId
    store: StoreId
    at: Seconds
    ended: Seconds
    slots: Slots
    when: Times
    rows: dict[SourceId, NDArray[np.int64]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Call:
    """A visit under way, and what it found when it began."""

    name: str
    reader: ReaderId
    grant: Grant
    visit: Visit
    listed: Slots


@dataclass(slots=True, kw_only=True, eq=False)
class Vault:
    """What became of a source: when it began, what is held, what was pulled (from when to when), what is lost."""

    since: Seconds | None
    keep: Seconds | None
    held_from: Seconds | None = None
    lost_until: Seconds = -NEVER
    pulled: list[tuple[Seconds, Seconds]] = field(default_factory=list)
    pulls: int = 0
    captured: dict[StoreId, NDArray[np.int32]] = field(default_factory=dict)

    def reaches_back(self, now: Seconds) -> Seconds:
        """From when on the source itself still has what it recorded; `now` if it has nothing."""
        if self.since is None:
            return now
        edge = now if self.held_from is None else self.held_from
        oldest = -NEVER if self.keep is None else edge - self.keep + 1
        return max(self.since, self.lost_until, oldest)

    def enable(self, now: Seconds, *, forward_only: bool) -> None:
        """It records from now on, if it did not before; some can be asked for what was before, too."""
        if self.since is None:
            self.since = now if forward_only else -NEVER

    def pull(self, now: Seconds) -> None:
        """What the source still has is copied."""
        self.pulls += 1
        self.pulled = self.spans(now)

    def spans(self, now: Seconds) -> list[tuple[Seconds, Seconds]]:
        """The times of which every recorded row is preserved or still obtainable, apart from each other."""
        begin = self.reaches_back(now)
        if self.pulled and begin <= self.pulled[-1][1]:
            return [*self.pulled[:-1], (min(begin, self.pulled[-1][0]), now)]
        return [*self.pulled, (begin, now)]


class Sandbox:
    """The nouns in motion."""

    def __init__(self, playbook: Playbook, population: Population, seed: int) -> None:
        self.playbook = playbook
        self.population = population
        self.seed = seed
        self.copies = Copies(dict(playbook.flows), dict(playbook.stores))
        self.closed: dict[GrantId, Seconds] = {}
        self._earlier: dict[GrantId, list[tuple[Seconds, Seconds]]] = defaultdict(list)
        self._since: dict[GrantId, Seconds] = {}
        self._reads: list[Read] = []
        self._calls: list[Call] = []
        self._touched: dict[StoreId, NDArray[np.bool_]] = {}
        self.vaults = {key: Vault(since=source.since, keep=source.keep) for key, source in playbook.sources.items()}
        self._fill()

    def _fill(self) -> None:
        """Lay down every message, first without people, then with those whom the pools' quotas sample."""
        coming = {
            key: arrivals(flow, self.playbook.calendar, self.seed, self.playbook.ends + 1)
            for key, flow in self.playbook.flows.items()
        }
        placed: dict[FlowId, Slots] = {}
        for key, those in coming.items():
            nobody = np.broadcast_to(np.int32(NOBODY), len(those.at))
            placed[key] = self.copies.add(key, those.at, nobody, those.size)
        people = {key: sample_pool(pool, self.population, self.seed) for key, pool in self.playbook.pools.items()}
        shown = self._shown_at_start()
        for key, those in coming.items():
            self.copies.record[placed[key]] = self._people_of(
                self.playbook.flows[key], those, people, shown, placed[key]
            )

    def _people_of(
        self,
        flow: Flow,
        those: Arrivals,
        people: dict[PoolId, list[Records]],
        shown: dict[SourceId, NDArray[np.bool_]],
        slots: Slots,
    ) -> Records:
        living = np.flatnonzero(~self.population.is_test).astype(np.int32)
        record = np.empty(len(those.at), dtype=np.int32)
        for place, uniform in uniform_blocks(self.seed, f"flow/{flow.id}/people", len(those.at)):
            record[place] = draw_people(living, uniform)
        if flow.pool is not None:
            pool = self.playbook.pools[flow.pool]
            pooled = (those.at < flow.pool_until) & ~those.nameless
            draws = uniforms(self.seed, f"flow/{flow.id}/pooled", int(pooled.sum()))
            record[pooled] = draw_people(np.concatenate(people[flow.pool]), draws)
            if flow.history is not None:
                past = pooled & (those.at < 0)
                show = shown.get(pool.shown_by) if pool.shown_by is not None else None
                seen = np.ones(len(those.at), dtype=np.bool_) if show is None else show[slots]
                record[past] = cover(pool, people[flow.pool], self.population, seen[past], self.seed)
        record[those.nameless] = NOBODY
        return record

    def _shown_at_start(self) -> dict[SourceId, NDArray[np.bool_]]:
        """Which messages each log of reads shows of the visits before StartEx (who is in them is not yet drawn)."""
        logs = [source for source in self.playbook.sources.values() if source.kind is SourceKind.READS]
        shown = {source.id: np.zeros(len(self.copies), dtype=np.bool_) for source in logs}
        for reader in self.playbook.readers.values():
            for number, visit in enumerate(reader.visits):
                if visit.at >= 0 or self.open_grant(reader.grants, visit.store, visit.at) is None:
                    continue
                listed = listing(self.copies, visit)
                place, when = taken(self.copies, visit, listed, NEVER)
                for source in logs:
                    if visit.store in source.stores:
                        draws = row_draws(source, self.seed, visit_name(reader.id, number), place)
                        seen = rows(source, self.seed, self.playbook.calendar, source.since, draws, when)
                        shown[source.id][listed[place[seen < NEVER]]] = True
        return shown

    def open_grant(self, grants: tuple[GrantId, ...], store: StoreId, at: Seconds) -> Grant | None:
        """The first of these grants that opens the store at that second."""
        for key in grants:
            grant = self.playbook.grants[key]
            if store in grant.stores and any(since <= at < until for since, until in self.spans(grant)):
                return grant
        return None

    def reopen(self, grant: GrantId, at: Seconds) -> None:
        """A closed path is open again; when it stood open before is not forgotten."""
        since = self._since.get(grant, self.playbook.grants[grant].opened)
        self._earlier[grant].append((since, self.closed.pop(grant)))
        self._since[grant] = at

    def spans(self, grant: Grant) -> list[tuple[Seconds, Seconds]]:
        """From when to when the path stood open, each time."""
        now = (self._since.get(grant.id, grant.opened), self.closed.get(grant.id, NEVER))
        return [*self._earlier.get(grant.id, ()), now]

    def begin(self, reader: ReaderId, name: str, grant: Grant, visit: Visit) -> Call:
        """A visit begins: it lists the store's copies."""
        call = Call(name=name, reader=reader, grant=grant, visit=visit, listed=listing(self.copies, visit))
        self._calls.append(call)
        return call

    def end(self, call: Call) -> Read:
        """A visit has ended by itself or with its grant: what it read."""
        self._calls.remove(call)
        read = self._read(call, NEVER)
        self._reads.append(read)
        flags = self._touched_before(read.store)
        flags[read.slots] = True
        self._touched[read.store] = flags
        return read

    def reads(self, now: Seconds) -> list[Read]:
        """The visits so far; of those under way what they read before `now`."""
        return [*self._reads, *(self._read(call, now) for call in self._calls)]

    def _read(self, call: Call, until: Seconds) -> Read:
        visit = call.visit
        place, when = self._taken(call, until)
        kept = {
            source.id: rows(
                source,
                self.seed,
                self.playbook.calendar,
                self.vaults[source.id].since,
                row_draws(source, self.seed, call.name, place),
                when,
            )
            for source in self.playbook.sources.values()
            if source.kind is SourceKind.READS and visit.store in source.stores
        }
        slots = call.listed[place].astype(np.int32)
        return Read(
            name=call.name,
            reader=call.reader,
            grant=call.grant.id,
            store=visit.store,
            at=visit.at,
            ended=min(visit.at + visit.lasting, self.closed.get(call.grant.id, NEVER)),
            slots=slots,
            when=when,
            rows=kept,
        )

    def touched_in(self, store: StoreId, now: Seconds) -> NDArray[np.bool_]:
        """Which messages somebody without authority has taken from the store."""
        flags = self._touched_before(store)
        for call in self._calls:
            if call.visit.store == store:
                place, _ = self._taken(call, now)
                flags[call.listed[place]] = True
        return flags

    def _touched_before(self, store: StoreId) -> NDArray[np.bool_]:
        """Which messages the visits that have ended took from the store."""
        flags = np.zeros(len(self.copies), dtype=np.bool_)
        marked = self._touched.get(store, flags[:0])
        flags[: len(marked)] = marked
        return flags

    def _taken(self, call: Call, until: Seconds) -> tuple[Slots, Times]:
        return taken(self.copies, call.visit, call.listed, min(until, self.closed.get(call.grant.id, NEVER)))

    def captured(self, source: SourceId, store: StoreId) -> NDArray[np.int32]:
        """Until when each copy's counter was put into the vault; the far past where it never was."""
        marks = self.vaults[source].captured.get(store, np.empty(0, dtype=np.int32))
        return np.concatenate([marks, np.full(len(self.copies) - len(marks), -NEVER, dtype=np.int32)])

    def capture(self, source: SourceId, store: StoreId, at: Seconds) -> None:
        """Put the counters of the copies that lie in the store into the vault."""
        marks = self.captured(source, store)
        marks[self.copies.present(store, at)] = at
        self.vaults[source].captured[store] = marks

    def records(self, slots: Slots) -> tuple[RecordId, ...]:
        """The records behind messages, each once, ascending."""
        return tuple(map(RecordId, self.distinct(slots).tolist()))

    def distinct(self, slots: Slots | NDArray[np.bool_]) -> NDArray[np.int32]:
        """The records behind messages, as numbers."""
        there = np.zeros(len(self.population) + 1, dtype=np.bool_)
        there[self.copies.record[slots]] = True
        return np.flatnonzero(there[:NOBODY]).astype(np.int32)


def visit_name(reader: ReaderId, number: int) -> str:
    """The name of a reader's visit: draws about it belong to its stream."""
    return f"{reader}/{number}"
