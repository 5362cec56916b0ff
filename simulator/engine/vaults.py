"""What became of each source: from when on it has what it recorded, what is held, pulled or lost."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import StoreId
from simulator.domain.sources import LogSource
from simulator.domain.time import Seconds
from simulator.engine.copies import NEVER


@dataclass(slots=True, kw_only=True, eq=False)
class Vault:
    """What became of a source: when it began, what is held, what was pulled (from when to when), what is lost."""

    since: Seconds | None
    keep: Seconds | None
    until: Seconds = NEVER
    held_from: Seconds | None = None
    lost_until: Seconds = -NEVER
    pulled: list[tuple[Seconds, Seconds]] = field(default_factory=list)
    pulls: int = 0
    captured: dict[StoreId, NDArray[np.int32]] = field(default_factory=dict)

    def reaches_back(self, now: Seconds) -> Seconds:
        """From when on the source itself still has what it recorded; `now` if it has nothing."""
        if self.since is None:
            return now
        edge = now if self.held_from is None else self.held_from
        oldest = -NEVER if self.keep is None else edge - self.keep + 1
        return max(self.since, self.lost_until, oldest)

    def enable(self, now: Seconds, *, forward_only: bool) -> None:
        """It records from now on, if it did not before; some can be asked for what was before, too."""
        if self.since is None:
            self.since = now if forward_only else -NEVER

    def pull(self, now: Seconds) -> None:
        """What the source still has is copied."""
        self.pulls += 1
        self.pulled = self.spans(now)

    def spans(self, now: Seconds) -> list[tuple[Seconds, Seconds]]:
        """The times of which every recorded row is preserved or still obtainable, apart from each other."""
        begin, end = self.reaches_back(now), min(now, self.until)
        if begin > end:
            return list(self.pulled)
        if self.pulled and begin <= self.pulled[-1][1]:
            return [*self.pulled[:-1], (min(begin, self.pulled[-1][0]), end)]
        return [*self.pulled, (begin, end)]


def vault_of(source: LogSource) -> Vault:
    """A source's vault before anything became of it."""
    return Vault(since=source.since, keep=source.keep, until=NEVER if source.until is None else source.until)
