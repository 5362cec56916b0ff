"""Between the lobby and the briefing: everything has a default, and what was arranged is written down."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Input, Select

from simulator.domain.evaluation import records as r
from simulator.exercise.evaluating.earlier import Earlier
from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, SMALL, DrillHost, a_drill, a_tiny_playbook, an_app, text_of, typed, until
from tui.app import DrillApp
from tui.arranging import arrangement_of, records_of
from tui.dialogs.estimate import EstimateDialog
from tui.dialogs.help import HelpDialog
from tui.dialogs.seat import SeatDialog
from tui.estimates import due_moment
from tui.kept import open_library
from tui.messages import Begin
from tui.pacing import Drill, Halt
from tui.records import write_down
from tui.screens.briefing import BriefingScreen
from tui.screens.room import WarRoom
from tui.screens.setup import SetupScreen
from tui.widgets.fields import Words
from tui.widgets.rows import Lines, Ticks


def a_wish() -> Begin:
    """The tiny scenario, as the lobby asks for it."""
    tiny = a_tiny_playbook()
    return Begin(tiny, 1, "assisted", tiny.room_minutes)


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_enter_starts_with_the_defaults(size: tuple[int, int]) -> None:
    """Nobody has to fill anything in: Enter begins, with every objective and every role written down."""
    app = an_app()
    async with app.run_test(size=size) as pilot:
        await app.on_begin(a_wish())
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the set-up")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing")
        drill = app.drill
        assert drill is not None
        await until(pilot, lambda: len(drill.evaluation.seated) == len(drill.playbook.seats), "the records")
        arranged = drill.evaluation.arranged
        assert arranged is not None
        assert arranged.objectives == tuple(one.id for one in drill.playbook.objectives)
        assert not arranged.solo


async def test_who_sits_where_is_written_down() -> None:
    """A name, a role that is away, solo, the sponsor: all of it stands in the records."""
    app = an_app()
    async with app.run_test(size=BIG) as pilot:
        await app.on_begin(a_wish())
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the set-up")
        screen = app.screen
        assert isinstance(screen, SetupScreen)
        screen.query_one("#who", Lines).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SeatDialog), "the role")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog), "the help of the role")
        assert "stands in for it" in " ".join(text_of(app).split())
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, SeatDialog), "the role again")
        await pilot.pause()
        await typed(pilot, "Stand-in")
        app.screen.query_one("#how", Select).value = "away"
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen, "the set-up again")
        assert "away: somebody stands in" in text_of(app)
        screen.query_one("#room", Select).value = "solo"
        screen.query_one("#sponsor", Words).value = "Board"
        screen.query_one("#objectives", Ticks).focus()
        await pilot.press("s")
        await until(pilot, lambda: app.drill is not None and app.drill.evaluation.arranged is not None, "the records")
        assert app.drill is not None
        evaluation, first = app.drill.evaluation, next(iter(app.drill.playbook.seats))
        assert (evaluation.seated[first].name, evaluation.seated[first].how) == ("Stand-in", "away")
        assert evaluation.arranged is not None
        assert evaluation.arranged.solo
        assert evaluation.arranged.sponsor == "Board"


async def test_no_objective_no_start() -> None:
    """An exercise that tests nothing does not begin; Esc goes back to the lobby."""
    app = an_app()
    async with app.run_test(size=SMALL) as pilot:
        lobby = app.screen
        await app.on_begin(a_wish())
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the set-up")
        objectives = app.screen.query_one("#objectives", Ticks)
        objectives.focus()
        for key in objectives.ticked:
            objectives.cursor = next(place for place in range(objectives.count) if objectives._lines[place][0] == key)
            await pilot.press("enter")
        assert not objectives.ticked
        await pilot.press("s")
        await pilot.pause()
        assert app.drill is None
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is lobby, "the lobby")


async def test_the_pin_is_chosen_before_play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is too short begins nothing; a good one is kept hashed, and stands nowhere among the words."""
    monkeypatch.setenv(HOME, str(tmp_path))
    with open_library(None) as library:
        app = DrillApp(library)
        async with app.run_test(size=BIG) as pilot:
            await app.on_begin(a_wish())
            await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the set-up")
            field = app.screen.query_one("#pin", Input)
            field.value = "1"
            app.screen.query_one("#start", Button).press()
            await pilot.pause()
            assert app.drill is None
            field.value = "4711"
            app.screen.query_one("#start", Button).press()
            await until(pilot, lambda: app.drill is not None and app.drill.control.pin() is not None, "the PIN")
            assert app.drill is not None
            pin = app.drill.control.pin()
            assert pin is not None
            assert pin.opens("4711")
            assert not pin.opens("4712")
            assert not any("4711" in text for _, _, text in app.drill.words)
            await until(pilot, lambda: "Nothing runs yet" in text_of(app), "the briefing")


