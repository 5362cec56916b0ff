"""The ways in which logs mislead (domain.md 2.4, 1 to 9): hourly and daily files, ids, clocks, versions, repeats."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from simulator.authored import read_document, validate_document
from simulator.domain.ids import ReaderId, SourceId
from simulator.domain.nouns import Triangle
from simulator.domain.sources import RowOf
from simulator.domain.time import DAY
from simulator.scenario.load import library_files, scenario_folder
from simulator.scenario.written.sources import Card, CardFile, typed
from tests.unit.engine.logged import HOURLY, VISIT, a_log, a_sandbox, kind_of, of, ordinary, pulled, word


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
    brought = {(row["request"], row["sequence"]) for row in rows}
    later = {(row["request"], row["sequence"]) for row in pulled(a_sandbox(log), log, 0, 3 * DAY)}
    assert not brought & later, "a second pull brings what is new alone"


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
