"""A session over a read-only world: its changes live in temporary tables under the tables' own names.

The first change to a table lays a temporary view over it (the template without the rows that changed, plus the rows
as they are now), so every query reads the present state, and resetting is nothing but opening another session.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from simulator.errors import InputError
from simulator.world.storage.reader import Connection, Cursor, DatabaseFault, key_columns


class Session:
    """A world in play. Close it, or use it as a context manager."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._template, self._aside = ("main", "temp")
        if not isinstance(connection, sqlite3.Connection):
            self._template, self._aside = (connection.schema, "pg_temp")
        self._keys: dict[str, str] = {}

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forgets every change."""
        self.connection.close()

    def changed(self) -> tuple[str, ...]:
        """The tables that differ from the template or were touched, by name."""
        return tuple(sorted(self._keys))

    def insert(self, table: str, row: Mapping[str, object]) -> None:
        """Adds a row; columns not given are NULL.

        Raises:
            InputError: no such table or column, or the key is taken.
        """
        key = self._overlay(table)
        value = row.get(key)
        if value is None:
            raise InputError(f"A row of {table} needs its key {key}.")
        if self._run(f'SELECT 1 FROM "{table}" WHERE "{key}" = ?', value).fetchone():
            raise InputError(f"{table} already has {key} {value}.")
        names = ", ".join(f'"{name}"' for name in row)
        places = ", ".join("?" * len(row))
        self._run(f'INSERT INTO {self._aside}."{table}__now" ({names}) VALUES ({places})', *row.values())

    def update(self, table: str, key: object, values: Mapping[str, object]) -> None:
        """Changes columns of one row.

        Raises:
            InputError: no such table, row or column.
        """
        column = self._overlay(table)
        sets = ", ".join(f'"{name}" = ?' for name in values)
        if not self._in_memory(table, column, key):
            self._take(table, column, key)
        self._run(f'UPDATE {self._aside}."{table}__now" SET {sets} WHERE "{column}" = ?', *values.values(), key)

    def delete(self, table: str, key: object) -> None:
        """Removes one row.

        Raises:
            InputError: no such table or row.
        """
        column = self._overlay(table)
        if not self._in_memory(table, column, key):
            self._take(table, column, key)
        self._run(f'DELETE FROM {self._aside}."{table}__now" WHERE "{column}" = ?', key)

    def _in_memory(self, table: str, column: str, key: object) -> bool:
        return self._run(f'SELECT 1 FROM {self._aside}."{table}__now" WHERE "{column}" = ?', key).fetchone() is not None

    def _take(self, table: str, column: str, key: object) -> None:
        """Copies one row of the template into memory, where it stands for the template's."""
        found = self._run(f'SELECT 1 FROM "{table}" WHERE "{column}" = ?', key).fetchone()
        if not found:
            raise InputError(f"{table} has no {column} {key}.")
        self._run(
            f'INSERT INTO {self._aside}."{table}__now" SELECT * FROM "{self._template}"."{table}" WHERE "{column}" = ?',
            key,
        )
        self._run(f'INSERT INTO {self._aside}."{table}__gone" VALUES (?)', key)

    def _overlay(self, table: str) -> str:
        """The key column of a table, whose changes are now kept."""
        if table not in self._keys:
            columns = key_columns(self, table)
            if not columns:
                raise InputError(f"The world has no table {table}.")
            self._lay(table, columns[0])
            self._keys[table] = columns[0]
        return self._keys[table]

    def _lay(self, table: str, column: str) -> None:
        template, now, gone = f'"{self._template}"."{table}"', f'"{table}__now"', f'"{table}__gone"'
        out = f'SELECT "key" FROM {self._aside}.{gone}'
        present = (
            f'SELECT * FROM {template} WHERE "{column}" NOT IN ({out}) UNION ALL SELECT * FROM {self._aside}.{now}'
        )
        statements = (
            f"CREATE TEMP TABLE {now} AS SELECT * FROM {template} LIMIT 0",
            f'CREATE UNIQUE INDEX "{table}__key" ON {now} ("{column}")',
            f'CREATE TEMP TABLE {gone} AS SELECT "{column}" AS "key" FROM {template} LIMIT 0',
            f'CREATE UNIQUE INDEX "{table}__out" ON {gone} ("key")',
            f'CREATE TEMP VIEW "{table}" AS {present}',
        )
        if isinstance(self.connection, sqlite3.Connection):
            for statement in statements:
                self.connection.execute(statement)
        else:
            self.connection.define(statements)

    def _run(self, statement: str, *values: object) -> Cursor:
        try:
            return self.connection.execute(statement, values)
        except (sqlite3.Error, DatabaseFault) as problem:
            raise InputError(f"The world cannot be changed so: {problem}.") from problem
