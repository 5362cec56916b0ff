"""Proves that a world is synthetic: every value that looks like an identifier is of a reserved or never-issued range.

Names and dates of birth cannot be proven so, since no name is reserved: names are proven to be words of the lists that
the world is made from. What has no shape of its own (accounts, plans, licences, plates, devices) carries `SIM`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TypeAlias

from simulator.world.canary import canary_of
from simulator.world.marker import MARKER
from simulator.world.names import family_names, given_names
from simulator.world.proof.shapes import is_our_mrn, strange_identifiers
from simulator.world.rows.patients import TEST_NAME
from simulator.world.storage.reader import DatabaseFault, Readable, columns, stream, tables
from simulator.world.tables import metadata

_BATCH = 20_000
_SHAPELESS = {"I8": "MRN", "I9": "plan number", "I10": "account", "I11": "licence", "I12": "vehicle", "I13": "device"}
"""Identifiers that only their mark tells from real ones, by the tag of the column that holds nothing else."""


_OURS = frozenset({"Northbank care team", "Northbank clinician"})
"""What stands for the fictional organisation where a name would."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that is not provably synthetic, or what a world lacks."""

    table: str
    column: str
    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}: {self.kind} {self.value}"


def verify(world: Readable) -> tuple[Finding, ...]:
    """What in the world is not provably synthetic; nothing, if it was built by us.

    Reads every text value of every column of every table in the file, whatever the column's declared type. Each table
    of ours has to hold the canary of the world.
    """
    canary = _canary(world)
    found = [] if canary else [Finding("exercise_marker", "marker", "marker row", "missing")]
    without = set(metadata.tables) if canary else set()
    for table, column in [(name, column) for name in tables(world) for column in columns(world, name)]:
        judged = _judges(table, column)
        for text in _texts(world, table, column):
            found.extend(Finding(table, column, kind, value) for judge in judged for kind, value in judge(text))
            if canary in text:
                without.discard(table)
    found.extend(Finding(table, "*", "canary row", f"{canary} missing") for table in sorted(without))
    return tuple(dict.fromkeys(found))


Judge: TypeAlias = Callable[[str], Iterator[tuple[str, str]]]
"""Finds kind and value of what is not provably synthetic in the values of a column, one a line."""


def _judges(table: str, column: str) -> list[Judge]:
    """What a column's values have to pass: the shapes, and what its tags ask for."""
    judged: list[Judge] = [strange_identifiers]
    if column.lower().startswith("mrn"):
        judged.append(_strange_mrns)
    declared = metadata.tables.get(table)
    tags = declared.columns[column].info.get("phi", ()) if declared is not None and column in declared.columns else ()
    if set(tags) == {"I1"}:
        judged.append(_strange_names)
    if kind := next((_SHAPELESS[tag] for tag in tags if len(tags) == 1 and tag in _SHAPELESS), None):
        judged.append(lambda text: _unmarked(kind, text))
    return judged


def _strange_mrns(text: str) -> Iterator[tuple[str, str]]:
    yield from (("MRN", mrn) for mrn in text.split("\n") if not is_our_mrn(mrn))


def _unmarked(kind: str, text: str) -> Iterator[tuple[str, str]]:
    yield from ((kind, value) for value in text.split("\n") if "SIM" not in value)


def _strange_names(text: str) -> Iterator[tuple[str, str]]:
    known = _name_words()
    for name in text.split("\n"):
        if name not in _OURS and not all(word in known or word.startswith("SIM-") for word in re.split(r"[ ,]+", name)):
            yield "name", name


@cache
def _name_words() -> frozenset[str]:
    """Every word of the names that a world is made from."""
    lists = (family_names(), *given_names())
    return frozenset({TEST_NAME, *(word for one in lists for name in one.values.tolist() for word in name.split())})


def _canary(world: Readable) -> str:
    """The canary of the world, or nothing if its marker row does not read as ours does."""
    try:
        rows = world.connection.execute("SELECT marker, spec_digest FROM exercise_marker").fetchall()
    except (sqlite3.OperationalError, DatabaseFault):
        return ""
    return canary_of(rows[0][1]) if len(rows) == 1 and rows[0][0] == MARKER else ""


def _texts(world: Readable, table: str, column: str) -> Iterator[str]:
    """The column's text values, one a line, some thousands at a time: one search instead of thousands."""
    statement = f'SELECT DISTINCT "{column}" FROM "{table}"'
    if isinstance(world.connection, sqlite3.Connection):  # where a column of numbers may hold a text
        statement += f" WHERE typeof(\"{column}\") IN ('text', 'blob')"
    values = (value for (value,) in stream(world, statement) if isinstance(value, str | bytes))
    while batch := list(islice(values, _BATCH)):
        yield "\n".join(
            value.decode(errors="replace") if isinstance(value, bytes) else value.replace("\n", " ") for value in batch
        )
