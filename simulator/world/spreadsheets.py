"""Tables as CSV that a spreadsheet opens without harm and that can be read back cell by cell.

The first line says EXERCISE and carries the world's canary, the second one names the columns, as ours are named.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from sqlalchemy import Column, Integer, Table

from simulator.world.tags import TAGS

EXERCISE = "EXERCISE: all patients are synthetic"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""What a spreadsheet takes for the start of a formula; and the guard itself, so that it can be read back."""


def harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: a text that would be one is quoted by an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_written(cell: str) -> str:
    """The text that `harmless` guarded."""
    return cell[1:] if cell.startswith("'") else cell


def write_table(file: TextIO, canary: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Writes a table; `file` was opened with `newline=""`."""
    writer = csv.writer(file)
    writer.writerow([EXERCISE, canary])
    writer.writerow(names)
    writer.writerows([harmless(cell) for cell in row] for row in rows)


def read_table(file: TextIO, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows that `write_table` wrote of this table; an empty cell of a column that may be empty is None.

    Raises:
        ValueError: the columns are not this table's.
    """
    reader = csv.reader(file)
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
