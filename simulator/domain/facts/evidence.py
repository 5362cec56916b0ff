"""Facts about evidence: what was pulled, what it says of people, what is held or lost, what was noticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from simulator.domain.facts.records import Records, RecordStates
from simulator.domain.ids import IndicatorId, RecordId, SourceId
from simulator.domain.lists import LATER
from simulator.domain.time import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePulled:
    """A source was pulled into the vault: what it shows, as of `until`.

    `rows` are those that this pull added to the vault, as the source writes them and SQL counts them. `read` are
    records shown as taken, `held` as lying in the store, `untouched` as provably never received.
    """

    kind: ClassVar[str] = "evidence-pulled"
    source: SourceId
    pull: int
    until: Seconds
    rows: int
    read: Records
    held: Records
    untouched: Records
    clinics: RecordStates
    note: str
    who: RecordStates = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleShown:
    """What a register says of people: merges as (record, survivor), tests, residence, death, bad addresses.

    None: this register does not say.
    """

    kind: ClassVar[str] = "people-shown"
    source: SourceId
    merges: tuple[tuple[RecordId, RecordId], ...] | None
    tests: Records | None
    residences: RecordStates | None
    deceased: Records | None
    bad_addresses: Records | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChanged:
    """A source is held from expiry, was enabled, or lost what nobody had pulled."""

    kind: ClassVar[str] = "evidence-changed"
    source: SourceId
    now: Literal["held", "enabled", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorNoticed:
    """Somebody could notice a sign; `day` is the date it stands for, `discovery` the theory it would support."""

    kind: ClassVar[str] = "indicator-noticed"
    indicator: IndicatorId
    title: str
    text: str
    day: date
    discovery: Literal["actual", "constructive"] | None
