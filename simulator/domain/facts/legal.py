"""Facts about legal acts and notices. Part of `domain.facts`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from simulator.domain.decisions import Assessment, Letter
from simulator.domain.facts.records import ByState, Records, RecordStates
from simulator.domain.ids import InjectId, RecordId
from simulator.domain.lists import ListSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoveryStated:
    """Legal act: the team said when it discovered the breach."""

    kind: ClassVar[str] = "discovery-stated"
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachDetermined:
    """Legal act: the team determined breach or not."""

    kind: ClassVar[str] = "breach-determined"
    breach: bool
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRecorded:
    """Legal act: the team wrote down that a notice would impede an investigation: who stated it, and until when.

    `stated` and `until` are dates; None: no end was named.
    """

    kind: ClassVar[str] = "hold-recorded"
    inject: InjectId
    agency: str
    official: str
    written: bool
    stated: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBuilt:
    """A version of the list of affected people was computed from the evidence pulled so far.

    `states` are the people by the state that each was counted in, whatever is learned of them later.
    """

    kind: ClassVar[str] = "list-built"
    version: int
    spec: ListSpec
    people: Records
    by_state: ByState
    states: RecordStates
    missing: tuple[str, ...]

    @property
    def counted_in(self) -> dict[RecordId, str]:
        """The state that each person was counted in."""
        return {record: state for state, records in self.states for record in records}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFrozen:
    """Legal act: notices go by this version."""

    kind: ClassVar[str] = "list-frozen"
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePrepared:
    """Notices to this audience can be released."""

    kind: ClassVar[str] = "notice-prepared"
    audience: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent:
    """Legal act: a batch of notices left."""

    kind: ClassVar[str] = "notice-sent"
    audience: str
    version: int
    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReturned:
    """Letters came back as undeliverable."""

    kind: ClassVar[str] = "mail-returned"
    records: Records
