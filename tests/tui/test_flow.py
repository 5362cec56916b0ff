"""Moving through time and from screen to screen: pause, jumps, help, letters, the projector, copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Digits

from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ActionId
from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, SMALL, Clock, DrillHost, a_drill, a_tiny_drill, text_of, typed, until
from tests.tui.ended import an_ended_drill
from tui.actions import action
from tui.dialogs.answer import AnswerDialog
from tui.dialogs.ask import UnansweredDialog
from tui.dialogs.decide import DecideDialog
from tui.dialogs.help import HelpDialog
from tui.owned import OWN
from tui.pacing import Halt
from tui.present import flat
from tui.screens.briefing import BriefingScreen
from tui.screens.room import WarRoom
from tui.texts.room import work_line
from tui.widgets.fields import Words
from tui.widgets.panels import Panel
from tui.widgets.rows import Lines


async def test_pause_works_under_a_dialog_and_while_typing() -> None:
    """F8 in the middle of a sentence stops time for good; the sentence stays, and the clock lines stay in sight."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        drill.toggle()
        states = [drill.run_state]
        app.action_decide()
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the decision box")
        states.append(drill.run_state)
        await typed(pilot, "we call ")
        await pilot.press("f8")
        await pilot.pause()
        states.append(drill.run_state)
        assert states == ["live", "frozen", "paused"]
        assert app.screen.query_one("#words", Words).value == "we call "
        first = text_of(app).splitlines()[0]
        assert "PAUSED" in first
        assert "EXERCISE" in first
        await pilot.press("escape")
        await pilot.pause()
        assert drill.run_state == "paused"


async def test_jump_goes_to_the_next_thing() -> None:
    """J asks once about the message that waits, then moves time to the next move, says so, and stops there."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.set_interval(0.05, drill.tick)
        before = drill.view.now
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, UnansweredDialog), "the question")
        assert drill.view.now == before
        app.screen.query_one("#go", Button).press()
        await until(pilot, lambda: drill.run_state == "frozen" and drill.view.day == 1, "the next move")
        assert drill.halt is not None
        assert (drill.halt.kind, drill.halt.subject) == ("move", "Notify")
        await until(pilot, lambda: "A new move begins: Notify" in text_of(app), "the reason")
        before = drill.view.now
        await pilot.press("j")
        await until(pilot, lambda: drill.view.now > before, "the way on, without another question")


async def test_the_key_runs_nothing_that_was_not_answered() -> None:
    """F3 leaves the exercise ready; Space opens the discussion; the next asks, and leads to the answer."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f2", "f3")
        await pilot.pause()
        assert drill.run_state == "ready"
        await pilot.press("space")
        assert drill.halt == Halt(kind="inject", subject="A reporter calls")
        now = drill.view.now
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, UnansweredDialog), "the question")
        assert "A reporter calls" in text_of(app)
        assert drill.view.now == now
        app.screen.query_one("#answer", Button).press()
        await until(pilot, lambda: isinstance(app.screen, AnswerDialog), "the message")


