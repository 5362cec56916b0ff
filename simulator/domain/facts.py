"""Facts: the outputs of an exercise. Past tense, many; everything a person ever sees is a fold of them.

Records are numbers of `ehr_patient` rows. Each fact has a short stable `kind`, which is its name in a save.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal, TypeAlias, get_args

from simulator.domain import care
from simulator.domain.decisions import Assessment, Decision, Letter
from simulator.domain.ids import (
    ActionId,
    FlowId,
    GrantId,
    IndicatorId,
    InjectId,
    ReaderId,
    RecordId,
    SeatId,
    SourceId,
    StoreId,
)
from simulator.domain.lists import LATER, ListSpec
from simulator.domain.time import Seconds

ServiceChanged: TypeAlias = care.ServiceChanged
CareDisturbed: TypeAlias = care.CareDisturbed
Records: TypeAlias = tuple[RecordId, ...]
ByState: TypeAlias = tuple[tuple[str, int], ...]
RecordStates: TypeAlias = tuple[tuple[str, Records], ...]
"""Records by the state they belong to: one line a state instead of one a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseStarted:
    """StartEx."""

    kind: ClassVar[str] = "exercise-started"
    scenario: str
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBegan:
    """A move of the exercise began."""

    kind: ClassVar[str] = "move-began"
    move: str


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
class FlowChanged:
    """A flow was paused, resumed or fixed."""

    kind: ClassVar[str] = "flow-changed"
    flow: FlowId
    now: Literal["paused", "failing", "fixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreChanged:
    """A store was purged or redriven, or its retention set. `messages` counts the copies that left or were kept."""

    kind: ClassVar[str] = "store-changed"
    store: StoreId
    now: Literal["purged", "redriven", "kept"]
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantClosed:
    """An access path was closed."""

    kind: ClassVar[str] = "grant-closed"
    grant: GrantId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectDelivered:
    """A message of the master scenario list reached its seats."""

    kind: ClassVar[str] = "inject-delivered"
    inject: InjectId
    title: str
    text: str
    sender: str
    main: bool
    options: tuple[tuple[str, str], ...]
    suggests: tuple[ActionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectAnswered:
    """An inject was answered."""

    kind: ClassVar[str] = "inject-answered"
    inject: InjectId
    option: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """A decision was accepted. `number` counts the decisions of this exercise."""

    kind: ClassVar[str] = "decision-recorded"
    number: int
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRefused:
    """A decision was refused; `may` names the seats that could have taken it."""

    kind: ClassVar[str] = "decision-refused"
    number: int
    decision: Decision
    reason: str
    hint: str
    may: tuple[SeatId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStarted:
    """People were found and work began. `number` is the decision's."""

    kind: ClassVar[str] = "action-started"
    number: int
    action: ActionId
    target: str | None
    owner: SeatId
    waited: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRepeated:
    """Work is begun again: it was wrong, or a shift took it over without knowing enough. `lost` seconds were in it."""

    kind: ClassVar[str] = "work-repeated"
    number: int
    action: ActionId
    target: str | None
    why: Literal["handover", "error"]
    lost: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCompleted:
    """Work ended and took effect. Cost in staff-hours and US dollars; `handovers` counts the shift changes in it."""

    kind: ClassVar[str] = "action-completed"
    number: int
    action: ActionId
    target: str | None
    staff_hours: float
    dollars: float
    fatigue: float
    handovers: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """The team said it does something that no action matches; the words lie beside the journal."""

    kind: ClassVar[str] = "declared"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationMapped:
    """The facilitator mapped a declaration to an action, or to none."""

    kind: ClassVar[str] = "declaration-mapped"
    declaration: int
    action: ActionId | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseEnded:
    """EndEx."""

    kind: ClassVar[str] = "exercise-ended"


Fact: TypeAlias = (
    ExerciseStarted
    | MoveBegan
    | RecordsRead
    | ReaderLockedOut
    | NotifiableChanged
    | FlowChanged
    | StoreChanged
    | GrantClosed
    | EvidencePulled
    | PeopleShown
    | EvidenceChanged
    | IndicatorNoticed
    | InjectDelivered
    | InjectAnswered
    | DecisionRecorded
    | DecisionRefused
    | ActionStarted
    | WorkRepeated
    | ActionCompleted
    | DiscoveryStated
    | BreachDetermined
    | ListBuilt
    | ListFrozen
    | NoticePrepared
    | NoticeSent
    | MailReturned
    | Declared
    | DeclarationMapped
    | ServiceChanged
    | CareDisturbed
    | TruthRevealed
    | ExerciseEnded
)

FACTS: tuple[type[Fact], ...] = get_args(Fact)
