"""The controller's screen: everything that is true on one screen, and no way to it from another seat."""

from __future__ import annotations

import pytest

from simulator.domain.ids import CONTROLLER
from tests.tui.drills import BIG, SMALL, DrillHost, a_drill, text_of, until
from tui.dialogs.help import HelpDialog
from tui.plain.conversation import PlainDrill
from tui.screens.room import WarRoom
from tui.screens.truth import TruthScreen


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_controller_sees_the_truth(size: tuple[int, int]) -> None:
    """T shows sets by state, both sides' clocks and what comes next, under a warning."""
    app = DrillHost(a_drill(seat=CONTROLLER), WarRoom)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("T")
        await until(pilot, lambda: isinstance(app.screen, TruthScreen), "the screen")
        seen = ""
        for number in ("1", "2", "3"):
            await pilot.press(number)
            await until(pilot, lambda: "TRUTH" in text_of(app), "the pane")
            await pilot.pause(0.3)
            seen += text_of(app)
        for word in ("PLAYERS CAN'T SEE THIS", "notifiable", "in all", "NEXT", "  truth  ", "  room   "):
            assert word in seen


@pytest.mark.parametrize("seat", ["room", "privacy-officer"])
async def test_no_other_seat_reaches_it(seat: str) -> None:
    """Neither key, palette, help nor the action itself shows it; and the screen, if it were made, stays empty."""
    drill = a_drill(seat=seat)
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        room = app.screen
        await pilot.press("T")
        app.action_show_truth()
        await pilot.pause()
        assert app.screen is room
        assert "Truth" not in {one.title.split("  ")[0] for one in app.get_system_commands(room)}
        assert "T Truth" not in text_of(app)
        app.push_screen(HelpDialog("", drill))
        await pilot.pause()
        assert "Controller alone" not in text_of(app)
        app.pop_screen()
        app.push_screen(TruthScreen(drill))
        await until(pilot, lambda: "The truth is closed to the seat" in text_of(app), "the refusal")
        assert "notifiable" not in text_of(app)


def test_plain_tells_it_to_the_controller_alone() -> None:
    """Line by line the same: the truth for the controller, a refusal for the room."""
    for seat, told in ((CONTROLLER, "notifiable"), ("room", "The truth is closed")):
        said: list[str] = []
        drill = a_drill(seat=seat)
        PlainDrill(drill, lambda _: "", said.append).truth()
        drill.close()
        assert any(told in line for line in said)
        assert ("notifiable" in " ".join(said)) == (seat == CONTROLLER)
