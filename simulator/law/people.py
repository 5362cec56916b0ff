"""Who the people behind records are, and where they live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.domain.ids import RecordId
from simulator.domain.lists import People, survivors

_FEW = 200
"""Records whose people are not worth keeping: they would push out those of whole lists. Assumed."""


def people_of(records: Iterable[RecordId], people: People) -> frozenset[RecordId]:
    """The people behind records, after merges and without tests, as far as these are known.

    The same lists and reads are asked for again and again; few records are as soon looked up.
    """
    if not isinstance(records, tuple | frozenset) or len(records) < _FEW:
        return _behind(records, people)
    return people.asked.of((records,), lambda: _behind(records, people), "people")


def _behind(records: Iterable[RecordId], people: People) -> frozenset[RecordId]:
    found = survivors(records, people.merged_into or {})
    found.difference_update(people.tests or ())
    return frozenset(found)


def by_residence(people: frozenset[RecordId], known: People) -> Mapping[str, int]:
    """People by state of residence; `unknown` where nobody knows. Not to be written to."""
    return known.asked.of((people,), lambda: (known.residences or known.clinics).counts(people), "residence")
