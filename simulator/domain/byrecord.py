"""What is known of each record: one telling over another, put together only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from simulator.domain.ids import RecordId

Telling: TypeAlias = Iterable[tuple[str, Iterable[RecordId]]]
"""States, each with the records that it is told of."""


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
