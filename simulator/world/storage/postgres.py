"""A connection to a PostgreSQL server that reads a world as `sqlite3.Connection` does; the driver is loaded late."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from simulator.errors import InputError

if TYPE_CHECKING:
    from psycopg import Connection, Error

_SCHEMES = re.compile(r"(?:postgresql(?:\+psycopg)?|postgres)://")
EXAMPLE = "Write it like postgresql://user@host/database; an @ in a password is %40."
_PATIENCE = 10
"""Seconds to wait for an answer from a server; assumed."""
_AT_ONCE = 5_000


class DatabaseFault(Exception):  # noqa: N818 - what `sqlite3.Error` is for the other database
    """A statement that a database server refused, in its own words."""


class Cursor(Protocol):
    """The answer to a query, as every driver gives it."""

    def fetchone(self) -> Any:  # noqa: ANN401 - a row, or None
        """The next row."""

    def fetchall(self) -> list[Any]:
        """Every row that is left."""

    def fetchmany(self, size: int, /) -> list[Any]:
        """So many of the rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Row by row."""


@dataclass(frozen=True, slots=True)
class ServerConnection:
    """A connection that reads one world, as `sqlite3.Connection` does: `?` for values, text compared byte by byte."""

    raw: Connection[Any]
    schema: str
    another: Callable[[], Connection[Any]]
    """The driver's own connection to the same world, which the caller closes."""
    _take_back: Callable[[Connection[Any]], None]
    _defined: list[str] = field(default_factory=list)

    def execute(self, statement: str, values: Sequence[object] = ()) -> Cursor:
        """Runs one statement.

        Raises:
            DatabaseFault: the server refuses it.
        """
        from psycopg import Error

        if values:
            statement = statement.replace("%", "%%").replace("?", "%s")
        try:
            return self.raw.execute(statement, values or None)
        except Error as fault:
            raise DatabaseFault(words(fault)) from fault

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, some thousands at a time."""
        with self.raw.transaction(), self.raw.cursor(name="stream") as cursor:
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(statement)

    def define(self, statements: Sequence[str]) -> None:
        """Makes temporary tables and views, all or none; everything else stays read-only."""
        self._defined.extend(statements)
        with self.raw.transaction():
            self.execute("SET TRANSACTION READ WRITE")
            for statement in statements:
                self.execute(statement)

    def close(self) -> None:
        """Forgets every temporary table; the connection serves again, for dialling costs ten times that."""
        if self._defined:
            self.execute("DISCARD TEMP")
        self._take_back(self.raw)


def connect(url: str) -> Connection[Any]:
    """A connection to the database of a URL.

    Raises:
        InputError: it is no such URL, the driver is missing, or the server does not let us in.
    """
    if not _SCHEMES.match(url) or url.partition("?")[0].count("@") > 1:
        raise InputError(f"given the store {shown(url)}, expected the URL of a PostgreSQL database.", EXAMPLE)
    try:
        import psycopg
    except ImportError:
        raise InputError("PostgreSQL needs a driver that is not installed.", "Install breachdrill[postgres].") from None
    plain = _SCHEMES.sub("postgresql://", url, count=1)
    try:
        return psycopg.connect(plain, autocommit=True, connect_timeout=_PATIENCE, client_encoding="utf8")
    except psycopg.ProgrammingError:
        raise InputError(f"given the store {shown(url)}, which is no database URL.", EXAMPLE) from None
    except psycopg.Error as fault:
        raise InputError(f"{shown(url)} cannot be used: {words(fault)}.", "Check server, name and password.") from None


def shown(url: str) -> str:
    """A URL without its password."""
    return re.sub(r"password=[^&]*", "password=***", re.sub(r"://([^:@/?]*):.*@", r"://\1:***@", url))


def words(fault: Error) -> str:
    """Why the server refused, in one line."""
    lines = (fault.diag.message_primary or str(fault)).splitlines()
    return lines[0].rstrip(".") if lines else type(fault).__name__


def value(raw: Connection[Any], statement: str, given: object) -> Any:  # noqa: ANN401 - a cell
    """The first cell of an answer, None if there is none."""
    row = raw.execute(statement, (given,)).fetchone()
    return row[0] if row else None
