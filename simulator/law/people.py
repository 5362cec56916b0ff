"""Who the people behind records are, and where they live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import repeat

from simulator.domain.ids import RecordId
from simulator.domain.lists import People, survivors

_MOST = 64
"""Answers that are kept with what is known of people; assumed."""


def people_of(records: Iterable[RecordId], people: People) -> frozenset[RecordId]:
    """The people behind records, after merges and without tests, as far as these are known.

    The same lists and reads are asked for again and again. They are told by identity: to compare thousands of numbers
    costs as much as to find whose they are.
    """
    if not isinstance(records, tuple | frozenset):
        return _behind(records, people)
    if (kept := people.asked.get(id(records))) is not None:
        return kept[1]
    if len(people.asked) >= _MOST:
        people.asked.clear()
    found = _behind(records, people)
    people.asked[id(records)] = (records, found)  # which keeps the records, and with them their identity
    return found


def _behind(records: Iterable[RecordId], people: People) -> frozenset[RecordId]:
    found = survivors(records, people.merged_into or {})
    found.difference_update(people.tests or ())
    return frozenset(found)


def by_residence(people: Iterable[RecordId], known: People) -> dict[str, int]:
    """People by state of residence; `unknown` where nobody knows."""
    residence: Mapping[RecordId, str] = known.residence or known.clinic
    return dict(sorted(Counter(map(residence.get, people, repeat("unknown"))).items()))
