"""What rows are of: happenings as arrays, each with the name of the stream that its values are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import StoreId
from simulator.domain.sources import RowKind
from simulator.domain.time import Seconds
from simulator.engine.copies import Slots
from simulator.engine.visits import Read

Moments: TypeAlias = NDArray[np.int64]
Indexes: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A path opened or closed; a flow, a store or a source changed: `now` is the word for it."""

    at: Seconds
    now: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Happenings:
    """Things of one kind that happened, and when.

    `identity` names the streams that their values come from: two sources that record the same thing agree on it. The
    n-th happening of an identity stays the same one, whatever comes after it.
    """

    kind: RowKind
    identity: str
    when: Moments
    store: StoreId | None = None
    slots: Slots | None = None
    read: Read | None = None
    visits: tuple[Read, ...] = ()
    changes: tuple[Change, ...] = ()
    records: NDArray[np.integer[Any]] | None = None
    values: Mapping[str, NDArray[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Written:
    """Rows of happenings: which one each is of, when that was, when the row can be seen, in which issue of a file."""

    of: Happenings
    base: Indexes
    when: Moments
    seen: Moments
    sequence: NDArray[np.int8] | None = None

    def only(self, these: Indexes | NDArray[np.bool_]) -> Written:
        """Some of the rows."""
        sequence = None if self.sequence is None else self.sequence[these]
        return replace(self, base=self.base[these], when=self.when[these], seen=self.seen[these], sequence=sequence)
