"""What somebody tries who wants more than the collected evidence: none of it works, and none of it costs much.

Ground truth, files, the machine's clock and other databases are out of reach; time and memory are bounded.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import InputError
from simulator.world.sql.console import EvidenceConsole

COLUMNS = [("time", "TEXT"), ("remote_ip", "TEXT"), ("status", "INTEGER"), ("raw", "BLOB")]
ROWS = [(f"2026-09-12T23:{n % 60:02}:00", f"198.51.100.{n % 250}", n, b"\xff\xfe%d" % n) for n in range(1_000)]
SECONDS, SHORT = 0.3, 0.1
"""What a question may take, by its own limit, and what one that is to be refused may."""
OVER = 4.0
"""Seconds after which it has surely not ended in time, on a machine that does other things besides."""
MOST_MEGABYTES = 1_100
"""What the worst ones may take in a process of their own: SQLite's bound and Python's share of the answer."""


def doubling(levels: int, *, forwards: bool = True) -> str:
    """Parts under WITH that each use the one before twice."""
    parts = [f"a{n}(x) AS (SELECT 1 FROM a{n - 1} p, a{n - 1} q)" for n in range(1, levels)]
    ordered = ["a0(x) AS (SELECT 1)", *parts]
    return f"WITH {', '.join(ordered if forwards else reversed(ordered))} SELECT * FROM a{levels - 1}"


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
LONG = "replace(replace(replace(hex(group_concat(time)), '3', '333333'), '2', '22222'), '0', '000')"
FRAME = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"
THREE = "log_queue a, log_queue b, log_queue c"
FOUR = f"{THREE}, log_queue d"

REFUSED: dict[str, list[str]] = {
    "attach": [
        "ATTACH 'x.db' AS x", "ATTACH DATABASE ':memory:' AS m", "ATTACH 'file:/etc/hosts?mode=ro' AS h",
        "DETACH main", "DETACH DATABASE temp", "SELECT * FROM temp.log_s3", "SELECT * FROM x.log_queue",
        "SELECT * FROM other.sqlite_master",
    ],
    "pragma": [
        "PRAGMA query_only = OFF", "PRAGMA writable_schema = ON", "PRAGMA table_info(log_queue)",
        "PRAGMA hard_heap_limit = 0", "PRAGMA database_list", "pragma main.user_version = 7", "PRAGMA trusted_schema=1",
        "SELECT * FROM pragma_table_info('log_queue')", "SELECT count(*) FROM pragma_database_list",
        "SELECT name FROM pragma_function_list", "SELECT * FROM PRAGMA_compile_options",
        "SELECT * FROM \"pragma_table_list\"", "SELECT * FROM main.pragma_module_list",
        "EXPLAIN PRAGMA query_only = OFF", "WITH x AS (SELECT * FROM pragma_table_list) SELECT * FROM x",
    ],
    "extension": [
        "SELECT load_extension('x')", "SELECT load_extension('x', 'y')", "SELECT \"load_extension\"('x')",
        "SELECT readfile('/etc/hosts')", "SELECT writefile('x', 'y')", "SELECT edit('x')", "SELECT fsdir('.')",
        "SELECT * FROM fsdir('.')", "SELECT sha3('x')", "SELECT sha1('x')", "SELECT lsmode(1)",
        "SELECT fts3_tokenizer('simple')", "SELECT fts5(1)", "SELECT * FROM csv('x')", "SELECT rtreecheck('x')",
        "SELECT sqlite_log(1, 'x')", "SELECT sqlite_source_id()", "SELECT sqlite_version()", "SELECT soundex('x')",
        "SELECT sqlite_compileoption_get(1)", "SELECT changes()", "SELECT last_insert_rowid()",
        "SELECT total_changes()",
        "SELECT sqlite_offset(time) FROM log_queue",
    ],
    "virtual": [
        "SELECT * FROM json_each('[1]')", "SELECT count(*) FROM json_each('[1]')", "SELECT 1 FROM json_tree('[1]')",
        "SELECT * FROM log_queue, json_each(log_queue.time)", "SELECT * FROM dbstat", "SELECT count(*) FROM dbstat",
        "SELECT * FROM sqlite_stmt", "SELECT count(*) FROM sqlite_stmt", "SELECT * FROM bytecode('SELECT 1')",
        "SELECT * FROM tables_used('SELECT 1')", "SELECT * FROM generate_series(1, 9)", "SELECT * FROM sqlite_dbpage",
        "SELECT * FROM fts5vocab", "SELECT * FROM completion('x')", "SELECT * FROM zipfile('x')",
        "CREATE VIRTUAL TABLE t USING fts5(a)", "CREATE VIRTUAL TABLE t USING rtree(a, b, c)",
        "CREATE VIRTUAL TABLE t USING dbstat", "CREATE VIRTUAL TABLE temp.t USING csv(filename='/etc/hosts')",
        "SELECT highlight(log_queue, 0, 'a', 'b') FROM log_queue", "SELECT * FROM log_queue WHERE log_queue MATCH 'x'",
    ],
    "schema": [
        "SELECT * FROM sqlite_master", "SELECT count(*) FROM sqlite_master", "SELECT * FROM sqlite_schema",
        "SELECT * FROM sqlite_temp_master", "SELECT count(*) FROM sqlite_temp_schema",
        "SELECT * FROM main.sqlite_master",
        "SELECT * FROM [sqlite_master]", "SELECT * FROM `sqlite_schema`", "SELECT * FROM SQLITE_MASTER",
        "SELECT (SELECT sql FROM sqlite_master)", "SELECT 1 WHERE EXISTS (SELECT 1 FROM sqlite_master)",
        "SELECT * FROM log_queue JOIN sqlite_master", "SELECT * FROM sqlite_sequence", "SELECT * FROM sqlite_stat1",
        "SELECT time FROM log_queue UNION SELECT sql FROM sqlite_master", "SELECT 1 IN sqlite_master",
        "UPDATE sqlite_master SET sql = ''",
    ],
    "truth": [
        "SELECT * FROM ehr_patient", "SELECT count(*) FROM gt_exposure", "SELECT * FROM exercise_marker",
        "SELECT * FROM crm_contact", "SELECT * FROM main.ehr_patient", "SELECT * FROM 'gt_exposure'",
        "SELECT * FROM log_queue NATURAL JOIN gt_exposure",
        "SELECT * FROM log_queue WHERE 1 IN (SELECT 1 FROM ehr_patient)",
        "SELECT * FROM log_queue WHERE time IN ehr_patient", "SELECT gt_exposure.* FROM log_queue",
        "SELECT * FROM \u0435hr_patient", "SELECT * FROM journal", "SELECT * FROM words", "SELECT * FROM exercises",
        "SELECT * FROM log_s3", "SELECT * FROM \"LOG_S3\"", "SELECT * FROM log_queue UNION ALL SELECT * FROM log_s3",
        "SELECT * FROM 'file:/etc/passwd'",
    ],
    "clock": [
        "SELECT datetime('now')", "SELECT date('n' || 'ow')", "SELECT date(x'6e6f77')", "SELECT date('NOW')",
        "SELECT time('Now', '+1 day')", "SELECT strftime('%s', 'now')", "SELECT strftime('%s')", "SELECT julianday()",
        "SELECT date()", "SELECT time()", "SELECT datetime()", "SELECT unixepoch()", "SELECT unixepoch(lower('NOW'))",
        "SELECT date(substr('know', 2))", "SELECT date(trim(' now '))", "SELECT date(replace('nXw', 'X', 'o'))",
        "SELECT CURRENT_TIMESTAMP", "SELECT current_date", "SELECT \"current_time\" || CURRENT_TIME",
        "SELECT date(CAST(x'6e6f7700' AS TEXT))", "SELECT date(json_extract('[\"now\"]', '$[0]'))",
        "SELECT datetime('2026-01-01', 'localtime')", "SELECT datetime('2026-01-01', 'utc')",
        "SELECT time('2026-01-01', 'LOCAL' || 'TIME')", "WITH n(w) AS (VALUES ('now')) SELECT date(w) FROM n",
        "SELECT date(coalesce(NULL, 'now'))", "SELECT date((SELECT 'now'))",
        "SELECT max(date('no' || 'w')) FROM log_queue",
        "SELECT count(*) FROM log_queue WHERE time < date('n' || substr('ow', 1))",
        "SELECT timediff('now', '2026-01-01')",
    ],
    "writing": [
        "DELETE FROM log_queue", "UPDATE log_queue SET status = 1", "INSERT INTO log_queue VALUES (1, 2, 3, 4)",
        "INSERT INTO log_queue DEFAULT VALUES RETURNING *", "REPLACE INTO log_queue VALUES (1, 2, 3, 4) RETURNING time",
        "WITH x AS (SELECT 1) DELETE FROM log_queue",
        "WITH x AS (SELECT 1) UPDATE log_queue SET status = 0 RETURNING *",
        "WITH x(a) AS (SELECT 1) INSERT INTO log_queue(time) SELECT a FROM x", "CREATE TABLE t (a)",
        "CREATE TEMP TABLE t AS SELECT * FROM log_queue", "CREATE TEMP VIEW log_s3 AS SELECT 1",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON log_queue BEGIN SELECT 1; END", "CREATE INDEX i ON log_queue(time)",
        "CREATE TEMP TRIGGER t AFTER DELETE ON log_queue BEGIN SELECT 1; END", "DROP TABLE log_queue",
        "ALTER TABLE log_queue RENAME TO log_s3", "ALTER TABLE log_queue ADD COLUMN x", "REINDEX", "ANALYZE",
        "VACUUM", "VACUUM INTO 'x.db'", "EXPLAIN DELETE FROM log_queue", "EXPLAIN QUERY PLAN DROP TABLE log_queue",
        "BEGIN", "BEGIN EXCLUSIVE", "COMMIT", "ROLLBACK", "SAVEPOINT a", "RELEASE a", "END",
    ],
    "many statements": [
        "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE log_queue; --", "SELECT 1 /* ; */ ; /* */ SELECT 2",
        "SELECT 1;;SELECT 2", ";DROP TABLE log_queue", "SELECT ';' ; DELETE FROM log_queue", "; ;", "",
        "SELECT 1 --\n; DELETE FROM log_queue", "-- nothing", "/* never closed", "--\n--\n", "SELECT 'never closed",
        "SELECT \"never closed", "SELECT [never closed", "SELECT `never closed", "SELECT 1 /* */ */",
        "/* SELECT 1 */ PRAGMA query_only = OFF", "SELECT--\n", "SELECT/*", "--SELECT 1\nDELETE FROM log_queue",
        "/*/ SELECT 1", "SELECT x'6", "SELECT 1 -- \r\n; ATTACH 'x' AS y",
    ],
    "unicode": [
        "\uff33\uff25\uff2c\uff25\uff23\uff34 1", "SEL\u200bECT 1", "SELECT\u00a01", "\u202eSELECT 1", "S\u0415LECT 1",
        "SELECT 1\x00; DROP TABLE log_queue", "SELECT '\ud800'", "SELECT\u30001", "\u2066SELECT 1",
        "SELECT * FROM log\u200d_queue", "SELECT * FROM log_queue\ufeff", "SELECT \u2018x\u2019",
        "SELECT \u201cx\u201d",
        "SELECT * FROM \uff4c\uff4f\uff47_s3", "SELECT 1\u037e SELECT 2", "SELECT * FROM sqlite_\u017fchema",
        "SELECT 1\u2028DELETE FROM log_queue", "SELECT date('\ud800now')", "\x00", "\x1b[2J", "SELECT \u0661",
    ],
    "large": [
        "SELECT zeroblob(100000000)", "SELECT randomblob(9)", "SELECT random()",
        "SELECT printf('%.*c', 100000000, 'x')",
        "SELECT format('%1000000s', 'x')", "SELECT char(110, 111, 119)", "SELECT quote(zeroblob(9))",
        "SELECT unhex('00')", "SELECT json_group_array(time) FROM log_queue", "SELECT likelihood(1, 0.5)",
        f"SELECT {LONG} FROM log_queue", f"SELECT hex(hex(hex({LONG}))) FROM log_queue",
        "SELECT group_concat(a.time || b.time || c.time) FROM " + THREE,
        "SELECT group_concat(a.time, (SELECT group_concat(time) FROM log_queue)) FROM log_queue a",
        "WITH RECURSIVE n(s) AS (SELECT 'xxxxxxxx' UNION ALL SELECT s || s FROM n) SELECT max(length(s)) FROM n",
        "WITH RECURSIVE n(s) AS (SELECT 'x' UNION ALL SELECT replace(s, 'x', 'xxxxxxxxxx') FROM n) SELECT * FROM n",
        "SELECT '" + "x" * 30_000 + "'", "SELECT " + ", ".join("1" for _ in range(500)),
        " UNION ALL ".join(["SELECT 1"] * 50), "SELECT " + "(" * 2_000 + "1" + ")" * 2_000,
        "SELECT " + "NOT " * 3_000 + "1", "SELECT " + "-" * 1 + "- 1", "SELECT " + "1+" * 3_000 + "1",
        "SELECT 1 WHERE 1 IN (" + ",".join("1" for _ in range(12_000)) + ")",
        "SELECT max(" + ", ".join("1" for _ in range(20)) + ")", "SELECT " + "abs(" * 300 + "1" + ")" * 300,
        "SELECT " + " + ".join("(" + " + ".join(["length('a')"] * 50) + ")" for _ in range(20)),
        "SELECT 'x' LIKE '" + "%a" * 300 + "'", doubling(25), doubling(25, forwards=False), doubling(300),
        f"WITH o AS ({doubling(25)}) SELECT * FROM o", f"SELECT * FROM ({doubling(25)})",
        doubling(25).replace("a3 p", "main.a3 p").replace("main.", ""), doubling(30).replace("AS (",
        "AS MATERIALIZED ("),
        "SELECT * FROM " + ", ".join(f"log_queue t{n}" for n in range(70)), "SELECT ?", "SELECT :a, @b, $c",
        "SELECT abs(-9223372036854775808)", "SELECT sum(9223372036854775807) FROM log_queue",
        "SELECT 1 COLLATE nothing", "SELECT RAISE(ABORT, 'x')",
    ],
    "endless": [
        f"{ENDLESS} SELECT count(*) FROM n", f"{ENDLESS} SELECT * FROM n ORDER BY 1", f"{ENDLESS} SELECT max(i) FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT i FROM n ORDER BY i",
        f"SELECT count(*) FROM {FOUR}", f"SELECT a.time FROM {FOUR} ORDER BY a.time || b.status || c.status",
        f"SELECT DISTINCT a.status * b.status + c.status FROM {FOUR} ORDER BY 1",
        f"SELECT a.status, count(*) FROM {FOUR} GROUP BY a.status || b.status || c.status ORDER BY 2",
        f"SELECT sum(a.status) OVER (ORDER BY b.status {FRAME}) FROM {FOUR}",
        f"SELECT group_concat(a.time) OVER (ORDER BY a.time, b.time, c.time) FROM {FOUR}",
        f"SELECT ntile(9) OVER (PARTITION BY b.time ORDER BY c.time) FROM {FOUR}",
        f"SELECT count(*) FROM {FOUR} WHERE a.time || b.time || c.time || d.time LIKE '%2%2%2%2%2%2%2%2%2%2%x'",
        f"SELECT count(*) FROM {FOUR} WHERE a.time || b.time || c.time || d.time GLOB '*2*2*2*2*2*2*2*2*2*[^0-9]*x'",
        f"SELECT count(*) FROM {FOUR} WHERE instr(a.time, c.time || 'x') + length(replace(a.time, '2', b.time)) = 0",
        f"SELECT count(*) FROM {FOUR} WHERE date(a.time, '+1 day') = b.time",
        "SELECT (SELECT count(*) FROM log_queue b, log_queue c WHERE b.status + c.status > a.status) FROM log_queue a",
        f"{ENDLESS} SELECT count(*) FROM log_queue WHERE status NOT IN (SELECT i FROM n)",
        f"{ENDLESS} SELECT 1 WHERE EXISTS (SELECT 1 FROM n WHERE i < 0)",
        f"WITH x AS MATERIALIZED (SELECT a.time || b.time || c.time AS t FROM {FOUR}) SELECT count(*) FROM x",
        "WITH RECURSIVE j(s) AS (SELECT '[1]' UNION ALL SELECT json('[' || s || ']') FROM j) SELECT count(*) FROM j",
    ],
}  # fmt: skip
HARMLESS: dict[str, list[str]] = {
    "plans": ["EXPLAIN SELECT * FROM log_queue", "EXPLAIN QUERY PLAN SELECT * FROM log_queue", "VALUES (1), (2)"],
    "comments": [
        "SELECT 1 /* never closed", "SELECT 1 -- DROP TABLE log_queue", "SELECT 1; -- DROP TABLE log_queue",
        "SELECT /* ' */ 1 /* \" */", "/* /* */ SELECT 1", "SELECT '/*', '--', ';' ;",
    ],
    "names": [
        "SELECT 'sqlite_master'", "SELECT 1 AS \"sqlite_master; DROP TABLE log_queue\"", "SELECT 'now'",
        "WITH sqlite_mine AS (SELECT 1) SELECT 'x'", "WITH log_s3 AS (SELECT 7 AS a) SELECT a FROM log_s3",
        "SELECT 1 AS na\u00efve", "SELECT '\u202e\u200b\ufeff'",
        "SELECT time AS \"gt_exposure\" FROM log_queue LIMIT 1",
        "SELECT [time], `status`, \"raw\" FROM log_queue LIMIT 1",
    ],
    "values": [
        "SELECT -9223372036854775808 / -1", "SELECT 1 / 0, 1 % 0", "SELECT 9223372036854775807 + 1",
        "SELECT 1e400, -1e400",
        "SELECT raw FROM log_queue LIMIT 1", "SELECT x'fffe', hex(x'fffe')",
        "SELECT CAST(raw AS INTEGER) FROM log_queue",
        "SELECT round(1e300, 30)", "SELECT substr('abc', -9223372036854775808, 9223372036854775807)",
        "SELECT upper(time COLLATE NOCASE) FROM log_queue LIMIT 1",
        "SELECT time FROM log_queue ORDER BY 1 COLLATE BINARY LIMIT 1",
        "SELECT instr(raw, x'ff'), replace(raw, 'x', 'y') FROM log_queue", "SELECT json_valid('" + "[" * 5_000 + "')",
        "SELECT date('2026-02-30', '+1 month', 'start of year', 'weekday 0')",
        "SELECT date('rubbish'), date(1e300), date(NULL)",
        "SELECT count(*) FROM log_queue LIMIT 1 OFFSET -9223372036854775808", "SELECT rowid FROM log_queue LIMIT 1",
        "SELECT '" + "a" * 9_000 + "' LIKE '" + "%a" * 40 + "b'",
        "SELECT '" + "a" * 9_000 + "' GLOB '" + "*a" * 40 + "b'",
    ],
    "recursion": [
        f"{ENDLESS} SELECT i FROM n LIMIT 3", f"{ENDLESS} SELECT i, i, i FROM n",
        "WITH a AS (SELECT 1 AS x), b AS (SELECT p.x FROM a p, a q), c AS (SELECT p.x FROM b p, b q) SELECT x FROM c",
        "SELECT * FROM " + ", ".join(f"log_queue t{n}" for n in range(20)) + " LIMIT 1",
    ],
}  # fmt: skip


def cases(families: dict[str, list[str]]) -> list[object]:
    """Every statement with a name that says its family."""
    return [
        pytest.param(sql, id=f"{name}-{number}")
        for name, listed in families.items()
        for number, sql in enumerate(listed)
    ]


def made() -> EvidenceConsole:
    """A console into which the queue's log was pulled, but not the bucket's."""
    console = EvidenceConsole({"log_queue": "queue-metrics", "log_s3": "bucket-access-log"})
    console.collect("log_queue", COLUMNS, ROWS)
    return console


def digest(console: EvidenceConsole) -> str:
    """What the console holds."""
    held = [(name, console.query(f'SELECT rowid, * FROM "{name}"', limit=100_000)) for name, _ in console.tables()]
    return hashlib.sha256(repr(held).encode()).hexdigest()


BEFORE = digest(made())


@pytest.fixture(scope="module")
def console() -> Iterator[EvidenceConsole]:
    """One console for all: what one attack leaves behind, the next would find."""
    one = made()
    yield one
    one.close()


def attacked(console: EvidenceConsole, sql: str, seconds: float = SECONDS) -> str:
    """What the console says to it, empty where it answers; in time, and unchanged."""
    begun = time.monotonic()
    said = ""
    try:
        answer = console.ask(sql, seconds=seconds, rest=seconds)
        while answer.read():
            pass
    except InputError as refused:
        said = refused.message
        assert said.isprintable() or "\n" in sql or not sql.isprintable()
        assert len(said) < 300
    assert time.monotonic() - begun < OVER
    return said


@pytest.mark.parametrize("sql", cases(REFUSED))
def test_an_attack_is_refused(
    console: EvidenceConsole, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is bad input, said in a line and in time; evidence and disk are as before, and questions are answered."""
    monkeypatch.chdir(tmp_path)
    assert attacked(console, sql, SHORT)
    assert digest(console) == BEFORE
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sql", cases(HARMLESS))
def test_what_looks_like_an_attack_does_nothing(console: EvidenceConsole, sql: str) -> None:
    """It is answered, from nothing but the evidence and the question itself, in time, and changes nothing."""
    assert attacked(console, sql) == ""
    assert digest(console) == BEFORE


