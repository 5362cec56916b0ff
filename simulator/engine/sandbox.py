"""The leak itself: copies, grants, reads and what logs keep of them, as arrays over messages.

Owns every change to the copies and every count of people. Knows neither SimPy nor the journal, so that a naive twin in
the tests can be held against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import GrantId, ReaderId, RecordId, SourceId, StoreId
from simulator.domain.nouns import Grant, Visit
from simulator.domain.playbook import Playbook
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import Seconds
from simulator.engine.copies import NEVER, Slots, Times
from simulator.engine.found import Bare, Found
from simulator.engine.ground import Taking, by_itself, ground_of
from simulator.engine.reading import listing, row_draws, rows, taken
from simulator.engine.sampling import NOBODY
from simulator.engine.vaults import vault_of
from simulator.engine.visits import Call, Read, Rows
from simulator.world.population import Population


class Sandbox:
    """The nouns in motion.

    `paths` are the grants that should not open a store; `proving` the sources by whose silence, of each kind, it can be
    shown that nobody read from it. Both are asked for by the thousand. `found` is what was last found of exposure.
    """

    def __init__(self, playbook: Playbook, population: Population, seed: int) -> None:
        self.playbook = playbook
        self.population = population
        self.seed = seed
        ground = ground_of(playbook, population, seed)
        self.copies = ground.copies.shared()
        self._ground = ground
        self.pools = ground.pools
        self.members = ground.members
        self.naming = ground.naming
        self.closed: dict[GrantId, Seconds] = {}
        self._earlier: dict[GrantId, list[tuple[Seconds, Seconds]]] = defaultdict(list)
        self._since: dict[GrantId, Seconds] = {}
        self._spans: dict[GrantId, tuple[tuple[Seconds, Seconds], ...]] = {}
        self._reads: list[Read] = []
        self._calls: list[Call] = []
        self._touched: dict[tuple[StoreId, bool], NDArray[np.bool_]] = {}
        self.vaults = {key: vault_of(source) for key, source in playbook.sources.items()}
        self.shown_held = np.zeros(len(population), dtype=np.bool_)
        self.found = Found(dict(ground.bare))
        grants, sources = playbook.grants.values(), playbook.sources.values()
        self.paths = {
            store: tuple(one for one in grants if not one.authorised and store in one.stores)
            for store in playbook.stores
        }
        proving = [one for one in sources if one.proves_absence is not None]
        self.proving = {
            kind: {
                store: tuple(one for one in proving if one.kind is kind and store in one.stores)
                for store in playbook.stores
            }
            for kind in (SourceKind.READS, SourceKind.COUNTS)
        }

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

    def close(self, grant: GrantId, at: Seconds) -> None:
        """An open path is closed."""
        self.closed[grant] = at
        self._spans.pop(grant, None)

    def reopen(self, grant: GrantId, at: Seconds) -> None:
        """A closed path is open again; when it stood open before is not forgotten."""
        self._spans.pop(grant, None)
        since = self._since.get(grant, self.playbook.grants[grant].opened)
        self._earlier[grant].append((since, self.closed.pop(grant)))
        self._since[grant] = at

    def spans(self, grant: Grant) -> tuple[tuple[Seconds, Seconds], ...]:
        """From when to when the path stood open, each time."""
        if (kept := self._spans.get(grant.id)) is None:
            since = self._since.get(grant.id, grant.opened)
            until = min(self.closed.get(grant.id, NEVER), by_itself(grant, since))
            kept = self._spans[grant.id] = (*self._earlier.get(grant.id, ()), (since, until))
        return kept

    def was_open(self, grant: Grant, now: Seconds) -> bool:
        """Whether the path stood open at some time before `now`."""
        return any(since < min(until, now) for since, until in self.spans(grant))

    def begin(self, reader: ReaderId, name: str, grant: Grant, visit: Visit) -> Call:
        """A visit begins: it lists the store's copies."""
        aimed = None
        if visit.pools:
            aimed = np.logical_or.reduce([self.members[pool] for pool in visit.pools])
        call = Call(name=name, reader=reader, grant=grant, visit=visit, listed=listing(self.copies, visit, aimed))
        self._calls.append(call)
        return call

    def end(self, call: Call) -> Read:
        """A visit has ended by itself or with its grant: what it read."""
        self._calls.remove(call)
        read = self._read(call, NEVER)
        self._reads.append(read)
        flags = self._touched_before(read.store, authorised=call.grant.authorised).copy()
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
            source.id: partial(self._seen, source, call.name, self.vaults[source.id].since, (place, when))
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
            rows=Rows(kept),
        )

    def _seen(
        self, source: LogSource, visit: str, since: Seconds | None, taken: tuple[Slots, Times]
    ) -> NDArray[np.int64]:
        """When the row of each copy that a visit took can be seen in a source that recorded `since` then."""
        place, when = taken
        return rows(source, self.seed, self.playbook.calendar, since, row_draws(source, self.seed, visit, place), when)

    def touched_in(self, store: StoreId, now: Seconds, *, authorised: bool = False) -> NDArray[np.bool_]:
        """Which messages somebody without authority, or with it, has taken from the store. Not to be written to."""
        flags = self._touched_before(store, authorised=authorised)
        under_way = [one for one in self._calls if one.visit.store == store and one.grant.authorised == authorised]
        if under_way:
            flags = flags.copy()
        for call in under_way:
            place, _ = self._taken(call, now)
            flags[call.listed[place]] = True
        return flags

    def received_in(self, store: StoreId, now: Seconds) -> NDArray[np.bool_]:
        """Which messages anybody has taken from the store: a counter does not know who had the right."""
        return self.touched_in(store, now) | self.touched_in(store, now, authorised=True)

    def truly_read(self) -> NDArray[np.bool_]:
        """Whose unsecured copies visits without authority took that have ended, as a flag for each record."""
        found = np.zeros(len(self.population), dtype=np.bool_)
        for read in self._reads:
            if self.unauthorised(read) and not self.playbook.stores[read.store].secured:
                found |= self.flagged(read.slots)
        return found

    def unauthorised(self, read: Read) -> bool:
        """Whether a visit came by a path that should not exist."""
        return not self.playbook.grants[read.grant].authorised

    def _touched_before(self, store: StoreId, *, authorised: bool) -> NDArray[np.bool_]:
        """Which messages the visits that have ended took from the store. Not to be written to."""
        marked = self._touched.get((store, authorised))
        if marked is None or len(marked) != len(self.copies):
            before = np.empty(0, dtype=np.bool_) if marked is None else marked
            marked = np.concatenate([before, np.zeros(len(self.copies) - len(before), dtype=np.bool_)])
            self._touched[store, authorised] = marked
        return marked

    def _taken(self, call: Call, until: Seconds) -> tuple[Slots, Times]:
        return taken(self.copies, call.visit, call.listed, min(until, self.closes(call.grant)))

    def captured(self, source: SourceId, store: StoreId) -> NDArray[np.int32]:
        """Until when each copy's counter was put into the vault; the far past where it never was. Not written to."""
        marks = self.vaults[source].captured.get(store, np.empty(0, dtype=np.int32))
        if len(marks) != len(self.copies):
            marks = np.concatenate([marks, np.full(len(self.copies) - len(marks), -NEVER, dtype=np.int32)])
            self.vaults[source].captured[store] = marks
        return marks

    def capture(self, source: SourceId, store: StoreId, at: Seconds) -> None:
        """Put the counters of the copies that lie in the store into the vault."""
        marks = self.captured(source, store).copy()
        marks[self.copies.present(store, at)] = at
        self.vaults[source].captured[store] = marks

    def taking(self, read: Read) -> Taking:
        """What a visit took, which is kept for other runs where all of it was laid down before they parted."""
        kept = self._ground.takings.get(read.name)
        if kept is not None and np.array_equal(kept.slots, read.slots):
            return kept
        taking = Taking(
            slots=read.slots,
            records=self.records(read.slots),
            flows=tuple(np.flatnonzero(np.bincount(self.copies.flow[read.slots])).tolist()),
            size=int(self.copies.size[read.slots].sum(dtype=np.int64)),
        )
        if read.slots.max() < len(self._ground.copies):
            self._ground.takings[read.name] = taking
        return taking

    def keep_bare(self, asked: Hashable, found: Bare, now: Seconds) -> None:
        """Keep what lay bare; of the time before StartEx, when nobody has changed a copy, for other runs too."""
        self.found.keep(asked, found)
        if now <= 0 and self.copies.version == self._ground.copies.version:
            self._ground.bare[asked] = found

    def records(self, slots: Slots) -> tuple[RecordId, ...]:
        """The records behind messages, each once, ascending."""
        return self.naming.records(self.flagged(slots))

    def flagged(self, slots: Slots | NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The same, as a flag for each record."""
        there = np.zeros(len(self.population) + 1, dtype=np.bool_)
        there[self.copies.record[slots]] = True
        return there[:NOBODY]
