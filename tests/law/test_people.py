"""The people behind records: after merges, without tests, however often they are asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.ids import RecordId
from simulator.domain.lists import People
from simulator.law.people import people_of

_RECORDS = st.integers(0, 40)
_SETS = st.lists(_RECORDS, max_size=8).map(tuple)


@given(merges=st.dictionaries(_RECORDS, _RECORDS), tests=st.frozensets(_RECORDS), asked=st.lists(_SETS, max_size=90))
def test_what_was_answered_before_changes_no_answer(
    merges: dict[RecordId, RecordId], tests: frozenset[RecordId], asked: list[tuple[RecordId, ...]]
) -> None:
    """Asked of many lists, each twice and in between others, the people are their survivors, less tests."""
    people = People(merged_into=merges, tests=tests)
    for records in [*asked, *asked[::-1]]:
        assert people_of(records, people) == {merges.get(one, one) for one in records} - tests
