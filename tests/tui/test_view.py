"""What a seat sees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ActionId, SeatId
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise
from simulator.exercise.room.losing import destroyed, unexcludable
from simulator.exercise.room.matching import MOST, matches
from simulator.exercise.room.view import SeatView, view
from simulator.scenario.load import load_playbook
from tests.tui.drills import SCENARIO, a_playbook
from tui.present import flat
from tui.texts.room import people_lines, staff_line, work_line

ROOM = SeatId("room")


@pytest.fixture
def exercise() -> Exercise:
    """The first scenario at StartEx."""
    return Exercise(a_playbook(), 1)


def take(exercise: Exercise, action: str, target: str | None = None) -> None:
    """Order an action in the room, by its owner."""
    exercise.submit(TakeAction(seat=ROOM, action=ActionId(action), target=target))
    exercise.advance(exercise.now + 1)


def test_assisted_shows_what_the_facts_imply(exercise: Exercise) -> None:
    """The clock of the letters runs from the alarm on, with its reason, though nobody ordered a notice."""
    rows = {row.id: row for row in view(exercise, ROOM, "assisted").clocks}
    assert rows["us.hipaa.individual"].status == "running"
    assert any("day 0" in why for why in rows["us.hipaa.individual"].why)


def test_unaided_shows_what_the_team_opened(exercise: Exercise) -> None:
    """No clock until a notice is ordered; then the duties that this notice discharges, and no others."""
    assert view(exercise, ROOM, "unaided").clocks == ()
    take(exercise, "hhs-report")
    shown = {row.id for row in view(exercise, ROOM, "unaided").clocks}
    ordered = [one.fact.decision for one in exercise.known(ROOM).decisions]
    assert shown == ({"us.hipaa.hhs"} if ordered else set())


def test_clocks_stand_worst_first(exercise: Exercise) -> None:
    """Late before red, before what has time, before what has no date; in each group the nearest first."""
    exercise.advance(40 * DAY)
    rows = view(exercise, ROOM, "assisted").clocks
    groups = ["late", "red", "watch", "ok", "unknown", "done"]
    places = [min(groups.index(row.tone), 3) if row.tone in {"watch", "ok"} else groups.index(row.tone) for row in rows]
    assert places == sorted(places)
    dated = [row.left for row in rows if row.tone == "late" and row.left is not None]
    assert dated == sorted(dated)
    assert dated


def test_work_shows_its_remaining_time(exercise: Exercise) -> None:
    """An action under way has what its usual length leaves, and its people are busy."""
    take(exercise, "snapshot-queue", "appt-sync-dlq")
    exercise.advance(exercise.now + HOUR // 4)
    seen = view(exercise, ROOM, "assisted")
    work = [*seen.running, *seen.waiting][0]
    assert work.title == "Snapshot the dead-letter queue"
    if seen.running:
        assert work.remaining is not None
        assert 0 <= work.remaining < work.typical
        assert sum(row.busy for row in seen.staff) == 1


def test_who_is_called_and_silent_is_paged(exercise: Exercise) -> None:
    """Work that waits while its people are free is told as a page without an answer, on both lines; never as 0/2 +1."""
    take(exercise, "snapshot-queue", "appt-sync-dlq")
    take(exercise, "declare-incident")
    seen = view(exercise, ROOM, "assisted")
    waits = [one for one in seen.waiting if one.action == "declare-incident"]
    assert [one.paged for one in waits] == [True]
    assert "paged, not answering yet" in flat(work_line(waits[0]))
    row = next(one for one in seen.staff if one.waiting)
    assert "paged, not answering yet" in flat(staff_line(row))
    assert "+2 waiting" in flat(staff_line(replace(row, busy=row.people, waiting=2)))


def test_both_numbers_in_reach_are_told(exercise: Exercise) -> None:
    """What lay in reach, and what a presumed list starts from, differ by those whom evidence clears: all are said."""
    take(exercise, "pull-bucket-inventory")
    take(exercise, "snapshot-queue", "appt-sync-dlq")
    exercise.advance(exercise.now + 2 * DAY)
    seen = view(exercise, ROOM, "assisted")
    known = seen.exposure
    assert known.in_reach is not None
    text = " ".join(flat(line) for line in people_lines(seen))
    assert f"{known.in_reach:,} records" in text
    cleared = known.in_reach - known.presumed
    assert cleared > 0
    assert f"clears {cleared:,}, presumed are {known.presumed:,}" in text


def test_a_role_sees_less_than_the_room(exercise: Exercise) -> None:
    """The vendor manager was not told of the alarm; the room was."""
    exercise.advance(3 * HOUR)
    room, vendor = (view(exercise, SeatId(seat), "assisted") for seat in ("room", "vendor-manager"))
    titles = [line.title for line in vendor.feed]
    assert "The alarm, and a simple wish" not in titles
    assert set(titles) < {line.title for line in room.feed}


def test_no_view_holds_the_truth(exercise: Exercise) -> None:
    """At EndEx too, a seat's view never says who read what."""
    exercise.finish()
    seen: SeatView = view(exercise, ROOM, "assisted")
    assert seen.ended
    assert seen.exposure.shown_read is None
    assert {line.kind for line in seen.feed}.isdisjoint({"records-read", "notifiable-changed", "truth-revealed"})


