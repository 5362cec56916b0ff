"""A team's way through the tabletop, key by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Digits, OptionList, Select

from simulator.domain.decisions import TakeAction
from simulator.domain.facts import DecisionRecorded, DecisionRefused
from simulator.domain.ids import ActionId, StoreId
from simulator.exercise.folders import HOME
from tests.tui.drills import (
    BIG,
    SMALL,
    Clock,
    DrillHost,
    a_drill,
    a_tiny_drill,
    an_app,
    text_of,
    typed,
    until,
)
from tests.tui.ended import an_ended_drill
from tui.actions import action
from tui.dialogs.agree import AgreeDialog
from tui.dialogs.answer import AnswerDialog
from tui.dialogs.ask import RefusedDialog, UnansweredDialog
from tui.dialogs.decide import DecideDialog, OrderDialog
from tui.dialogs.help import HelpDialog
from tui.owned import OWN
from tui.pacing import Halt
from tui.present import flat, work_line
from tui.screens.briefing import BriefingScreen
from tui.screens.lobby import LobbyScreen
from tui.screens.room import WarRoom
from tui.screens.setup import SetupScreen
from tui.widgets.fields import Choices, Words
from tui.widgets.panels import Panel
from tui.widgets.rows import Lines


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


async def test_a_refusal_names_who_may() -> None:
    """An order on somebody else's authority is refused, and the dialog names the seats that could."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(OrderDialog(drill, drill.playbook.actions[ActionId("purge-queue")], "purge it"))
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        app.screen.query_one("#target", Select).value = "appt-sync-dlq"
        app.screen.query_one("#by", Select).value = "privacy-officer"
        app.screen.query_one("#reason", Words).value = "clean"
        await pilot.pause()
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: isinstance(app.screen, RefusedDialog), "the refusal")
        assert "Who may: Security lead" in text_of(app)
        assert isinstance(drill.known.refused[0].fact, DecisionRefused)
        await pilot.press("escape")


async def test_an_irreversible_order_asks_for_a_reason() -> None:
    """Without a reason nothing is submitted, and the box says what is missing."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        app.push_screen(OrderDialog(drill, drill.playbook.actions[ActionId("purge-queue")], ""))
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        app.screen.query_one("#target", Select).value = "appt-sync-dlq"
        await pilot.pause()
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: "give the reason" in text_of(app), "the complaint")
        assert not drill.known.decisions


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


async def test_what_matches_nothing_is_declared_with_its_words() -> None:
    """Words that match no action are recorded as said, and wait for the facilitator."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.action_decide()
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the decision box")
        await typed(pilot, "we phone grandmother")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#matches", Choices).option_count == 1, "the way out")
        await pilot.press("enter")
        await until(pilot, lambda: bool(drill.known.declared), "the declaration")
        assert drill.words == [(1, "answer", "we phone grandmother")]
        assert [one.kind for one in drill.view.open if one.ref == "1"] == ["declared"]


async def test_a_message_is_answered_in_own_words_first() -> None:
    """The answers stay hidden until somebody spoke; the chosen one is recorded with the words."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AnswerDialog), "the message")
        assert not app.screen.query_one("#answers").display
        await typed(pilot, "only facts")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#answers").display, "the answers")
        await pilot.press("enter")
        await until(pilot, lambda: bool(drill.known.answers), "the answer")
        recorded = drill.known.decisions[0].fact
        assert isinstance(recorded, DecisionRecorded)
        assert drill.words == [(1, "answer", "only facts")]


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


async def test_a_purge_says_its_price_and_wants_it_typed() -> None:
    """Once the counters are pulled, the box names how many people are lost, and does nothing until that is typed."""
    drill = a_drill()
    purge = drill.playbook.actions[ActionId("purge-queue")]
    drill.submit(TakeAction(seat=drill.seat, action=ActionId("snapshot-queue"), target="appt-sync-dlq")).result()
    while "dlq-receive-counts" not in drill.known.pulled:
        drill.jump()
        drill.settle()
    people = drill.ask(lambda exercise: exercise.losing(StoreId("appt-sync-dlq"))).result()
    before = len(drill.known.decisions)
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        app.push_screen(OrderDialog(drill, purge, "purge it"))
        await until(pilot, lambda: f"{people} people can no longer be excluded" in text_of(app), "the price")
        app.screen.query_one("#second", Select).value = "privacy-officer"
        app.screen.query_one("#reason", Words).value = "clinics"
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: f"Type {people}" in text_of(app), "the demand")
        assert len(drill.known.decisions) == before
        app.screen.query_one("#consequence", Words).value = str(people)
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: isinstance(app.screen, AgreeDialog), "the second role's turn")
        app.screen.query_one("#refuse", Button).press()
        await until(pilot, lambda: "why not" in text_of(app), "the demand for a reason")
        app.screen.query_one("#words", Words).value = "the copies are evidence"
        app.screen.query_one("#refuse", Button).press()
        await until(pilot, lambda: len(drill.evaluation.notes) == 1, "the dissent")
        assert len(drill.known.decisions) == before
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: isinstance(app.screen, AgreeDialog), "the second role's turn again")
        app.screen.query_one("#agree", Button).press()
        await until(pilot, lambda: len(drill.known.decisions) == before + 1, "the order")


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