async def test_help_and_palette_offer_every_action() -> None:
    """F1 lists every action with its keys; the palette has the same titles, and the clock lines stay above both."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog), "help")
        assert "Legal act: say when the breach was discovered" in text_of(app)
        await pilot.press("escape")
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert {"Discovery date", "Decide  (d)", "Pause  (Space)"} <= set(titles)
        await pilot.press("colon")
        await until(pilot, lambda: type(app.screen).__name__ == "CommandPalette", "the palette")
        await pilot.pause()
        assert "EXERCISE" in text_of(app).splitlines()[0]


async def test_help_opens_in_a_dialog_with_its_own_keys() -> None:
    """F1 says how one moves in a dialog and which keys it has, offers nothing that it has not, and leads back."""
    app = DrillHost(a_tiny_drill(), WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the dialog")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog), "the help")
        await until(pilot, lambda: "Tab goes to the next field" in text_of(app), "how one moves")
        said = text_of(app)
        assert "Stop time, or let it run." in said
        assert "Let one day pass" not in said
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the dialog again")


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (1, 1)])
async def test_a_tiny_terminal_shows_the_clocks(size: tuple[int, int]) -> None:
    """On any terminal there is a screen: the clock lines and one panel, never an error."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, WarRoom)
        if size[0] >= 20:
            assert "EXERCISE" in text_of(app)
            assert "HHS" in text_of(app) or "LETTERS" in text_of(app)


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_projector_shows_clocks_message_and_decision(size: tuple[int, int]) -> None:
    """Z shows figures, the newest message and what waits, and fills the screen with them; z again goes back."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=size) as pilot:
        await pilot.press("Z")
        await until(pilot, lambda: "Newest message" in text_of(app), "the projector")
        shown = [panel for panel in app.screen.query(Panel) if panel.display]
        assert [panel.id for panel in shown] == ["newest", "todo"]
        assert shown[0].region.width == size[0]
        assert shown[-1].region.bottom == app.screen.query_one("#halt").region.y, "no room is left empty"
        assert text_of(app).count("A reporter calls") >= 2
        digits = [one.value for one in app.screen.query(Digits) if one.region]
        assert digits[0] == f"{drill.view.when:%H:%M}"
        assert len(digits) > 2, "at least one clock stands beside the times"
        assert app.screen.query_one("#line").display
        await pilot.press("z")
        await until(pilot, lambda: "Newest message" not in text_of(app), "the room")


async def test_panels_and_strip_show_one_time() -> None:
    """While nothing happens but time, what counts down in a panel counts down with the clock lines."""
    clock = Clock()
    drill = a_drill(wall=clock)
    drill.submit(TakeAction(seat=drill.seat, action=ActionId("snapshot-queue"), target="appt-sync-dlq")).result()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: "about" in text_of(app), "the work under way")
        facts, before = drill.view.entries, work_line(drill.view.running[0])
        drill.toggle()
        clock.now += 10
        drill.tick()
        drill.settle()
        after = work_line(drill.view.running[0])
        assert (drill.view.entries, after != before) == (facts, True)
        await until(pilot, lambda: flat(after)[-15:] in text_of(app), "the same time in the panel")


AFTER_PLAY = {"show_hotwash", "show_turning", "show_report"}
PLACES = [(one.keys[0], one.id.replace("go.", "show_")) for one in OWN if one.place == "go"]


@pytest.mark.parametrize(("letter", "name"), PLACES)
async def test_screens_by_letter(letter: str, name: str) -> None:
    """The key g and a letter open what a key opens, what follows play after it; the menu has the letter's action."""
    assert action(name).keys
    drill = an_ended_drill(washed=True) if name in AFTER_PLAY else a_tiny_drill()
    app = DrillHost(drill, BriefingScreen)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press("g", letter)
        wanted = {"show_report": "reportscreen"}.get(name, name.removeprefix("show_"))
        await until(pilot, lambda: app.screen is app._screens.get(wanted), wanted)


async def test_a_panel_is_copied_as_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The key y puts what the panel says on the clipboard and into a file, markup and all, without style."""
    monkeypatch.setenv(HOME, str(tmp_path))
    app = DrillHost(a_tiny_drill("How [red]many[/red]?"), WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        app.screen.query_one("#feed", Panel).focus()
        await pilot.press("y")
        assert "How [red]many[/red]?" in app.clipboard
        (written,) = tmp_path.rglob("panel-feed*.txt")
        assert written.read_text(encoding="utf-8") == f"{app.clipboard}\n"
        await pilot.press("g", "l")
        await until(pilot, lambda: app.screen is app._screens.get("lists"), "the lists")
        app.screen.query_one("#switches", Lines).focus()
        await pilot.press("y")
        assert "[ ] Dlq access log" in app.clipboard
        app.screen.set_focus(None)
        await pilot.press("y")
        assert "[ ] Dlq access log" in app.clipboard, "nothing to copy changes nothing"
