"""What would have decided about a person: which source could show what of them, from when, and until when.

Rebuilt from the copies, the reads and the vaults, so nothing of it stands in the journal. It says what was to be had,
whether or not anybody pulled it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import RecordId, SourceId, StoreId
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import Seconds
from simulator.engine.copies import NEVER, Slots
from simulator.engine.evidence import known_copies
from simulator.engine.exposure import Span, covering, reach, within
from simulator.engine.sampling import NOBODY
from simulator.engine.sandbox import Sandbox
from simulator.engine.vaults import Vault
from simulator.world.draws import Flags

Persons: TypeAlias = Mapping[RecordId, Sequence[RecordId]]
"""People by the record number that they are known by, each with all of their record numbers."""
Places: TypeAlias = NDArray[np.int64]
Moments: TypeAlias = NDArray[np.integer[Any]]


class Way(StrEnum):
    """What a source can show of a person."""

    READ = "shows the read"
    CLEARED = "proves that nobody read it"
    REACH = "shows that it lay in reach"
    TEST = "shows a test patient"
    MERGED = "shows two numbers of one person"
    RESIDENCE = "shows the state of residence"
    DECEASED = "shows a death"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """A source could show this of somebody from `since` on; `until` None: to the end."""

    source: SourceId
    way: Way
    store: StoreId | None
    since: Seconds
    until: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One person: the stores in which they lay in reach of a path that should not exist, and every clue."""

    exposed: frozenset[StoreId] = frozenset()
    clues: tuple[Clue, ...] = ()

    def of(self, way: Way) -> tuple[Clue, ...]:
        """The clues that show one thing."""
        return tuple(one for one in self.clues if one.way is way)


def standings(sandbox: Sandbox, persons: Persons, now: Seconds) -> dict[RecordId, Standing]:
    """What there was to be known of each of these people, up to `now`."""
    names = list(persons)
    place = np.full(len(sandbox.population) + 1, NOBODY, dtype=np.int64)
    for number, name in enumerate(names):
        place[list(persons[name])] = number
    who = place[sandbox.copies.record]
    look = _Look(sandbox, who, len(names), now)
    exposed: list[set[StoreId]] = [set() for _ in names]
    clues: list[list[Clue]] = [[] for _ in names]
    for store in look.open:
        for number in np.unique(who[look.mine & look.exposed(store)]).tolist():
            exposed[number].add(store)
    for source in sandbox.playbook.sources.values():
        for number, clue in (*look.clues(source), *_registers(sandbox, source, persons)):
            clues[number].append(clue)
    return {
        name: Standing(exposed=frozenset(exposed[number]), clues=tuple(clues[number]))
        for number, name in enumerate(names)
    }