def test_nobody_is_told_the_price_before_it_can_be_known(exercise: Exercise) -> None:
    """What a purge would cost is unknown until a source that clears people was pulled; then it is a number."""
    purge = exercise.playbook.actions[ActionId("purge-queue")]
    assert destroyed(purge) == ("appt-sync-dlq",)
    assert unexcludable(exercise, ROOM, purge) is None
    take(exercise, "pull-receive-counts")
    exercise.advance(exercise.now + 2 * DAY)
    if "dlq-receive-counts" in exercise.known(ROOM).pulled:
        assert isinstance(unexcludable(exercise, ROOM, purge), int)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("we purge the queue", "purge-queue"),
        ("snapshot the queue before anything", "snapshot-queue"),
        ("look at the on-call tickets", "pull-on-call-tickets"),
        ("our discovery date is 6 September", "discovery"),
        ("A33", "block-bucket-access"),
    ],
)
def test_words_find_their_action(said: str, first: str) -> None:
    """Plain words bring the action that is meant among the five."""
    found = matches(said, a_playbook())
    assert first in [one.id for one in found]
    assert len(found) <= MOST


@pytest.mark.parametrize(
    ("said", "scenario", "wanted"),
    [
        ("tell Texas", SCENARIO, "regulator-notices"),
        ("tell texxas", SCENARIO, "regulator-notices"),
        ("build the list", SCENARIO, "list"),
        ("make a list of patients", SCENARIO, "list"),
        ("close the links", "watch-again", "expire-links"),
        ("shut the public url", "helpful-stack-trace", "revoke-public-link"),
        ("inform the patients", SCENARIO, "individual-letters"),
        ("snapshoot the queue", SCENARIO, "snapshot-queue"),
        ("fetch the sign-in history", SCENARIO, "pull-login-history"),
    ],
)
def test_other_words_find_it_too(said: str, scenario: str, wanted: str) -> None:
    """Who is told by name, words of like meaning and misspelt ones find what is meant, among five."""
    found = [one.id for one in matches(said, load_playbook(scenario))]
    assert wanted in found
    assert len(found) <= MOST


def test_whoever_is_named_is_the_target() -> None:
    """`tell Texas` has its attorney general chosen already; without a name nobody is chosen."""
    found = {one.id: one.target for one in matches("tell Texas", a_playbook())}
    assert found["regulator-notices"] == "tx.ag"
    assert found["media-notice"] == "media.tx"
    assert {one.target for one in matches("prepare a notice to a state office", a_playbook())} == {None}


def test_words_that_mean_nothing_find_nothing() -> None:
    """Small talk matches no action."""
    assert matches("we all have coffee", a_playbook()) == ()
    assert matches("", a_playbook()) == ()


def test_what_lay_in_reach_says_nothing_of_reads(exercise: Exercise) -> None:
    """An inventory shows whose records lay there; who was read stays unknown until a source could show it."""
    take(exercise, "pull-bucket-inventory")
    exercise.advance(exercise.now + 2 * DAY)
    known = view(exercise, ROOM, "assisted").exposure
    assert known.shown_read is None
    assert known.in_reach is not None
    assert known.in_reach > 0
