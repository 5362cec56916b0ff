"""What the runs of a seed found of visits and of who cannot be excluded: most of it every run would find again.

Arrays are told apart by identity, and no array that somebody has seen is written to again.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from numpy.typing import NDArray

from simulator.domain.identity import ByIdentity
from simulator.domain.time import Seconds
from simulator.engine.copies import Slots, Times
from simulator.world.draws import Flags

Part: TypeAlias = NDArray[Any]
"""Some messages: a flag for each, or their slots."""
_MOST = 512
"""Answers of a kind that are kept for the runs of a seed, of `vendor-delay` all; assumed."""
_BYTES = 32_000_000
"""What these may weigh where each is a flag for every message: of a torrent of messages a few are kept; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Open:
    """Copies, and from when to when each of them lay open to a path."""

    slots: Slots
    since: Times
    until: Times


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bare:
    """The messages whose copies lay open to a path and that no log shows unread; more of them where a counter might."""

    messages: Flags
    counted: Open | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lying:
    """Which of some copies lie in their store, from `since` to before `until`."""

    there: Flags
    since: Seconds
    until: Seconds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exposed:
    """The messages that nothing clears, and whose they are, as a flag for each record."""

    messages: Flags
    records: Flags


@dataclass(slots=True, eq=False)
class Found:
    """What lay bare, by all that it depends on, and which of it still lay there; what each visit last took.

    `arrays` is whatever came of the same arrays; of each no more than `most` are kept.
    """

    most: int
    bare: dict[Hashable, Bare] = field(default_factory=dict)
    lying: dict[Open, list[Lying]] = field(default_factory=dict)
    taken: dict[str, Slots] = field(default_factory=dict)
    arrays: ByIdentity = field(init=False)

    def __post_init__(self) -> None:
        self.arrays = ByIdentity(self.most)

    @classmethod
    def of_messages(cls, count: int) -> Found:
        """What may be kept where there are so many messages."""
        return cls(most=max(1, min(_MOST, _BYTES // max(1, count))))

    def keep(self, asked: Hashable, bare: Bare) -> None:
        """Keep what lay bare when this was asked."""
        if len(self.bare) >= self.most:
            self.bare.clear()
            self.lying.clear()
        self.bare[asked] = bare

    def lies(self, copies: Open, now: Seconds) -> Lying | None:
        """Which of these copies lie there now, if somebody asked while the same did."""
        return next((one for one in self.lying.get(copies, ()) if one.since <= now < one.until), None)
