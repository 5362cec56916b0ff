"""Coming back to an exercise that was begun before."""

from __future__ import annotations

import asyncio

import pytest

from simulator.domain.decisions import Declare
from simulator.domain.ids import SeatId
from simulator.exercise.play import Exercise
from tests.tui.drills import (
    BIG,
    SMALL,
    a_playbook,
    an_app,
    text_of,
    until,
)
from tui.app import DrillApp
from tui.keeping import Opened
from tui.screens.briefing import BriefingScreen
from tui.screens.room import WarRoom


async def test_a_resumed_exercise_opens_in_the_room() -> None:
    """With decisions taken already, the briefing is skipped."""
    playbook = a_playbook()
    app = an_app(playbook)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing of a new exercise")
        drill = app.drill
        assert drill is not None
        drill.submit(Declare(seat=drill.seat)).result()
        app.enter(drill)
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")


async def test_time_played_is_not_called_a_beginning() -> None:
    """Where minutes were played and nothing was decided, the room opens and says that it is taken up again."""
    playbook = a_playbook()
    exercise = Exercise(playbook, playbook.seed)
    exercise.advance(600)
    app = DrillApp(
        calm=True, first=lambda: Opened(exercise=exercise, seat="room", mode="assisted", room_time=(10.0, 10.0))
    )
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")
        await until(pilot, lambda: "PAUSED: Taken up again" in text_of(app), "why time stands")
        assert "Nothing runs yet" not in text_of(app)
        assert app.drill is not None
        assert app.drill.decided == 10.0, "the silence that may mean a stuck room is counted from here"


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_a_resumed_room_has_its_layout_before_its_first_frame(size: tuple[int, int]) -> None:
    """No frame of another size's layout is painted: the classes are there before any panel is styled."""
    playbook = a_playbook()
    exercise = Exercise(playbook, playbook.seed)
    exercise.submit(Declare(seat=SeatId("room")))
    app = DrillApp(calm=True, first=lambda: Opened(exercise=exercise, seat="room", mode="assisted"))
    seen: list[set[str]] = []
    widths: set[int] = set()
    async with app.run_test(size=size) as pilot:
        async with asyncio.timeout(20):
            while not seen or not app.screen.query_one("#feed").region:
                await asyncio.sleep(0)
                if isinstance(app.screen, WarRoom) and app.screen.query("#feed"):
                    seen.append({*app.screen.classes})
                    widths |= {app.screen.query_one("#feed").region.width} - {0}
        await pilot.pause()
        widths |= {app.screen.query_one("#feed").region.width}
    assert all(one >= ({"-wide", "-tall"} if size == BIG else {"-narrow", "-short"}) for one in seen)
    assert widths == {size[0] - 36 - 38 if size == BIG else size[0]}