def test_a_part_of_with_never_stands_for_a_source(console: EvidenceConsole) -> None:
    """A query's own part may have the name of a source that was not pulled; the source itself is still not there."""
    assert console.query("WITH log_s3 AS (SELECT 7 AS a) SELECT a FROM log_s3").rows == ((7,),)
    with pytest.raises(InputError, match="not pulled yet"):
        console.query("SELECT * FROM log_s3")


WORST = """
from tests.memory import peak_mb
from tests.unit.world.test_console_attacks import REFUSED, HARMLESS, made
from simulator.errors import InputError
console = made()
for sql in [*REFUSED["endless"], *REFUSED["large"], *HARMLESS["recursion"]]:
    try:
        answer = console.ask(sql, seconds=0.5, rest=0.5)
        while answer.read():
            pass
    except InputError:
        pass
console.query("SELECT 1")
print(peak_mb())
"""


@pytest.mark.slow
def test_the_worst_stay_within_memory() -> None:
    """All bombs one after another in a process of their own stay under what SQLite may use and an answer may hold."""
    done = subprocess.run([sys.executable, "-c", WORST], capture_output=True, text=True, check=True, timeout=280)
    print(f"\nworst attacks: {done.stdout.strip()} MB")  # noqa: T201
    assert float(done.stdout) < MOST_MEGABYTES


