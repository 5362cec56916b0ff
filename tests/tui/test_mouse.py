"""The main path can be gone with the mouse: names of panels, keys on the line, rows, buttons."""

from __future__ import annotations

from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Button

from tests.tui.drills import SMALL, DrillHost, a_drill, a_tiny_drill, an_app, pasted, text_of, until
from tui.dialogs.decide import DecideDialog
from tui.dialogs.order import OrderDialog
from tui.screens.evidence import EvidenceScreen
from tui.screens.lobby import LobbyScreen
from tui.screens.room import WarRoom
from tui.screens.setup import SetupScreen
from tui.widgets.fields import Choices
from tui.widgets.panels import Panel
from tui.widgets.panes import Pane


async def click_on(app: DrillHost, pilot: Pilot[int], words: str) -> None:
    """Click on the first place on the screen where these words stand."""
    y, line = next((y, line) for y, line in enumerate(text_of(app).split("\n")) if words in line)
    await pilot.click(offset=Offset(line.index(words) + 1, y))
    await pilot.pause()


async def test_an_action_is_ordered_with_the_mouse() -> None:
    """A click on a panel's name shows it, one on the key opens the box, one on a row and one on the button order it."""
    drill = a_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await click_on(app, pilot, "2 Decide")
        assert app.screen.query_one("#open", Panel).has_class("-chosen")
        await click_on(app, pilot, "d Decide")
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the box")
        await pasted(pilot, "snapshot the queue")
        await pilot.press("enter")
        await until(pilot, lambda: "Snapshot the dead" in text_of(app), "what matches")
        await click_on(app, pilot, "Snapshot the dead")
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        app.screen.query_one("#order", Button).scroll_visible(animate=False)
        await pilot.pause()
        await pilot.click("#order")
        await until(pilot, lambda: bool(drill.known.decisions), "the order in the journal")
    assert drill.known.decisions[0].fact.decision.kind == "take-action"


async def test_a_click_on_a_name_shows_its_pane() -> None:
    """The screens of panes have names to click on, too."""
    app = DrillHost(a_tiny_drill(), EvidenceScreen)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await click_on(app, pilot, "3 ")
        assert app.screen.query(Pane)[2].has_class("-shown")


async def test_a_click_in_the_lobby_looks_and_a_second_one_begins() -> None:
    """Who clicks through the scenarios reads of each; only a click on the marked one leads to its set-up."""
    app = an_app()
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.screen.query_one("#list", Choices).option_count > 2, "the scenarios")
        await pilot.click("#list", offset=Offset(4, 1))
        await until(pilot, lambda: "STORM DOOR" in text_of(app), "what it is about")
        assert isinstance(app.screen, LobbyScreen)
        await pilot.click("#list", offset=Offset(4, 1))
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the set-up")
