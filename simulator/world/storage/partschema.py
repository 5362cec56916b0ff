"""An unfinished world in a schema of a PostgreSQL database: rows by COPY, one transaction a step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from psycopg import Connection
from sqlalchemy import Dialect, Float, Integer, MetaData, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex

from simulator.world.storage.build import Progress
from simulator.world.storage.postgres import value
from simulator.world.synth import Batch
from simulator.world.tables import metadata

_DIALECT: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]


class PartSchema:
    """The schema while it is filled; its comment counts the steps that are complete."""

    def __init__(self, raw: Connection[Any], world: str, recipe: str, steps: int) -> None:
        self._raw = raw
        self._world = world
        self._name = f"{world}_part_{recipe}"
        self._steps = steps
        self._tables = _tables(self._name)
        self._run("SET synchronous_commit = off")  # a step that a power cut takes away is loaded again

    def sweep(self) -> None:
        """Removes parts that nobody can finish: other releases made their rows."""
        found = self._raw.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE %s", (f"{self._world}_part_%",))
        for (name,) in found.fetchall():
            if name != self._name:
                self._run(f'DROP SCHEMA "{name}" CASCADE')

    def done(self) -> int:
        """How many steps are complete."""
        query = "SELECT obj_description(to_regnamespace(%s), 'pg_namespace')"
        return int(str(value(self._raw, query, self._name) or "0").partition("/")[0])

    def write(self, step: int, batches: Iterable[Batch]) -> None:
        """Loads the rows of one step, whole or not at all; the first step makes the tables."""
        with self._raw.transaction():
            if step == 1:
                self._run(f'CREATE SCHEMA "{self._name}"')
                for table in self._tables:
                    self._run(_definition(table))
            with self._raw.cursor() as cursor:
                for name, rows in batches:
                    with cursor.copy(f'COPY "{self._name}"."{name}" FROM STDIN') as copy:
                        for row in rows:
                            copy.write_row(row)
            self._run(f"COMMENT ON SCHEMA \"{self._name}\" IS '{step}/{self._steps}'")

    def index(self, progress: Progress) -> None:
        """Builds every key and index, and gives the schema its name, all or nothing."""
        with self._raw.transaction():
            for number, table in enumerate(self._tables, start=1):
                keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
                self._run(f"ALTER TABLE {_name(table)} ADD PRIMARY KEY ({keys})")
                for index in sorted(table.indexes, key=lambda index: str(index.name)):
                    self._run(str(CreateIndex(index).compile(dialect=_DIALECT)))
                progress(number / len(self._tables))
            for table in self._tables:
                for reference in _references(table):
                    self._run(reference)
            self._run(f'COMMENT ON SCHEMA "{self._name}" IS NULL')
            self._run(f'ALTER SCHEMA "{self._name}" RENAME TO "{self._world}"')

    def _run(self, statement: str) -> None:
        self._raw.execute(statement)


def _tables(schema: str) -> list[Table]:
    target = MetaData(schema=schema)
    for table in metadata.sorted_tables:
        table.to_metadata(target)
    return target.sorted_tables


def _definition(table: Table) -> str:
    """The table without keys, which are built when it is full. Text compares byte by byte, as in SQLite."""
    columns = []
    for column in table.columns:
        kind = 'TEXT COLLATE "C"'
        if isinstance(column.type, Integer):
            kind = "BIGINT"
        elif isinstance(column.type, Float):
            kind = "DOUBLE PRECISION"
        columns.append(f'"{column.name}" {kind}{"" if column.nullable else " NOT NULL"}')
    return f"CREATE TABLE {_name(table)} ({', '.join(columns)})"


def _references(table: Table) -> list[str]:
    """Foreign keys, for whoever draws the schema: declared, and not checked row by row, for nobody writes."""
    return [
        f'ALTER TABLE {_name(table)} ADD FOREIGN KEY ("{column.name}") '
        f'REFERENCES {_name(key.column.table)} ("{key.column.name}") NOT VALID'
        for column in table.columns
        for key in column.foreign_keys
    ]


def _name(table: Table) -> str:
    return f'"{table.schema}"."{table.name}"'