async def test_open_actions_are_tested_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier exercise of the library left open is named before play, and taken up in the records."""
    monkeypatch.setenv(HOME, str(tmp_path))
    wish = a_wish()
    row = r.Planned(at=0, room=0.0, id="IP-2", issue="Nobody called", action="Write a list", retest=wish.playbook.slug)
    earlier = (Earlier(source="exercise 1", action=row, exercise=1),)
    with open_library(None) as library:
        assert library.earlier(wish.playbook) == ()
    app = an_app()
    async with app.run_test(size=BIG) as pilot:
        await app.push_screen(SetupScreen(wish, lambda _: earlier))
        await until(pilot, lambda: "re-tests IP-2" in text_of(app), "the action")
    written = records_of(arrangement_of(wish.playbook, earlier))
    assert [one.id for one in written if isinstance(one, r.Brought)] == ["IP-2"]


async def an_arranged_drill() -> Drill:
    """The first scenario, set up, as its second move begins."""
    drill = a_drill()
    await write_down(drill, lambda at, room: r.Arranged(at=at, room=room))
    drill.halt = Halt(kind="move", subject=drill.playbook.moves[1].title)
    return drill


async def test_what_is_expected_is_asked_as_a_move_ends() -> None:
    """A range that goes down is told; one that goes up is written down with its chance, and is not asked twice."""
    drill = await an_arranged_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.ask_estimate()
        await until(pilot, lambda: isinstance(app.screen, EstimateDialog), "the question")
        await pilot.pause()
        for text in ("900", "1200", "1,100", "70%", "12 24 72"):
            await typed(pilot, text)
            await pilot.press("enter")
        await until(pilot, lambda: "The three numbers go up." in text_of(app), "the complaint")
        assert not drill.evaluation.estimates
        app.screen.query_one("#p90", Words).value = "1500"
        app.screen.query_one("#write", Button).press()
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")
        people, taken, hours = drill.evaluation.estimates
        assert (hours.question, hours.p10, hours.p50, hours.p90) == ("restore", 12.0, 24.0, 72.0)
        assert (people.moment, people.p10, people.p50, people.p90) == (1, 900.0, 1200.0, 1500.0)
        assert taken.probability == 0.7
        app.ask_estimate()
        await pilot.pause()
        assert isinstance(app.screen, WarRoom)


async def test_nobody_has_to_guess() -> None:
    """Not to be asked again holds for every moment that is left; nobody is asked where nothing was set up."""
    drill = await an_arranged_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        app.ask_estimate()
        await until(pilot, lambda: isinstance(app.screen, EstimateDialog), "the question")
        await pilot.pause()
        app.screen.query_one("#never", Button).press()
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")
        for move in drill.playbook.moves:
            drill.halt = Halt(kind="move", subject=move.title)
            assert due_moment(drill) is None
    plain = a_drill()
    plain.halt = Halt(kind="move", subject=plain.playbook.moves[1].title)
    app = DrillHost(plain, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        app.ask_estimate()
        await pilot.pause()
        assert isinstance(app.screen, WarRoom)
