"""The controller's truth: closed to every other seat, the same as the debrief's at EndEx, and of no effect."""

from __future__ import annotations

import pytest

from simulator.domain.ids import CONTROLLER, ROOM, SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.room.debrief import debrief
from simulator.exercise.room.truth import truth_view

from .conftest import Played, until


def test_no_other_seat_sees_it(scenario: Playbook) -> None:
    """The room and each role are refused, before StartEx and at any time."""
    exercise = Exercise(scenario, scenario.seed)
    for seat in (ROOM, *scenario.seats, SeatId("nobody")):
        with pytest.raises(InputError, match="The truth is closed"):
            truth_view(exercise, seat)


def test_at_the_end_it_is_the_debrief(played: Played) -> None:
    """Read, notifiable and listed by state, and each duty's status, are those that the debrief shows."""
    view = truth_view(played.exercise, CONTROLLER)
    found = debrief(tuple(played.exercise.journal), played.exercise.playbook)
    assert (view.read, view.notifiable, view.listed) == (found.sets.read, found.sets.notifiable, found.sets.listed)
    assert {name: one.missed for name, one in view.graded.items()} == {"notifiable": 0, "read": 0}
    assert view.graded["read"].wrong > view.graded["notifiable"].wrong == 0
    statuses = {(one.id, one.entity): one.status for one in found.duties}
    assert [truth.status for truth, _ in view.clocks if truth] == [
        statuses[truth.id, truth.entity] for truth, _ in view.clocks if truth
    ]
    assert view.next is None


def test_looking_changes_nothing(scenario: Playbook, played: Played) -> None:
    """A look in the middle counts people whom the room does not know, and leaves journal and seats as they were."""
    exercise = until(scenario, played, 2 * DAY)
    before, known = exercise.journal.digest, exercise.known(ROOM)
    view = truth_view(exercise, CONTROLLER)
    assert sum(view.notifiable.values()) >= sum(view.read.values()) > 0
    assert any(truth is not None for truth, _ in view.clocks)
    assert (exercise.journal.digest, exercise.known(ROOM)) == (before, known)
    assert exercise.known(ROOM).truth is None


def test_what_comes_next_comes_next(scenario: Playbook) -> None:
    """The inject that is marked as next is released at its time, unless its conditions do not hold; then it is out."""
    exercise = Exercise(scenario, scenario.seed)
    met = 0
    while (coming := truth_view(exercise, CONTROLLER).next) is not None and exercise.now < 20 * DAY:
        assert coming.at is not None
        exercise.advance(coming.at + 1)
        after = next(one for one in truth_view(exercise, CONTROLLER).msel if one.inject == coming.inject)
        released = exercise.known(CONTROLLER).injects.get(coming.inject)
        if released is None:
            assert coming.conditional
            assert after.standing == "left out"
        else:
            assert released.at == coming.at
            assert after.standing in {"released", "unanswered"}
            met += 1
    assert met > 3
    assert exercise.now > HOUR
