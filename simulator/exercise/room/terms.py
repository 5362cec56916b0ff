"""What the columns of each kind of source are called in SQL: lists and guided answers look it up here alone."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.nouns import LogSource, SourceKind
from simulator.exercise.room.evidence import table_of


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


_TAKEN = "operation IN ('REST.GET.OBJECT', 'ReceiveMessage')"
_KEY = "replace(key, '.hl7', '')"
RECEIVED = "received_count > our_receives"
"""A counter that somebody else raised."""


def terms_of(source: LogSource) -> Terms | None:
    """The words of a source that shows whose record was where; None for the others."""
    table = table_of(source.id)
    match source.kind:
        case SourceKind.READS:
            return Terms(
                table=table, scoped=_TAKEN, message=_KEY, time="time", store="bucket", address="remote_ip",
                credential="requester",
            )  # fmt: skip
        case SourceKind.COUNTS:
            return Terms(table=table, scoped=RECEIVED, message="control_id", time="first_enqueued_at")
        case SourceKind.CONTENT:
            return Terms(table=table, scoped="lay_open = 1", message=_KEY, time="last_modified", store="bucket")
        case _:
            return None
