"""The closed set of verbs: what an action can do to the nouns. Authors combine them; `docs/verbs.md` tells each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from simulator.domain.ids import FlowId, GrantId, IndicatorId, SeatId, ServiceId, SourceId, StoreId
from simulator.domain.time import Seconds


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGrant:
    """A path that was closed stands open again; readers whom it locked out come back."""

    grant: GrantId


@dataclass(frozen=True, slots=True, kw_only=True)
class FailFlow:
    """From now on messages of this flow fail again."""

    flow: FlowId


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakService:
    """A change went wrong: this share of visits is disturbed for so many hours; None: until it is restored.

    `by_hand` is the share while downtime procedures carry the services.
    """

    service: ServiceId
    share: float
    by_hand: float
    hours: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreService:
    """The service runs again: what broke it is mended, and it does without the paths that are closed by now."""

    service: ServiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupySeat:
    """One pair of the seat's hands does nothing else for so many hours."""

    seat: SeatId
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandVendor:
    """A formal demand under the contract: its sources are held, and it owes what it only gives when it must."""

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
    | OpenGrant
    | FailFlow
    | BreakService
    | RestoreService
    | OccupySeat
    | DemandVendor
)


def subject_of(effect: Effect) -> str | None:
    """What an effect changes: flow, store, grant, credential, source, audience, vendor, service or seat; else None."""
    match effect:
        case PauseFlow(flow=it) | ResumeFlow(flow=it) | FixFlow(flow=it) | FailFlow(flow=it):
            return it
        case PurgeStore(store=it) | RedriveStore(store=it) | KeepStore(store=it):
            return it
        case CloseGrant(grant=it) | OpenGrant(grant=it) | RotateCredential(credential=it):
            return it
        case PullSource(source=it) | HoldSource(source=it) | EnableSource(source=it) | LoseSource(source=it):
            return it
        case PrepareNotice(audience=it):
            return it
        case AskVendor(vendor=it) | DemandVendor(vendor=it):
            return it
        case BreakService(service=it) | RestoreService(service=it):
            return it
        case OccupySeat(seat=it):
            return it
        case RevealIndicator() | StartManualWork() | DisturbVisits():
            return None
