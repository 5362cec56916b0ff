"""What the facilitator decides: when injects come, what is improvised, who stands in for whom, how chance falls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from simulator.domain.ids import ActionId, InjectId, SeatId
from simulator.domain.time import Seconds

Channel: TypeAlias = Literal["mail", "call", "ticket", "alert", "press", "patient", "meeting"]
"""How a message reaches the team. Source: practice.md 1.1, inject mode."""
Chance: TypeAlias = Literal["seeded", "off", "table"]
"""What decides how long work takes and whether it goes wrong: the seed's dice, the middle of each, or a die that the
room rolls for each order."""
Pace: TypeAlias = Literal["x60", "x10", "x360", "jumps"]
"""How fast time runs while hours matter: so many seconds a second, or from thing to thing. Source: practice.md 2.2."""
SIDES = 20
"""Of the die on the table. Source: practice.md 2.3, the d20 of the card games."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FireInject:
    """Release an inject now, whatever it waits for: its trigger is done then, and its conditions are not asked."""

    kind: ClassVar[str] = "fire-inject"
    seat: SeatId
    inject: InjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInject:
    """Keep an inject back until it is fired, or let go again."""

    kind: ClassVar[str] = "hold-inject"
    seat: SeatId
    inject: InjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGoInject:
    """Hold an inject no longer: it comes at its time, or at once if that has passed."""

    kind: ClassVar[str] = "let-go-inject"
    seat: SeatId
    inject: InjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipInject:
    """Leave an inject out; why lies in `domain.words`."""

    kind: ClassVar[str] = "skip-inject"
    seat: SeatId
    inject: InjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayInject:
    """Have an inject come so much later than it would."""

    kind: ClassVar[str] = "delay-inject"
    seat: SeatId
    inject: InjectId
    later: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvise:
    """Send a message that the list does not have; its text lies in `domain.words`, in the role `inject`.

    `library`: the library's inject that the text was taken from. `touches`: the action, on this `target`, whose effects
    happen with it, as if the world did them; None: it changes nothing but what people talk about.
    """

    kind: ClassVar[str] = "improvise"
    seat: SeatId
    to: tuple[SeatId, ...]
    channel: Channel
    library: InjectId | None = None
    touches: ActionId | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteRole:
    """A role is away from now on, and `substitute` decides in its place; None: nobody; the role itself: it is back."""

    kind: ClassVar[str] = "substitute-role"
    seat: SeatId
    role: SeatId
    substitute: SeatId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChance:
    """Before anything else: chance is `off`, or the dice are on the `table`. Without it the seed rolls."""

    kind: ClassVar[str] = "set-chance"
    seat: SeatId
    chance: Literal["off", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollDie:
    """What the room's die shows for the next order of this action, on this target: the higher, the better it goes."""

    kind: ClassVar[str] = "roll-die"
    seat: SeatId
    action: ActionId
    target: str | None = None
    shows: int


OnInject: TypeAlias = FireInject | HoldInject | LetGoInject | SkipInject | DelayInject
Direction: TypeAlias = OnInject | Improvise | SubstituteRole | SetChance | RollDie

DIRECTS_ONE = (FireInject, HoldInject, LetGoInject, SkipInject, DelayInject)
"""Those about one inject of the list."""
UNTOLD = (*DIRECTS_ONE, Improvise)
"""Those that only the facilitator may know of; that somebody stands in for a role, and what a die shows, all know."""
ON_CHANCE = (SetChance, RollDie)
"""Those about chance: no act of the team's."""
