"""Some rows of one kind on their way to be laid out, and the draws that their values come from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.playbook import Playbook
from simulator.domain.sources import Cell, LogSource, RowOf
from simulator.engine.asof import AsOf
from simulator.engine.rows.happenings import Happenings, Indexes, Moments
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import uniforms
from simulator.world.folk import Register, held

Cells: TypeAlias = Sequence[Cell]
"""What stands in one column, row by row."""
_KEPT = 256
"""Arrays of draws that are kept while rows are laid out; a week needs one for each column."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
"""Spreads a number over all its bits (2^64 over the golden ratio)."""


class Draws:
    """The uniforms of happenings by identity and purpose, kept while they are in use."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._kept: dict[tuple[str, str], NDArray[np.float64]] = {}

    def of(self, name: str, purpose: str, count: int) -> NDArray[np.float64]:
        """`count` uniforms for one purpose."""
        key = name, purpose
        found = self._kept.get(key)
        if found is None or len(found) < count:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[key] = uniforms(self._seed, f"rows/{name}/{purpose}", count)
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """Some rows of one kind: which happenings they are of (`at`), when each could be seen, in which issue of a file."""

    sandbox: Sandbox
    source: LogSource
    view: AsOf
    of: Happenings
    at: Indexes
    seen: Moments
    sequence: NDArray[np.int8] | None
    draws: Draws
    memo: dict[str, Any] = field(default_factory=dict)

    @property
    def playbook(self) -> Playbook:
        """The scenario."""
        return self.sandbox.playbook

    @property
    def kind(self) -> RowOf:
        """What the rows are of."""
        return self.of.kind.of

    def __len__(self) -> int:
        return len(self.at)

    def uniform(self, purpose: str) -> NDArray[np.float64]:
        """A draw for each row that belongs to what it is of: every source agrees on it."""
        return self.draws.of(self.of.identity, purpose, len(self.of.when))[self.at]

    def own(self, purpose: str) -> NDArray[np.float64]:
        """A draw for each row that belongs to this source alone."""
        return self.draws.of(f"{self.source.id}/{self.of.identity}", purpose, len(self.of.when))[self.at]

    def numbers(self, purpose: str) -> NDArray[np.uint64]:
        """Such a draw as a number of 64 bits."""
        return spread((self.uniform(purpose) * 2**53).astype(np.uint64))

    @property
    def fast(self) -> NDArray[np.bool_]:
        """Which rows come from the one host whose clock runs fast."""
        return self.uniform("host") < self.source.skew_share

    @property
    def written(self) -> Moments:
        """When each row says that it was."""
        return self.of.when[self.at] + np.where(self.fast, self.source.skew, 0)

    @property
    def slots(self) -> NDArray[np.intp]:
        """The message behind each row."""
        if self.of.slots is None:
            raise TypeError(self.kind)
        return self.of.slots[self.at].astype(np.intp)

    def records(self) -> NDArray[np.intp]:
        """The record behind each row, or NOBODY; ordinary traffic is about patients whom EHR and CRM both hold."""
        if self.of.records is not None:
            return self.of.records[self.at].astype(np.intp)
        if self.of.slots is not None:
            return self.sandbox.copies.record[self.slots].astype(np.intp)
        known = held(self.sandbox.seed, len(self.sandbox.population))
        return known[(self.uniform("record") * len(known)).astype(np.intp)]

    @property
    def register(self) -> Register:
        """The patients as the world's tables hold them."""
        sandbox = self.sandbox
        return Register(spec=self.playbook.world, seed=sandbox.seed, people=sandbox.population)


def spread(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The same numbers, told apart in every bit."""
    return numbers * _ODD


def token(*parts: object) -> str:
    """Sixteen hexadecimal signs that stand for these parts."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:16].upper()
