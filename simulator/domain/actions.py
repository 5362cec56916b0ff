"""Response actions: authored data. What an action does to the nouns is a closed set of verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, TypeAlias

from simulator.domain.ids import ActionId, SeatId
from simulator.domain.nouns import Triangle
from simulator.domain.verbs import (
    AskVendor,
    BreakService,
    CloseGrant,
    DemandVendor,
    DisturbVisits,
    Effect,
    EnableSource,
    FailFlow,
    FixFlow,
    HoldSource,
    KeepStore,
    LoseSource,
    OccupySeat,
    OpenGrant,
    PauseFlow,
    PrepareNotice,
    PullSource,
    PurgeStore,
    RedriveStore,
    RestoreService,
    ResumeFlow,
    RevealIndicator,
    RotateCredential,
    StartManualWork,
    subject_of,
)

__all__ = [
    "AT_ONCE",
    "CHANGE_WINDOW",
    "GO_LIVES",
    "ActionKind",
    "AskVendor",
    "Authority",
    "BreakService",
    "CloseGrant",
    "DemandVendor",
    "DisturbVisits",
    "Effect",
    "EnableSource",
    "Evidence",
    "FailFlow",
    "FixFlow",
    "Flag",
    "HoldSource",
    "KeepStore",
    "LoseSource",
    "OccupySeat",
    "OpenGrant",
    "PauseFlow",
    "PrepareNotice",
    "PullSource",
    "PurgeStore",
    "RedriveStore",
    "ResponseAction",
    "RestoreService",
    "ResumeFlow",
    "RevealIndicator",
    "RotateCredential",
    "StartManualWork",
    "effects_on",
    "subject_of",
]

Flag: TypeAlias = Literal["trap", "trade-off"]
Evidence: TypeAlias = Literal["preserves", "neutral", "alters", "destroys"]

CHANGE_WINDOW, AT_ONCE = "change-window", "at-once"
GO_LIVES: Mapping[str, str] = MappingProxyType(
    {CHANGE_WINDOW: "at the next change window, 02:00 to 04:00", AT_ONCE: "as soon as it is ready"}
)
"""When a change may go live: the targets of an action that is one."""


class ActionKind(StrEnum):
    """What an action is for (NIST SP 800-61)."""

    INVESTIGATION = "investigation"
    CONTAINMENT = "containment"
    ERADICATION = "eradication"
    RECOVERY = "recovery"
    NOTIFICATION = "notification"
    COMMUNICATION = "communication"


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
    `outcome`: what is told when it is done, besides its effects. `evidence`: what it does to what somebody will have to
    show later. `share` above 0 makes it a project, which takes that share of one person while it lasts and nobody's
    chair; a `change` goes live in the change window or at once. `choices`: targets that are no thing of the scenario,
    with their titles.
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
    evidence: Evidence = "neutral"


def effects_on(action: ResponseAction, target: str | None) -> tuple[Effect, ...]:
    """The effects of an action taken on this target: all but those whose subject is another of its targets."""
    others = {one for one in action.targets if one != target}
    if not others:
        return action.effects
    return tuple(effect for effect in action.effects if subject_of(effect) not in others)
