"""The SQL console: read-only by construction, over the evidence a team collected and nothing else.

A source that nobody pulled is an error here, never an empty result.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from simulator.errors import InputError
from simulator.world.sql.answers import PAGE, Answer, Row, size_of
from simulator.world.sql.complaints import Complaint, explained
from simulator.world.sql.text import FUNCTIONS, names_only, require_question, tokens
from simulator.world.sql.timeless import Timeless

T = TypeVar("T")

_TYPES = frozenset({"TEXT", "INTEGER", "REAL", "BLOB"})
_LONGEST = 65_536
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 20_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 20),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 16),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
"""Bounds of one statement; assumed. A value is short enough that no single function call takes long."""
_MOST_CALLS = 200
"""Functions that one statement may name: between two of them SQLite cannot be stopped. Assumed."""
_HEAP = 768 << 20
"""Bytes that SQLite may use in this process: a query that sorts forever ends before memory does. Assumed."""
_LARGEST_RESULT = 64 << 20
"""Bytes that one answer taken whole may hold, about; assumed."""
_PROBLEMS = (sqlite3.Error, sqlite3.Warning, MemoryError, ValueError, OverflowError)
_STEPS = 200
"""Virtual machine steps between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to one query, whole; `truncated` says that there was more. `tables` were read for it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    truncated: bool
    tables: frozenset[str] = field(default=frozenset(), compare=False)


