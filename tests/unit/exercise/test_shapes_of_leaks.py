"""Leaks of other shapes: a rightful user beside the stranger, a session that ends by itself, a secured store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.domain.ids import CONTROLLER, ROOM, GrantId, PoolId, SourceId
from simulator.domain.lists import ListSpec
from simulator.domain.playbook import Playbook
from simulator.domain.sources import Fill, RowKind, RowOf, SourceKind
from simulator.domain.time import DAY, HOUR
from simulator.exercise.room.scoping.changes import basis_now, reasons
from simulator.exercise.room.scoping.lists import labels_shown, preview
from tests.unit.exercise.leaks import (
    leak,
    listed,
    lying,
    numbers,
    owed,
    path,
    played,
    pool,
    pulled,
    reader,
    source,
    visit,
)


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
