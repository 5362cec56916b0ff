"""The words of time in the room: why it stands, how fast it runs, what a look brought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain import facts as f
from simulator.domain.words import Role
from simulator.exercise.room.rehearsal import PACE

Say: TypeAlias = Callable[[int, Role, str], None]
"""Keeps what people typed about a decision (by number; 0: about the exercise)."""
RunState: TypeAlias = Literal["ready", "live", "jump", "paused", "frozen", "ended"]
"""`paused` by hand, a break: room time stands too. `frozen` for a discussion: room time goes on."""
Stops: TypeAlias = Literal["main", "messages", "news"]
"""What a way through time stops at beside clocks and moves: main messages, all that ask something, or any news."""

GEARS = (10, PACE, 360)
"""How fast time can run. Source: practice.md 2.2."""
TICK = 0.25
"""Seconds between two looks at the wall clock."""
KEPT_EVERY = 15.0
"""Room seconds between two times that they are kept; assumed, what a crash may cost."""
PAUSES: tuple[tuple[str, str], ...] = (("clock", "a clock turns red or late"), ("move", "a move ends"))
"""What stops time by itself and can be switched off; main messages always do. Source: practice.md 2.2, auto-pause."""


HaltKind: TypeAlias = Literal[
    "hand",
    "start",
    "kept",
    "inject",
    "answered",
    "clock",
    "move",
    "news",
    "whatif",
    "day",
    "last",
    "end",
    "talk",
    "slept",
    "stopped",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """Why time stands: by `hand`, before the `start`, for a main `inject`, a red `clock`, the end of a `move`, ...

    `kept`: it is taken up again; `talk`: the facilitator froze it for a discussion; `slept`: the machine did;
    `stopped`: no duff.
    """

    kind: HaltKind
    subject: str = ""


STANDS: dict[str, RunState] = {
    "hand": "paused",
    "kept": "paused",
    "slept": "paused",
    "stopped": "paused",
    "start": "ready",
}
"""Where room time stands too; under every other halt it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a look at the engine brought: facts, a refusal, or only time."""

    facts: bool = False
    refused: f.DecisionRefused | None = None
