"""Leaks of any shape in a few lines, and what a team counts in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from simulator.domain import actions as a
from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ROOM, ActionId, FlowId, GrantId, PoolId, ReaderId, RecordId, SourceId, StoreId
from simulator.domain.lists import ListSpec, build_list
from simulator.domain.nouns import Flow, Grant, Leg, Reader, Store, Visit
from simulator.domain.playbook import Cohort, Playbook, Pool
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.domain.worldspec import WorldSpec
from simulator.engine.sampling import records_of
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.desk import desk_of
from simulator.exercise.room.scoping.lists import preview
from simulator.law.people import people_of
from tests.playbooks import BYTES, ONE_HOUR, a_playbook

WORLD = WorldSpec(patients=4_000, clinics=8, test_patients=20)
OPENED = -60 * DAY


def pool(key: str, people: int, **flags: bool) -> Pool:
    """So many Texans."""
    cohort = Cohort(people=people, residence="TX", clinic="TX", **flags)
    return Pool(id=PoolId(key), cohorts=(cohort,), shown_by=None, shown=())


def lying(store: str, whose: str = "", since: Seconds = -900 * DAY, until: Seconds = -70 * DAY) -> Flow:
    """A system of record: of everyone, or of a pool."""
    return Flow(
        id=FlowId(f"{store}-{whose or 'all'}"),
        title=store,
        starts=since,
        ends=until,
        per_day=0,
        profile="round-the-clock",
        route=(Leg(store=StoreId(store), after=0),),
        pool=PoolId(whose) if whose else None,
        pool_until=0,
        without_person=0,
        elements=("name",),
        object_bytes=BYTES,
        holds="pool" if whose else "everyone",
    )


def path(key: str, stores: Sequence[str], credential: str, **changes: Any) -> Grant:
    """A path that nobody meant to exist."""
    plain = Grant(
        id=GrantId(key),
        title=key,
        stores=tuple(map(StoreId, stores)),
        credential=credential,
        authorised=False,
        opened=OPENED,
    )
    return replace(plain, **changes)


def reader(key: str, address: str, grants: Sequence[str], *visits: Visit) -> Reader:
    """Somebody who comes as planned."""
    return Reader(
        id=ReaderId(key),
        title=key,
        address=address,
        grants=tuple(map(GrantId, grants)),
        visits=visits,
        returns=None,
    )


def visit(at: Seconds, store: str, *pools: str, **page: int) -> Visit:
    """An hour in a store, among some pools' records."""
    return Visit(at=at, store=StoreId(store), lasting=HOUR, pools=tuple(map(PoolId, pools)), **page)


def source(key: str, kind: SourceKind, stores: Sequence[str] = (), **changes: Any) -> LogSource:
    """A source that has always recorded."""
    plain = LogSource(
        id=SourceId(key),
        code="E1",
        title=key,
        kind=kind,
        stores=tuple(map(StoreId, stores)),
        since=-900 * DAY,
        keep=None,
        latency_hours=replace(ONE_HOUR, low=0, typical=0),
        completeness=1.0,
        proves_absence="it records all" if kind is SourceKind.READS else None,
    )
    return replace(plain, **changes)


def leak(
    pools: Iterable[Pool],
    flows: Iterable[Flow],
    grants: Iterable[Grant],
    readers: Iterable[Reader],
    sources: Iterable[LogSource],
    secured: Sequence[str] = (),
) -> Playbook:
    """A playbook of these nouns; one action pulls each source, one closes every path that should not exist."""
    tiny = a_playbook()
    registers = [one for one in tiny.sources.values() if one.kind in {SourceKind.MERGES, SourceKind.ADDRESSES}]
    every = {one.id: one for one in (*sources, *registers)}
    paths = {one.id: one for one in grants}
    lies = list(flows)
    stores = dict.fromkeys(leg.store for flow in lies for leg in flow.route)
    doors = tuple(a.CloseGrant(grant=key) for key, one in paths.items() if not one.authorised)
    pulls = tuple(a.PullSource(source=key) for key in every)
    pull = replace(tiny.actions[ActionId("pull-source")], effects=pulls, targets=tuple(every))
    close = replace(tiny.actions[ActionId("close-queue-policy")], effects=doors)
    return replace(
        tiny,
        world=WORLD,
        pools={one.id: one for one in pools},
        flows={one.id: one for one in lies},
        stores={key: Store(id=key, title=key, keep=None, secured=key in secured) for key in stores},
        grants=paths,
        readers={one.id: one for one in readers},
        services={},
        sources=every,
        injects={},
        vendors={},
        actions={one.id: one for one in (pull, close)},
    )


def played(playbook: Playbook, until: Seconds = DAY, *, late: Sequence[str] = ()) -> Exercise:
    """The paths closed in the first hour, every source pulled from the third on but for those that come late."""
    exercise = Exercise(playbook, 1)
    exercise.advance(1)
    exercise.submit(TakeAction(seat=ROOM, action=ActionId("close-queue-policy"), by=playbook.legal_seats[0]))
    for number, key in enumerate(one for one in playbook.sources if one not in late):
        pulled(exercise, key, (3 + number) * HOUR)
    exercise.advance(until)
    return exercise


def pulled(exercise: Exercise, key: str, at: Seconds) -> None:
    """One more pull."""
    exercise.advance(at)
    order = TakeAction(seat=ROOM, action=ActionId("pull-source"), target=key, by=exercise.playbook.legal_seats[0])
    exercise.submit(order)


def listed(exercise: Exercise, sources: Sequence[str], **switches: Any) -> int:
    """How many people a list has; the SQL that it shows counts the same."""
    spec = ListSpec(**{"scope": "presumed", "sources": tuple(map(SourceId, sources)), **switches})
    known, playbook, desk = exercise.known(ROOM), exercise.playbook, desk_of(exercise, ROOM)
    desk.collect()
    found = preview(spec, known, playbook, desk)
    assert not found.missing
    by_sql = desk.query(found.sql).rows if not found.sql.startswith("--") else ()
    assert {str(state): count for state, count in by_sql} == dict(found.by_state)
    assert build_list(spec, known.shown, known.people).people == found.people
    return len(found.people)


def numbers(exercise: Exercise, *pools: str) -> set[RecordId]:
    """The record numbers of pools."""
    sandbox = exercise._engine._context.sandbox
    return {RecordId(one) for key in pools for one in records_of(sandbox.pools[PoolId(key)]).tolist()}


def owed(exercise: Exercise) -> int:
    """How many people cannot be shown not to have been read."""
    truth = exercise.truth()
    assert truth.truth is not None
    return len(people_of(truth.notifiable, truth.truth))
