"""How a world is read, whichever database holds it: one connection, one dialect of SQL, one catalogue.

Statements are plain SQL that SQLite and PostgreSQL both take, with `?` for each value: no booleans (flags are 0 or 1),
no `sum` of a comparison, text compared byte by byte.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Protocol, TypeAlias

from simulator.world.storage.postgres import Cursor, DatabaseFault, ServerConnection

__all__ = [
    "Connection",
    "Cursor",
    "DatabaseFault",
    "Readable",
    "columns",
    "key_columns",
    "stream",
    "tables",
    "world_digest",
]

Connection: TypeAlias = sqlite3.Connection | ServerConnection
"""Both have `execute(statement, values)`, which returns a cursor, and `close()`."""


_AT_ONCE = 5_000
"""Rows that are hashed in one go; part of the digest's definition."""


class Readable(Protocol):
    """A world, or a session over one."""

    @property
    def connection(self) -> Connection:
        """Reads the present state of every table."""


def tables(world: Readable) -> tuple[str, ...]:
    """The tables that lie in the database, by name."""
    if isinstance(world.connection, sqlite3.Connection):
        statement = "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name"
        found: Cursor = world.connection.execute(statement)
    else:
        found = world.connection.execute(
            "SELECT relname COLLATE \"C\" FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace(?) "
            "ORDER BY 1",
            (world.connection.schema,),
        )
    return tuple(name for (name,) in found.fetchall())


def columns(world: Readable, table: str) -> tuple[str, ...]:
    """The columns of a table in their order; none, if there is no such table."""
    if isinstance(world.connection, sqlite3.Connection):
        found: Cursor = world.connection.execute("SELECT name FROM pragma_table_info(?, 'main') ORDER BY cid", (table,))
    else:
        found = world.connection.execute(
            "SELECT attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid "
            "WHERE relnamespace = to_regnamespace(?) AND relname = ? AND attnum > 0 AND NOT attisdropped "
            "ORDER BY attnum",
            (world.connection.schema, table),
        )
    return tuple(name for (name,) in found.fetchall())


def key_columns(world: Readable, table: str) -> tuple[str, ...]:
    """The columns of a table's key; none, if there is no such table or it has none."""
    if isinstance(world.connection, sqlite3.Connection):
        statement = "SELECT name FROM pragma_table_info(?, 'main') WHERE pk > 0 ORDER BY pk"
        found: Cursor = world.connection.execute(statement, (table,))
    else:
        found = world.connection.execute(
            "SELECT attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey) "
            "WHERE indisprimary AND relnamespace = to_regnamespace(?) AND relname = ? ORDER BY attnum",
            (world.connection.schema, table),
        )
    return tuple(name for (name,) in found.fetchall())


def stream(world: Readable, statement: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query one after the other, however many: they never lie in memory together.

    Nothing else may be read through the same connection until the last row was taken.
    """
    if isinstance(world.connection, sqlite3.Connection):
        return iter(world.connection.execute(statement))
    return world.connection.stream(statement)


def world_digest(world: Readable) -> str:
    """What a world holds, as 64 hexadecimal digits: every row of every table, by key.

    The same on every database, and for a build that was interrupted.
    """
    digest = hashlib.sha256()
    for table in tables(world):
        order = ", ".join(f'"{name}"' for name in key_columns(world, table)) or "1"
        digest.update(f"{table}{columns(world, table)}".encode())
        for rows in _batches(stream(world, f'SELECT * FROM "{table}" ORDER BY {order}')):
            digest.update(repr(rows).encode())
    return digest.hexdigest()


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    source = iter(rows)
    while batch := list(islice(source, _AT_ONCE)):
        yield batch