class _Look:
    """The copies of the people asked about: `who` has the place of each copy's person, or `NOBODY`."""

    def __init__(self, sandbox: Sandbox, who: Places, people: int, now: Seconds) -> None:
        self._sandbox, self._who, self._people, self._now = sandbox, who, people, now
        self.mine: Flags = who != NOBODY
        self.open = [store.id for store in sandbox.playbook.stores.values() if not store.secured]

    def exposed(self, store: StoreId) -> Flags:
        """Which copies lay in the store while a path that should not exist stood open."""
        since, until = self._reach(store)
        return until > since

    def clues(self, source: LogSource) -> Iterator[tuple[int, Clue]]:
        """What the source could show of anybody, by place."""
        if source.kind is SourceKind.READS:
            yield from self._rows(source)
        for store in (one for one in source.stores if one in self.open):
            match source.kind:
                case SourceKind.READS if source.proves_absence is not None:
                    yield from self._silence(source, store)
                case SourceKind.COUNTS:
                    yield from self._counters(source, store)
                case SourceKind.CONTENT:
                    known = known_copies(self._sandbox, source, store)
                    yield from self._content(source, store, self.exposed(store) & known, Way.REACH)

    def _reach(self, store: StoreId) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """From when to when each copy lay open: over all paths that should not exist."""
        since = np.full(len(self._who), NEVER, dtype=np.int32)
        until = np.full(len(self._who), -NEVER, dtype=np.int32)
        for grant in self._sandbox.playbook.grants.values():
            if store in grant.stores and not grant.authorised:
                begins, ends = reach(self._sandbox, grant, store, self._now)
                there = ends > begins
                since[there] = np.minimum(since[there], begins[there])
                until[there] = np.maximum(until[there], ends[there])
        return since, until

    def _rows(self, source: LogSource) -> Iterator[tuple[int, Clue]]:
        """Rows of reads: each can be seen from its arrival until it expires or is lost."""
        vault = self._sandbox.vaults[source.id]
        for store in source.stores:
            reads = [
                one
                for one in self._sandbox.reads(self._now)
                if one.store == store and source.id in one.rows and self._sandbox.unauthorised(one)
            ]
            if not reads:
                continue
            slots = np.concatenate([one.slots for one in reads])
            seen = np.concatenate([one.rows[source.id] for one in reads])
            gone = _gone(vault, np.concatenate([one.when for one in reads]).astype(np.int64))
            there = (seen <= self._now) & (seen < gone) & self.mine[slots]
            yield from self._window(source, store, Way.READ, slots[there], (seen[there], gone[there]))

    def _counters(self, source: LogSource, store: StoreId) -> Iterator[tuple[int, Clue]]:
        """A counter stands on each copy as long as the copy lies there."""
        touched, exposed = self._sandbox.received_in(store, self._now), self.exposed(store)
        yield from self._content(source, store, exposed & touched, Way.READ)
        yield from self._content(source, store, exposed, Way.REACH)
        if source.proves_absence is not None:
            shelf = self._sandbox.copies.shelves[store]
            yield from self._cleared(source, store, touched, (shelf.arrive, shelf.leave))

    def _silence(self, source: LogSource, store: StoreId) -> Iterator[tuple[int, Clue]]:
        """A log of all reads clears those whose whole time in reach it recorded, it alone or with others."""
        vault = self._sandbox.vaults[source.id]
        since, until = self._reach(store)
        recorded = covering(self._sandbox, store, _recorded)
        unproven = self._sandbox.touched_in(store, self._now) | ~within(recorded, since, until)
        yield from self._cleared(source, store, unproven, (until, _gone(vault, since.astype(np.int64))))

    def _content(self, source: LogSource, store: StoreId, which: Flags, way: Way) -> Iterator[tuple[int, Clue]]:
        shelf = self._sandbox.copies.shelves[store]
        slots = np.flatnonzero(self.mine & which)
        since = np.maximum(shelf.arrive[slots], self._reach(store)[0][slots])
        yield from self._window(source, store, way, slots, (since, shelf.leave[slots]))

    def _cleared(
        self, source: LogSource, store: StoreId, unproven: Flags, window: tuple[Moments, Moments]
    ) -> Iterator[tuple[int, Clue]]:
        """Whoever has no copy in reach that is unproven: from when the first can be shown until the first is gone."""
        slots = np.flatnonzero(self.mine & self.exposed(store))
        bad = np.zeros(self._people, dtype=np.bool_)
        bad[self._who[slots[unproven[slots]]]] = True
        slots = slots[~bad[self._who[slots]]]
        since = np.full(self._people, NEVER, dtype=np.int64)
        until = np.full(self._people, NEVER, dtype=np.int64)
        np.minimum.at(since, self._who[slots], window[0][slots])
        np.minimum.at(until, self._who[slots], window[1][slots])
        for number in np.unique(self._who[slots]).tolist():
            yield number, self._clue(source, store, Way.CLEARED, (int(since[number]), int(until[number])))

    def _window(
        self, source: LogSource, store: StoreId, way: Way, slots: Slots, window: tuple[Moments, Moments]
    ) -> Iterator[tuple[int, Clue]]:
        """From when the first of somebody's rows is there until the last is gone."""
        since = np.full(self._people, NEVER, dtype=np.int64)
        until = np.full(self._people, -NEVER, dtype=np.int64)
        np.minimum.at(since, self._who[slots], window[0])
        np.maximum.at(until, self._who[slots], window[1])
        for number in np.unique(self._who[slots]).tolist():
            yield number, self._clue(source, store, way, (int(since[number]), int(until[number])))

    def _clue(self, source: LogSource, store: StoreId, way: Way, window: tuple[Seconds, Seconds]) -> Clue:
        since, until = window
        return Clue(source=source.id, way=way, store=store, since=since, until=None if until > self._now else until)


def _recorded(_: LogSource, vault: Vault) -> list[Span]:
    """The time of which a log ever had a row for each read."""
    return [] if vault.since is None else [(vault.since, vault.until)]


def _gone(vault: Vault, when: NDArray[np.int64]) -> NDArray[np.int64]:
    """When each row, by the time it tells of, has left its source: expired, unless held in time, or lost."""
    gone = np.full(len(when), NEVER, dtype=np.int64)
    if vault.keep is not None:
        gone = when + vault.keep
        if vault.held_from is not None:
            gone[gone > vault.held_from] = NEVER
    gone[when < vault.lost_until] = np.minimum(gone[when < vault.lost_until], vault.lost_until)
    return gone


def _registers(sandbox: Sandbox, source: LogSource, persons: Persons) -> Iterator[tuple[int, Clue]]:
    """What the registers say of people: they are there all the time, and keep everything."""
    population = sandbox.population
    since = source.since if source.since is not None else 0
    for number, records in enumerate(persons.values()):
        ways: list[Way] = []
        if source.kind is SourceKind.MERGES:
            ways += [Way.TEST] * any(population.is_test[one] for one in records)
            ways += [Way.MERGED] * any(population.merged_into[one] >= 0 for one in records)
        elif source.kind is SourceKind.ADDRESSES:
            ways.append(Way.RESIDENCE)
            ways += [Way.DECEASED] * any(population.deceased[one] for one in records)
        for way in ways:
            yield number, Clue(source=source.id, way=way, store=None, since=since, until=None)
