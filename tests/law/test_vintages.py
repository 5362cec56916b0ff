"""The rule in force is that of the day, not today's."""

from __future__ import annotations

from datetime import date

import pytest

from tests.law.incidents import incident, owed

EVERYWHERE = {"TX": 600, "NY": 600, "CA": 600}


@pytest.mark.parametrize(
    ("duty", "started", "due"),
    [
        ("us.tx.ag", date(2023, 8, 31), date(2023, 10, 30)),
        ("us.tx.ag", date(2023, 9, 1), date(2023, 10, 1)),
        ("us.ny.individual", date(2024, 12, 20), None),
        ("us.ny.individual", date(2024, 12, 21), date(2025, 1, 20)),
        ("us.ny.ag", date(2024, 12, 20), None),
        ("us.ny.ag", date(2024, 12, 21), date(2025, 1, 20)),
        ("us.ca.individual", date(2025, 12, 31), None),
        ("us.ca.individual", date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_values_change_on_their_day(duty: str, started: date, due: date | None) -> None:
    """The day before a change the old value holds, without a number where there was none; on the day the new one."""
    row = owed(incident(started, EVERYWHERE, determined=started))[duty]
    assert (row.status, row.due) == ("running", due)


@pytest.mark.parametrize(
    ("duty", "before"),
    [
        ("us.hipaa.individual", date(2009, 9, 22)),
        ("us.tx.ag", date(2019, 12, 31)),
        ("us.tx.individual", date(2019, 12, 31)),
        ("us.ny.state_police", date(2019, 10, 22)),
        ("us.ca.individual", date(2003, 6, 30)),
        ("us.ca.ag", date(2011, 12, 31)),
    ],
)
def test_before_the_first_value_a_duty_is_not_covered(duty: str, before: date) -> None:
    """Before the rulebook begins it says so, in a row, with the date."""
    row = owed(incident(before, EVERYWHERE, determined=before))[duty]
    assert (row.status, row.due, row.required) == ("not_covered", None, False)
    assert "not before" in row.why_not[0]
