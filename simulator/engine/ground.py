"""What a seed lays down before anybody decides anything: who is in the pools, every message, and who is in which.

It depends on scenario, world and seed alone, and is computed once for all runs of a seed. Its arrays are read-only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import FlowId, GrantId, PoolId, ReaderId, RecordId, SourceId, StoreId
from simulator.domain.nouns import Flow, Grant
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.time import Seconds
from simulator.engine.arrivals import Arrivals, arrivals, laid_down
from simulator.engine.copies import NEVER, Copies, Slots
from simulator.engine.found import Found
from simulator.engine.naming import Naming
from simulator.engine.reading import listing, row_draws, rows, taken
from simulator.engine.sampling import NOBODY, Persons, Records, cover, draw_people, records_of, sample_pools
from simulator.engine.streams import uniform_blocks, uniforms
from simulator.world.draws import Flags
from simulator.world.population import Population


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Taking:
    """What a visit took: whose records, in messages of which flows, and how many bytes."""

    records: tuple[RecordId, ...]
    flows: tuple[int, ...]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """The pools' people, which records are theirs, and the copies as they would lie if nobody did anything.

    `naming` and `found` are what the runs of the seed named and found so far.
    """

    playbook: Playbook
    population: Population
    seed: int
    pools: dict[PoolId, Persons]
    members: dict[PoolId, Flags]
    copies: Copies
    naming: Naming
    nobody: Flags
    found: Found


_LAST: list[Ground] = []
"""The ground of the last run: the runs of a seed follow each other, and more than one may be large."""


def ground_of(playbook: Playbook, population: Population, seed: int) -> Ground:
    """The ground of a scenario on a seed. They are told by their identity: comparing whole scenarios costs more."""
    for last in _LAST:
        if last.playbook is playbook and last.population is population and last.seed == seed:
            return last
    _LAST.clear()
    ground = _Laying(playbook, population, seed).ground()
    _LAST.append(ground)
    return ground


def by_itself(grant: Grant, since: Seconds) -> Seconds:
    """When a path that opened at `since` ends by itself; NEVER if it does not."""
    return NEVER if grant.closes is None or grant.closes <= since else grant.closes


def visit_name(reader: ReaderId, number: int) -> str:
    """The name of a reader's visit: draws about it belong to its stream."""
    return f"{reader}/{number}"


class _Laying:
    """Lays down every message, first without people, then with those whom the pools' quotas sample."""

    def __init__(self, playbook: Playbook, population: Population, seed: int) -> None:
        self._playbook = playbook
        self._population = population
        self._seed = seed
        self._pools = sample_pools(playbook.pools.values(), population, seed)
        self._copies = Copies(dict(playbook.flows), dict(playbook.stores))

    def ground(self) -> Ground:
        """The whole of it."""
        coming = {key: self._coming(flow) for key, flow in self._playbook.flows.items()}
        placed: dict[FlowId, Slots] = {}
        for key, those in coming.items():
            nobody = np.broadcast_to(np.int32(NOBODY), len(those.at))
            placed[key] = self._copies.add(key, those.at, nobody, those.size)
        shown = self._shown_at_start()
        for key, those in coming.items():
            self._copies.record[placed[key]] = self._people_of(self._playbook.flows[key], those, shown, placed[key])
        members = {key: np.zeros(len(self._population) + 1, dtype=np.bool_) for key in self._pools}
        for pool, people in self._pools.items():
            members[pool][records_of(people)] = True
            members[pool].flags.writeable = False
        return Ground(
            playbook=self._playbook,
            population=self._population,
            seed=self._seed,
            pools=self._pools,
            members=members,
            copies=self._copies,
            naming=Naming(self._population),
            nobody=np.zeros(len(self._population), dtype=np.bool_),
            found=Found.of_messages(len(self._copies)),
        )

    def _coming(self, flow: Flow) -> Arrivals:
        calendar = self._playbook.calendar
        if flow.holds is None:
            return arrivals(flow, calendar, self._seed, self._playbook.ends + 1)
        return laid_down(flow, calendar, self._seed, len(self._held(flow)))

    def _held(self, flow: Flow) -> Records:
        """The records of which a system of record has one copy each."""
        if flow.holds == "pool" and flow.pool is not None:
            return records_of(self._pools[flow.pool])
        return np.arange(len(self._population), dtype=np.int32)

    def _people_of(
        self, flow: Flow, those: Arrivals, shown: dict[SourceId, NDArray[np.bool_]], slots: Slots
    ) -> Records:
        if flow.holds is not None:
            held = self._held(flow)
            return held[np.argsort(uniforms(self._seed, f"flow/{flow.id}/people", len(held)), kind="stable")]
        living = np.flatnonzero(~self._population.is_test).astype(np.int32)
        record = np.empty(len(those.at), dtype=np.int32)
        for place, uniform in uniform_blocks(self._seed, f"flow/{flow.id}/people", len(those.at)):
            record[place] = draw_people(living, uniform)
        if flow.pool is not None:
            pool = self._playbook.pools[flow.pool]
            pooled = (those.at < flow.pool_until) & ~those.nameless
            draws = uniforms(self._seed, f"flow/{flow.id}/pooled", int(pooled.sum()))
            record[pooled] = draw_people(records_of(self._pools[flow.pool]), draws)
            if flow.history is not None:
                past = pooled & (those.at < 0)
                show = shown.get(pool.shown_by) if pool.shown_by is not None else None
                seen = np.ones(len(those.at), dtype=np.bool_) if show is None else show[slots]
                record[past] = cover(pool, self._pools[flow.pool], self._population, seen[past], self._seed)
        record[those.nameless] = NOBODY
        return record

    def _shown_at_start(self) -> dict[SourceId, NDArray[np.bool_]]:
        """Which messages each log of reads shows of the visits before StartEx (who is in them is not yet drawn).

        Of those without authority; aimed ones choose by who is in a message, and are left out.
        """
        logs = [source for source in self._playbook.sources.values() if source.kind is SourceKind.READS]
        shown = {source.id: np.zeros(len(self._copies), dtype=np.bool_) for source in logs}
        for reader in self._playbook.readers.values():
            for number, visit in enumerate(reader.visits):
                grant = self._open_grant(reader.grants, visit.store, visit.at)
                if visit.at >= 0 or visit.pools or grant is None or grant.authorised:
                    continue
                listed = listing(self._copies, visit)
                place, when = taken(self._copies, visit, listed, by_itself(grant, grant.opened))
                for source in logs:
                    if visit.store in source.stores:
                        draws = row_draws(source, self._seed, visit_name(reader.id, number), place)
                        seen = rows(source, self._seed, self._playbook.calendar, source.since, draws, when)
                        shown[source.id][listed[place[seen < NEVER]]] = True
        return shown

    def _open_grant(self, grants: tuple[GrantId, ...], store: StoreId, at: Seconds) -> Grant | None:
        """The first of these grants that would open the store at that second."""
        for key in grants:
            grant = self._playbook.grants[key]
            if store in grant.stores and grant.opened <= at < by_itself(grant, grant.opened):
                return grant
        return None
