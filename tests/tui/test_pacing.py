"""Time in the room and in the exercise."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from simulator.domain import facts as f
from simulator.domain.decisions import Declare
from simulator.domain.ids import ROOM, RecordId
from simulator.domain.journal import Journal
from simulator.domain.msel import At
from simulator.domain.time import DAY, HOUR
from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from tests import playbooks
from tests.tui.drills import Clock, a_drill, a_playbook, a_tiny_drill, a_tiny_playbook
from tui.kept import open_library
from tui.pacing import KEPT_EVERY, Drill, Halt
from tui.pacing.stops import Watch
from tui.pacing.terms import STANDS, HaltKind
from tui.present import flat
from tui.texts.pace import halt_line, halt_words


@pytest.fixture
def wall() -> Clock:
    """A wall clock that the test turns."""
    return Clock()


@pytest.fixture
def drill(wall: Clock) -> Iterator[Drill]:
    """The tiny scenario in play."""
    one = a_tiny_drill(wall=wall)
    yield one
    one.close()


def run(drill: Drill, wall: Clock, seconds: float) -> None:
    """Let room time pass."""
    for _ in range(round(seconds * 4)):
        wall.now += 0.25
        drill.tick()
        drill.settle()


def test_an_hour_passes_in_a_room_minute(drill: Drill, wall: Clock) -> None:
    """At x60 a room minute is an exercise hour, to within one tick."""
    drill.toggle()
    run(drill, wall, 60)
    assert abs(drill.view.now - HOUR) <= 30
    assert round(drill.room_seconds) == 60


def test_a_break_stops_both_times(drill: Drill, wall: Clock) -> None:
    """Paused by hand, neither exercise time nor room time passes."""
    drill.toggle()
    drill.toggle()
    before = drill.view.now
    run(drill, wall, 30)
    assert (drill.run_state, drill.view.now, drill.room_seconds) == ("paused", before, 0)


def test_a_discussion_costs_room_time_only(drill: Drill, wall: Clock) -> None:
    """Under a dialog the exercise is frozen and the room's minutes go on."""
    drill.toggle()
    drill.hold()
    before = drill.view.now
    run(drill, wall, 30)
    assert (drill.run_state, drill.view.now, round(drill.room_seconds)) == ("frozen", before, 30)
    drill.release()
    assert drill.run_state == "live"


def test_a_main_message_stops_time(wall: Clock) -> None:
    """Running at x60, time stops at the second in which a main message comes."""
    call = replace(playbooks.PRESS_CALL, trigger=At(at=HOUR))
    one = Drill(Exercise(replace(playbooks.a_playbook(), injects={call.id: call}), 1), wall=wall)
    one.toggle()
    run(one, wall, 65)
    one.close()
    assert one.halt == Halt(kind="inject", subject="A reporter calls")
    assert one.run_state == "frozen"
    assert one.view.now == HOUR + 1


def test_a_clock_in_its_red_band_stops_time(wall: Clock) -> None:
    """Jumping towards EndEx, time stops when a clock has three days left, and again when it passes."""
    one = a_tiny_drill(wall=wall)
    seen, said = [], []
    for _ in range(60):
        one.jump()
        one.settle()
        if one.halt is not None and one.halt.kind == "clock":
            seen.append({row.tone for row in one.view.clocks})
            said.append(one.halt.subject.rpartition(", ")[2].partition("due ")[0])
        if one.view.ended:
            break
    one.close()
    assert one.view.ended
    assert {"red"} <= set().union(*seen)
    assert {"late"} <= set().union(*seen)
    assert set(said) == {"", "was "}, "it says by when, and whether that is past"


def test_letters_that_come_back_stop_time_once() -> None:
    """The first is news, by its name; those after it are in the feed, and who resumes is not stopped by them again."""
    playbook = a_tiny_playbook()
    journal = Journal()
    back = [journal.append(0, f.MailReturned(records=(RecordId(number),)), seats=[ROOM]) for number in (1, 2)]
    watch = Watch(ROOM, playbook, tuple)
    assert watch.stop(back[:1], stops="news") == (Halt(kind="news", subject="Letters come back"), False)
    assert watch.stop(back[1:], stops="news") == (None, False)
    assert Watch(ROOM, playbook, tuple, mail=True).stop(back, stops="news") == (None, False)


def test_the_end_of_a_move_stops_time_and_refills_its_minutes(drill: Drill, wall: Clock) -> None:
    """The next move begins with its own budget, and time stands for the talk between moves."""
    drill.toggle()
    run(drill, wall, 10)
    assert drill.move_seconds > 0
    drill.toggle()
    drill.jump()
    drill.settle()
    assert drill.halt == Halt(kind="move", subject="Notify")
    assert drill.move_seconds == 0


def test_a_day_jump_moves_a_day(drill: Drill) -> None:
    """Nothing in the way: exactly a day passes from the second move on."""
    drill.jump()
    drill.settle()
    start = drill.view.now
    drill.day()
    drill.settle()
    assert drill.view.now - start == DAY
    assert drill.halt == Halt(kind="day")


