"""What a run found when it last asked who cannot be excluded: most of what happens changes nothing in the answer.

What an answer came from is told by identity: no array that somebody has seen is written to again.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.time import Seconds
from simulator.engine.copies import Slots, Times

Part: TypeAlias = NDArray[Any]
"""Some messages: a flag for each, or their slots."""
_MOST = 64
"""Answers of a kind that a run keeps; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bare:
    """The copies that lay open to a path and that no log shows unread, and from when to when."""

    slots: Slots
    since: Times
    until: Times


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Uncounted:
    """The copies that no counter shows unread either, as found `came_from` this, from `since` to before `until`."""

    slots: Slots
    came_from: tuple[object, ...]
    since: Seconds
    until: Seconds

    def holds(self, came_from: Sequence[object], now: Seconds) -> bool:
        """Whether the same would be found now."""
        return self.since <= now < self.until and same(self.came_from, came_from)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exposed:
    """The messages that nothing clears, put together from `parts`, and whose they are, as a flag for each record."""

    parts: tuple[Part, ...]
    messages: NDArray[np.bool_]
    records: NDArray[np.bool_]


@dataclass(slots=True, eq=False)
class Found:
    """The last answers of a run: what lay bare, what no counter cleared, and whom nothing clears."""

    bare: dict[Hashable, Bare]
    uncounted: dict[tuple[Bare, bool], Uncounted] = field(default_factory=dict)
    exposed: Exposed | None = None

    def keep(self, asked: Hashable, bare: Bare) -> None:
        """Keep what lay bare when this was asked; the counters' answers are about what is kept."""
        if len(self.bare) >= _MOST:
            self.bare, self.uncounted = {}, {}
        self.bare[asked] = bare


def same(these: Sequence[object], those: Sequence[object]) -> bool:
    """Whether two sequences hold the very same things."""
    return len(these) == len(those) and all(one is other for one, other in zip(these, those, strict=True))
