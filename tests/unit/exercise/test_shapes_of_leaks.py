"""Four leaks in small, each with the wrong counts that tempt: a session, a bulk read, old links, a secured store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from simulator.domain import actions as a
from simulator.domain.decisions import TakeAction
from simulator.domain.ids import (
    CONTROLLER,
    ROOM,
    ActionId,
    FlowId,
    GrantId,
    PoolId,
    ReaderId,
    RecordId,
    SourceId,
    StoreId,
)
from simulator.domain.lists import ListSpec, build_list
from simulator.domain.nouns import Fill, Flow, Grant, Leg, LogSource, Reader, RowKind, RowOf, SourceKind, Store, Visit
from simulator.domain.playbook import Cohort, Playbook, Pool
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.domain.worldspec import WorldSpec
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.desk import desk_of
from simulator.exercise.room.scoping.changes import basis_now, reasons
from simulator.exercise.room.scoping.lists import labels_shown, preview
from simulator.law.incident import people_of
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
    return set(map(RecordId, np.concatenate([one for key in pools for one in sandbox.pools[PoolId(key)]]).tolist()))


def owed(exercise: Exercise) -> int:
    """How many people cannot be shown not to have been read."""
    truth = exercise.truth()
    assert truth.truth is not None
    return len(people_of(truth.notifiable, truth.truth))


def storm_door() -> Playbook:
    """An intruder in K. Ortega's session: charts by proxy, two by break-glass, a report; and her own Saturday."""
    ends = {"opened": -3 * DAY, "closes": -DAY}
    proxy = ("seen", "shared")
    return leak(
        [pool("seen", 491), pool("shared", 5), pool("glass", 2), pool("own", 9), pool("rest", 2),
         pool("tests", 2, test=True)],
        [lying("charts"), lying("profiles")],
        [path("session", ["charts"], "k.ortega", **ends), path("break-glass", ["charts"], "k.ortega", **ends),
         path("crm-session", ["profiles"], "k.ortega", **ends),
         path("login", ["charts"], "k.ortega", authorised=True)],
        [reader("intruder", "203.0.113.88", ["session", "crm-session"], visit(-2 * DAY, "charts", *proxy),
                visit(-2 * DAY + 2 * HOUR, "profiles", *proxy, "glass", "rest", "tests")),
         reader("intruder-at-web", "", ["break-glass"], visit(-2 * DAY, "charts", "glass")),
         reader("ortega", "192.0.2.20", ["login"], visit(-36 * HOUR, "charts", "shared", "own"))],
        [source("ehr-log", SourceKind.READS, ["charts"]), source("crm-log", SourceKind.READS, ["profiles"])],
    )  # fmt: skip


def test_a_rightful_users_charts_come_off_and_two_have_no_address() -> None:
    """500 people: 507 by the account, 498 without her own, 496 without what has no address, 502 rows of the report."""
    exercise = played(storm_door())
    own, nowhere = "k.ortega from 192.0.2.20", "k.ortega from no address"
    assert labels_shown(ListSpec(scope="narrow", sources=(SourceId("ehr-log"),)), exercise.known(ROOM)) == (
        own, "k.ortega from 203.0.113.88", nowhere)  # fmt: skip
    assert listed(exercise, ["ehr-log"]) == 507
    assert listed(exercise, ["ehr-log"], without=(own,)) == 498
    assert listed(exercise, ["ehr-log"], without=(own, nowhere)) == 496
    assert listed(exercise, ["crm-log"], drop_tests=False) == 502
    assert listed(exercise, ["ehr-log", "crm-log"], without=(own,)) == 500 == owed(exercise)
    assert exercise.truth().read >= numbers(exercise, "seen", "shared", "glass", "rest")
    assert not exercise.truth().read & numbers(exercise, "own")


def test_a_label_taken_off_is_a_reason() -> None:
    """Nine people went because they stood only under the rightful user's label; the five shared ones stayed."""
    exercise = played(storm_door())
    known, playbook = exercise.known(ROOM), exercise.playbook
    plain = ListSpec(scope="narrow", sources=(SourceId("ehr-log"),))
    specs = (plain, replace(plain, without=("k.ortega from 192.0.2.20",)))
    before, after = (basis_now(one, preview(one, known, playbook).people, known) for one in specs)
    assert reasons(before, after, playbook).lines == ("-9 stood only under k.ortega from 192.0.2.20",)
    assert reasons(after, before, playbook).lines == ("+9 counted again: k.ortega from 192.0.2.20",)


