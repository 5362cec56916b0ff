"""Facts about decisions and the work they set going. Part of `domain.facts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from simulator.domain.decisions import Decision
from simulator.domain.ids import ActionId, SeatId
from simulator.domain.time import Seconds


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
