"""What is known of each record: the short way and the long one say the same."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from simulator.domain.byrecord import UNKNOWN, ByRecord, Telling, by_state
from simulator.domain.ids import RecordId

RECORDS = st.integers(0, 12).map(RecordId)
TELLINGS: st.SearchStrategy[Telling] = st.lists(
    st.tuples(st.sampled_from(["CA", "NY", "TX", UNKNOWN]), st.lists(RECORDS, max_size=6)), max_size=4
)


def told_over(tellings: list[Telling]) -> ByRecord:
    """What is known after these tellings, one after the other."""
    told = ByRecord(tellings[0])
    for telling in tellings[1:]:
        told = ByRecord(telling, told)
    return told


@given(st.lists(TELLINGS, min_size=1, max_size=3), st.frozensets(RECORDS))
@example([[("CA", [RecordId(1)]), ("NY", [RecordId(1)])]], frozenset({RecordId(1)}))
@example([[(UNKNOWN, [RecordId(1)])]], frozenset({RecordId(1), RecordId(2)}))
@example([[("CA", [RecordId(1)])], []], frozenset({RecordId(1), RecordId(2)}))
@example([[("CA", [RecordId(1)]), ("CA", [RecordId(2)])]], frozenset({RecordId(1), RecordId(2)}))
def test_records_are_grouped_and_counted_by_the_last_word(tellings: list[Telling], asked: frozenset[RecordId]) -> None:
    """However often and however twice over records are told of, each asked for counts once, by the last word."""
    last: dict[RecordId, str] = {}
    for telling in tellings:
        for state, records in telling:
            last |= dict.fromkeys(records, state)
    told = told_over(tellings)
    assert told.grouped(asked) == by_state(asked, last)
    assert told.counts(asked) == Counter(last.get(record, UNKNOWN) for record in asked)
    assert list(told.counts(asked)) == sorted(told.counts(asked))
    assert bool(told) == bool(last)
