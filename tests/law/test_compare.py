"""Why a duty fell due on another day in truth than the team saw."""

from __future__ import annotations

from datetime import date

from simulator.law.compare import why_due_differs
from tests.law.incidents import incident, owed

FOUND = date(2026, 9, 6)


def test_one_start_and_two_counts_are_told_as_counts() -> None:
    """A team that never counted saw 60 days; 478 people go into the annual log: the reason is the number."""
    saw = owed(incident(FOUND))["us.hipaa.hhs"]
    was = owed(incident(FOUND, {"TX": 478}))["us.hipaa.hhs"]
    said = why_due_differs(was, saw)
    assert said.startswith("Both count from actual knowledge (2026-09-06).")
    assert "due 2026-11-05: Nobody has counted the people affected yet." in said
    assert "due 2027-03-01: 478 individuals" in said


def test_two_starts_are_told_as_starts() -> None:
    """Where the theories differ the sentence names both days."""
    saw = owed(incident(FOUND, {"TX": 3}))["us.hipaa.individual"]
    was = owed(incident(date(2026, 9, 1), {"TX": 3}))["us.hipaa.individual"]
    assert why_due_differs(was, saw) == (
        "In play it was due 2026-11-05, from actual knowledge (2026-09-06); "
        "in truth 2026-10-31, from actual knowledge (2026-09-01)."
    )
    assert why_due_differs(was, was) == ""
