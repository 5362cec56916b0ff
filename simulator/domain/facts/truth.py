"""Facts that nobody in the room may know before EndEx: who was read, who cannot be excluded, who people are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from simulator.domain.facts.records import Records, RecordStates
from simulator.domain.ids import GrantId, ReaderId, RecordId, StoreId
from simulator.domain.time import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRead:
    """Truth: somebody without authority read copies. `messages` counts copies, `records` the medical record numbers."""

    kind: ClassVar[str] = "records-read"
    reader: ReaderId
    store: StoreId
    grant: GrantId
    since: Seconds
    until: Seconds
    messages: int
    records: Records
    elements: tuple[str, ...]
    secured: bool
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLockedOut:
    """Truth: the reader came and found no grant open any more."""

    kind: ClassVar[str] = "reader-locked-out"
    reader: ReaderId


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifiableChanged:
    """Truth: records that can, or can no longer, be shown not to have been read."""

    kind: ClassVar[str] = "notifiable-changed"
    added: Records
    removed: Records
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthRevealed:
    """EndEx: what is true of every record that the exercise touched."""

    kind: ClassVar[str] = "truth-revealed"
    merges: tuple[tuple[RecordId, RecordId], ...]
    tests: Records
    residences: RecordStates
    clinics: RecordStates
    deceased: Records
    bad_addresses: Records
