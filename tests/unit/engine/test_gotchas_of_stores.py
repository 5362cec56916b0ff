"""The ways in which stores and tables mislead (domain.md 2.4, 10 to 14): latency, counters, merges, names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from simulator.domain.ids import SourceId
from simulator.domain.nouns import Leg, Triangle, Visit
from simulator.domain.sources import RowOf, SourceKind
from simulator.domain.time import DAY, HOUR
from simulator.engine.evidence import look
from simulator.world.identifiers import mrn
from tests.playbooks import DLQ, a_playbook
from tests.unit.engine.logged import AT_ONCE, POLICY, VISIT, a_log, a_sandbox, kind_of, of, ordinary, pulled, word


def test_10_an_object_log_is_late_twice_and_incomplete() -> None:
    """Three in a hundred rows never come, some come twice and some a day late; a later pull brings the late ones."""
    log = a_log(
        kind_of(RowOf.READ, request=word("request-id")),
        kind=SourceKind.READS,
        completeness=0.97,
        duplicates=0.02,
        latency_hours=Triangle(low=1, typical=4, high=26),
    )
    full = replace(log, id=SourceId("full"), completeness=1.0, duplicates=0.0, latency_hours=AT_ONCE)
    visits = tuple(Visit(at=-HOUR * hour, store=DLQ, lasting=HOUR) for hour in range(2, 40))
    sandbox = a_sandbox(log, full, visits=visits)
    true, early, late = len(pulled(sandbox, full, 0)), pulled(sandbox, log, 0), pulled(sandbox, log, 0, 3 * DAY)
    assert late, "some rows come after the first pull"
    came = len(early) + len(late)
    assert 0.9 * true < came < 1.04 * true
    assert all(row["taken"] == 1 and row["control_id"] for row in late)
    shown, truth = ({row["request"] for row in pulled(sandbox, one, 3 * DAY)} for one in (log, full))
    assert shown < truth, "some reads never show"


def test_11_a_dead_letter_keeps_the_time_of_its_first_enqueueing() -> None:
    """A message that waited elsewhere expires by its original stamp: a queue that keeps four days has it for hours."""
    queue = a_log(
        kind_of(
            RowOf.COPY,
            sent=word("enqueued-time"),
            came=word("arrived-time"),
            gone=word("expires-at"),
            age=word("age-s"),
        ),
        kind=SourceKind.CONTENT,
    )
    flows = {key: replace(flow, route=(Leg(store=DLQ, after=3 * DAY),)) for key, flow in a_playbook().flows.items()}
    stores = {DLQ: replace(a_playbook().stores[DLQ], keep=4 * DAY)}
    rows = of(queue, 0, flows=flows, stores=stores)
    assert rows
    for row in rows:
        sent, came, gone = (datetime.fromisoformat(row[name]) for name in ("sent", "came", "gone"))
        assert (came - sent, gone - came) == (timedelta(days=3), timedelta(days=1))
        assert int(row["age"]) > 3 * DAY


def test_11b_an_incomplete_listing_lacks_the_same_copies_every_time() -> None:
    """A share of the copies stands in no row of such a source, at no pull, and its record numbers are not shown."""
    kind = kind_of(RowOf.COPY, key=word("object-key"))
    whole, part = (a_log(kind, kind=SourceKind.CONTENT, completeness=share) for share in (1.0, 0.5))
    flows = {key: replace(flow, route=(Leg(store=DLQ, after=0),)) for key, flow in a_playbook().flows.items()}
    scene: dict[str, Any] = {"flows": flows}
    every = {row["key"] for row in of(whole, 0, **scene)}
    first, again = ({row["key"] for row in of(part, *at, **scene)} for at in ((0,), (0, HOUR)))
    assert first < every
    assert 0.3 < len(first) / len(every) < 0.7
    assert first - {row["key"] for row in of(part, HOUR, **scene)} == first - again
    sandbox = a_sandbox(part, **scene)
    shown = {row["mrn"] for row in pulled(sandbox, part, 0) if row["lay_open"] and row["mrn"]}
    assert {mrn(one) for one in sandbox.records(look(sandbox, part, 0).held)} == shown


def test_12_our_own_receive_raises_the_counter() -> None:
    """A second snapshot counts our first one: what nobody else received stands at one, ours."""
    counts = a_log(kind_of(RowOf.COPY, count=word("received-count")), kind=SourceKind.COUNTS)
    first, second = of(counts, 0), of(counts, 0, 60)
    assert {row["count"] for row in first} == {"0"}
    before = {row["control_id"] for row in first}
    assert {(row["received_count"], row["our_receives"]) for row in second if row["control_id"] in before} == {(1, 1)}


def test_13_a_merge_table_names_survivors_and_tests() -> None:
    """Record numbers merged into others, and test patients, stand in the register and nowhere else."""
    merges = a_log(kind_of(RowOf.PERSON, prior=word("mrn"), into=word("survivor-mrn")), kind=SourceKind.MERGES)
    rows = of(merges, 0)
    sandbox = a_sandbox(merges)
    for row in rows:
        record = int(row["prior"].removeprefix("SIM-"))
        into = int(sandbox.population.merged_into[record])
        assert row["is_test"] == int(sandbox.population.is_test[record])
        assert row["into"] == (None if into < 0 else f"SIM-{into:07d}")


def test_14_a_caller_may_have_no_name_and_an_address_no_number() -> None:
    """Who was not asked who he is stands as "-"; internal calls name the product where an address should stand."""
    reads = a_log(kind_of(RowOf.READ, requester=word("actor")), blank="-")
    grants = {POLICY: replace(a_playbook().grants[POLICY], credential="anonymous")}
    assert {row["requester"] for row in of(reads, 0, visits=(VISIT,), grants=grants)} == {"-"}
    internal = a_log(ordinary(ip=word("address", drop=0.3, instead="CRM internal")))
    shown = Counter(row["ip"] == "CRM internal" for row in of(internal, 0))
    assert 0.2 < shown[True] / shown.total() < 0.4
