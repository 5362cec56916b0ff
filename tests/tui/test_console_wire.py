"""Two terminals over one library: what the console asks is done by the process that plays, and both see the same."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from textual.widgets import Button

from simulator.domain import decisions as d
from simulator.domain.ids import CONTROLLER, ROOM
from simulator.errors import InputError
from simulator.exercise.folders import HOME
from simulator.exercise.library import Library
from simulator.exercise.library.following import Following
from simulator.exercise.room.console.wire import GONE_AFTER, SILENT_AFTER, Request
from tests.tui.drills import BIG, Clock, a_playbook, text_of, typed, until
from tui.app import DrillApp
from tui.console.app import ConsoleApp
from tui.console.messaging import deciding
from tui.console.mirror import Mirror, RemoteDesk
from tui.join import require_pin
from tui.kept import open_library

PIN = "2468"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty library in a real SQLite file, and on a real server."""
    monkeypatch.setenv(HOME, str(tmp_path))
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'shared.sqlite'}"
    return str(request.getfixturevalue("database"))


@pytest.fixture
def room(url: str) -> Iterator[subprocess.Popen[bytes]]:
    """The room, played by a process of its own."""
    process = subprocess.Popen([sys.executable, "-m", "tests.tui.hosted", url, "1"], stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + 60
        with Library.open(url) as library:
            while not library.list():
                assert time.monotonic() < ends, "the room did not begin"
                assert process.poll() is None, "the room ended"
                time.sleep(0.2)
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_pin_is_asked_for_at_the_second_terminal(url: str) -> None:
    """The exercise's own PIN opens; a wrong one is bad input; the first terminal to join may choose it."""
    with Library.open(url) as library:
        library.create(a_playbook(), 1, "room", "assisted")
        control = library.control(1)
        require_pin(control, lambda _: PIN, None)
        require_pin(control, lambda prompt: PIN if prompt == "PIN" else "", None)
        with pytest.raises(InputError, match="not the PIN"):
            require_pin(control, lambda _: "0000", None)
        with pytest.raises(InputError, match="not the PIN"):
            require_pin(control, lambda _: PIN, "0000")


async def test_the_room_does_what_a_console_of_another_process_asks(url: str, room: subprocess.Popen[bytes]) -> None:
    """Released from the console, a message reaches the room's journal; replayed here it is the same."""
    with Library.open(url) as library:
        mirror = Mirror(Following(library, 1), "assisted")
        app = ConsoleApp(mirror, calm=True)
        async with app.run_test(size=BIG) as pilot:
            await until(pilot, lambda: app.desk.holding and mirror._pulse.beat > 0, "the room's pulse")
            waiting = next(one for one in mirror.playbook.injects.values() if one.id not in mirror.known.injects)
            answer = await app.desk.ask(deciding(d.FireInject(seat=CONTROLLER, inject=waiting.id), reason="pace"))
            assert answer.ok, answer.text
            await until(pilot, lambda: waiting.id in mirror.exercise.known(ROOM).injects, "the same decision here")
            assert not (await app.desk.ask(deciding(d.FireInject(seat=CONTROLLER, inject=waiting.id)))).ok
            assert not (await app.desk.ask(deciding(d.Declare(seat=ROOM)))).ok, "a player's decision"
            assert not (await app.desk.ask(Request(asks="rate", says={"objective": "x", "rating": "Z"}))).ok
            assert (await app.desk.ask(Request(asks="note", says={"text": "quiet", "tag": "!"}))).ok
            assert (await app.desk.ask(Request(asks="faster"))).ok
            await until(pilot, lambda: mirror.gear == 360, "the room's gear")
            await until(pilot, lambda: bool(mirror.evaluation.notes), "the note")
            assert (await app.desk.ask(Request(asks="toggle"))).ok
            await until(pilot, lambda: mirror.run_state in {"live", "jump", "frozen"}, "time")
            assert "PLAYERS CAN'T SEE THIS" in text_of(app)
            room.kill()
            room.wait()
    with Library.open(url) as library:
        assert [one.decision.kind for one in library.taken(1, 0)] == ["fire-inject", "fire-inject"]
        assert [one.text for one in library.words(1) if one.role == "reason"] == ["pace"]


async def test_a_room_that_died_is_told(url: str) -> None:
    """After twenty seconds without a pulse the banner says so, and what is asked is not said to be done."""
    wall = Clock()
    with Library.open(url) as library:
        library.create(a_playbook(), 1, "room", "assisted")
        mirror = Mirror(Following(library, 1), "assisted", wall)
        app = ConsoleApp(mirror, calm=True)
        async with app.run_test(size=BIG) as pilot:
            await until(pilot, lambda: app.desk.holding, "the console")
            assert "has not answered" not in text_of(app)
            wall.now += SILENT_AFTER + 1
            await until(pilot, lambda: "has not answered for 21 s" in text_of(app), "the banner")


async def test_the_second_facilitator_may_look_and_take_over_with_the_pin(url: str) -> None:
    """The first holds; the second is told who does, and asks in vain; with the PIN it takes over, the first is told."""
    with Library.open(url) as first, Library.open(url) as second:
        first.create(a_playbook(), 1, "room", "assisted")
        first.control(1).set_pin(PIN)
        wall = Clock()  # stands: however slow the machine, the first is never taken for dead
        holds = RemoteDesk(Mirror(Following(first, 1), "assisted", wall))
        holds.hold()
        app = ConsoleApp(Mirror(Following(second, 1), "assisted", wall), calm=True)
        async with app.run_test(size=BIG) as pilot:
            await until(pilot, lambda: "Look only" in text_of(app), "who holds it")
            answer = await app.desk.ask(Request(asks="break"))
            assert not answer.ok
            assert "holds the console" in answer.text
            await pilot.press("X")
            await until(pilot, lambda: bool(app.screen.query("#pin")), "the gate")
            await typed(pilot, PIN)
            await pilot.press("enter")
            await until(pilot, lambda: bool(app.screen.query("#take")), "the question")
            app.screen.query_one("#take", Button).press()
            await until(pilot, lambda: app.desk.holding, "the console")
            holds.hold()
            assert not holds.holding
        holds.mirror.close()


def test_a_console_that_died_gives_way(url: str) -> None:
    """Its beat stands still: after a while another holds by itself, and not before."""
    wall = Clock()
    with Library.open(url) as library, Library.open(url) as dead:
        library.create(a_playbook(), 1, "room", "assisted")
        dead.control(1).take()
        desk = RemoteDesk(Mirror(Following(library, 1), "assisted", wall))
        desk.hold()
        wall.now += GONE_AFTER - 1
        desk.hold()
        assert not desk.holding
        wall.now += 1
        desk.hold()
        assert desk.holding
        desk.mirror.close()


def test_two_consoles_that_come_at_once_do_not_collide(url: str) -> None:
    """Both find nobody and write the first row: one of them holds, the other is told so at its next look."""
    with Library.open(url) as first, Library.open(url) as second:
        first.create(a_playbook(), 1, "room", "assisted")
        for _ in range(10):
            controls = first.control(1), second.control(1)
            with ThreadPoolExecutor() as both:
                list(both.map(lambda one: one.take(), controls))
            assert sorted(one.beat() for one in controls) == [False, True]
            for one in controls:
                one.leave()
            assert first.control(1).holder() is None


def test_a_console_that_left_does_not_come_back(url: str) -> None:
    """A look that was under way when it left takes nothing: the next console need not wait."""
    with Library.open(url) as library:
        library.create(a_playbook(), 1, "room", "assisted")
        desk = RemoteDesk(Mirror(Following(library, 1), "assisted", Clock()))
        desk.hold()
        assert desk.holding
        desk.leave()
        desk.hold()
        assert library.control(1).holder() is None
        desk.mirror.close()


async def test_a_room_that_closed_is_told_at_once(url: str) -> None:
    """A room that ends in good order says so: nobody waits twenty seconds, and nothing is asked of nobody."""
    with Library.open(url) as library, open_library(url) as kept:
        library.create(a_playbook(), 1, "room", "assisted")
        library.leave(1)
        following = Following(library, 1)
        following.control.take()
        app = DrillApp(kept, first=lambda: kept.resume("1"), calm=True)
        async with app.run_test(size=BIG) as pilot:
            await until(pilot, lambda: following.control.room() is not None, "the room's pulse", 30)
        console = ConsoleApp(Mirror(following, "assisted"), calm=True)
        console.desk.take()
        async with console.run_test(size=BIG) as pilot:
            await until(pilot, lambda: "The room is closed" in text_of(console), "the banner", 30)
            answer = await console.desk.ask(Request(asks="toggle"))
            assert not answer.ok
            assert "resume it there" in answer.text
        assert library.control(1).waiting() == ()


async def test_what_a_closed_room_was_asked_is_not_done_later(url: str) -> None:
    """A request from before the room was opened is answered, not done: nobody expects it any more."""
    with Library.open(url) as library:
        library.create(a_playbook(), 1, "room", "assisted")
        number = library.control(1).ask(Request(asks="toggle"))
        library.leave(1)
    with open_library(url) as kept:
        app = DrillApp(kept, first=lambda: kept.resume("1"), calm=True)
        async with app.run_test(size=BIG) as pilot:
            await until(pilot, lambda: app.drill is not None, "the room")
            await asyncio.sleep(0.3)
            assert app.drill is not None
            assert app.drill.run_state == "ready"
    with Library.open(url) as library:
        answered = library.control(1).answered(number)
        assert answered is not None
        assert not answered[0]
        assert "room was closed" in answered[1]


def test_a_request_leaves_no_words_behind(url: str) -> None:
    """Once it is answered, what was typed stands among the words alone, where `redact` finds it."""
    with Library.open(url) as library:
        library.create(a_playbook(), 1, "room", "assisted")
        control = library.control(1)
        control.ask(Request(asks="note", says={"text": "Mrs Real Patient"}))
        posted = control.waiting()[0]
        assert posted.request.says["text"] == "Mrs Real Patient"
        control.answer(posted.number, "Noted.", ok=True)
        assert control.waiting() == ()
        with library._database.work() as connection:
            dump = connection.exec_driver_sql("SELECT json, answer FROM console_request").all()
        assert dump == [("", "Noted.")]


def test_a_row_that_nobody_can_read_is_answered_so(url: str) -> None:
    """A damaged request stops nothing: it is refused, and the next one is read."""
    with Library.open(url) as library:
        library.create(a_playbook(), 1, "room", "assisted")
        control = library.control(1)
        number = control.ask(Request(asks="break"))
        with library._database.work() as connection:
            connection.exec_driver_sql('UPDATE console_request SET json = \'{"asks": "format-disk"}\'')
        control.ask(Request(asks="talk"))
        assert [one.request.asks for one in control.waiting()] == ["talk"]
        answered = control.answered(number)
        assert answered is not None
        assert not answered[0]
