"""The world's tables as CSV that are read back cell by cell, and the dictionary of their columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from sqlalchemy import Column, Integer, Table

from simulator.domain.tags import TAGS
from simulator.world.exports.csvfile import as_written


def read_table(file: TextIO, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows that `write_table` wrote of this table; an empty cell of a column that may be empty is None.

    Raises:
        ValueError: the columns are not this table's.
    """
    reader = csv.reader(file)
    next(reader)
    next(reader)
    names = next(reader)
    if names != table.columns.keys():
        raise ValueError(f"{table.name} has the columns {', '.join(table.columns.keys())}; given {', '.join(names)}.")
    for row in reader:
        yield tuple(_value(column, cell) for column, cell in zip(table.columns, row, strict=True))


def _value(column: Column[Any], cell: str) -> object:
    if cell == "" and column.nullable:
        return None
    return int(cell) if isinstance(column.type, Integer) else as_written(cell)


DICTIONARY = ("table", "column", "type", "may be empty", "refers to", "native name", "PHI tags", "meaning")


def dictionary_rows(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    """The data dictionary: what each column of each table is, in the words of `DICTIONARY`."""
    for table in tables:
        for column in table.columns:
            tags = column.info.get("phi", ())
            targets = sorted(f"{key.column.table.name}.{key.column.name}" for key in column.foreign_keys)
            yield (
                table.name,
                column.name,
                str(column.type),
                "yes" if column.nullable else "no",
                ", ".join(targets),
                str(column.info.get("api", "")),
                " ".join(sorted(tags)),
                "; ".join(TAGS[tag].text for tag in sorted(tags)),
            )