def test_the_engine_has_one_thread_and_it_is_not_ours(drill: Drill) -> None:
    """Whatever touches the exercise runs in the engine's thread."""
    name = drill.ask(lambda _: threading.current_thread().name).result()
    assert name.startswith("engine")
    assert drill.submit(Declare(seat=drill.seat), note="said").result().fact.kind == "decision-recorded"
    assert drill.words == [(1, "note", "said")]


def test_words_reach_whoever_keeps_them(wall: Clock) -> None:
    """`say` is called with the decision's number, the role and the text; empty words are not kept."""
    kept: list[tuple[int, str, str]] = []
    source = a_tiny_drill(wall=wall)
    one = Drill(source.exercise, say=lambda *said: kept.append(said), wall=wall)
    one.submit(Declare(seat=one.seat), reason="why", dissent=" ").result()
    one.close()
    source.close()
    assert kept == [(1, "reason", "why")]


def test_a_day_stops_at_what_asks_something(wall: Clock) -> None:
    """A day's way stops at a message that asks for an answer, though it is no main one."""
    call = replace(playbooks.PRESS_CALL, trigger=At(at=30 * HOUR), main=False)
    one = Drill(Exercise(replace(playbooks.a_playbook(), injects={call.id: call}), 1), wall=wall)
    for _ in range(3):
        one.day()
        one.settle()
        if one.halt == Halt(kind="news", subject="A reporter calls"):
            break
    one.close()
    assert one.halt == Halt(kind="news", subject="A reporter calls")
    assert one.view.now == 30 * HOUR + 1


def test_the_end_is_asked_about_once(drill: Drill) -> None:
    """Before EndEx time stands once with nothing more to come; the next way on ends the exercise."""
    seen = []
    while not drill.view.ended:
        drill.jump()
        drill.settle()
        assert drill.halt is not None
        seen.append(drill.halt.kind)
    assert seen[-2:] == ["last", "end"]
    assert seen.count("last") == 1


def test_who_goes_to_the_end_is_told_that_nothing_more_comes(drill: Drill) -> None:
    """There the next step ends the exercise, as it does for who was asked about it on the way."""
    for _ in range(50):
        drill.travel_to(drill.playbook.ends)
        drill.settle()
        if drill.view.now >= drill.playbook.ends:
            break
    assert drill.halt == Halt(kind="last")
    assert not drill.view.ended
    drill.jump()
    drill.settle()
    assert drill.view.ended


def test_a_new_gear_is_told(drill: Drill) -> None:
    """When time begins to jump, the line that says why time stands, and the feed, say so."""
    told = [line.text for line in drill.view.feed if line.title.startswith("Move")]
    assert not any("jumps" in text for text in told)
    drill.jump()
    drill.settle()
    move = drill.view.move
    assert move is not None
    assert move.gear == "jump"
    assert "Time jumps now" in flat(halt_line(drill.run_state, "move", move.title, move.gear))
    told = [line.text for line in drill.view.feed if line.title.startswith("Move")]
    assert "Time now jumps" in told[-1]


def test_room_time_is_kept(tmp_path: Path, wall: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is left or killed, an exercise goes on with the room time that it had, to within what is kept."""
    monkeypatch.setenv(HOME, str(tmp_path))
    with open_library(None) as library:
        one = Drill.of(library.begin(a_playbook(), 1, "room", "assisted"), wall)
        one.submit(Declare(seat=one.seat)).result()
        one.halt = Halt(kind="answered")
        run(one, wall, 100)
        one.keep("note", "the writer is done").result()
        assert library._shelf.room_time(1)[0] >= 100 - KEPT_EVERY, "a kill would cost no more"
        one.close()
    with open_library(None) as library:
        again = Drill.of(library.resume("1"))
        again.close()
    assert (again.room_seconds, again.move_seconds) == (100.0, 100.0)


def test_a_whole_exercise_can_be_jumped_through() -> None:
    """On the first scenario jumps reach EndEx, every main message is met on the way, and no truth is in the view."""
    one = a_drill()
    mains = set()
    for _ in range(400):
        mains |= {waiting.ref for waiting in one.view.open if waiting.main}
        if one.view.ended:
            break
        one.jump()
        one.settle()
    one.close()
    assert one.view.ended
    assert {"dlq-alarm", "extortion-mail"} <= mains
    assert not one.known.reads
    assert one.known.truth is None


@pytest.mark.parametrize("gear", ["paced", "jump"])
@pytest.mark.parametrize("kind", get_args(HaltKind))
def test_why_time_stands_fits_eighty_columns(kind: HaltKind, gear: str) -> None:
    """The reason is whole on the smallest screen, and so are the keys beside it, or they are left to the key line."""
    subject = {"slept": "45 min", "inject": "The operator has switched it off everywhere"}.get(kind, "Determine")
    state = STANDS.get(kind, "frozen")
    told = flat(halt_line(state, kind, subject, gear, width=80))
    assert halt_words(kind, subject) in told
    assert len(told) <= 80
    assert told.rstrip().endswith((".", subject))
