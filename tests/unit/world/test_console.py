"""The SQL console, and what people try on it."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import InputError
from simulator.world.exports.csvfile import as_written, export_csv
from simulator.world.sql.console import EvidenceConsole, QueryResult

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
    console.collect("wide", [("text", "TEXT")], [("x" * 60_000,)] * 2_000)
    wide = console.query("SELECT text FROM wide")
    assert 100 < len(wide.rows) < 2_000
    assert wide.truncated
    with pytest.raises(InputError, match="too big"):
        console.collect("wide", [("text", "TEXT")], [("x" * 70_000,)])


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
    """It says that it is an exercise and of which world; what a spreadsheet would compute begins with an apostrophe."""
    cells = (
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\tx",
        "\rx",
        " =1",
        "\u00a0+1",
        "\uff1d1",
        "a=b",
        "a\n=b",
        -1,
        None,
        b"\x00\xff",
    )
    columns = ("=head", " @n", *(f"c{number}" for number in range(len(cells) - 2)))
    assert export_csv(columns, [cells, cells], "SIM-CANARY-0", tmp_path / "out.csv") == 2
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        mark, canary, header, row, again = csv.reader(file)
    assert (mark, canary) == (["EXERCISE: all patients are synthetic"], ["SIM-CANARY-0"])
    assert header[:3] == ["'=head", "' @n", "c0"]
    assert row == again
    assert row == [
        "'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "' =1", "'\u00a0+1", "'\uff1d1", "a=b", "a\n=b", "-1", "", "00ff",
    ]  # fmt: skip
    with pytest.raises(InputError, match="cannot be written"):
        export_csv((), (), "", tmp_path / "no" / "out.csv")


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_an_export_is_read_back(rows: list[list[str]]) -> None:
    """Whatever a cell holds, it comes back to the sign, its guard taken off; and none begins as a formula does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        export_csv(("a", "b"), rows, "SIM-CANARY-0", path)
        with path.open(encoding="utf-8", newline="") as file:
            read = list(csv.reader(file))[3:]
    plain = [[cell.encode("utf-8", "replace").decode().replace("\0", "\ufffd") for cell in row] for row in rows]
    assert [[as_written(cell) for cell in row] for row in read] == plain
    assert not any(cell.strip().startswith(("=", "+", "-", "@")) for row in read for cell in row)


def test_an_answer_comes_page_by_page(console: EvidenceConsole) -> None:
    """The first page is there at once, the rest when it is read; rows are as they were, from either end."""
    many = [(f"t{number}", "198.51.100.1", number) for number in range(12_345)]
    console.collect("many", COLUMNS, many)
    answer = console.ask("SELECT * FROM many")
    assert 0 < len(answer.rows) < 1_000
    assert not answer.finished
    console.collect("other", COLUMNS, ROWS)
    while answer.read():
        pass
    assert (list(answer.rows), answer.cut, answer.tables) == (many, "", frozenset({"many"}))
    assert (answer.rows[-1], answer.rows[700], answer.rows[3:5]) == (many[-1], many[700], many[3:5])
    with pytest.raises(IndexError):
        answer.rows[12_345]


