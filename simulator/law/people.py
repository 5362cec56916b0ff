"""Who the people behind records are, and where they live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import repeat

from simulator.domain.ids import RecordId
from simulator.domain.lists import People, survivors


def people_of(records: Iterable[RecordId], people: People) -> frozenset[RecordId]:
    """The people behind records, after merges and without tests, as far as these are known."""
    found, merged, tests = frozenset(records), people.merged_into or {}, people.tests or frozenset()
    if found.isdisjoint(merged) and found.isdisjoint(tests):
        return found
    return frozenset(survivors(found, merged) - tests)


def by_residence(people: Iterable[RecordId], known: People) -> dict[str, int]:
    """People by state of residence; `unknown` where nobody knows."""
    residence: Mapping[RecordId, str] = known.residence or known.clinic
    return dict(sorted(Counter(map(residence.get, people, repeat("unknown"))).items()))
