"""Facts: the outputs of an exercise. Past tense, many; everything a person ever sees is a fold of them.

Records are numbers of `ehr_patient` rows. Each fact has a short stable `kind`, which is its name in a save.
"""

from __future__ import annotations

from typing import TypeAlias, get_args

from simulator.domain.facts.care import CareDisturbed, ServiceChanged
from simulator.domain.facts.course import ExerciseEnded, ExerciseStarted, InjectAnswered, InjectDelivered, MoveBegan
from simulator.domain.facts.direction import (
    InjectDelayed,
    InjectHeld,
    InjectImprovised,
    InjectLetGo,
    InjectSkipped,
    RoleSubstituted,
)
from simulator.domain.facts.evidence import EvidenceChanged, EvidencePulled, IndicatorNoticed, PeopleShown
from simulator.domain.facts.legal import (
    BreachDetermined,
    DiscoveryStated,
    HoldRecorded,
    ListBuilt,
    ListFrozen,
    MailReturned,
    NoticePrepared,
    NoticeSent,
)
from simulator.domain.facts.records import ByState, Records, RecordStates
from simulator.domain.facts.systems import FlowChanged, GrantClosed, GrantOpened, StoreChanged
from simulator.domain.facts.truth import NotifiableChanged, ReaderLockedOut, RecordsRead, TruthRevealed
from simulator.domain.facts.vendors import VendorAsked, VendorReplied
from simulator.domain.facts.work import (
    ActionCompleted,
    ActionStarted,
    DecisionRecorded,
    DecisionRefused,
    DeclarationMapped,
    Declared,
    WorkRepeated,
)

__all__ = [
    "FACTS",
    "ActionCompleted",
    "ActionStarted",
    "BreachDetermined",
    "ByState",
    "CareDisturbed",
    "DecisionRecorded",
    "DecisionRefused",
    "DeclarationMapped",
    "Declared",
    "DiscoveryStated",
    "EvidenceChanged",
    "EvidencePulled",
    "ExerciseEnded",
    "ExerciseStarted",
    "Fact",
    "FlowChanged",
    "GrantClosed",
    "GrantOpened",
    "HoldRecorded",
    "IndicatorNoticed",
    "InjectAnswered",
    "InjectDelayed",
    "InjectDelivered",
    "InjectHeld",
    "InjectImprovised",
    "InjectLetGo",
    "InjectSkipped",
    "ListBuilt",
    "ListFrozen",
    "MailReturned",
    "MoveBegan",
    "NoticePrepared",
    "NoticeSent",
    "NotifiableChanged",
    "PeopleShown",
    "ReaderLockedOut",
    "RecordStates",
    "Records",
    "RecordsRead",
    "RoleSubstituted",
    "ServiceChanged",
    "StoreChanged",
    "TruthRevealed",
    "VendorAsked",
    "VendorReplied",
    "WorkRepeated",
]

Fact: TypeAlias = (
    ExerciseStarted
    | MoveBegan
    | RecordsRead
    | ReaderLockedOut
    | NotifiableChanged
    | FlowChanged
    | StoreChanged
    | GrantClosed
    | GrantOpened
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
    | HoldRecorded
    | ListBuilt
    | ListFrozen
    | NoticePrepared
    | NoticeSent
    | MailReturned
    | Declared
    | DeclarationMapped
    | VendorAsked
    | VendorReplied
    | ServiceChanged
    | CareDisturbed
    | TruthRevealed
    | InjectHeld
    | InjectLetGo
    | InjectSkipped
    | InjectDelayed
    | InjectImprovised
    | RoleSubstituted
    | ExerciseEnded
)

FACTS: tuple[type[Fact], ...] = get_args(Fact)
