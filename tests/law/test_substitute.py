"""Substitute notice as mail comes back: from nine to ten, by telephone or in public, and for how long."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.law.clocks import obligations
from simulator.law.facts import Failed, IncidentFacts, Notice
from simulator.law.factsfile import incidents, load_facts
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.law.substitute import PUBLIC_FROM, form_of, substitute_path
from tests.law.incidents import RULEBOOK, incident, notice, owed

FOUND = date(2026, 9, 6)
DUE = FOUND + timedelta(days=60)


def facts(*failed: tuple[int, int], given: tuple[Notice, ...] = (), day: int = 50) -> IncidentFacts:
    """An incident with so many failed addresses from so many days after discovery on, looked at on a day."""
    counts = [Failed(on=FOUND + timedelta(days=after), living=living) for after, living in failed]
    as_of = FOUND + timedelta(days=day)
    known = [one for one in counts if one.on is not None and one.on <= as_of]
    return incident(
        FOUND,
        {"TX": 600},
        as_of=as_of,
        notices=given,
        failed_addresses=tuple(known),
        living_bad_addresses=known[-1].living if known else 0,
    )


def substitute(day: int, way: str = "", **more: Any) -> Notice:
    """A substitute notice, so many days after discovery."""
    return Notice.model_validate({"audience": "substitute", "sent": FOUND + timedelta(days=day), "way": way, **more})


@given(st.integers(0, 40))
def test_ten_is_public_and_nine_is_not(people: int) -> None:
    """None, one by one up to nine, in public from ten: 164.404(d)(2)(i) and (ii)."""
    path = substitute_path(facts((30, people)), DUE)
    assert path.form == form_of(people) == ("none" if people == 0 else "individual" if people <= 9 else "public")
    assert bool(path.left) is (people > 0)


def test_a_call_is_enough_for_nine_and_not_for_ten() -> None:
    """The tenth letter that comes back reopens the duty on that day, and says since when and what is owed."""
    call = substitute(32, "spoken")
    nine = facts((30, 9), (35, 10), given=(call,), day=33)
    ten = facts((30, 9), (35, 10), given=(call,), day=36)
    assert (owed(nine)["us.hipaa.substitute"].status, owed(ten)["us.hipaa.substitute"].status) == ("met", "running")
    assert substitute_path(nine, DUE).left == ()
    path = substitute_path(ten, DUE)
    assert path.reopened == FOUND + timedelta(days=35)
    assert any("90 days on the home page" in one for one in path.left)
    why = " ".join(owed(ten)["us.hipaa.substitute"].why)
    assert f"Since {path.reopened} there are {PUBLIC_FROM} or more" in why


@pytest.mark.parametrize(("way", "posting"), [("", True), ("posted", True), ("media", False)])
def test_posting_and_toll_free_number_stay_ninety_days(way: str, posting: bool) -> None:
    """The number in either case, the page only where a page was chosen; neither need end by day 60."""
    ten = facts((20, 12), given=(substitute(30, way),))
    path = substitute_path(ten, DUE)
    ends = FOUND + timedelta(days=120)
    assert path.toll_free_until == ends
    assert path.posting_until == (ends if posting else None)
    assert path.left == ()
    assert any("need not have ended by then" in one for one in path.flags)
    assert owed(ten)["us.hipaa.substitute"].status == "met"


@pytest.mark.parametrize("flaw", [{"toll_free": False}, {"until": FOUND + timedelta(days=45)}])
def test_a_posting_without_a_number_or_cut_short_is_not_enough(flaw: dict[str, Any]) -> None:
    """The duty stands open, and what is left names the flaw."""
    ten = facts((20, 12), given=(substitute(30, "posted", **flaw),))
    path = substitute_path(ten, DUE)
    assert any(("toll-free number, active" in one) or ("ended on" in one) for one in path.left)
    assert owed(ten)["us.hipaa.substitute"].status == "running"


def test_a_posting_that_ended_after_ninety_days_was_enough() -> None:
    """Taken down on day 90 of the posting it has done what it must; on day 89 it has not."""
    ends = {days: substitute(30, "posted", until=FOUND + timedelta(days=30 + days)) for days in (89, 90)}
    left = {days: substitute_path(facts((20, 12), given=(one,), day=200), DUE).left for days, one in ends.items()}
    assert (bool(left[89]), bool(left[90])) == (True, False)


@pytest.mark.parametrize(("day", "flagged"), [(30, False), (58, True), (63, True)])
def test_mailing_on_day_58_leaves_no_time(day: int, flagged: bool) -> None:
    """Before any letter has come back the row says that there will be no time."""
    letters = (notice("individual", FOUND + timedelta(days=day)),)
    row = owed(facts(given=letters, day=64))["us.hipaa.substitute"]
    assert row.status == "not_required"
    assert any("leaves no time" in one for one in row.why_not) is flagged


def test_people_told_one_by_one_are_counted() -> None:
    """Three of seven told by telephone: four are left."""
    path = substitute_path(facts((20, 7), given=(substitute(25, "spoken", covers={"TX": 3}),)), DUE)
    assert path.left[0].startswith("4 more people")


FILE = """\
entity: {kind: covered_entity, name: Northbank Health Partners, state: TX}
timezone: America/Chicago
as_of: 2026-10-20
discovered: 2026-09-06
individuals: {total: 600, bad_address: 4, deceased_unknown_kin: 1}
returned_mail: [{on: 2026-10-05, n: 6}, {on: 2026-10-12, n: 1}]
notices:
  - {to: individuals, sent: 2026-09-25}
  - {to: substitute, sent: 2026-10-08, method: telephone}
"""


def _row(tmp_path: Path, text: str, as_of: date) -> Obligation:
    path = tmp_path / "facts.yaml"
    path.write_text(text, encoding="utf-8")
    file = load_facts(path, RULEBOOK, as_of, as_of)
    (whole,) = incidents(file, RULEBOOK)
    return next(row for row in obligations(RULEBOOK, whole) if row.id == "us.hipaa.substitute")


def test_a_file_tells_the_path_as_mail_comes_back(tmp_path: Path) -> None:
    """Nine living people and a call: met; the tenth letter reopens it; a posting closes it till its ninety days."""
    assert _row(tmp_path, FILE, date(2026, 10, 9)).status == "met"
    crossed = _row(tmp_path, FILE, date(2026, 10, 20))
    assert crossed.status == "running"
    assert any("Since 2026-10-12 there are 10 or more" in one for one in crossed.why)
    posted = FILE + "  - {to: substitute, sent: 2026-10-15, method: web posting}\n"
    closed = _row(tmp_path, posted, date(2026, 10, 20))
    assert (closed.status, closed.done) == ("met", date(2026, 10, 15))
    assert "The posting must stay until 2027-01-13." in closed.why


def test_the_path_and_the_rule_cross_at_the_same_number() -> None:
    """From how many failed addresses notice is public is said by the rule file; the path agrees with it."""
    duty = load_rulebook().duty("us.hipaa.substitute")
    public = duty.vintages[-1].deadlines[0].when
    assert public is not None
    assert public.first == PUBLIC_FROM
