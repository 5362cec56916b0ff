"""The SQL console: read-only by construction, over the evidence a team collected and nothing else.

A source that nobody pulled is an error here, never an empty result.
"""

from __future__ import annotations

import csv
import difflib
import re
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from simulator.errors import InputError

Cell: TypeAlias = str | int | float | bytes | None

_CALLABLE = """
    abs avg coalesce count cume_dist date datetime dense_rank first_value glob group_concat hex ifnull iif instr
    json json_array_length json_extract json_type json_valid -> ->> julianday lag last_value lead length like lower
    ltrim max min nth_value ntile nullif percent_rank rank replace round row_number rtrim sign strftime substr
    substring sum time total trim typeof unicode unixepoch upper
"""
_FUNCTIONS = frozenset(_CALLABLE.split())
"""What a query may call: no function that reads a file, a clock or dice, or makes a large value from nothing."""

_TYPES = frozenset({"TEXT", "INTEGER", "REAL", "BLOB"})
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 262_144),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 20_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 20),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 16),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
"""Bounds of one statement; assumed."""
_HEAP = 1 << 30
"""Bytes that SQLite may use in this process: a query that sorts forever ends before memory does. Assumed."""
_LARGEST_RESULT = 8_000_000
"""Characters that one answer may hold; assumed."""
_STEPS = 2_000
"""Virtual machine steps between two looks at the clock: below a millisecond."""
_DOUBLE_QUOTED_STRINGS = 1013
"""SQLITE_DBCONFIG_DQS_DML, which the module has from Python 3.12 on."""
EXERCISE = "EXERCISE: all patients are synthetic"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to one query; `truncated` says that there was more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool


