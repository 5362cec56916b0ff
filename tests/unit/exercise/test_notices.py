"""The workbench says what is missing and what contradicts the team's own papers, and never whether it is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from simulator.domain.decisions import Assessment, Factor, Letter, ReleaseNotice
from simulator.domain.ids import SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise
from simulator.exercise.room.notices import FACTORS, audience_lines, content_check, kinds, reading
from simulator.exercise.room.sending import before_sending
from simulator.exercise.room.view import view
from simulator.law.lettertext import ways

from .conftest import Played, until

ROOM = SeatId("room")
LOW = Factor(finding="A finding.", weight="low", sources=())
HIGH = Factor(finding="A finding.", weight="high", sources=())
ALL_LOW = Assessment(nature=LOW, recipient=LOW, acquired=LOW, mitigation=LOW)


def _full(playbook: Playbook, stated: date) -> Letter:
    return Letter(
        breach_from=stated - timedelta(days=3),
        discovered=stated,
        kinds=kinds(playbook),
        steps=True,
        doing=True,
        contact="1-800-555-0142",
    )


@pytest.mark.parametrize("name", FACTORS)
def test_one_factor_decides(name: str, played: Played) -> None:
    """Four low factors rebut the presumption; with one of them missing or high it stands."""
    known, playbook = played.exercise.known(ROOM), played.exercise.playbook
    assert reading(ALL_LOW, known, playbook).rebutted
    for other in (None, HIGH):
        given: dict[str, Any] = {name: other}
        found = reading(replace(ALL_LOW, **given), known, playbook)
        assert not found.rebutted
        assert found.reasons


def test_reading_names_what_is_not_pulled(scenario: Playbook, played: Played) -> None:
    """Before a pull the logs that could tell are named; after it they no longer are."""
    fresh = Exercise(scenario, scenario.seed)
    title = "Access log of the payload bucket"
    assert title in reading(Assessment(), fresh.known(ROOM), scenario).missing_evidence
    assert title not in reading(Assessment(), played.exercise.known(ROOM), scenario).missing_evidence


def test_each_element_is_missed(played: Played) -> None:
    """A full letter passes; taking out one element gives exactly one red line that names it."""
    known, playbook = played.exercise.known(ROOM), played.exercise.playbook
    assert known.discovery is not None
    full = _full(playbook, known.discovery.fact.day)
    assert {check.mark for check in content_check(full, known, playbook)} == {"done"}
    for change, word in (
        ({"breach_from": None}, "what happened"),
        ({"kinds": ()}, "types of unsecured PHI"),
        ({"steps": False}, "steps that individuals"),
        ({"doing": False}, "what the entity is doing"),
        ({"contact": None}, "how to ask"),
    ):
        red = [check.text for check in content_check(replace(full, **change), known, playbook) if check.mark == "red"]
        assert len(red) == 1
        assert word in red[0]


def test_the_check_does_not_know_the_truth(played: Played) -> None:
    """A wrong date of the breach passes: only what contradicts the team's own papers is said."""
    known, playbook = played.exercise.known(ROOM), played.exercise.playbook
    assert known.discovery is not None
    stated = known.discovery.fact.day
    wrong = replace(_full(playbook, stated), breach_from=date(2020, 1, 1))
    assert {check.mark for check in content_check(wrong, known, playbook)} == {"done"}
    other = replace(_full(playbook, stated), discovered=stated + timedelta(days=1))
    assert any("you stated" in check.text for check in content_check(other, known, playbook))


def test_reassurance_needs_evidence(scenario: Playbook, played: Played) -> None:
    """“No evidence of misuse” is flagged: logs not pulled before the pulls, records shown as taken after them."""
    letter = Letter(claims_no_misuse=True)
    early = content_check(letter, Exercise(scenario, scenario.seed).known(ROOM), scenario)
    assert any("not pulled" in check.text for check in early if check.mark == "red")
    late = content_check(letter, played.exercise.known(ROOM), scenario)
    assert any("records as taken" in check.text for check in late if check.mark == "red")


