"""What the columns of each kind of source are called in SQL: lists and guided answers look it up here alone."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.rowwords import NEEDS
from simulator.domain.sources import Fill, LogSource, RowOf, SourceKind
from simulator.exercise.room.desk.sourceline import table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The SQL words of one source's table; empty where the source does not say.

    `scoped` is the condition under which a row puts somebody in scope, `message` what tells one message from another.
    """

    table: str
    scoped: str
    message: str
    time: str
    store: str = ""
    address: str = ""
    credential: str = ""


RECEIVED = "received_count > our_receives"
"""A counter that somebody else raised."""
_SCOPED = {SourceKind.READS: "taken = 1", SourceKind.COUNTS: RECEIVED, SourceKind.CONTENT: "lay_open = 1"}
_WHO = ("actor", "actor-id", "actor-id-15", "username")


def terms_of(source: LogSource) -> Terms | None:
    """The words of a source that shows whose record was where; None for the others."""
    if source.kind not in _SCOPED:
        return None
    of = NEEDS[source.kind]
    return Terms(
        table=table_of(source.id),
        scoped=_SCOPED[source.kind],
        message="control_id",
        time="utc",
        store=_column(source, of, ("store",)),
        address=_column(source, of, ("address",)),
        credential=_column(source, of, _WHO),
    )


def _column(source: LogSource, of: RowOf, words: tuple[str, ...]) -> str:
    """The column that holds one of these words in the rows that show people, quoted for SQL; empty if none does."""
    fills = [fill for kind in source.rows if kind.of is of for fill in kind.fill]
    found = next((name for word in words for name, fill in fills if _tells(fill, word)), "")
    return f'"{found}"' if found else ""


def _tells(fill: Fill, word: str) -> bool:
    return fill.word == word or any(f"{{{word}}}" in text for text, _ in fill.texts)
