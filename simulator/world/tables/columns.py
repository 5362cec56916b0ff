"""How the tables of the world are written down: columns with their tags and the product's own field names.

`Column.info` says of each column: `phi`, the codes of `simulator.domain.tags`; `api`, the field as the product names
it, where it has one (Salesforce field, FHIR R4 path, HL7 v2 segment and field); `shape`, what its text looks like,
where that is more than text (`date`, `moment`, `json` ...). Times are local ISO text (`2026-08-01T09:15:00`), dates ISO
text, flags 0 or 1: what is loaded is what is read.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text

from simulator.domain.tags import Tag

Shape: TypeAlias = Literal["text", "date", "moment", "json", "mail", "phone", "mrn", "ssn", "address", "url"]
TextColumn: TypeAlias = Column[str]
NumberColumn: TypeAlias = Column[int]

metadata = MetaData()


def table(name: str, *columns: TextColumn | NumberColumn) -> Table:
    """A table; one with a text key is clustered by it, which saves SQLite a second tree."""
    textual = any(column.primary_key and isinstance(column.type, Text) for column in columns)
    return Table(name, metadata, *columns, sqlite_with_rowid=not textual)


def key(name: str, *tags: Tag, api: str = "") -> TextColumn:
    """A text that names the row."""
    return Column(name, Text, primary_key=True, info=_info(tags, api))


def number_key(name: str, *tags: Tag, api: str = "") -> NumberColumn:
    """A number that names the row."""
    return Column(name, Integer, primary_key=True, autoincrement=False, info=_info(tags, api))


def text(name: str, *tags: Tag, api: str = "", shape: Shape = "text") -> TextColumn:
    """A text that is always there."""
    return Column(name, Text, nullable=False, info=_info(tags, api, shape))


def maybe(name: str, *tags: Tag, api: str = "", shape: Shape = "text") -> TextColumn:
    """A text that may be missing."""
    return Column(name, Text, info=_info(tags, api, shape))


def number(name: str, *tags: Tag, api: str = "") -> NumberColumn:
    """A whole number, or a flag that is 0 or 1."""
    return Column(name, Integer, nullable=False, info=_info(tags, api))


def large_number(name: str) -> NumberColumn:
    """A whole number of 64 bits, where a server's usual 32 do not hold it."""
    return Column(name, BigInteger, nullable=False, info=_info((), ""))


def numbers(*names: str) -> tuple[NumberColumn, ...]:
    """Numbers and flags that say nothing about a person."""
    return tuple(number(name) for name in names)


def texts(*names: str) -> tuple[TextColumn, ...]:
    """Texts that say nothing about a person."""
    return tuple(text(name) for name in names)


def to(name: str, target: Table, *tags: Tag, api: str = "", nullable: bool = False) -> TextColumn:
    """The text key of another table's row."""
    return Column(name, Text, ForeignKey(_key_of(target)), nullable=nullable, info=_info(tags, api))


def to_number(name: str, target: Table, *tags: Tag, api: str = "", nullable: bool = False) -> NumberColumn:
    """The number of another table's row."""
    return Column(name, Integer, ForeignKey(_key_of(target)), nullable=nullable, info=_info(tags, api))


def to_itself(name: str, target: str, *, api: str = "") -> NumberColumn:
    """The number of another row of the same table, such as `ehr_patient.patient_id`."""
    return Column(name, Integer, ForeignKey(target), info=_info((), api))


def _key_of(target: Table) -> Column[Any]:
    (only,) = target.primary_key.columns
    return only


def _info(tags: tuple[Tag, ...], api: str, shape: Shape = "text") -> dict[str, object]:
    return {"phi": frozenset(tags), "api": api, "shape": shape}
