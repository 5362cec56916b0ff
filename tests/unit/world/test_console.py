"""The SQL console, and what people try on it."""

from __future__ import annotations

import csv
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.errors import InputError
from simulator.world.console import EvidenceConsole, QueryResult, export_csv

ROWS = [("2026-09-12T23:10:00", "198.51.100.77", 200), ("2026-09-12T23:11:00", "198.51.100.20", 404)]
COLUMNS = [("time", "TEXT"), ("remote_ip", "TEXT"), ("status", "INTEGER")]
BOMB = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def console() -> Iterator[EvidenceConsole]:
    """A console into which the queue's metrics were pulled, but not the bucket's log."""
    made = EvidenceConsole({"log_queue": "queue-metrics", "log_s3_access": "bucket-access-log"})
    made.collect("log_queue", COLUMNS, ROWS)
    yield made
    made.close()


def test_collected_evidence_can_be_questioned(console: EvidenceConsole) -> None:
    """Joins, groups, windows and WITH work over what was pulled."""
    asked = console.query(
        "WITH late AS MATERIALIZED (SELECT * FROM log_queue WHERE status = 404) "
        "SELECT q.remote_ip, count(*) OVER () AS n FROM log_queue q, (SELECT count(*) FROM late) ORDER BY 1 DESC;"
    )
    assert asked == QueryResult(("remote_ip", "n"), (("198.51.100.77", 2), ("198.51.100.20", 2)), truncated=False)


def test_a_late_batch_is_added(console: EvidenceConsole) -> None:
    """Collecting again adds rows; other columns are refused, and then nothing is added."""
    console.collect("log_queue", COLUMNS, ROWS[:1])
    assert console.query("SELECT count(*) FROM log_queue").rows == ((3,),)
    with pytest.raises(InputError, match="other columns"):
        console.collect("log_queue", COLUMNS[:1], [("x",)])
    with pytest.raises(InputError, match="cannot be collected"):
        console.collect("log_queue", COLUMNS, [*ROWS, ("too", "short")])
    assert console.query("SELECT count(*) FROM log_queue").rows == ((3,),)


@pytest.mark.parametrize("name", ["log_s3_access", "LOG_S3_ACCESS", '"log_s3_access"', "main.log_s3_access"])
def test_a_source_not_pulled_is_an_error(console: EvidenceConsole, name: str) -> None:
    """What was not pulled is never an empty result; pulled and empty is."""
    with pytest.raises(InputError, match="bucket-access-log is not pulled yet"):
        console.query(f"SELECT * FROM {name}")
    console.collect("log_s3_access", COLUMNS, [])
    assert console.query(f"SELECT * FROM {name}").rows == ()