def test_a_session_ends_by_itself_and_nobody_is_told() -> None:
    """Its end is a fact of the truth alone; without it, or without the log, everyone's chart stays in question."""
    exercise = played(storm_door())
    assert GrantId("session") in exercise.truth().closed
    assert GrantId("session") not in exercise.known(ROOM).closed
    blind = storm_door()
    log = replace(blind.sources[SourceId("ehr-log")], proves_absence=None)
    assert owed(played(replace(blind, sources={**blind.sources, log.id: log}))) > 3_000


def test_a_list_that_is_handed_over_comes_when_it_comes() -> None:
    """Pages of a bulk read make the own list; the vendor's first lacks some and has tests, its last doubles some."""
    rows: tuple[RowKind, ...] = (
        RowKind(of=RowOf.PERSON, fill=(("name", Fill(word="patient-name")), ("home", Fill(word="residence")))),
    )
    vendor: dict[str, Any] = {"columns": (("name", "TEXT"), ("home", "TEXT")), "rows": rows}
    lists = {"list-1": (["contacts", "tests"], 9 * DAY), "list-2": (["contacts", "cases", "twice"], 40 * DAY)}
    playbook = leak(
        [pool("contacts", 300), pool("cases", 20), pool("twice", 12, merged=True), pool("tests", 6, test=True)],
        [lying("contact", "contacts"), lying("contact", "twice"), lying("case", "cases")],
        [path("token", ["contact", "case"], "refresh-token", opened=-14 * DAY)],
        [reader("thief", "192.0.2.44", ["token"], visit(-10 * DAY, "contact", limit=200),
                visit(-9 * DAY, "contact", skip=200, limit=200), visit(-8 * DAY, "case"))],
        [source("own-log", SourceKind.READS, ["contact", "case"]),
         *(source(key, SourceKind.CONTENT, pools=tuple(map(PoolId, those)), since=since, **vendor)
           for key, (those, since) in lists.items())],
    )  # fmt: skip
    exercise = played(playbook)
    first = exercise.known(ROOM).pulled[SourceId("list-1")].fact
    assert (first.held, first.rows, first.note) == ((), 0, "It has not come yet: nobody has sent it.")
    pulled(exercise, "list-1", 10 * DAY)
    pulled(exercise, "list-2", 41 * DAY)
    exercise.advance(42 * DAY)
    assert set(exercise.known(ROOM).shown[SourceId("list-1")].held) == numbers(exercise, "contacts", "tests")
    assert listed(exercise, ["own-log"]) == 332 == owed(exercise)
    assert listed(exercise, ["list-1"], drop_tests=False) == 306
    assert listed(exercise, ["list-1"]) == 300
    assert listed(exercise, ["list-2"], merges=False) == 344
    assert listed(exercise, ["list-2"]) == 332


def watch_again() -> Playbook:
    """Recordings that a link opens; audits in four windows of a year, and older ones that none reaches."""
    edges = [-365 * DAY, -270 * DAY, -180 * DAY, -90 * DAY, None]
    windows = [
        source(f"audit-{number + 1}", SourceKind.READS, ["recordings"], since=edges[number], until=edges[number + 1])
        for number in range(4)
    ]
    return leak(
        [pool("viewed", 31), pool("quality", 6), pool("unseen", 114), pool("old", 183)],
        [lying("recordings", "viewed", -360 * DAY, -200 * DAY), lying("recordings", "quality", -360 * DAY, -100 * DAY),
         lying("recordings", "unseen", -360 * DAY, -5 * DAY), lying("recordings", "old", -700 * DAY, -366 * DAY)],
        [path("link", ["recordings"], "anonymous", opened=-800 * DAY),
         path("qa", ["recordings"], "qa-team", authorised=True)],
        [reader("strangers", "198.51.100.7", ["link"], visit(-150 * DAY, "recordings", "viewed")),
         reader("quality", "192.0.2.9", ["qa"], visit(-30 * DAY, "recordings", "quality"))],
        [source("inventory", SourceKind.CONTENT, ["recordings"]), *windows],
    )  # fmt: skip


