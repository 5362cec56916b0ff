"""What is known of each record: one telling over another, put together only when somebody asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import TypeAlias

from simulator.domain.ids import RecordId

Telling: TypeAlias = Sequence[tuple[str, Collection[RecordId]]]
"""States, each with the records that it is told of."""
Grouped: TypeAlias = tuple[tuple[str, tuple[RecordId, ...]], ...]
"""Records by the state that they count in, both ascending."""
UNKNOWN = "unknown"
"""Where those count of whom nobody told."""


def by_state(records: Iterable[RecordId], states: Mapping[RecordId, str]) -> Grouped:
    """These records by their state."""
    in_order = sorted(records)
    grouped: dict[str, list[RecordId]] = defaultdict(list)
    for record, state in zip(in_order, map(states.get, in_order, repeat(UNKNOWN)), strict=True):
        grouped[state].append(record)
    return tuple((state, tuple(grouped[state])) for state in sorted(grouped))


@dataclass(frozen=True, eq=False)
class ByRecord:
    """The state of each record: this telling over the earlier ones.

    Every pull tells of thousands, and for most of it nobody ever asks.
    """

    telling: Telling = ()
    earlier: ByRecord | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByRecord) and self.known == other.known

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        """Whether anybody told of anybody."""
        return any(records for _, records in self.telling) or bool(self.earlier)

    def grouped(self, records: frozenset[RecordId] | set[RecordId]) -> Grouped:
        """These records by the state told of them last."""
        if not self._plain:
            return by_state(records, self.known)
        found = {state: tuple(sorted(filter(records.__contains__, told))) for state, told in self.telling}
        if sum(map(len, found.values())) < len(records):
            found[UNKNOWN] = tuple(sorted(records.difference(*found.values())))
        return tuple((state, found[state]) for state in sorted(found) if found[state])

    def counts(self, records: frozenset[RecordId] | set[RecordId]) -> dict[str, int]:
        """How many of these records count in each state, by the state told of them last."""
        if not self._plain:
            return dict(sorted(Counter(map(self.known.get, records, repeat(UNKNOWN))).items()))
        found = {state: sum(map(records.__contains__, told)) for state, told in self.telling}
        found[UNKNOWN] = len(records) - sum(found.values())
        return {state: found[state] for state in sorted(found) if found[state]}

    @cached_property
    def _plain(self) -> bool:
        """Whether there is one telling, which names each state and each record once: then it answers by itself."""
        states = {state for state, _ in self.telling}
        return (
            not self.earlier
            and UNKNOWN not in states
            and len(states) == len(self.telling)
            and len(set().union(*(told for _, told in self.telling))) == sum(len(told) for _, told in self.telling)
        )

    @cached_property
    def known(self) -> Mapping[RecordId, str]:
        """The state of each record that anybody told of; the last word holds. Not to be written to."""
        tellings = []
        one: ByRecord | None = self
        while one is not None and "known" not in one.__dict__:
            tellings.append(one.telling)
            one = one.earlier
        known = {} if one is None else dict(one.known)
        for telling in reversed(tellings):
            for state, records in telling:
                known.update(dict.fromkeys(records, state))
        return known
