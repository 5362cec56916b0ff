"""Which list the clocks of a seat run on."""

from __future__ import annotations

from simulator.domain.decisions import BuildList
from simulator.domain.ids import SeatId
from simulator.domain.lists import ListSpec
from simulator.domain.playbook import Playbook
from simulator.domain.time import HOUR
from simulator.exercise.play import Exercise
from simulator.exercise.room.clocks import clock_rows
from simulator.exercise.room.scoping.lists import listable

from .conftest import Played, until

ROOM = SeatId("room")


def _clocks(exercise: Exercise) -> set[tuple[str, str]]:
    known = exercise.known(ROOM)
    return {(one.id, one.entity) for one in clock_rows(known, exercise.playbook, "assisted", exercise.now)}


def test_looking_takes_no_duty_away(scenario: Playbook, played: Played) -> None:
    """A narrow list that is built after one of everyone in reach, and not frozen, moves no clock."""
    exercise = until(scenario, played, 30 * HOUR)
    sources = listable(scenario)
    exercise.submit(BuildList(seat=ROOM, spec=ListSpec(scope="presumed", sources=sources)))
    before = _clocks(exercise)
    exercise.submit(BuildList(seat=ROOM, spec=ListSpec(scope="narrow", sources=sources)))
    narrow = exercise.known(ROOM).lists[-1].fact
    assert max(dict(narrow.by_state).values()) <= 500, "this list alone would take the media duties off"
    assert any(".media" in duty for duty, _ in before)
    assert _clocks(exercise) == before
