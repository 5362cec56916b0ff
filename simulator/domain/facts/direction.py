"""Facts about how the facilitator directs play. Part of `domain.facts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from simulator.domain.direction import Channel
from simulator.domain.ids import InjectId, SeatId
from simulator.domain.time import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectHeld:
    """An inject is kept back."""

    kind: ClassVar[str] = "inject-held"
    inject: InjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectLetGo:
    """An inject is held no longer."""

    kind: ClassVar[str] = "inject-let-go"
    inject: InjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectSkipped:
    """An inject will not come."""

    kind: ClassVar[str] = "inject-skipped"
    inject: InjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectDelayed:
    """An inject comes so much later than it would."""

    kind: ClassVar[str] = "inject-delayed"
    inject: InjectId
    later: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectImprovised:
    """A message that the list does not have reached its seats. `number` is the decision's, which the words are about.

    What it does to the world stands in the decision, which only the facilitator may know.
    """

    kind: ClassVar[str] = "inject-improvised"
    number: int
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSubstituted:
    """A role is away, and somebody decides in its place, or nobody; or the role itself again: it is back."""

    kind: ClassVar[str] = "role-substituted"
    role: SeatId
    substitute: SeatId | None
