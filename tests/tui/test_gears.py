"""Gears, sleep and breaks, under a wall clock that a test turns as it likes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.msel import At
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise
from tests import playbooks
from tests.tui.drills import Clock, a_tiny_drill
from tui.pacing import GEARS, LONGEST_GAP, TICK, Drill, Halt
from tui.present import flat
from tui.texts.pace import halt_line

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.floats(0.05, 5.0)),
        st.tuples(st.just("break"), st.floats(0.0, 20.0)),
        st.tuples(st.just("shift"), st.sampled_from([-1.0, 1.0])),
        st.tuples(st.just("talk"), st.floats(0.0, 20.0)),
    ),
    max_size=25,
)

TINY = 1e-6
"""Seconds that sums of fractions are wrong by."""


def a_quiet_drill(wall: Clock) -> Drill:
    """The tiny scenario without a message, so that nothing stops time by itself."""
    drill = Drill(Exercise(replace(playbooks.a_playbook(), injects={}, ends=60 * DAY), 1), wall=wall)
    drill.watch.pauses.clear()
    return drill


def wait(drill: Drill, wall: Clock, seconds: float) -> None:
    """Room time passes, a look at a time."""
    wall.now += seconds
    drill.tick()
    drill.settle()


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_time_passed_is_the_gear_over_the_time_it_ran(steps: list[tuple[str, float]]) -> None:
    """No pause, discussion or other gear makes time leap, and none re-scales what has passed."""
    wall = Clock()
    drill = a_quiet_drill(wall)
    drill.toggle()
    expected, room, stops = 0.0, 0.0, 0
    for what, amount in steps:
        before = drill.view.now
        if what == "wait":
            wait(drill, wall, amount)
            expected += amount * drill.gear
            room += amount
        elif what == "shift":
            drill.shift(int(amount))
            assert drill.view.now == before
        elif what == "break":
            drill.pause()
            wait(drill, wall, amount)
            assert drill.view.now == before
            drill.toggle()
            stops += 1
        else:
            drill.hold()
            wait(drill, wall, amount)
            assert (drill.run_state, drill.view.now) == ("frozen", before)
            drill.release()
            room += amount
    drill.close()
    assert expected - 1 - stops <= drill.view.now <= expected + 1 + TINY
    assert drill.room_seconds == pytest.approx(room)


@settings(max_examples=20, deadline=None)
@given(steps=STEPS)
def test_however_a_room_stops_it_comes_to_the_same_end(steps: list[tuple[str, float]]) -> None:
    """Pauses, talks and gears are the room's: the journal at EndEx is that of an exercise that never stood still."""
    wall = Clock()
    drill = a_tiny_drill(wall=wall)
    drill.toggle()
    for what, amount in steps:
        if what == "shift":
            drill.shift(int(amount))
        elif what == "wait":
            wait(drill, wall, amount)
        else:
            stop, go = (drill.pause, drill.toggle) if what == "break" else (drill.hold, drill.release)
            stop()
            wait(drill, wall, amount)
            go()
    drill.end()
    drill.settle()
    drill.close()
    unstopped = Exercise(drill.playbook, drill.exercise.seed)
    unstopped.finish()
    assert drill.exercise.journal.digest == unstopped.journal.digest


@pytest.mark.parametrize("gap", [LONGEST_GAP + 1, 3600.0, 9 * 3600.0])
def test_a_sleep_is_not_played_through(gap: float) -> None:
    """When the machine slept, no exercise and no room time passed, time stands, and the room is told why."""
    wall = Clock()
    drill = a_quiet_drill(wall)
    drill.toggle()
    wait(drill, wall, TICK)
    before, room = drill.view.now, drill.room_seconds
    wait(drill, wall, gap)
    assert (drill.view.now, drill.room_seconds, drill.run_state) == (before, room, "paused")
    assert drill.halt is not None
    assert "slept for" in flat(halt_line(drill.run_state, drill.halt.kind, drill.halt.subject))
    drill.toggle()
    wait(drill, wall, 1.0)
    drill.close()
    assert before + 59 <= drill.view.now <= before + 61


def test_gears_end_where_they_end() -> None:
    """Faster than the fastest and slower than the slowest stay what they are."""
    drill = a_quiet_drill(Clock())
    for steps in (9, -9):
        drill.shift(steps)
        assert drill.gear == GEARS[-1 if steps > 0 else 0]
    drill.close()


def test_a_jump_to_a_time_arrives_there() -> None:
    """Nothing on the way: the exercise stands at that very second."""
    drill = a_quiet_drill(Clock())
    drill.travel_to(3 * HOUR + 7)
    drill.settle()
    drill.close()
    assert drill.view.now == 3 * HOUR + 7


def test_a_main_message_stops_a_jump_to_a_time() -> None:
    """What the team must answer is not jumped over."""
    call = replace(playbooks.PRESS_CALL, trigger=At(at=HOUR))
    drill = Drill(Exercise(replace(playbooks.a_playbook(), injects={call.id: call}), 1), wall=Clock())
    drill.travel_to(DAY)
    drill.settle()
    drill.close()
    assert (drill.view.now, drill.halt and drill.halt.kind) == (HOUR + 1, "inject")


def test_a_discussion_is_labelled_frozen() -> None:
    """The facilitator freezes the clocks for a talk: room time goes on, exercise time does not."""
    wall = Clock()
    drill = a_tiny_drill(wall=wall)
    drill.toggle()
    drill.pause(Halt(kind="talk"))
    before = drill.view.now
    wait(drill, wall, 20)
    drill.close()
    assert (drill.run_state, drill.view.now, drill.room_seconds) == ("frozen", before, 20)


def test_what_pauses_by_itself_can_be_switched_off() -> None:
    """Without the auto-pause a new move begins and time runs on; the move's own minutes begin anew."""
    move = replace(playbooks.a_playbook().moves[0], id="second", title="Second", starts=HOUR)
    tiny = playbooks.a_playbook()
    playbook = replace(tiny, injects={}, moves=(*tiny.moves, move))
    for pauses, stands_at in ((True, HOUR + 1), (False, 2 * HOUR)):
        drill = Drill(Exercise(playbook, 1), wall=Clock())
        if not pauses:
            drill.watch.pauses.discard("move")
        drill.watch.pauses.discard("clock")
        drill.move_seconds = 99.0
        drill.travel_to(2 * HOUR)
        drill.settle()
        drill.close()
        assert (drill.view.now, drill.move_seconds) == (stands_at, 0.0)


def test_endex_comes_whatever_time_is_doing() -> None:
    """While time runs, while a way through it is under way, or while it stands: the facilitator's EndEx is EndEx."""
    for start in (Drill.toggle, Drill.day, Drill.pause):
        wall = Clock()
        drill = a_tiny_drill(wall=wall)
        start(drill)
        wall.now += 1.0
        drill.tick()
        drill.end()
        drill.settle()
        drill.close()
        assert drill.view.ended
        assert drill.halt == Halt(kind="end")


def test_a_jump_is_not_lost_while_time_runs() -> None:
    """Asked for in the middle of a slice of running time, it is gone on with, not forgotten."""
    wall = Clock()
    drill = a_quiet_drill(wall)
    drill.toggle()
    wall.now += 1.0
    drill.tick()
    drill.travel_to(5 * HOUR)
    drill.settle()
    drill.close()
    assert drill.view.now == 5 * HOUR