def test_unknown_names_get_a_suggestion(console: EvidenceConsole) -> None:
    """A misspelt table or column is answered with the nearest one."""
    with pytest.raises(InputError, match=r"no table log_qeue in the evidence\. Did you mean log_queue"):
        console.query("SELECT * FROM log_qeue")
    with pytest.raises(InputError, match=r"no column q\.remote_pi in the evidence\. Did you mean remote_ip"):
        console.query("SELECT q.remote_pi FROM log_queue q")


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH 'x.db' AS x",
        "DETACH main",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "/* harmless */ PRAGMA writable_schema = 1 -- really",
        "SELECT * FROM pragma_table_info('log_queue')",
        "SELECT count(*) FROM pragma_database_list",
        "SELECT load_extension('x')",
        "SELECT readfile('/etc/hosts')",
        "SELECT writefile('x', 'y')",
        "SELECT zeroblob(100000000)",
        "SELECT randomblob(9)",
        "SELECT random()",
        "SELECT printf('%.*c', 100000000, 'x')",
        "SELECT current_timestamp",
        "SELECT datetime('now')",
        "SELECT sqlite_version()",
        "SELECT * FROM sqlite_master",
        "SELECT count(*) FROM sqlite_master",
        "SELECT count(*) FROM sqlite_temp_schema",
        "DELETE FROM log_queue",
        "UPDATE log_queue SET status = 1",
        "INSERT INTO log_queue VALUES (1, 2, 3)",
        "WITH x AS (SELECT 1) DELETE FROM log_queue",
        "REPLACE INTO log_queue VALUES (1, 2, 3) RETURNING *",
        "CREATE TABLE t (a)",
        "CREATE TEMP TABLE t (a)",
        "CREATE TEMP VIEW log_s3_access AS SELECT 1",
        "CREATE VIRTUAL TABLE t USING fts5(a)",
        "CREATE TRIGGER t AFTER INSERT ON log_queue BEGIN SELECT 1; END",
        "DROP TABLE log_queue",
        "ALTER TABLE log_queue ADD COLUMN x",
        "VACUUM INTO 'x.db'",
        "VACUUM",
        "ANALYZE",
        "BEGIN",
        "SAVEPOINT a",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE log_queue; --",
        "SELECT 1 /* ; */ ; /* */ SELECT 2",
        "",
        "-- nothing",
        "/* unclosed",
        "SELECT 'unclosed",
        "SELECT 1\x00; DROP TABLE log_queue",
        "SELECT '\ud800'",
        "SELECT ?",
        "\uff33\uff25\uff2c\uff25\uff23\uff34 1",
        "SELECT " + "(" * 2_000 + "1" + ")" * 2_000,
        "SELECT '" + "x" * 30_000 + "'",
        "SELECT " + ", ".join("1" * 1 for _ in range(500)),
        " UNION ALL ".join(["SELECT 1"] * 50),
    ],
)
def test_nothing_but_one_question_gets_through(console: EvidenceConsole, sql: str, tmp_path: Path) -> None:
    """Every attempt is bad input; evidence, tables and disk are as before, and the next question is answered."""
    with pytest.raises(InputError):
        console.query(sql)
    assert console.query("SELECT * FROM log_queue").rows == tuple(ROWS)
    assert [name for name, _ in console.tables()] == ["log_queue"]
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_ends_in_time(console: EvidenceConsole) -> None:
    """A recursion without end is stopped at the time limit."""
    start = time.monotonic()
    with pytest.raises(InputError, match=r"longer than 0\.2 seconds"):
        console.query(BOMB, seconds=0.2)
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "sql",
    [
        "WITH RECURSIVE n(s) AS (SELECT 'xxxxxxxx' UNION ALL SELECT s || s FROM n) SELECT max(length(s)) FROM n",
        "WITH RECURSIVE n(s) AS (SELECT 'x' UNION ALL SELECT replace(s, 'x', 'xxxxxxxxxx') FROM n) SELECT * FROM n",
    ],
)
def test_values_stay_small(console: EvidenceConsole, sql: str) -> None:
    """A value that doubles without end is refused at the length limit."""
    with pytest.raises(InputError, match="too big"):
        console.query(sql)


def test_an_answer_is_bounded(console: EvidenceConsole) -> None:
    """More rows or more text than fit are cut, and the answer says so; exactly as many are not."""
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT i FROM n"
    assert console.query(numbers.format(10), limit=10) == QueryResult(
        ("i",), tuple((n,) for n in range(1, 11)), truncated=False
    )
    cut = console.query(numbers.format(11), limit=10)
    assert (len(cut.rows), cut.truncated) == (10, True)
    console.collect("wide", [("text", "TEXT")], [("x" * 200_000,)] * 100)
    wide = console.query("SELECT text FROM wide")
    assert (len(wide.rows), wide.truncated) == (40, True)


def test_a_query_can_be_cancelled(console: EvidenceConsole) -> None:
    """Another thread ends a query long before its time limit."""
    timer = threading.Timer(0.1, console.cancel)
    timer.start()
    with pytest.raises(InputError, match="was cancelled"):
        console.query(BOMB, seconds=60)
    timer.join()
    assert console.query("SELECT 1").rows == ((1,),)


def test_a_table_name_is_never_code(console: EvidenceConsole) -> None:
    """A name with quotes in it is a name."""
    console.collect('x"; DROP TABLE log_queue; --', [('a"b', "TEXT")], [("1",)])
    assert console.query('SELECT "a""b" FROM "x""; DROP TABLE log_queue; --"').rows == (("1",),)
    assert console.query("SELECT count(*) FROM log_queue").rows == ((2,),)
    with pytest.raises(InputError, match="type is one of"):
        console.collect("y", [("a", "TEXT); DROP TABLE log_queue; --")], [])


def test_an_export_holds_no_formula(tmp_path: Path) -> None:
    """It says that it is an exercise; what a spreadsheet would compute begins with an apostrophe."""
    cells = ("=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=b", -1, None, b"\x00\xff")
    export_csv(QueryResult(("=head", "n"), (cells,), truncated=False), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        mark, header, row = csv.reader(file)
    assert mark == ["EXERCISE: all patients are synthetic"]
    assert header == ["'=head", "n"]
    assert row == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "a=b", "-1", "", "00ff"]
    with pytest.raises(InputError, match="cannot be written"):
        export_csv(QueryResult((), (), truncated=False), tmp_path / "no" / "out.csv")
