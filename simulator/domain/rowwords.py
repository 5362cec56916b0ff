"""The words with which a source's card says what stands in a column, by kind of row.

The engine has an answer to each (`engine.rows.words`); the loader checks cards against them.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.sources import RowOf, SourceKind

_WHEN = "time recorded-time date epoch sequence file-name host org-id request-id uuid hash"
_WHO = (
    "actor actor-id actor-id-15 directory-id username display-name department address user-agent session-key login-key"
)
_WHOSE = "mrn record-id fhir-id patient-name birth-date phone email city zip clinic-state residence"
_COPY = (
    "store store-kind object-key control-id message-id bytes elements encryption enqueued-time arrived-time "
    f"appointment-time expires-at flow message-type payload {_WHOSE}"
)
_VISIT = "store store-kind grant target count bytes duration-ms visit-end visit-seconds records"


def _words(*parts: str) -> frozenset[str]:
    return frozenset(" ".join(parts).split())


WORDS: Mapping[RowOf, frozenset[str]] = {
    RowOf.BACKGROUND: _words(_WHEN, _WHO, _WHOSE, "store store-kind object-key control-id message-id target bytes"),
    RowOf.READ: _words(_WHEN, _WHO, _COPY, "grant target count"),
    RowOf.WRITE: _words(_WHEN, _WHO, _COPY, "target count"),
    RowOf.REJECT: _words(_WHEN, _WHO, _COPY, "target"),
    RowOf.SESSION: _words(_WHEN, _WHO, _VISIT),
    RowOf.BULK: _words(_WHEN, _WHO, _VISIT),
    RowOf.CHANGE: _words(_WHEN, _WHO, "change target"),
    RowOf.TRACE: _words(_WHEN, _WHO, _WHOSE, "store store-kind object-key control-id message-id target bytes"),
    RowOf.COPY: _words(_WHEN, _COPY, "received-count our-receives first-received-time age-s lay-open"),
    RowOf.PERSON: _words(_WHEN, _WHOSE, "survivor-mrn a40-time is-test deceased deceased-date address-quality"),
    RowOf.DAY: _words(_WHEN, "store bytes count"),
    RowOf.NOTE: _words(_WHEN, "subject signs findings"),
}
"""Which words each kind of row has an answer to."""

MOMENTS = _words(
    "time recorded-time enqueued-time arrived-time appointment-time expires-at visit-end first-received-time a40-time"
)
NEEDS: Mapping[SourceKind, RowOf] = {
    SourceKind.READS: RowOf.READ,
    SourceKind.COUNTS: RowOf.COPY,
    SourceKind.CONTENT: RowOf.COPY,
    SourceKind.METER: RowOf.DAY,
    SourceKind.MERGES: RowOf.PERSON,
    SourceKind.ADDRESSES: RowOf.PERSON,
    SourceKind.NOTES: RowOf.NOTE,
}
"""The rows that make a source one of its kind."""

NAMES_A_RECORD = _words("object-key control-id message-id mrn record-id fhir-id")
"""By which of a read's words its record can be found."""
