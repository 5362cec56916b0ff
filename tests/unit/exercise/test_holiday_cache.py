"""Holidays kept between runs: the same answers, and no trust in what the file holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from simulator.exercise.runs.holiday_cache import remembered_holidays
from simulator.law.calendars import KNOWN, add_business_days, holidays_of


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path))
    KNOWN.clear()


def test_a_second_run_knows_what_the_first_looked_up(tmp_path: Path) -> None:
    """Looked-up years are written once, and read back equal."""
    with remembered_holidays():
        looked_up = holidays_of("us_ny", 2026)
    assert len(list(tmp_path.rglob("holidays-*.json"))) == 1
    KNOWN.clear()
    with remembered_holidays():
        assert {("us_ny", 2026): looked_up} == KNOWN


@pytest.mark.parametrize(
    "content", ["", "[1]", '{"us_ny/2026": 7}', '{"us_ny": ["2026-01-01"]}', '{"us_ny/2026": ["x"]}']
)
def test_a_damaged_file_counts_as_none(content: str, tmp_path: Path) -> None:
    """Whatever the file holds, business days are counted by the calendar."""
    with remembered_holidays():
        holidays_of("us_federal", 2026)
    (kept,) = tmp_path.rglob("holidays-*.json")
    kept.write_text(content, encoding="utf-8")
    KNOWN.clear()
    with remembered_holidays():
        assert add_business_days(date(2026, 9, 4), 1, "us_federal") == date(2026, 9, 8)
