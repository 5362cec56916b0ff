"""Tables as CSV that a spreadsheet opens without harm and that can be read back cell by cell.

The first line says EXERCISE, the second one is the world's canary, the third one names the columns.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from sqlalchemy import Column, Integer, Table

from simulator.domain.tags import TAGS

EXERCISE = "EXERCISE: all patients are synthetic"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the start of a formula. Source: OWASP, CSV Injection."""


def harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: a text that would be one is quoted by an apostrophe.

    Some programs trim a cell, or narrow its signs, before they look for a formula.
    """
    if not isinstance(cell, str):
        return cell
    bare = unicodedata.normalize("NFKC", cell[:8]).lstrip(" \u200b\v\f\ufeff")
    return f"'{cell}" if cell.startswith("'") or bare.startswith(_FORMULA) else cell


def as_written(cell: str) -> str:
    """The text that `harmless` guarded."""
    return cell[1:] if cell.startswith("'") else cell


def write_table(file: TextIO, canary: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Writes a table, and says how many rows; `file` was opened with `newline=""`."""
    writer = csv.writer(file)
    writer.writerows(([EXERCISE], [canary], names))
    count = 0
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        count += 1
    return count


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
