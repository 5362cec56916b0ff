"""A session over a read-only world: its changes live in memory under the tables' own names.

The first change to a table lays a temporary view over it (the template without the rows that changed, plus the rows
as they are now), so every query reads the present state, and resetting is nothing but opening another session.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from simulator.errors import InputError


class Session:
    """A world in play. Close it, or use it as a context manager."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
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
        self._run(f'INSERT INTO temp."{table}__now" ({names}) VALUES ({places})', *row.values())

    def update(self, table: str, key: object, values: Mapping[str, object]) -> None:
        """Changes columns of one row.

        Raises:
            InputError: no such table, row or column.
        """
        column = self._overlay(table)
        sets = ", ".join(f'"{name}" = ?' for name in values)
        if not self._in_memory(table, column, key):
            self._take(table, column, key)
        self._run(f'UPDATE temp."{table}__now" SET {sets} WHERE "{column}" = ?', *values.values(), key)

    def delete(self, table: str, key: object) -> None:
        """Removes one row.

        Raises:
            InputError: no such table or row.
        """
        column = self._overlay(table)
        if not self._in_memory(table, column, key):
            self._take(table, column, key)
        self._run(f'DELETE FROM temp."{table}__now" WHERE "{column}" = ?', key)

    def _in_memory(self, table: str, column: str, key: object) -> bool:
        return self._run(f'SELECT 1 FROM temp."{table}__now" WHERE "{column}" = ?', key).fetchone() is not None

    def _take(self, table: str, column: str, key: object) -> None:
        """Copies one row of the template into memory, where it stands for the template's."""
        found = self._run(f'SELECT 1 FROM "{table}" WHERE "{column}" = ?', key).fetchone()
        if not found:
            raise InputError(f"{table} has no {column} {key}.")
        self._run(f'INSERT INTO temp."{table}__now" SELECT * FROM main."{table}" WHERE "{column}" = ?', key)
        self._run(f'INSERT INTO temp."{table}__gone" VALUES (?)', key)

    def _overlay(self, table: str) -> str:
        """The key column of a table, whose changes are now kept."""
        if table not in self._keys:
            quoted = table.replace('"', '""')
            columns = self.connection.execute(f'PRAGMA main.table_info("{quoted}")').fetchall()
            if not columns:
                raise InputError(f"The world has no table {table}.")
            key = next(name for _, name, _, _, _, place in columns if place)
            self._lay(quoted, key)
            self._keys[table] = key
        return self._keys[table]

    def _lay(self, table: str, key: str) -> None:
        self.connection.execute(f'CREATE TEMP TABLE "{table}__now" AS SELECT * FROM main."{table}" LIMIT 0')
        self.connection.execute(f'CREATE UNIQUE INDEX temp."{table}__key" ON "{table}__now" ("{key}")')
        self.connection.execute(f'CREATE TEMP TABLE "{table}__gone" (key PRIMARY KEY) WITHOUT ROWID')
        self.connection.execute(
            f'CREATE TEMP VIEW "{table}" AS SELECT * FROM main."{table}" WHERE "{key}" NOT IN '
            f'(SELECT key FROM temp."{table}__gone") UNION ALL SELECT * FROM temp."{table}__now"'
        )

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self.connection.execute(statement, values)
        except sqlite3.Error as problem:
            raise InputError(f"The world cannot be changed so: {problem}.") from problem