class EvidenceConsole:
    """An in-memory database that holds what was collected.

    `known_sources` says which source (a slug) each table of evidence comes from, collected or not.
    One thread queries at a time; `cancel` may be called from another.
    """

    def __init__(self, known_sources: Mapping[str, str]) -> None:
        self._sources = dict(known_sources)
        self._columns: dict[str, tuple[str, ...]] = {}
        self._refused = ""
        self._cancelled = threading.Event()
        self._connection = sqlite3.connect(
            ":memory:", isolation_level=None, cached_statements=0, check_same_thread=False
        )
        for pragma in ("temp_store=MEMORY", "trusted_schema=OFF", f"hard_heap_limit={_HEAP}", "query_only=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        for limit, value in _LIMITS:
            self._connection.setlimit(limit, value)
        # Python 3.11 cannot turn this off: there, a misspelt name in double quotes is still a string to SQLite.
        if configure := getattr(self._connection, "setconfig", None):
            configure(_DOUBLE_QUOTED_STRINGS, False)  # noqa: FBT003 - positional by the library
        self._connection.set_authorizer(self._authorize)

    def close(self) -> None:
        """Forgets the evidence."""
        self._connection.close()

    def __del__(self) -> None:
        # SQLite's connection and the authorizer hold each other: whoever drops a console need not close it.
        self.close()

    def collect(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[tuple[Cell, ...]]) -> None:
        """Adds rows to a table of evidence, which comes into being with its first rows, even with none.

        `columns` are names and types (TEXT, INTEGER, REAL, BLOB).

        Raises:
            InputError: the table was collected with other columns, or a row does not fit.
        """
        names = tuple(name for name, _ in columns)
        if any(kind not in _TYPES for _, kind in columns):
            raise InputError(f"{table}: a column's type is one of {', '.join(sorted(_TYPES))}.")
        if self._columns.get(table, names) != names:
            raise InputError(f"{table} was collected with other columns: {', '.join(self._columns[table])}.")
        self._connection.set_authorizer(None)
        self._connection.execute("PRAGMA query_only=OFF")
        try:
            self._store(table, columns, rows)
        except sqlite3.Error as problem:
            raise InputError(f"{table} cannot be collected: {problem}.") from problem
        finally:
            self._connection.execute("PRAGMA query_only=ON")
            self._connection.set_authorizer(self._authorize)
        self._columns[table] = names

    def tables(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The tables that were collected, by name, with their columns."""
        return tuple(sorted(self._columns.items()))

    def cancel(self) -> None:
        """Ends the query that runs now, if one does."""
        self._cancelled.set()

    def query(self, sql: str, limit: int = 500, seconds: float = 5.0) -> QueryResult:
        """The answer to one SELECT: at most `limit` rows, within `seconds`.

        Raises:
            InputError: anything but one SELECT over collected evidence; a source not pulled yet; an unknown
                table or column; too long, too large or cancelled.
        """
        if "'now'" in sql.lower():
            raise InputError("The console has no present: evidence is older than the room.", "Write the time you mean.")
        self._refused = ""
        self._cancelled.clear()
        end = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: self._cancelled.is_set() or time.monotonic() > end, _STEPS)
        try:
            return self._answer(self._connection.execute(sql), limit)
        except (sqlite3.Error, sqlite3.Warning, MemoryError, ValueError, OverflowError) as problem:
            raise self._explained(problem, seconds) from problem
        finally:
            self._connection.set_progress_handler(None, 0)

    def _store(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[tuple[Cell, ...]]) -> None:
        declared = ", ".join(f"{_quoted(name)} {kind}" for name, kind in columns)
        places = ", ".join("?" * len(columns))
        self._connection.execute("BEGIN")
        try:
            self._connection.execute(f"CREATE TABLE IF NOT EXISTS {_quoted(table)} ({declared})")
            self._connection.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", rows)
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _answer(self, cursor: sqlite3.Cursor, limit: int) -> QueryResult:
        if cursor.description is None:
            raise InputError("That is no question: write one SELECT.")
        rows: list[tuple[Cell, ...]] = []
        room = _LARGEST_RESULT
        for row in cursor:
            room -= sum(len(cell) for cell in row if isinstance(cell, str | bytes))
            if len(rows) == limit or room < 0:
                cursor.close()
                return QueryResult(_headers(cursor), tuple(rows), truncated=True)
            rows.append(row)
        return QueryResult(_headers(cursor), tuple(rows), truncated=False)

    def _authorize(self, action: int, first: str | None, second: str | None, database: str | None, _by: object) -> int:
        if action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and self._may_read(first or "", second, database):
            return sqlite3.SQLITE_OK
        # SQLite hands over the name of a function as the second argument.
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FUNCTIONS:
            return sqlite3.SQLITE_OK
        if not self._refused:
            named = second if action == sqlite3.SQLITE_FUNCTION else first
            self._refused = f"{named} is not to be had here" if named else "this statement changes something"
        return sqlite3.SQLITE_DENY

    def _may_read(self, table: str, column: str | None, database: str | None) -> bool:
        """Collected tables; and the names of a query's own WITH, which belong to no database."""
        if any(table.lower() == name.lower() for name in self._columns):
            return True
        return database is None and column == "" and not table.lower().startswith(("sqlite_", "pragma_"))

    def _explained(self, problem: Exception, seconds: float) -> InputError:
        text = str(problem)
        if self._refused:
            return InputError(f"The console only reads collected evidence: {self._refused}.", "Write one SELECT.")
        if "interrupted" in text:
            why = "was cancelled" if self._cancelled.is_set() else f"took longer than {seconds:g} seconds"
            return InputError(f"The query {why}.", "Narrow it.")
        if isinstance(problem, MemoryError):
            return InputError("The query needs too much memory.", "Narrow it.")
        if "one statement" in text:
            return InputError("One statement at a time.", "Write one SELECT.")
        if found := re.match(r"no such table: (?:main\.)?(.*)", text):
            return self._unknown_table(found[1])
        if found := re.match(r"no such column: (.*)", text):
            known = [column for columns in self._columns.values() for column in columns]
            return _unknown("column", found[1], known, found[1].rpartition(".")[2])
        return InputError(f"The query cannot be answered: {text}.")

    def _unknown_table(self, name: str) -> InputError:
        for table, source in self._sources.items():
            if table.lower() == name.lower():
                return InputError(f"{source} is not pulled yet.", "Pull the log first; what it holds is not known.")
        return _unknown("table", name, [*self._columns, *self._sources], name)


def export_csv(result: QueryResult, path: Path) -> None:
    """Writes an answer as CSV that no spreadsheet takes for formulas; its first line says that it is an exercise.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([EXERCISE])
            writer.writerow([_harmless(name) for name in result.columns])
            writer.writerows([_harmless(cell) for cell in row] for row in result.rows)
    except OSError as problem:
        raise InputError(f"{path} cannot be written: {problem.strerror}.", "Name another file.") from problem


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, bytes):
        return cell.hex()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _headers(cursor: sqlite3.Cursor) -> tuple[str, ...]:
    return tuple(column[0] for column in cursor.description)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _unknown(kind: str, name: str, known: Iterable[str], part: str) -> InputError:
    near = difflib.get_close_matches(part.lower(), sorted({each.lower() for each in known}), n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else ""
    return InputError(f"There is no {kind} {name} in the evidence.", hint)
