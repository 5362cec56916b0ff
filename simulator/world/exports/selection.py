"""Which rows an export takes: the whole world, or so many patients with all that belongs to them.

Every foreign key of a chosen row leads to a chosen row, so a part is a world of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table

from simulator.world.canary import CANARY_NUMBER
from simulator.world.storage.reader import Readable, stream

_ROOT = "ehr_patient"


@dataclass(frozen=True, slots=True)
class Part:
    """All of a world, or its first `most` patients, with the records that those were merged into, and the canaries."""

    most: int | None = None

    def where(self, table: Table) -> str:
        """The SQL condition that a row of this table belongs to the part."""
        if self.most is None:
            return "TRUE"
        if table.name == _ROOT:
            real = f'SELECT "patient_id" FROM "{_ROOT}" WHERE "patient_id" <> {CANARY_NUMBER}'
            first = f'{real} ORDER BY "patient_id" LIMIT {int(self.most)}'
            merged = f'SELECT "merged_into" FROM "{_ROOT}" WHERE "patient_id" IN ({first})'
            chosen = f'"patient_id" IN ({first}) OR "patient_id" IN ({merged} AND "merged_into" IS NOT NULL)'
            return f'({chosen} OR "patient_id" = {CANARY_NUMBER})'
        return " AND ".join(self._follows(column) for column in _leading_to_patients(table)) or "TRUE"

    def count(self, world: Readable, table: Table) -> int:
        """How many rows of a table belong to the part."""
        found = world.connection.execute(f'SELECT count(*) FROM "{table.name}" WHERE {self.where(table)}').fetchone()
        return int(found[0])

    def rows(self, world: Readable, table: Table, also: str = "") -> Iterator[tuple[Any, ...]]:
        """The rows of the part in the table's column order, by key; never all of them in memory.

        `also` is one more expression to select, after the columns.
        """
        columns = ", ".join([*(f'"{column.name}"' for column in table.columns), *([also] if also else [])])
        key = ", ".join(f'"{column.name}"' for column in table.primary_key)
        statement = f'SELECT {columns} FROM "{table.name}" WHERE {self.where(table)} ORDER BY {key}'
        yield from stream(world, statement)

    def _follows(self, column: Column[Any]) -> str:
        (key,) = column.foreign_keys
        target = key.column
        chosen = f'SELECT "{target.name}" FROM "{target.table.name}" WHERE {self.where(target.table)}'
        missing = f' OR "{column.name}" IS NULL' if column.nullable else ""
        return f'("{column.name}" IN ({chosen}){missing})'


def _leading_to_patients(table: Table) -> list[Column[Any]]:
    """The foreign keys that lead, in one step or more, to a patient."""
    return [
        column
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table is not table and (key.column.table.name == _ROOT or _leading_to_patients(key.column.table))
    ]
