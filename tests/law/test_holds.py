"""What law enforcement may hold back, and for how long."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from simulator.law.facts import Hold
from simulator.law.model import Obligation
from tests.law.incidents import days, incident, notice, owed

FOUND = date(2026, 1, 1)


def letters(*holds: Hold, duty: str = "us.hipaa.individual", **more: object) -> Obligation:
    """A duty of a breach found on day 0 under holds, seen on day 59."""
    return owed(incident(FOUND, {"TX": 600}, **{"as_of": FOUND + days(59), "holds": holds, **more}))[duty]


def oral(day: int, **more: Any) -> Hold:
    """An oral statement on a day."""
    return Hold(stated=FOUND + days(day), form="oral", **more)


def written(day: int, until: int | None, **more: Any) -> Hold:
    """A written statement on a day, with its last day or without a period."""
    return Hold(stated=FOUND + days(day), form="written", until=None if until is None else FOUND + days(until), **more)


@pytest.mark.parametrize(
    ("holds", "day"),
    [
        ((), 60),
        ((oral(50),), 80),
        ((oral(10),), 60),
        ((oral(10), written(35, 100)), 100),
        ((oral(50), oral(55)), 80),
        ((oral(50, until=FOUND + days(52)), oral(50)), 80),
        ((written(50, None),), 80),
        ((written(20, 90),), 90),
        ((written(20, 40),), 60),
        ((oral(50, until=FOUND + days(70)),), 70),
    ],
)
def test_floor(holds: tuple[Hold, ...], day: int) -> None:
    """A notice is due at day 60 or at the end of the hold, whichever is later; a second oral statement adds nothing."""
    assert letters(*holds).due == FOUND + days(day)


@pytest.mark.parametrize(
    ("holds", "day"), [((oral(10),), 90), ((oral(10), written(35, 100)), 150), ((oral(10), oral(20)), 90)]
)
def test_toll(holds: tuple[Hold, ...], day: int) -> None:
    """Where a hold stops the clock, each held day adds one and no day is counted twice."""
    assert letters(*holds, hold_policy="toll").due == FOUND + days(day)


def test_written_statement_without_a_period_is_flagged() -> None:
    """What falls between the two paragraphs is treated like an oral statement, and said."""
    assert any("names no period" in reason for reason in letters(written(50, None)).why)


def test_statement_after_the_due_date_cures_nothing() -> None:
    """A hold of day 61 does not make a missed day 60 good."""
    row = letters(written(61, 120), as_of=FOUND + days(62))
    assert (row.due, row.status) == (FOUND + days(60), "overdue")


def test_each_notice_stands_under_its_own_hold() -> None:
    """A hold that names the letters leaves HHS where it was."""
    hold = written(20, 90, audiences=("individual",))
    assert letters(hold).due == FOUND + days(90)
    assert letters(hold, duty="us.hipaa.hhs").due == FOUND + days(60)
    assert letters(written(20, 90, audiences=("media.tx",)), duty="us.hipaa.media.tx").due == FOUND + days(90)


def test_federal_hold_stops_no_state_clock() -> None:
    """Texas runs on under a hold of 164.412, says so, and is held where the statement names it."""
    row = letters(written(20, 90), duty="us.tx.ag", determined=FOUND)
    assert row.due == FOUND + days(30)
    assert any("does not stop this clock" in reason for reason in row.why)
    named = letters(written(20, 90, audiences=("tx.ag",)), duty="us.tx.ag", determined=FOUND)
    assert named.due == FOUND + days(90)


def test_the_form_8k_is_held_by_name_alone() -> None:
    """A general hold leaves the SEC's clock; one that names it leaves four business days after its end."""
    listed: dict[str, Any] = {"duty": "us.sec.8k", "public_company": True, "material": FOUND + days(50)}
    assert letters(written(51, 90), **listed).due == date(2026, 2, 26)
    assert letters(written(51, 90, audiences=("sec",)), **listed).due == date(2026, 4, 7)


def test_held_days_are_not_idle() -> None:
    """Of 50 days between facts in hand and letters, 30 lay inside an oral hold."""
    sent = notice("individual", FOUND + days(55))
    assert letters(oral(20), facts_in_hand=FOUND + days(5), notices=[sent]).idle_days == 20


def test_an_oral_statement_of_nobody_asks_for_a_name() -> None:
    """164.412(b) has the official's identity documented: without a name the reason says so, with one it does not."""
    said = {
        name: " ".join(letters(Hold(stated=FOUND + days(5), form="oral", official=name)).why) for name in ("", "Roe")
    }
    assert "must be documented (45 CFR 164.412(b))" in said[""]
    assert "must be documented" not in said["Roe"]
