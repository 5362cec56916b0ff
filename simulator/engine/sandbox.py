"""The leak itself: copies, grants, reads and what logs keep of them, as arrays over messages.

Owns every change to the copies and every count of people. Knows neither SimPy nor the journal, so that a naive twin in
the tests can be held against it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.domain.facts import Records
from simulator.domain.ids import ReaderId, SourceId, StoreId
from simulator.domain.nouns import Grant, Visit
from simulator.domain.playbook import Playbook
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import ExerciseCalendar, Seconds
from simulator.engine.copies import NEVER, Slots, Times
from simulator.engine.found import Exposed
from simulator.engine.ground import Taking, ground_of
from simulator.engine.paths import Paths
from simulator.engine.reading import listing, row_draws, rows, taken
from simulator.engine.sampling import NOBODY
from simulator.engine.vaults import vault_of
from simulator.engine.visits import Call, Read, Rows
from simulator.world.draws import Flags
from simulator.world.population import Population


class Sandbox:
    """The nouns in motion.

    `proving` are the sources by whose silence, of each kind, it can be shown that nobody read from a store. `found` is
    what the runs of the seed found, `exposed` what this one last did.
    """

    def __init__(self, playbook: Playbook, population: Population, seed: int) -> None:
        self.playbook = playbook
        self.population = population
        self.seed = seed
        ground = ground_of(playbook, population, seed)
        self.copies = ground.copies.shared()
        self._laid_down = len(ground.copies)
        self.pools = ground.pools
        self.members = ground.members
        self.naming = ground.naming
        self.nobody = ground.nobody
        self.paths = Paths(playbook)
        self._reads: list[Read] = []
        self._calls: list[Call] = []
        self._touched: dict[tuple[StoreId, bool], NDArray[np.bool_]] = {}
        self.vaults = {key: vault_of(source) for key, source in playbook.sources.items()}
        self.shown_held = ground.nobody
        self.found = ground.found
        self.exposed: Exposed | None = None
        proving = [one for one in playbook.sources.values() if one.proves_absence is not None]
        self.proving = {
            kind: {
                store: tuple(one for one in proving if one.kind is kind and store in one.stores)
                for store in playbook.stores
            }
            for kind in (SourceKind.READS, SourceKind.COUNTS)
        }

    def begin(self, reader: ReaderId, name: str, grant: Grant, visit: Visit) -> Call:
        """A visit begins: it lists the store's copies."""
        listed = self.found.arrays.of((), lambda: self._listing(visit), "listed", visit, self.copies.changes)
        call = Call(name=name, reader=reader, grant=grant, visit=visit, listed=listed)
        self._calls.append(call)
        return call

    def end(self, call: Call) -> Read:
        """A visit has ended by itself or with its grant: what it read."""
        self._calls.remove(call)
        read = self._ended(call)
        self._reads.append(read)
        before = self._touched_before(read.store, authorised=call.grant.authorised)
        touched = self.found.arrays.of((before, read.slots), lambda: _marked(before, read.slots), "touched")
        self._touched[read.store, call.grant.authorised] = touched
        return read

    def reads(self, now: Seconds) -> list[Read]:
        """The visits so far; of those under way what they read before `now`."""
        return [*self._reads, *(self._read(call, now) for call in self._calls)]

    def _listing(self, visit: Visit) -> Slots:
        aimed = np.logical_or.reduce([self.members[pool] for pool in visit.pools]) if visit.pools else None
        return listing(self.copies, visit, aimed)

    def _ended(self, call: Call) -> Read:
        since = tuple(self.vaults[source.id].since for source in self._logs(call.visit.store))
        came_from = (call.name, call.visit, self.copies.changes, self.paths.closes(call.grant), since)
        return self.found.arrays.of((call.listed, call.grant), lambda: self._read(call, NEVER), "read", *came_from)

    def _slots(self, visit: str, slots: Slots) -> Slots:
        """The array of a run that took the same, where all of it was laid down before the runs parted."""
        before = self.found.taken.get(visit)
        if before is not None and np.array_equal(before, slots):
            return before
        if slots.max(initial=0) < self._laid_down:
            self.found.taken[visit] = slots
        return slots

    def _logs(self, store: StoreId) -> list[LogSource]:
        sources = self.playbook.sources.values()
        return [source for source in sources if source.kind is SourceKind.READS and store in source.stores]

    def _read(self, call: Call, until: Seconds) -> Read:
        visit = call.visit
        place, when = self._taken(call, until)
        row = partial(_rows, self.seed, self.playbook.calendar, call.name, (place, when))
        kept = {source.id: partial(row, source, self.vaults[source.id].since) for source in self._logs(visit.store)}
        slots = self._slots(call.name, call.listed[place].astype(np.int32))
        return Read(
            name=call.name,
            reader=call.reader,
            grant=call.grant.id,
            store=visit.store,
            at=visit.at,
            ended=min(visit.at + visit.lasting, self.paths.closes(call.grant)),
            slots=slots,
            when=when,
            rows=Rows(kept),
        )

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
                found |= self.behind(read.slots)
        return found

    def unauthorised(self, read: Read) -> bool:
        """Whether a visit came by a path that should not exist."""
        return not self.playbook.grants[read.grant].authorised

    def _touched_before(self, store: StoreId, *, authorised: bool) -> NDArray[np.bool_]:
        """Which messages the visits that have ended took from the store. Not to be written to."""
        marked = self._touched.get((store, authorised))
        if marked is None or len(marked) != len(self.copies):
            marked = self._touched[store, authorised] = self._longer(marked, fill=False)
        return marked

    def _taken(self, call: Call, until: Seconds) -> tuple[Slots, Times]:
        return taken(self.copies, call.visit, call.listed, min(until, self.paths.closes(call.grant)))

    def captured(self, source: SourceId, store: StoreId) -> NDArray[np.int32]:
        """Until when each copy's counter was put into the vault; the far past where it never was. Not written to."""
        marks = self.vaults[source].captured.get(store)
        if marks is None or len(marks) != len(self.copies):
            marks = self.vaults[source].captured[store] = self._longer(marks, fill=np.int32(-NEVER))
        return marks

    def capture(self, source: SourceId, store: StoreId, at: Seconds) -> None:
        """Put the counters of the copies that lie in the store into the vault."""
        before = self.captured(source, store)

        def marked() -> Times:
            marks = before.copy()
            marks[self.copies.lying(store, at)] = at
            return marks

        self.vaults[source].captured[store] = self.found.arrays.of((before,), marked, store, at, self.copies.changes)

    def _longer(self, before: NDArray[Any] | None, *, fill: object) -> NDArray[Any]:
        """Something of each message, also of those that were laid down since."""
        count = len(self.copies)

        def longer() -> NDArray[Any]:
            more = np.full(count - (0 if before is None else len(before)), fill)
            return more if before is None else np.concatenate([before, more])

        return self.found.arrays.of((before,), longer, "longer", count, fill)

    def taking(self, read: Read) -> Taking:
        """What a visit took."""
        slots = read.slots

        def taking() -> Taking:
            return Taking(
                records=self.records(slots),
                flows=tuple(np.flatnonzero(np.bincount(self.copies.flow[slots])).tolist()),
                size=int(self.copies.size[slots].sum(dtype=np.int64)),
            )

        return self.found.arrays.of((slots,), taking, "taking")

    def records(self, slots: Slots) -> Records:
        """The records behind messages, each once, ascending."""
        return self.naming.records(self.behind(slots))

    def numbers(self, records: Records) -> NDArray[np.intp]:
        """These records as an array; not to be written to. A list of thousands is sent, asked about and revealed."""
        return self.found.arrays.of((records,), lambda: np.array(records, dtype=np.intp), "numbers")

    def changed(self, before: Flags, now: Flags) -> tuple[Records, Records]:
        """The records that came to a set, and those that left it."""
        if now is before:
            return (), ()
        naming = self.naming
        return self.found.arrays.of(
            (before, now), lambda: (naming.records(now & ~before), naming.records(before & ~now)), "changed"
        )

    def behind(self, slots: Slots) -> Flags:
        """Whose messages these are, as `flagged` says it; not to be written to, for other runs may ask it too."""
        return self.found.arrays.of((slots,), lambda: self.flagged(slots), "behind")

    def flagged(self, slots: Slots | Flags) -> Flags:
        """Whose messages these are, as a flag for each record."""
        there = np.zeros(len(self.population) + 1, dtype=np.bool_)
        there[self.copies.record[slots]] = True
        return there[:NOBODY]


def _marked(flags: Flags, slots: Slots) -> Flags:
    marked = flags.copy()
    marked[slots] = True
    return marked


def _rows(
    seed: int,
    calendar: ExerciseCalendar,
    visit: str,
    taken: tuple[Slots, Times],
    source: LogSource,
    since: Seconds | None,
) -> NDArray[np.int64]:
    """When the row of each copy that a visit took can be seen in a source that recorded `since` then."""
    place, when = taken
    return rows(source, seed, calendar, since, row_draws(source, seed, visit, place), when)
