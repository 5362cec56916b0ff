"""The verbs as authors write them: one `do` each, and what it is done to."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from simulator.domain import verbs as domain
from simulator.scenario.written.names import (
    Amount,
    AudienceRef,
    CredentialRef,
    FlowRef,
    GrantRef,
    IndicatorRef,
    Keep,
    SeatRef,
    ServiceRef,
    Share,
    SourceRef,
    StoreRef,
    VendorRef,
)
from simulator.scenario.written.nouns import Built


class PauseFlow(Built):
    """Messages wait at the sender."""

    into = domain.PauseFlow
    do: Literal["pause-flow"]
    flow: FlowRef


class ResumeFlow(Built):
    """Ends a pause."""

    into = domain.ResumeFlow
    do: Literal["resume-flow"]
    flow: FlowRef


class FixFlow(Built):
    """No message of this flow fails any more."""

    into = domain.FixFlow
    do: Literal["fix-flow"]
    flow: FlowRef


class PurgeStore(Built):
    """Every copy in the store is gone."""

    into = domain.PurgeStore
    do: Literal["purge-store"]
    store: StoreRef


class RedriveStore(Built):
    """Copies leave the store and are sent again."""

    into = domain.RedriveStore
    do: Literal["redrive-store"]
    store: StoreRef


class KeepStore(Built):
    """Another retention; an empty `keep` keeps copies for ever."""

    into = domain.KeepStore
    do: Literal["keep-store"]
    store: StoreRef
    keep: Keep


class CloseGrant(Built):
    """The path is closed."""

    into = domain.CloseGrant
    do: Literal["close-grant"]
    grant: GrantRef


class RotateCredential(Built):
    """Every grant that uses the credential is closed."""

    into = domain.RotateCredential
    do: Literal["rotate-credential"]
    credential: CredentialRef


class PullSource(Built):
    """What the source holds now is copied to the vault."""

    into = domain.PullSource
    do: Literal["pull-source"]
    source: SourceRef


class HoldSource(Built):
    """What the source holds no longer expires."""

    into = domain.HoldSource
    do: Literal["hold-source"]
    source: SourceRef


class EnableSource(Built):
    """Recording begins."""

    into = domain.EnableSource
    do: Literal["enable-source"]
    source: SourceRef


class LoseSource(Built):
    """What nobody pulled is gone."""

    into = domain.LoseSource
    do: Literal["lose-source"]
    source: SourceRef


class RevealIndicator(Built):
    """Somebody says what they saw."""

    into = domain.RevealIndicator
    do: Literal["reveal-indicator"]
    indicator: IndicatorRef


class StartManualWork(Built):
    """Downtime procedures carry the services."""

    into = domain.StartManualWork
    do: Literal["start-manual-work"]


class DisturbVisits(Built):
    """So many visits disturbed at once."""

    into = domain.DisturbVisits
    do: Literal["disturb-visits"]
    visits: Amount


class PrepareNotice(Built):
    """Notices to this audience may be released."""

    into = domain.PrepareNotice
    do: Literal["prepare-notice"]
    audience: AudienceRef


class AskVendor(Built):
    """A question to a vendor."""

    into = domain.AskVendor
    do: Literal["ask-vendor"]
    vendor: VendorRef


class OpenGrant(Built):
    """A closed path is open again."""

    into = domain.OpenGrant
    do: Literal["open-grant"]
    grant: GrantRef


class FailFlow(Built):
    """Messages of this flow fail again."""

    into = domain.FailFlow
    do: Literal["fail-flow"]
    flow: FlowRef


class BreakService(Built):
    """That share of a service's visits is disturbed, for so many hours or until it is restored."""

    into = domain.BreakService
    do: Literal["break-service"]
    service: ServiceRef
    share: Share
    by_hand: Share = 0.0
    hours: Amount | None = None


class RestoreService(Built):
    """The service runs again, whatever broke it or is closed by now."""

    into = domain.RestoreService
    do: Literal["restore-service"]
    service: ServiceRef


class OccupySeat(Built):
    """One pair of hands of a seat is gone for so long."""

    into = domain.OccupySeat
    do: Literal["occupy-seat"]
    seat: SeatRef
    hours: Amount


class DemandVendor(Built):
    """A formal demand to a vendor."""

    into = domain.DemandVendor
    do: Literal["demand-vendor"]
    vendor: VendorRef


Effect: TypeAlias = Annotated[
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
    | DemandVendor,
    Field(discriminator="do"),
]