def test_before_sending(scenario: Playbook, played: Played) -> None:
    """On the first day nothing can be sent and everything is missing; after the run the letters have been had."""
    early = until(scenario, played, HOUR).known(ROOM)
    notice = ReleaseNotice(seat=ROOM, audience="individual", version=1, letter=Letter())
    before = before_sending(notice, early, scenario)
    assert "ready" in before.refused
    assert "No discovery date is stated." in before.missing
    assert before.undone
    late = before_sending(notice, until(scenario, played, 30 * DAY).known(ROOM), scenario)
    listed = played.exercise.known(ROOM).list_version(1)
    assert listed is not None
    assert late.refused == ""
    assert f"{len(listed.people):,} of them have had a letter already." in late.gets


def test_a_second_notice_names_the_first(scenario: Playbook, played: Played) -> None:
    """Sending again says when the first went out and what in it was otherwise; a first sending says nothing of it."""
    late = until(scenario, played, 30 * DAY).known(ROOM)
    sent = next(one for one in late.notices if one.fact.audience == "individual")
    again = ReleaseNotice(
        seat=ROOM, audience="individual", version=1, letter=replace(sent.fact.letter, contact="555-0199")
    )
    said = [one for one in before_sending(again, late, scenario).gets if "told on" in one]
    assert len(said) == 1
    assert f"{scenario.calendar.day(sent.at):%d %b %Y}" in said[0]
    assert f"contact: then {ways(sent.fact.letter.contact or '')}, now {ways('555-0199')}" in said[0]
    early = until(scenario, played, HOUR).known(ROOM)
    assert not [one for one in before_sending(again, early, scenario).gets if "told on" in one]


def test_words_that_lie_beside_the_journal_are_no_other_words(scenario: Playbook, played: Played) -> None:
    """A contact of which the journal has the ways to ask is not told to have changed, nor to contradict."""
    state = until(scenario, played, 30 * DAY).known(ROOM)
    sent = next(one for one in state.notices if one.fact.audience == "individual")
    letter = replace(sent.fact.letter, contact=ways(sent.fact.letter.contact or ""))
    known = replace(state, notices=(replace(sent, fact=replace(sent.fact, letter=letter)),))
    again = ReleaseNotice(seat=ROOM, audience="individual", version=1, letter=sent.fact.letter)
    before = before_sending(again, known, scenario)
    assert "contact" not in " ".join((*before.gets, *before.missing))


def test_a_substitute_notice_says_for_how_many(scenario: Playbook, played: Played) -> None:
    """It is for the living whose address fails, not for everybody listed."""
    late = until(scenario, played, 30 * DAY).known(ROOM)
    gets = {
        audience: before_sending(
            ReleaseNotice(seat=ROOM, audience=audience, version=1, letter=Letter()), late, scenario
        ).gets
        for audience in ("individual", "substitute")
    }
    bad = next(one for one in gets["individual"] if "address that fails" in one).split()[0]
    listed = late.list_version(1)
    assert listed is not None
    assert any(f"for {bad} of the {len(listed.people):,} listed" in one for one in gets["substitute"])


def test_audiences_move_on(scenario: Playbook, played: Played) -> None:
    """An audience is not prepared, then prepared, then sent; its due date is that of the clock it discharges."""
    seen = []
    for at in (0, 30 * DAY):
        exercise = until(scenario, played, at)
        clocks = view(exercise, ROOM, "assisted").clocks
        lines = {one.audience: one for one in audience_lines(exercise.known(ROOM), scenario, clocks)}
        assert set(lines) == set(scenario.audiences)
        seen.append(lines["individual"])
    assert [one.standing for one in seen] == ["not prepared", "sent"]
    assert {row[0] for row in seen[1].due} >= {"us.hipaa.individual"}
    assert seen[0].prepare is not None
    assert seen[0].prepare.id == "individual-letters"
