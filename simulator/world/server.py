"""Worlds on a PostgreSQL server: a schema each, filled under another name and given its own when it is whole."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.domain.worldspec import WorldSpec
from simulator.errors import InputError
from simulator.world.marker import SCHEMA_VERSION
from simulator.world.reader import Cursor, DatabaseFault

if TYPE_CHECKING:
    from psycopg import Connection, Error

_SCHEMES = re.compile(r"(?:postgresql(?:\+psycopg)?|postgres)://")
_EXAMPLE = "Write it like postgresql://user@host/database; an @ in a password is %40."
_PATIENCE = 10
"""Seconds to wait for an answer from a server; assumed."""
_PAUSE = 0.1
"""Seconds between two looks at another builder; assumed."""
_MOST_WHILE_WAITING = 0.95
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class ServerConnection:
    """A connection that reads one world, as `sqlite3.Connection` does: `?` for values, text compared byte by byte."""

    raw: Connection[Any]
    schema: str
    home: ServerHome
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

    def another(self) -> Connection[Any]:
        """The driver's own connection to the same world, which the caller closes."""
        return self.home.dial()

    def close(self) -> None:
        """Forgets every temporary table; the connection serves again, for dialling costs ten times that."""
        if self._defined:
            self.execute("DISCARD TEMP")
        self.home.take_back(self.raw)


@dataclass(slots=True)
class ServerHome:
    """Where a world lies: its schema in the database of a URL."""

    url: str
    schema: str
    _spare: list[Connection[Any]] = field(default_factory=list)
    _closed: bool = False

    @property
    def where(self) -> str:
        """For people to read; a password is not shown."""
        return f"schema {self.schema} of {shown(self.url)}"

    @property
    def remedy(self) -> str:
        """What to do about a world that is not what it should be."""
        return f"Run: DROP SCHEMA {self.schema} CASCADE; it is built again."

    def dial(self) -> Connection[Any]:
        """A new connection that reads this world and changes nothing."""
        raw = connect(self.url)
        raw.execute(f'SET search_path = "{self.schema}"; SET default_transaction_read_only = on')
        return raw

    def connect(self) -> ServerConnection:
        """A read-only connection, which the caller closes."""
        return ServerConnection(self._spare.pop() if self._spare else self.dial(), self.schema, self)

    def check(self) -> None:
        """A server looks after its own pages."""

    def take_back(self, raw: Connection[Any]) -> None:
        """Keeps one connection for the next reader."""
        if self._closed or self._spare:
            raw.close()
        else:
            self._spare.append(raw)

    def close(self) -> None:
        """Lets go of the server."""
        self._closed = True
        while self._spare:
            self._spare.pop().close()


def server_home(spec: WorldSpec, seed: int, url: str, progress: Callable[[float], None]) -> ServerHome:
    """The schema of a world, built now if it is not there.

    Raises:
        InputError: the server is out of reach or full, refuses us, or gives us no right to make a schema.
    """
    schema = f"world_{spec.digest(seed)[:20]}_v{SCHEMA_VERSION}"
    raw = connect(url)
    from psycopg import Error

    try:
        if not _exists(raw, schema):
            _build_in_turn(raw, schema, spec, seed, progress)
    except Error as fault:
        hint = (
            f"What is finished is kept. Give that user room and the right to make a schema, and build again. {_EXAMPLE}"
        )
        raise InputError(f"The world cannot be built at {shown(url)}: {words(fault)}.", hint) from fault
    finally:
        raw.close()
    return ServerHome(url, schema)


def connect(url: str) -> Connection[Any]:
    """A connection to the database of a URL.

    Raises:
        InputError: it is no such URL, the driver is missing, or the server does not let us in.
    """
    if not _SCHEMES.match(url) or url.partition("?")[0].count("@") > 1:
        raise InputError(f"given the store {shown(url)}, expected the URL of a PostgreSQL database.", _EXAMPLE)
    try:
        import psycopg
    except ImportError:
        raise InputError("PostgreSQL needs a driver that is not installed.", "Install breachdrill[postgres].") from None
    plain = _SCHEMES.sub("postgresql://", url, count=1)
    try:
        return psycopg.connect(plain, autocommit=True, connect_timeout=_PATIENCE, client_encoding="utf8")
    except psycopg.ProgrammingError:
        raise InputError(f"given the store {shown(url)}, which is no database URL.", _EXAMPLE) from None
    except psycopg.Error as fault:
        raise InputError(f"{shown(url)} cannot be used: {words(fault)}.", "Check server, name and password.") from None


def shown(url: str) -> str:
    """A URL without its password."""
    return re.sub(r"password=[^&]*", "password=***", re.sub(r"://([^:@/?]*):.*@", r"://\1:***@", url))


def words(fault: Error) -> str:
    """Why the server refused, in one line."""
    lines = (fault.diag.message_primary or str(fault)).splitlines()
    return lines[0].rstrip(".") if lines else type(fault).__name__


def _build_in_turn(
    raw: Connection[Any], schema: str, spec: WorldSpec, seed: int, progress: Callable[[float], None]
) -> None:
    """One process builds, the others wait; the server lets go of the lock of a process that died."""
    number = int.from_bytes(bytes.fromhex(spec.digest(seed)[:16]), "big", signed=True)
    while not value(raw, "SELECT pg_try_advisory_lock(%s)", number):
        done, steps = _state(raw, f"{schema}\\_part\\_%")
        progress(min(done / steps, _MOST_WHILE_WAITING))
        time.sleep(_PAUSE)
    if _exists(raw, schema):
        return
    from simulator.world.build import fill, recipe, steps_of
    from simulator.world.partschema import PartSchema

    part = PartSchema(raw, schema, recipe(spec, seed), steps_of(spec))
    part.sweep()
    fill(part, spec, seed, progress)


def _exists(raw: Connection[Any], schema: str) -> bool:
    return bool(value(raw, "SELECT count(*) FROM pg_namespace WHERE nspname = %s", schema))


def _state(raw: Connection[Any], pattern: str) -> tuple[int, int]:
    """How many steps of how many the part of this name has, by its comment."""
    query = "SELECT max(obj_description(oid, 'pg_namespace')) FROM pg_namespace WHERE nspname LIKE %s"
    done, _, steps = str(value(raw, query, pattern) or "0/1").partition("/")
    return int(done), int(steps)


def value(raw: Connection[Any], statement: str, given: object) -> Any:  # noqa: ANN401 - a cell
    """The first cell of an answer, None if there is none."""
    row = raw.execute(statement, (given,)).fetchone()
    return row[0] if row else None
