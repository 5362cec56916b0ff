"""The fourteen ways in which evidence misleads (domain.md 2.4), each as behaviour of rows; and what logs lose."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from simulator.authored import read_document, validate_document
from simulator.domain.ids import GrantId, ReaderId, SourceId
from simulator.domain.journal import Journal
from simulator.domain.nouns import Fill, Leg, LogSource, RowKind, RowOf, SourceKind, Trace, Triangle, Visit
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.engine.asof import AsOf
from simulator.engine.evidence import look
from simulator.engine.rows.layout import columns_of, laid_out
from simulator.engine.rows.pulls import brought
from simulator.engine.sandbox import Sandbox
from simulator.scenario.load import library_files, scenario_folder
from simulator.scenario.written.sources import Card, CardFile, typed
from simulator.world.identifiers import mrn
from simulator.world.population import population
from tests.playbooks import DLQ, a_playbook

AT_ONCE = Triangle(low=0, typical=0, high=0)
POLICY = GrantId("queue-policy")
Found = list[dict[str, Any]]


def word(name: str, **more: Any) -> Fill:
    """A column that holds a word."""
    return Fill(word=name, **more)


def a_log(*kinds: RowKind, **changes: Any) -> LogSource:
    """A log of the tiny scenario's queue that writes all at once, for ever, in full."""
    fills = {column for kind in kinds for column, _ in kind.fill}
    plain = LogSource(
        id=SourceId("log"),
        code="L9",
        title="Log",
        kind=SourceKind.LOG,
        stores=(DLQ,),
        since=-10 * DAY,
        keep=None,
        latency_hours=AT_ONCE,
        completeness=1.0,
        proves_absence=None,
        columns=tuple((column, "TEXT") for column in sorted(fills)),
        rows=kinds,
    )
    return replace(plain, **changes)


def kind_of(of: RowOf, per_day: float = 0.0, **fill: Fill) -> RowKind:
    """Rows of one kind with these columns."""
    return RowKind(of=of, per_day=per_day, profile="round-the-clock", fill=tuple(fill.items()))


def ordinary(per_day: float = 100, **fill: Fill) -> RowKind:
    """Ordinary rows with time and request."""
    return kind_of(RowOf.BACKGROUND, per_day, time=word("time"), request=word("request-id"), **fill)


def a_sandbox(*sources: LogSource, visits: tuple[Visit, ...] = (), **changes: Any) -> Sandbox:
    """The tiny scenario with these sources, after these visits of its crawler."""
    playbook: Playbook = replace(a_playbook(), sources={one.id: one for one in sources}, **changes)
    sandbox = Sandbox(playbook, population(playbook.world, 1), 1)
    for number, visit in enumerate(visits):
        sandbox.end(sandbox.begin(ReaderId("crawler"), f"crawler/{number}", playbook.grants[POLICY], visit))
    return sandbox


def pulled(sandbox: Sandbox, source: LogSource, *at: Seconds) -> Found:
    """What the last of these pulls brings."""
    vault = sandbox.vaults[source.id]
    views = tuple(AsOf(number=number, until=when, vault=vault) for number, when in enumerate(at, 1))
    what = brought(sandbox, source, Journal(), views)
    names = [name for name, _ in columns_of(source, sandbox.playbook)]
    rows = [row for chunk in laid_out(sandbox, source, views[-1], what) for row in chunk]
    assert len(rows) == what.total
    return [dict(zip(names, row, strict=True)) for row in rows]


def of(source: LogSource, *at: Seconds, **scene: Any) -> Found:
    """What a source alone in the tiny scenario shows."""
    return pulled(a_sandbox(source, **scene), source, *at)


VISIT = Visit(at=-2 * HOUR, store=DLQ, lasting=HOUR)
HOURLY = Triangle(low=3, typical=4, high=6)


def test_1_an_hourly_file_comes_again_longer_under_a_higher_sequence() -> None:
    """Hour H appears three to six hours later; its second issue has all rows once more: a naive count doubles."""
    log = a_log(
        ordinary(400, file=word("file-name"), sequence=word("sequence"), recorded=word("recorded-time")),
        files="hourly",
        latency_hours=HOURLY,
    )
    rows = of(log, 0)
    old = [row for row in rows if row["time"] < "2026-09-06"]
    issues = Counter(row["request"] for row in old)
    assert set(issues.values()) == {1, 2}
    first, second = ({row["request"] for row in old if row["sequence"] == number} for number in ("1", "2"))
    assert first < second
    assert len(old) > 1.8 * len(second)
    for row in (one for one in rows if one["sequence"] == "1"):
        hour = datetime.fromisoformat(row["time"][:13] + ":00")
        late = datetime.fromisoformat(row["recorded"][:-1]) - hour
        assert timedelta(hours=3) <= late <= timedelta(hours=6)
    assert not [row for row in pulled(a_sandbox(log), log, 0, 3 * DAY) if (row["request"], row["sequence"]) in {
        (one["request"], one["sequence"]) for one in rows
    }], "a second pull brings what is new alone"  # fmt: skip


