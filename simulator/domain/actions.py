"""Response actions: authored data. What an action does to the nouns is a closed set of verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, TypeAlias

from simulator.domain.ids import ActionId, FlowId, GrantId, IndicatorId, SeatId, SourceId, StoreId
from simulator.domain.nouns import Triangle
from simulator.domain.time import Seconds


class ActionKind(StrEnum):
    """What an action is for (NIST SP 800-61)."""

    INVESTIGATION = "investigation"
    CONTAINMENT = "containment"
    ERADICATION = "eradication"
    RECOVERY = "recovery"
    NOTIFICATION = "notification"
    COMMUNICATION = "communication"


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseFlow:
    """Messages wait at the sender; resuming sends them all at that second."""

    flow: FlowId


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeFlow:
    """Ends a pause; messages that waited fail again unless the flow is fixed."""

    flow: FlowId


@dataclass(frozen=True, slots=True, kw_only=True)
class FixFlow:
    """From now on no message of this flow fails."""

    flow: FlowId


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeStore:
    """Every copy in the store is gone, and with it what its counters could have shown."""

    store: StoreId


@dataclass(frozen=True, slots=True, kw_only=True)
class RedriveStore:
    """Copies leave the store and are sent again with new timestamps; they fail again unless the flow is fixed."""

    store: StoreId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepStore:
    """Retention for copies still present, and for those to come; what has expired stays gone."""

    store: StoreId
    keep: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseGrant:
    """The path is closed; reads under way stop at this second."""

    grant: GrantId


@dataclass(frozen=True, slots=True, kw_only=True)
class RotateCredential:
    """Every grant that uses the credential is closed."""

    credential: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PullSource:
    """What the source holds now is copied to the vault and shown to the team."""

    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSource:
    """What the source still holds no longer expires."""

    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class EnableSource:
    """Recording begins; nothing about the past."""

    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class LoseSource:
    """What the source held and nobody pulled is gone."""

    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealIndicator:
    """Somebody says what they saw."""

    indicator: IndicatorId


@dataclass(frozen=True, slots=True, kw_only=True)
class StartManualWork:
    """Downtime procedures carry the services by hand from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisturbVisits:
    """A side effect on care: so many visits disturbed at once."""

    visits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareNotice:
    """Notices to this audience may be released from now on."""

    audience: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskVendor:
    """A question to a vendor; the answer comes when it comes."""

    vendor: str


Effect: TypeAlias = (
    PauseFlow
    | ResumeFlow
    | FixFlow
    | PurgeStore
    | RedriveStore
    | KeepStore
    | CloseGrant
    | RotateCredential
    | PullSource
    | HoldSource
    | EnableSource
    | LoseSource
    | RevealIndicator
    | StartManualWork
    | DisturbVisits
    | PrepareNotice
    | AskVendor
)

Flag: TypeAlias = Literal["trap", "trade-off"]

CHANGE_WINDOW, AT_ONCE = "change-window", "at-once"
GO_LIVES: Mapping[str, str] = MappingProxyType(
    {CHANGE_WINDOW: "at the next change window, 02:00 to 04:00", AT_ONCE: "as soon as it is ready"}
)
"""When a change may go live: the targets of an action that is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who may take an action: any one of `seats`; `second` names who must agree too."""

    seats: tuple[SeatId, ...]
    second: tuple[SeatId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseAction:
    """What can be done: time in hours, cost in staff-hours and US dollars, what must come first, what it does.

    `targets` lists what `target` may name; empty: the action takes none, and `effects` apply as they stand.
    With targets, those effects apply whose subject is the target or is none of the targets.
    `outcome`: what is told when it is done, besides its effects. `share` above 0 makes it a project, which takes that
    share of one person while it lasts and nobody's chair; a `change` goes live in the change window or at once.
    `choices`: targets that are no thing of the scenario, with their titles.
    """

    id: ActionId
    code: str
    title: str
    kind: ActionKind
    owner: SeatId
    authority: Authority
    hours: Triangle
    staff_hours: float
    dollars: float
    after: tuple[ActionId, ...]
    effects: tuple[Effect, ...]
    targets: tuple[str, ...]
    irreversible: bool
    repeatable: bool
    flag: Flag | None
    csf: str
    help: str
    risk: str
    keywords: tuple[str, ...] = ()
    outcome: str = ""
    share: float = 0.0
    change: bool = False
    choices: tuple[tuple[str, str], ...] = ()


def effects_on(action: ResponseAction, target: str | None) -> tuple[Effect, ...]:
    """The effects of an action taken on this target: all but those whose subject is another of its targets."""
    others = {one for one in action.targets if one != target}
    return tuple(effect for effect in action.effects if subject_of(effect) not in others)


def subject_of(effect: Effect) -> str | None:
    """The flow, store, grant, credential or source that an effect changes; None when it names none."""
    match effect:
        case PauseFlow(flow=it) | ResumeFlow(flow=it) | FixFlow(flow=it):
            return it
        case PurgeStore(store=it) | RedriveStore(store=it) | KeepStore(store=it):
            return it
        case CloseGrant(grant=it) | RotateCredential(credential=it):
            return it
        case PullSource(source=it) | HoldSource(source=it) | EnableSource(source=it) | LoseSource(source=it):
            return it
        case PrepareNotice(audience=it):
            return it
        case AskVendor(vendor=it):
            return it
        case RevealIndicator() | StartManualWork() | DisturbVisits():
            return None
