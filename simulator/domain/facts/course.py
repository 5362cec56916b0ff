"""Facts about the course of an exercise: its beginning and end, its moves, the messages of its list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from simulator.domain.ids import ActionId, InjectId
from simulator.domain.lists import LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseStarted:
    """StartEx."""

    kind: ClassVar[str] = "exercise-started"
    scenario: str
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBegan:
    """A move of the exercise began."""

    kind: ClassVar[str] = "move-began"
    move: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectDelivered:
    """A message of the master scenario list reached its seats; `fired`: the facilitator released it by hand."""

    kind: ClassVar[str] = "inject-delivered"
    inject: InjectId
    title: str
    text: str
    sender: str
    main: bool
    options: tuple[tuple[str, str], ...]
    suggests: tuple[ActionId, ...]
    fired: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectAnswered:
    """An inject was answered."""

    kind: ClassVar[str] = "inject-answered"
    inject: InjectId
    option: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseEnded:
    """EndEx."""

    kind: ClassVar[str] = "exercise-ended"
