"""The steps of a runbook that the facilitator takes, whatever seat the runbook plays."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from simulator.authored import Duration, PlainText, Slug
from simulator.domain.direction import SIDES, Channel
from simulator.scenario.written.names import ActionRef, InjectRef, SeatRef
from simulator.scenario.written.triggers import Triggered, as_list


class OnInjectStep(Triggered):
    """Fire an inject now, hold it back, let it go again, or leave it out. `inject` is no trigger here."""

    do: Literal["fire-inject", "hold-inject", "let-go-inject", "skip-inject"]
    inject: InjectRef


class DelayStep(Triggered):
    """Have an inject come `later` than it would."""

    do: Literal["delay-inject"]
    inject: InjectRef
    later: Annotated[Duration, Field(ge=1)]


class ImproviseStep(Triggered):
    """Send a message that the list does not have; `touches` names the action whose effects happen with it."""

    do: Literal["improvise"]
    to: Annotated[tuple[SeatRef, ...], BeforeValidator(as_list), Field(min_length=1)]
    channel: Channel
    text: PlainText
    library: Slug | None = None
    touches: ActionRef | None = None
    target: str | None = None


class SubstituteStep(Triggered):
    """A role is away from now on; without a `substitute` nobody stands in; the role itself: it is back."""

    do: Literal["substitute-role"]
    role: SeatRef
    substitute: SeatRef | None = None


class ChanceStep(Triggered):
    """Before any other step: chance is off, or the dice are on the table."""

    do: Literal["set-chance"]
    chance: Literal["off", "table"]


class RollStep(Triggered):
    """What the die shows for the next order of an action; stands before it."""

    do: Literal["roll-die"]
    action: ActionRef
    target: str | None = None
    shows: Annotated[int, Field(ge=1, le=SIDES)]
