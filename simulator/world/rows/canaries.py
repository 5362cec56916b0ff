"""The canary row of each table: whoever holds one has copied this world, and no count contains it.

Its key is the canary (or -1 where keys are numbers), its required texts are the canary where they have no shape of
their own, and whatever may be missing is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Integer

from simulator.world.canary import CANARY_MRN, CANARY_NUMBER
from simulator.world.tables import exercise_marker, metadata
from simulator.world.texts import Row

_DAY = "2026-08-01"
_SHAPED = {
    "date": _DAY,
    "moment": f"{_DAY}T00:00:00",
    "phone": "(555) 555-0199",
    "mrn": CANARY_MRN,
    "ssn": "000-00-0000",
    "address": "192.0.2.255",
}


def canary_rows(canary: str) -> Iterator[tuple[str, list[Row]]]:
    """One row for every table but the marker, which names the canary anyway, in order of their references."""
    for table in metadata.sorted_tables:
        if table is not exercise_marker:
            yield table.name, [tuple(_value(column, canary) for column in table.columns)]


def _value(column: Column[object], canary: str) -> str | int | None:
    if column.nullable:
        return None
    shape = column.info["shape"]
    if isinstance(column.type, Integer):
        return CANARY_NUMBER if column.primary_key or column.foreign_keys else int(column.name == "is_test")
    if shape == "mail":
        return f"{canary.lower()}@example.org"
    if shape == "json":
        return f'{{"canary":"{canary}"}}'
    if shape == "url":
        return f"https://{canary.lower()}.example.org/"
    return _SHAPED.get(shape, canary)
