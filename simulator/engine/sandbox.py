"""The leak itself: copies, grants, reads and what logs keep of them, as arrays over messages.

Owns every change to the copies and every count of people. Knows neither SimPy nor the journal, so that a naive twin in
the tests can be held against it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import FlowId, GrantId, ReaderId, RecordId, SourceId, StoreId
from simulator.domain.nouns import Flow, Grant, LogSource, SourceKind, Visit
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.engine.arrivals import Arrivals, arrivals, laid_down
from simulator.engine.copies import NEVER, Copies, Slots, Times
from simulator.engine.reading import listing, row_draws, rows, taken
from simulator.engine.sampling import NOBODY, Records, cover, draw_people, sample_pools
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
    until: Seconds = NEVER
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
        begin, end = self.reaches_back(now), min(now, self.until)
        if begin > end:
            return list(self.pulled)
        if self.pulled and begin <= self.pulled[-1][1]:
            return [*self.pulled[:-1], (min(begin, self.pulled[-1][0]), end)]
        return [*self.pulled, (begin, end)]


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
        self._touched: dict[tuple[StoreId, bool], NDArray[np.bool_]] = {}
        self.vaults = {key: vault_of(source) for key, source in playbook.sources.items()}
        self.shown_held = np.zeros(len(population), dtype=np.bool_)
        self.pools = sample_pools(playbook.pools.values(), population, seed)
        self._members = {key: np.zeros(len(population) + 1, dtype=np.bool_) for key in self.pools}
        for key, people in self.pools.items():
            self._members[key][np.concatenate(people)] = True
        self._fill()

    def _fill(self) -> None:
        """Lay down every message, first without people, then with those whom the pools' quotas sample."""
        coming = {key: self._coming(flow) for key, flow in self.playbook.flows.items()}
        placed: dict[FlowId, Slots] = {}
        for key, those in coming.items():
            nobody = np.broadcast_to(np.int32(NOBODY), len(those.at))
            placed[key] = self.copies.add(key, those.at, nobody, those.size)
        shown = self._shown_at_start()
        for key, those in coming.items():
            self.copies.record[placed[key]] = self._people_of(self.playbook.flows[key], those, shown, placed[key])

    def _coming(self, flow: Flow) -> Arrivals:
        calendar = self.playbook.calendar
        if flow.holds is None:
            return arrivals(flow, calendar, self.seed, self.playbook.ends + 1)
        return laid_down(flow, calendar, self.seed, len(self._held(flow)))

    def _held(self, flow: Flow) -> Records:
        """The records of which a system of record has one copy each."""
        if flow.holds == "pool" and flow.pool is not None:
            return np.concatenate(self.pools[flow.pool])
        return np.arange(len(self.population), dtype=np.int32)

    def _people_of(
        self, flow: Flow, those: Arrivals, shown: dict[SourceId, NDArray[np.bool_]], slots: Slots
    ) -> Records:
        if flow.holds is not None:
            held = self._held(flow)
            return held[np.argsort(uniforms(self.seed, f"flow/{flow.id}/people", len(held)), kind="stable")]
        living = np.flatnonzero(~self.population.is_test).astype(np.int32)
        record = np.empty(len(those.at), dtype=np.int32)
        for place, uniform in uniform_blocks(self.seed, f"flow/{flow.id}/people", len(those.at)):
            record[place] = draw_people(living, uniform)
        if flow.pool is not None:
            pool = self.playbook.pools[flow.pool]
            pooled = (those.at < flow.pool_until) & ~those.nameless
            draws = uniforms(self.seed, f"flow/{flow.id}/pooled", int(pooled.sum()))
            record[pooled] = draw_people(np.concatenate(self.pools[flow.pool]), draws)
            if flow.history is not None:
                past = pooled & (those.at < 0)
                show = shown.get(pool.shown_by) if pool.shown_by is not None else None
                seen = np.ones(len(those.at), dtype=np.bool_) if show is None else show[slots]
                record[past] = cover(pool, self.pools[flow.pool], self.population, seen[past], self.seed)
        record[those.nameless] = NOBODY
        return record

    def _shown_at_start(self) -> dict[SourceId, NDArray[np.bool_]]:
        """Which messages each log of reads shows of the visits before StartEx (who is in them is not yet drawn).

        Of those without authority; aimed ones choose by who is in a message, and are left out.
        """
        logs = [source for source in self.playbook.sources.values() if source.kind is SourceKind.READS]
        shown = {source.id: np.zeros(len(self.copies), dtype=np.bool_) for source in logs}
        for reader in self.playbook.readers.values():
            for number, visit in enumerate(reader.visits):
                grant = self.open_grant(reader.grants, visit.store, visit.at)
                if visit.at >= 0 or visit.pools or grant is None or grant.authorised:
                    continue
                listed = listing(self.copies, visit)
                place, when = taken(self.copies, visit, listed, self.closes(grant))
                for source in logs:
                    if visit.store in source.stores:
                        draws = row_draws(source, self.seed, visit_name(reader.id, number), place)
                        seen = rows(source, self.seed, self.playbook.calendar, source.since, draws, when)
                        shown[source.id][listed[place[seen < NEVER]]] = True
        return shown

    def closes(self, grant: Grant) -> Seconds:
        """When a path was closed, or ends by itself; NEVER if nothing ends it."""
        return self.spans(grant)[-1][1]

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
        since = self._since.get(grant.id, grant.opened)
        own = NEVER if grant.closes is None or grant.closes <= since else grant.closes
        return [*self._earlier.get(grant.id, ()), (since, min(self.closed.get(grant.id, NEVER), own))]

    def begin(self, reader: ReaderId, name: str, grant: Grant, visit: Visit) -> Call:
        """A visit begins: it lists the store's copies."""
        aimed = None
        if visit.pools:
            aimed = np.logical_or.reduce([self._members[pool] for pool in visit.pools])
        call = Call(name=name, reader=reader, grant=grant, visit=visit, listed=listing(self.copies, visit, aimed))
        self._calls.append(call)
        return call

    def end(self, call: Call) -> Read:
        """A visit has ended by itself or with its grant: what it read."""
        self._calls.remove(call)
        read = self._read(call, NEVER)
        self._reads.append(read)
        flags = self._touched_before(read.store, authorised=call.grant.authorised)
        flags[read.slots] = True
        self._touched[read.store, call.grant.authorised] = flags
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
            ended=min(visit.at + visit.lasting, self.closes(call.grant)),
            slots=slots,
            when=when,
            rows=kept,
        )

    def touched_in(self, store: StoreId, now: Seconds, *, authorised: bool = False) -> NDArray[np.bool_]:
        """Which messages somebody without authority, or with it, has taken from the store."""
        flags = self._touched_before(store, authorised=authorised)
        for call in self._calls:
            if call.visit.store == store and call.grant.authorised == authorised:
                place, _ = self._taken(call, now)
                flags[call.listed[place]] = True
        return flags

    def received_in(self, store: StoreId, now: Seconds) -> NDArray[np.bool_]:
        """Which messages anybody has taken from the store: a counter does not know who had the right."""
        return self.touched_in(store, now) | self.touched_in(store, now, authorised=True)

    def unauthorised(self, read: Read) -> bool:
        """Whether a visit came by a path that should not exist."""
        return not self.playbook.grants[read.grant].authorised

    def _touched_before(self, store: StoreId, *, authorised: bool) -> NDArray[np.bool_]:
        """Which messages the visits that have ended took from the store."""
        flags = np.zeros(len(self.copies), dtype=np.bool_)
        marked = self._touched.get((store, authorised), flags[:0])
        flags[: len(marked)] = marked
        return flags

    def _taken(self, call: Call, until: Seconds) -> tuple[Slots, Times]:
        return taken(self.copies, call.visit, call.listed, min(until, self.closes(call.grant)))

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


def vault_of(source: LogSource) -> Vault:
    """A source's vault before anything became of it."""
    return Vault(since=source.since, keep=source.keep, until=NEVER if source.until is None else source.until)


def visit_name(reader: ReaderId, number: int) -> str:
    """The name of a reader's visit: draws about it belong to its stream."""
    return f"{reader}/{number}"
