"""Response actions as authors write them: a library entry says what it is, a scenario binds what it touches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from simulator.authored import Authored, PlainText, Slug
from simulator.domain import actions as domain
from simulator.scenario.names import (
    ActionRef,
    Amount,
    AudienceRef,
    CredentialRef,
    FlowRef,
    GrantRef,
    IndicatorRef,
    Keep,
    LibraryRef,
    SeatRef,
    Share,
    SourceRef,
    StoreRef,
    TargetRef,
    Three,
    VendorRef,
)
from simulator.scenario.nouns import Built


class Authority(Built):
    """Who may take an action, and who must agree too."""

    into = domain.Authority
    seats: tuple[SeatRef, ...] = Field(min_length=1)
    second: tuple[SeatRef, ...] = ()


class LibraryAction(Authored):
    """What an action is, wherever it is used. Hours elapsed as three numbers, staff-hours, US dollars.

    `outcome` is what comes back when the work is done, where something does; `keywords` are what people say for it.
    `share` makes it a project: it takes that share of one person, and nobody's chair. A `change` goes live when its
    order says: its targets are `change-window` and `at-once`. `choices` are targets of its own, with their titles.
    """

    code: str
    title: PlainText
    owner: SeatRef
    authority: Authority
    hours: Three
    staff_hours: Amount
    dollars: Amount = 0.0
    after: tuple[ActionRef, ...] = ()
    irreversible: bool = False
    repeatable: bool = False
    flag: domain.Flag | None = None
    csf: str
    help: PlainText
    risk: PlainText
    outcome: PlainText = ""
    keywords: tuple[str, ...] = ()
    share: Share = 0.0
    change: bool = False
    choices: Mapping[Slug, PlainText] = {}


class LibraryFile(Authored):
    """One file of the action library: all its actions are of one kind."""

    kind: domain.ActionKind
    actions: Mapping[Slug, LibraryAction]


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
    | AskVendor,
    Field(discriminator="do"),
]


class BoundAction(Authored):
    """A library action in this scenario: what `target` may name, what it does and what comes back here."""

    use: LibraryRef
    targets: tuple[TargetRef, ...] = ()
    effects: tuple[Effect, ...] = ()
    outcome: PlainText | None = None
