"""Visits: one as it was, one under way, and when its rows can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import GrantId, ReaderId, SourceId, StoreId
from simulator.domain.nouns import Grant, Visit
from simulator.domain.time import Seconds
from simulator.engine.copies import Slots, Times


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Read:
    """One visit as it was: from when to when, which copies, when each, and when its row can be seen in each source."""

    name: str
    reader: ReaderId
    grant: GrantId
    store: StoreId
    at: Seconds
    ended: Seconds
    slots: Slots
    when: Times
    rows: Mapping[SourceId, NDArray[np.int64]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Call:
    """A visit under way, and what it found when it began."""

    name: str
    reader: ReaderId
    grant: Grant
    visit: Visit
    listed: Slots


class Rows(Mapping[SourceId, NDArray[np.int64]]):
    """When the rows of a visit can be seen, source by source; worked out when somebody asks for one."""

    def __init__(self, ways: Mapping[SourceId, Callable[[], NDArray[np.int64]]]) -> None:
        self._ways = ways
        self._found: dict[SourceId, NDArray[np.int64]] = {}

    def __getitem__(self, source: SourceId) -> NDArray[np.int64]:
        if source not in self._found:
            self._found[source] = self._ways[source]()
        return self._found[source]

    def __contains__(self, source: object) -> bool:
        return source in self._ways

    def __iter__(self) -> Iterator[SourceId]:
        return iter(self._ways)

    def __len__(self) -> int:
        return len(self._ways)