WORDS = """
SELECT FROM WHERE WITH RECURSIVE AS UNION ALL JOIN ON VALUES DELETE INSERT INTO UPDATE SET DROP TABLE ATTACH PRAGMA
query_only VACUUM CREATE TEMP TRIGGER log_queue log_s3 sqlite_master gt_exposure ehr_patient time status raw * , ; ( ) =
'now' "time" [x] `y` -- /* */ 1 -1 1e9 x'00' ? || date( count( n n(i) EXPLAIN LIMIT json_each( pragma_table_list
load_extension( \\ ' " RETURNING IN OVER GROUP BY ORDER NULL main. temp.
"""
SOUP = st.lists(st.one_of(st.sampled_from(WORDS.split()), st.text(max_size=4)), max_size=25)


@given(SOUP, st.sampled_from([" ", "", "\n"]))
@settings(max_examples=400, deadline=None)
def test_soup_changes_nothing(words: list[str], between: str) -> None:
    """Whatever the words: it ends in time, the evidence stays as it was, and nothing else was read for the answer."""
    one = SOUP_CONSOLE
    begun = time.monotonic()
    for start in ("", "SELECT ", "SELECT * FROM log_queue, "):
        try:
            answer = one.ask(start + between.join(words), seconds=0.2, rest=0.2)
            assert answer.tables <= {"log_queue"}
        except InputError:
            continue
    assert time.monotonic() - begun < OVER
    assert digest(one) == BEFORE


SOUP_CONSOLE = made()