class EvidenceConsole:
    """An in-memory database that holds what was collected.

    `known_sources` says which source (a slug) each table of evidence comes from, collected or not.
    One thread at a time; only `cancel` may be called from another.
    """

    def __init__(self, known_sources: Mapping[str, str]) -> None:
        self._sources = dict(known_sources)
        self._columns: dict[str, tuple[tuple[str, str], ...]] = {}
        self._read: set[str] = set()
        self._calls = 0
        self._asked = ""
        self._refused = ""
        self._cancelled = threading.Event()
        self._connection = sqlite3.connect(
            ":memory:", isolation_level=None, cached_statements=0, check_same_thread=False
        )
        for pragma in ("temp_store=MEMORY", "trusted_schema=OFF", f"hard_heap_limit={_HEAP}", "query_only=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        for limit, value in _LIMITS:
            self._connection.setlimit(limit, value)
        self._modules = {name.lower() for (name,) in self._connection.execute("PRAGMA module_list")}
        self._timeless = Timeless(_LONGEST)
        self._timeless.put_into(self._connection)
        self._connection.set_authorizer(self._authorize)

    def close(self) -> None:
        """Forgets the evidence."""
        self._connection.close()
        self._timeless.close()

    def __del__(self) -> None:
        # SQLite's connection and the authorizer hold each other: whoever drops a console need not close it.
        self.close()

    def collect(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Row]) -> None:
        """Adds rows to a table of evidence, which comes into being with its first rows, even with none.

        `columns` are names and types (TEXT, INTEGER, REAL, BLOB).

        Raises:
            InputError: the table was collected with other columns, or a row does not fit.
        """
        declared = tuple((name, kind) for name, kind in columns)
        if any(kind not in _TYPES for _, kind in declared):
            raise InputError(f"{table}: a column's type is one of {', '.join(sorted(_TYPES))}.")
        known = self._columns.get(table, declared)
        if [name for name, _ in known] != [name for name, _ in declared]:
            raise InputError(f"{table} was collected with other columns: {', '.join(name for name, _ in known)}.")
        self._connection.set_authorizer(None)
        self._connection.execute("PRAGMA query_only=OFF")
        try:
            self._store(table, declared, rows)
        except (sqlite3.Error, MemoryError, OverflowError) as problem:
            raise InputError(f"{table} cannot be collected: {problem}.") from problem
        finally:
            self._connection.execute("PRAGMA query_only=ON")
            self._connection.set_authorizer(self._authorize)
        self._columns.setdefault(table, declared)

    def tables(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The tables that were collected, by name, with their columns."""
        return tuple((table, tuple(name for name, _ in columns)) for table, columns in sorted(self._columns.items()))

    def types(self, table: str) -> tuple[tuple[str, str], ...]:
        """The columns of a collected table, each with its type."""
        return self._columns[table]

    def cancel(self) -> None:
        """Ends the query that runs now, if one does."""
        self._cancelled.set()

    def ask(self, sql: str, seconds: float = 5.0, rest: float = 30.0) -> Answer:
        """The answer to one SELECT: its first page within `seconds`; the others, once they are read, within `rest`.

        Raises:
            InputError: anything but one SELECT over collected evidence; a source not pulled yet; an unknown
                table or column; too long, too large or cancelled.
        """
        self._cancelled.clear()
        found = require_question(sql)
        self._asked = sql.lower()
        self._refused, self._timeless.refused = "", None
        self._calls, self._read = 0, set()
        begun = time.monotonic()
        try:
            cursor = self._within(seconds, lambda: self._connection.execute(names_only(sql, found)))
            columns = tuple(column[0] for column in cursor.description or ())
            tables = frozenset(self._read & {name.lower() for name in self._columns})
            answer = Answer(columns, tables, lambda answer: self._page(cursor, answer, rest))
            answer.spent = rest - seconds + time.monotonic() - begun
            answer.read()
            answer.spent = 0.0
        except _PROBLEMS as problem:
            raise self._explained(sql, problem, seconds) from problem
        return answer

    def query(self, sql: str, limit: int = 500, seconds: float = 5.0) -> QueryResult:
        """The answer to one SELECT, whole: at most `limit` rows, within `seconds`.

        Raises:
            InputError: as of `ask`.
        """
        answer = self.ask(sql, seconds, seconds)
        while len(answer.rows) <= limit and answer.read():
            pass
        rows: list[Row] = []
        room = _LARGEST_RESULT
        for row in islice(answer.rows, limit):
            room -= size_of(row)
            if room < 0:
                break
            rows.append(row)
        if answer.cut and len(rows) == len(answer.rows):
            raise InputError(f"The query is not answered whole: {answer.cut}.", "Narrow it.")
        truncated = len(rows) < len(answer.rows)
        return QueryResult(answer.columns, tuple(rows), truncated, answer.tables)

    def _within(self, seconds: float, work: Callable[[], T]) -> T:
        end = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: self._cancelled.is_set() or time.monotonic() > end, _STEPS)
        try:
            return work()
        finally:
            self._connection.set_progress_handler(None, 0)

    def _page(self, cursor: sqlite3.Cursor, answer: Answer, seconds: float) -> tuple[list[Row], bool]:
        """One page more. What stops a question that has rows already cuts the answer; it does not take them away."""
        try:
            rows: list[Row] = self._within(seconds - answer.spent, lambda: cursor.fetchmany(PAGE))
            return rows, len(rows) == PAGE
        except _PROBLEMS as problem:
            if not answer.rows:
                raise
            answer.cut = self._explained("", problem, seconds).message
            return [], False

    def _store(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Row]) -> None:
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

    def _authorize(self, action: int, first: str | None, second: str | None, database: str | None, _by: object) -> int:
        if action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and self._may_read((first or "").lower(), second, database):
            self._read.add((first or "").lower())
            return sqlite3.SQLITE_OK
        # SQLite hands over the name of a function as the second argument.
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in FUNCTIONS:
            self._calls += 1
            if self._calls <= _MOST_CALLS:
                return sqlite3.SQLITE_OK
            self._refused = f"one query calls {_MOST_CALLS} functions at most"
        if not self._refused:
            named = second if action == sqlite3.SQLITE_FUNCTION else first
            if action == sqlite3.SQLITE_READ and named == "sqlite_master" and named not in self._asked:
                named = "a table made by a function"  # SQLite looks up what it has no table of that name for.
            self._refused = f"{named} is not to be had here" if named else "this statement changes something"
        return sqlite3.SQLITE_DENY

    def _may_read(self, table: str, column: str | None, database: str | None) -> bool:
        """Collected tables; and the names of a query's own WITH, which belong to no database."""
        if any(table == name.lower() for name in self._columns):
            return True
        own = database is None and column == ""
        return own and table not in self._modules and not table.startswith(("sqlite_", "pragma_"))

    def _explained(self, sql: str, problem: Exception, seconds: float) -> InputError:
        said = str(problem)
        if self._timeless.refused is not None:
            return self._timeless.refused
        if "interrupted" in said:
            why = "was cancelled" if self._cancelled.is_set() else f"took longer than {seconds:g} seconds"
            return InputError(f"The query {why}.", "Narrow it.")
        if isinstance(problem, MemoryError):
            return InputError("The query needs too much memory.", "Narrow it.")
        return explained(
            Complaint(
                sql=sql,
                said=said,
                refused=self._refused,
                tables=dict(self.tables()),
                sources=self._sources,
                probe=self._probe,
            )
        )

    def _probe(self, sql: str) -> str:
        """What SQLite says to a text that it only reads."""
        try:
            self._connection.execute(f"EXPLAIN {names_only(sql, tokens(sql))}").close()
        except _PROBLEMS as problem:
            return str(problem)
        return ""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