def test_a_cut_answer_keeps_its_rows(console: EvidenceConsole) -> None:
    """When time is over after the first page, the rows stay and the answer says why; a whole one is refused."""
    bomb = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 2000 OR i < 0"
    answer = console.ask(bomb, seconds=0.5, rest=0.5)
    while answer.read():
        pass
    assert len(answer.rows) >= 500
    assert "longer than 0.5 seconds" in answer.cut
    with pytest.raises(InputError, match="longer than"):
        console.query(bomb, limit=5_000, seconds=0.5)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT remote_pi FROM log_queue", "1:8: There is no column remote_pi in the evidence. Did you mean remote"),
        ('SELECT 1,\n "remote_pi" FROM log_queue',
         "2:2: There is no column remote_pi in the evidence. Did you mean remote_ip? A text stands in single quotes:"),
        ('SELECT * FROM log_queue WHERE remote_ip = "198.51.100.7"',
         "log_queue has time, remote_ip, status. A text stands in single quotes: '198.51.100.7'."),
        ("SELECT l.key FROM log_queue l", "1:10: There is no column l.key in the evidence. log_queue has time,"),
        ("SELECT objekt FROM log_queue", "1:8: There is no column objekt in the evidence. other has object: ask that"),
        ("SELECT MSH-10 FROM hl7",
         '1:8: There is no column MSH in the evidence. It stands in double quotes: "MSH-10".'),
        ("SELECT user.arn FROM hl7",
         'There is no column user.arn in the evidence. It stands in double quotes: "user.arn".'),
        ('SELECT "user.anr" FROM hl7', 'Did you mean "user.arn"? A text stands in single quotes:'),
        ("SELECT time FROM log_queue, other", "1:8: More than one table has a column time. Say which: log_queue.time"),
        ("SELECT * FORM log_queue", "1:10: SQL does not go on with FORM. Did you mean from?"),
        ("SELECT (1,\n , 2) FROM log_queue", "2:2: SQL does not go on with ,."),
        ("SELECT cuont(*) FROM log_queue", "1:8: There is no function cuont here. Did you mean count?"),
        ("SELECT * FROM log_queue WHERE count(*) > 1", "misuse of aggregate"),
        ("SELECT time, FROM", "1:14: SQL does not go on with FROM."),
        ("SELECT 1 FROM log_queue GROUP BY sum(status)", "aggregate functions are not allowed in the GROUP BY clause"),
        ("SELECT 'it", "1:8: a text begins here and does not end."),
        ("SELECT 1; SELECT 2", "1:9: one statement at a time."),
        ("SEL\u200bECT 1", "1:1: U+200B zero width space is no letter of SQL."),
        ("\uff33ELECT 1", "1:1: U+FF33 fullwidth latin capital letter s is no letter of SQL."),
    ],
)  # fmt: skip
def test_an_error_names_the_word_and_its_place(console: EvidenceConsole, sql: str, said: str) -> None:
    """Line and column, the word, and what was meant: of the tables asked first."""
    console.collect("other", [("time", "TEXT"), ("object", "TEXT")], [])
    console.collect("hl7", [("MSH-10", "TEXT"), ("user.arn", "TEXT")], [])
    with pytest.raises(InputError) as caught:
        console.query(sql)
    assert said in str(caught.value)


def test_names_in_quotes_are_names(console: EvidenceConsole) -> None:
    """Double quotes name columns, aliases and tables as in any SQL; a text in them is never taken for one."""
    asked = console.query('SELECT "q"."status" AS "the ""state""" FROM "log_queue" "q" ORDER BY "the ""state""" DESC')
    assert asked == QueryResult(('the "state"',), ((404,), (200,)), truncated=False)
    assert console.query('SELECT \'"status"\', "status" FROM log_queue LIMIT 1').rows == (('"status"', 200),)


def test_dates_are_reckoned(console: EvidenceConsole) -> None:
    """Without a present, dates are as SQLite reckons them."""
    asked = console.query(
        "SELECT date('2026-09-12T23:10:00', '+1 day'), strftime('%H', time) , unixepoch('1970-01-02'), "
        "julianday('2026-01-01'), datetime(NULL), time('12:00', '-1 hour') FROM log_queue LIMIT 1"
    )
    assert asked.rows == (("2026-09-13", "23", 86400, 2461041.5, None, "11:00:00"),)


@given(st.text(), st.text(), st.text())
def test_searches_are_those_of_sqlite(text: str, part: str, other: str) -> None:
    """Instr and replace answer as SQLite's own do, at a cost that grows with the text alone."""
    plain = sqlite3.connect(":memory:")
    asked = EvidenceConsole({})
    asked.collect("t", [("a", "TEXT"), ("b", "TEXT"), ("c", "TEXT")], [])
    try:
        cells = [one.encode("utf-8", "replace").decode().replace("\0", "") for one in (text, part, other)]
        asked.collect("t", [("a", "TEXT"), ("b", "TEXT"), ("c", "TEXT")], [tuple(cells)])
        own = plain.execute("SELECT instr(?1, ?2), replace(?1, ?2, ?3), instr(12.5, 2), replace(NULL, 1, 2)", cells)
        said = asked.query("SELECT instr(a, b), replace(a, b, c), instr(12.5, 2), replace(NULL, 1, 2) FROM t")
        assert said.rows == (own.fetchone(),)
    finally:
        plain.close()
        asked.close()
