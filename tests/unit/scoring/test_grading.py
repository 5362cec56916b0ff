"""The team's list held against the truth."""

from __future__ import annotations

from simulator.domain.facts import ListBuilt
from simulator.domain.ids import RecordId
from simulator.domain.lists import ListSpec, People
from simulator.scoring.grading import grade


def a_list(*records: int) -> ListBuilt:
    """A list of these records."""
    spec = ListSpec(scope="presumed", sources=())
    people = tuple(map(RecordId, records))
    return ListBuilt(
        version=1, spec=spec, people=people, by_state=(("TX", len(people)),), states=(("TX", people),), missing=()
    )


TRUTH = People(merged_into={RecordId(2): RecordId(1)}, tests=frozenset({RecordId(9)}))
OWED = frozenset(map(RecordId, (1, 3, 4)))


def test_a_second_line_for_one_person_and_a_test_patient_are_wrong_lines() -> None:
    """An unmerged list of five lines holds two right people, three wrong lines, and misses one."""
    graded = grade(a_list(1, 2, 3, 7, 9), OWED, TRUTH)
    assert (graded.lines, graded.right, graded.wrong, graded.missed) == (5, 2, 3, 1)
    assert (graded.precision, graded.recall) == (2 / 5, 2 / 3)


def test_no_list_has_no_shares() -> None:
    """Without a list everybody is missed, and there is nothing to take a share of."""
    graded = grade(None, OWED, TRUTH)
    assert (graded.missed, graded.precision, graded.recall) == (3, None, None)
