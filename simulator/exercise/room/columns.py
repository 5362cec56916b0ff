"""The names that a source's own product gives to columns, where its scenario authors them."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.domain.nouns import LogSource

_SYNONYMS: dict[str, str] = {
    "time": "eventTime timestamp published opened_at access_time LoginTime",
    "remote_ip": "sourceIPAddress client.ipAddress CLIENT_IP SourceIp remote_address",
    "operation": "eventName",
    "key": "requestParameters.key",
    "requester": "userIdentity.arn",
    "control_id": "MSH-10",
    "message_id": "MessageId",
    "first_enqueued_at": "SentTimestamp",
    "first_received_at": "ApproximateFirstReceiveTimestamp",
    "received_count": "ApproximateReceiveCount",
    "mrn": "PID-3 prior_mrn",
    "last_modified": "LastModifiedDate",
    "encryption": "EncryptionStatus",
    "a40_at": "a40_time",
    "subject": "short_description component",
    "text": "work_notes message",
}
"""Our column names, which every query may rely on, and what products call the same. Source: domain.md 1.4, 1.5."""
_NATIVE = {name.lower(): ours for ours, names in _SYNONYMS.items() for name in names.split()}


def shown_as(source: LogSource, native: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The columns of a source's table as (ours, shown): the authored ones first and in their order, then the rest.

    An authored column of which the rows hold nothing is left out, not shown empty.
    """
    left = list(native)
    shown: list[tuple[str, str]] = []
    for name in source.columns:
        ours = _NATIVE.get(name.lower(), name.lower())
        if ours in left:
            left.remove(ours)
            shown.append((ours, name))
    return (*shown, *((ours, ours) for ours in left))


def rows_query(source: LogSource, table: str, native: Sequence[str], pull: int | None = None) -> str:
    """The query that shows the rows of a source, or of one pull of it, under the names its product gives them."""
    where = "" if pull is None else f" WHERE pull = {pull}"
    columns = shown_as(source, native)
    if [name for _, name in columns] == list(native):
        return f"SELECT * FROM {table}{where}"
    named = ", ".join(ours if ours == name else f"{ours} AS {_quoted(name)}" for ours, name in columns)
    return f"SELECT {named} FROM {table}{where}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
