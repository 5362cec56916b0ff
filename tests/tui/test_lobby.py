"""From the lobby into the room."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList, Select

from simulator.domain.decisions import TakeAction
from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, SMALL, a_playbook, an_app, text_of, typed, until
from tui.app import DrillApp
from tui.dialogs.decide import DecideDialog
from tui.dialogs.order import OrderDialog
from tui.kept import open_library
from tui.pacing import Drill
from tui.screens.briefing import BriefingScreen
from tui.screens.lobby import LobbyScreen
from tui.screens.room import WarRoom
from tui.screens.setup import SetupScreen
from tui.widgets.fields import Choices


@pytest.mark.parametrize("size", [BIG, SMALL])
async def test_every_length_can_be_seen_and_chosen(size: tuple[int, int]) -> None:
    """The list of lengths opens over the lobby with a line for each."""
    app = an_app()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: bool(app.screen.query_one("#length", Select).display), "the lengths")
        length = app.screen.query_one("#length", Select)
        length.action_show_overlay()
        overlay = length.query_one(OptionList)
        await until(pilot, lambda: overlay.display and overlay.size.height >= overlay.option_count > 2, "all of them")
        assert overlay.region.bottom <= size[1]


@pytest.mark.parametrize("size", [BIG, SMALL])
async def test_from_the_lobby_to_the_first_order(size: tuple[int, int]) -> None:
    """Lobby, briefing, war room, and a snapshot ordered by saying so: keys alone are enough, at both sizes."""
    app = an_app()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: bool(app.screen.query_one("#list", Choices).option_count), "scenarios")
        assert isinstance(app.screen, LobbyScreen)
        offered = app.screen.query_one("#list", Choices)
        offered.highlighted = offered.get_option_index("leaky-sync-queue")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the set-up")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")
        drill = app.drill
        assert drill is not None
        assert drill.run_state == "frozen"
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the decision box")
        await typed(pilot, "snapshot the queue")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        await typed(pilot, "keep it")
        await pilot.press("enter", "enter", "enter", "enter")
        await until(pilot, lambda: bool(drill.known.decisions), "the decision")
        taken = drill.known.decisions[0].fact.decision
        assert isinstance(taken, TakeAction)
        assert taken.explained, "whoever takes over reads that there is a reason"
        assert (1, "reason", "keep it") in drill.words
        assert (1, "answer", "snapshot the queue") in drill.words
        await until(pilot, lambda: "Snapshot the dead-letter queue" in text_of(app), "the feed to tell it")


async def test_the_lobby_begins_a_scenario_in_another_length() -> None:
    """Who has 45 room minutes says so before Start, and plays the cut."""
    app = an_app()
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: bool(app.screen.query_one("#list", Choices).option_count), "scenarios")
        await until(pilot, lambda: not app.screen.query_one("#length").has_class("hidden"), "the lengths")
        length = app.screen.query_one("#length", Select)
        assert length.value == "90"
        length.value = "45"
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the set-up")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing")
        assert app.drill is not None
        assert app.drill.playbook.room_minutes == app.drill.playbook.length == 45


@pytest.mark.parametrize(("moved", "seed"), [(0, 2), (1, 1)], ids=["newest", "moved"])
async def test_the_exercise_under_the_cursor_is_resumed(
    moved: int, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R goes on with the exercise that the lobby marks: the newest at first, another once the cursor stands there."""
    monkeypatch.setenv(HOME, str(tmp_path))
    with open_library(None) as library:
        for one in (1, 2):
            Drill.of(library.begin(a_playbook(), one, "room", "assisted")).close()
    with open_library(None) as library:
        app = DrillApp(library, calm=True)
        async with app.run_test(size=SMALL) as pilot:
            await until(pilot, lambda: app.screen.query_one("#saves", Choices).option_count == 2, "the exercises")
            app.screen.query_one("#saves", Choices).focus()
            await pilot.press(*["down"] * moved, "r")
            await until(pilot, lambda: app.drill is not None, "the exercise")
            assert app.drill is not None
            assert app.drill.exercise.seed == seed