def test_2_daily_and_hourly_files_hold_the_same_rows() -> None:
    """Every row of a daily file stands in the hourly ones, too: summing both counts it twice or thrice."""
    hourly = a_log(ordinary(), files="hourly", latency_hours=HOURLY)
    daily = replace(hourly, id=SourceId("daily"), files="daily", twin_of="log", completeness=0.9)
    sandbox = a_sandbox(hourly, daily)
    once = {row["request"]: row["time"] for row in pulled(sandbox, daily, 5 * DAY)}
    both = {row["request"]: row["time"] for row in pulled(sandbox, hourly, 5 * DAY)}
    assert len(once) > 500
    assert once.items() < both.items()


def test_3_short_and_long_ids_do_not_join() -> None:
    """A user's id has 15 signs in one log and 18 in another; equal only when the last three are cut off."""
    rows = of(a_log(ordinary(short=word("actor-id-15"), long=word("actor-id"))), 0)
    assert {(len(row["short"]), len(row["long"])) for row in rows} == {(15, 18)}
    assert all(row["short"] == row["long"][:15] for row in rows)


def test_4_clocks_differ_and_one_host_runs_fast() -> None:
    """UTC, local and naive times of one row are told apart by product; one host of several is seven minutes ahead."""
    utc = a_log(ordinary(host=word("host")))
    local = replace(utc, id=SourceId("local"), clock="local", twin_of="log")
    naive = replace(utc, id=SourceId("naive"), clock="naive", stamp="space", twin_of="log")
    fast = replace(utc, id=SourceId("fast"), skew=420, skew_share=0.25, twin_of="log")
    sandbox = a_sandbox(utc, local, naive, fast)
    columns = [pulled(sandbox, one, 0) for one in (utc, local, naive, fast)]
    skewed = 0
    for row, there, plain, ahead in zip(*columns, strict=True):
        true = datetime.fromisoformat(row["time"])
        assert datetime.fromisoformat(there["time"]) == true
        assert plain["time"] == there["time"][:19].replace("T", " ")
        gap = (datetime.fromisoformat(ahead["time"]) - true).total_seconds()
        assert gap == (420 if ahead["host"] == "int-04" else 0)
        skewed += gap > 0
    assert 0.15 < skewed / len(columns[0]) < 0.35


@pytest.fixture(scope="module")
def cards() -> dict[str, Card]:
    """The cards of the library."""
    files = library_files(scenario_folder("leaky-sync-queue"), "sources")
    found = [validate_document(read_document(path), CardFile).sources for path in files]
    return {name: card for one in found for name, card in one.items()}


def test_5_exports_are_a_part_of_reports_and_have_no_count_of_rows(cards: dict[str, Card]) -> None:
    """The log of exports does not say how much left; that of reports does, for exports too."""
    reports, exports = (
        {typed(column)[0] for column in cards[name].columns} for name in ("elf-report", "elf-report-export")
    )
    assert "ROW_COUNT" in reports
    assert "ROW_COUNT" not in exports


def test_6_two_versions_of_bulk_jobs_are_two_types_of_file(cards: dict[str, Card]) -> None:
    """Who pulls one type sees no job of the other version."""
    types = [
        {form.constant for rows in cards[name].rows for form in ({**cards[name].fill, **rows.fill}["EVENT_TYPE"],)}
        for name in ("elf-bulk-api", "elf-bulk-api-2")
    ]
    assert all(types)
    assert not types[0] & types[1]


def test_7_a_row_without_address_joins_another_log_by_its_request() -> None:
    """A download has no address; the request id it shares with another log of the same visit has one."""
    transfers = a_log(kind_of(RowOf.READ, request=word("request-id"), document=word("object-key")))
    access = replace(a_log(kind_of(RowOf.READ, request=word("request-id"), ip=word("address"))), id=SourceId("access"))
    sandbox = a_sandbox(transfers, access, visits=(VISIT,))
    bare = pulled(sandbox, transfers, 0)
    known = {row["request"]: row["ip"] for row in pulled(sandbox, access, 0)}
    assert bare
    assert "ip" not in bare[0]
    crawler = sandbox.playbook.readers[ReaderId("crawler")].address
    assert {known[row["request"]] for row in bare} == {crawler}