def test_four_windows_together_prove_absence_and_none_reaches_the_oldest() -> None:
    """334 in reach, 120 cleared by four windows together: 214; the quality team's six only without its label."""
    exercise = played(watch_again())
    windows = [f"audit-{number}" for number in range(1, 5)]
    known = exercise.known(ROOM)
    assert known.shown[SourceId("audit-4")].untouched == numbers(exercise, "quality", "unseen")
    assert all(not known.shown[SourceId(one)].untouched for one in windows[:3])
    assert listed(exercise, ["inventory"]) == 334
    assert listed(exercise, ["inventory", *windows]) == 220
    assert listed(exercise, ["inventory", *windows], without=("qa-team from 192.0.2.9",)) == 214 == owed(exercise)


def test_without_one_window_nobody_is_cleared() -> None:
    """Three of four windows clear only whose recording is younger than the gap; the oldest pull last, and all are."""
    exercise = played(watch_again(), late=["audit-1"])
    cleared = exercise.known(ROOM).shown[SourceId("audit-4")].untouched
    assert 0 < len(cleared) < 120
    pulled(exercise, "audit-1", 2 * DAY)
    exercise.advance(3 * DAY)
    assert len(exercise.known(ROOM).shown[SourceId("audit-1")].untouched) == 120


def test_an_inventory_pulled_last_shows_the_same() -> None:
    """The order of pulls does not matter: an inventory after the audits is less those whom they clear."""
    exercise = played(watch_again(), late=["inventory"])
    pulled(exercise, "inventory", 2 * DAY)
    exercise.advance(3 * DAY)
    assert listed(exercise, ["inventory"]) == 214


def test_a_log_pulled_before_the_way_in_is_shut_clears_nobody() -> None:
    """As long as the link is open, or rows may still come, the silence proves nothing yet."""
    exercise = Exercise(watch_again(), 1)
    for number, key in enumerate(exercise.playbook.sources):
        pulled(exercise, key, number * HOUR + 1)
    exercise.advance(DAY)
    assert not any(one.untouched for one in exercise.known(ROOM).shown.values())
    assert owed(exercise) == 214


def under_suit() -> Playbook:
    """Three stores open for 63 days, one with a key that the role had not; the log is younger; an own job reads."""
    span = (-63 * DAY, -32 * DAY)
    stores = ("managed", "batch-a", "batch-b")
    return leak(
        [pool("managed", 510), pool("batch-a", 196), pool("batch-b", 88), pool("job", 16)],
        [*(lying(one, one, *span) for one in stores), lying("batch-a", "job", *span)],
        [path("drop-folder", stores, "vendor-role", opened=-63 * DAY),
         path("reconciliation", stores, "recon-job", authorised=True, opened=-63 * DAY)],
        [reader("contractor", "198.51.100.9", ["drop-folder"], visit(-10 * DAY, "managed")),
         reader("job", "203.0.113.10", ["reconciliation"], visit(-9 * DAY, "batch-a"))],
        [source("access-log", SourceKind.READS, stores, since=-31 * DAY), source("egress", SourceKind.METER, stores),
         source("inventory", SourceKind.CONTENT, stores)],
        secured=["managed"],
    )  # fmt: skip


def test_a_secured_store_comes_off_and_an_own_job_is_no_read() -> None:
    """300 of 810: the managed key comes off, batch B does not; the log shows 212 reads of the own job and denials."""
    exercise = played(under_suit())
    assert listed(exercise, ["inventory"]) == 810
    assert listed(exercise, ["inventory"], without=("managed",)) == 300 == owed(exercise)
    assert listed(exercise, ["inventory"], without=("managed", "batch-b")) == 212
    job, denied = "recon-job from 203.0.113.10", "vendor-role from 198.51.100.9"
    assert listed(exercise, ["access-log"], without=(denied,)) == 212
    assert listed(exercise, ["access-log"], without=(job, denied)) == 0
    truth = exercise.known(CONTROLLER)
    assert truth.read == frozenset()
    assert [(one.fact.secured, len(one.fact.records)) for one in truth.reads] == [(True, 510)]