def test_8_a_composite_call_is_one_row() -> None:
    """Twenty-five calls in one leave one row; counts of rows fall behind by as much."""
    single = a_log(kind_of(RowOf.READ, time=word("time")))
    (kind,) = single.rows
    composite = replace(
        single,
        id=SourceId("composite"),
        rows=(replace(kind, batch=25, fill=(*kind.fill, ("n", word("count")))),),
        columns=(("n", "INTEGER"), ("time", "TEXT")),
    )
    sandbox = a_sandbox(single, composite, visits=(VISIT,))
    calls, rows = pulled(sandbox, single, 0), pulled(sandbox, composite, 0)
    assert len(rows) == -(-len(calls) // 25)
    assert sum(row["n"] for row in rows) == len(calls)


def test_9_a_directory_log_repeats_itself_hides_addresses_and_tells_when_it_heard() -> None:
    """A few rows stand twice, an address loses its last part, and the time generated is that of the ingestion."""
    log = a_log(
        ordinary(generated=word("recorded-time"), ip=word("address", masked=True)),
        duplicates=0.05,
        latency_hours=Triangle(low=0.05, typical=0.2, high=2),
    )
    rows = of(log, 0)
    times = Counter(row["request"] for row in rows)
    twice = [request for request, count in times.items() if count == 2]
    assert 0.02 < len(twice) / len(times) < 0.09
    assert all(row["ip"].endswith(".XXX") for row in rows)
    assert all(row["generated"] > row["time"] for row in rows)
    assert all(len({row["generated"] for row in rows if row["request"] == one}) == 2 for one in twice[:5])


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


def test_a_log_that_rolls_keeps_its_last_rows_and_a_storm_of_errors_drives_out_the_rest() -> None:
    """With so many lines for each rejected message a log by size reaches back less far than its retention says."""
    calm = a_log(ordinary(300, level=Fill(constant="INFO")), rolls=500)
    rejects = RowKind(of=RowOf.REJECT, times=30, fill=(("time", word("time")), ("level", Fill(constant="ERROR"))))
    storm = replace(calm, id=SourceId("storm"), rows=(*calm.rows, rejects), twin_of="log")
    sandbox = a_sandbox(calm, storm)
    quiet, loud = pulled(sandbox, calm, DAY), pulled(sandbox, storm, DAY)
    assert 500 <= len(quiet) < 510
    assert 500 <= len(loud) < 560
    assert min(row["time"] for row in loud) > min(row["time"] for row in quiet)


def test_a_hold_keeps_what_had_not_expired_and_rolling_stops() -> None:
    """Held, a log still has the rows that it had on the day of the hold."""
    log = a_log(ordinary(), keep=2 * DAY)
    sandbox = a_sandbox(log)
    before = {row["request"] for row in pulled(sandbox, log, 0)}
    assert not before & {row["request"] for row in pulled(sandbox, log, 3 * DAY)}
    sandbox.vaults[log.id].held_from = 0
    assert before < {row["request"] for row in pulled(sandbox, log, 3 * DAY)}


def test_what_is_switched_on_today_says_nothing_of_yesterday_unless_the_product_can() -> None:
    """Forward-only really is; a product with a look-back gives what it had before it was bought."""
    forward = a_log(ordinary(), since=None)
    back = replace(forward, id=SourceId("back"), forward_only=False, keep=30 * DAY)
    sandbox = a_sandbox(forward, back)
    assert pulled(sandbox, forward, 0) == pulled(sandbox, back, 0) == []
    for one in (forward, back):
        sandbox.vaults[one.id].enable(0, forward_only=one.forward_only)
    start = sandbox.playbook.calendar.at(0).timestamp()
    first = [min(row["time"] for row in pulled(sandbox, one, DAY)) for one in (forward, back)]
    begins = [datetime.fromisoformat(one).timestamp() for one in first]
    assert begins[0] >= start > begins[1]


def test_rows_are_the_same_however_often_and_when_somebody_pulls() -> None:
    """Three pulls bring what one at the end brings, row by row, and none twice."""
    log = a_log(
        ordinary(),
        kind_of(RowOf.READ, time=word("time"), request=word("request-id")),
        completeness=0.9,
        duplicates=0.1,
        latency_hours=Triangle(low=1, typical=10, high=30),
    )
    sandbox = a_sandbox(log, visits=(VISIT,))
    apart = [row for at in ((0,), (0, HOUR), (0, HOUR, 2 * DAY)) for row in pulled(sandbox, log, *at)]
    at_once = pulled(sandbox, log, 2 * DAY)
    keys = [Counter((row["request"], row["time"]) for row in rows) for rows in (apart, at_once)]
    assert keys[0] == keys[1]


def test_what_the_author_adds_is_never_lost() -> None:
    """A trace stands in the log however incomplete it is, with the columns of ordinary rows around it."""
    trace = Trace(since=-DAY, every=HOUR, until=0, fill=(("actor", Fill(constant="int.sync")),))
    log = a_log(ordinary(actor=word("username")), completeness=0.3, traces=(trace,))
    mine = [row for row in of(log, 0) if row["actor"] == "int.sync"]
    assert len(mine) == 24
    assert all(row["request"] for row in mine)
