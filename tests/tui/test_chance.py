"""Chance and pace in the room: chosen at set-up, a die asked for at each order, the hot wash at EndEx."""

from __future__ import annotations

import json

import pytest
from textual.widgets import Select

from simulator.domain import decisions as d
from simulator.domain.ids import ROOM, ActionId
from simulator.exercise.play import Exercise, settle_chance
from simulator.exercise.room.odds import odds_words
from tests.tui.drills import BIG, SMALL, Clock, DrillHost, a_playbook, a_tiny_playbook, an_app, text_of, typed, until
from tui.dialogs.die import DieDialog
from tui.dialogs.ended import EndedDialog
from tui.dialogs.order import OrderDialog
from tui.keeping import Opened, begun
from tui.messages import Begin
from tui.pacing import Drill
from tui.plain import play_plain
from tui.screens.briefing import BriefingScreen
from tui.screens.hotwash import HotWashScreen
from tui.screens.room import WarRoom
from tui.screens.setup import SetupScreen

SNAPSHOT = ActionId("snapshot-queue")


def a_drill_with_dice() -> Drill:
    """The first scenario at StartEx, dice on the table."""
    exercise = Exercise(a_playbook(), 1)
    settle_chance(exercise, "table")
    return Drill(exercise, wall=Clock())


def taken(drill: Drill) -> list[d.Decision]:
    """What was decided so far, after how chance falls."""
    return [one.decision for one in drill.exercise.submitted[1:]]


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_set_up_asks_for_pace_and_chance(size: tuple[int, int]) -> None:
    """Both are played: chance is the first decision, time goes by jumps, and the briefing still comes first."""
    app = an_app()
    async with app.run_test(size=size) as pilot:
        tiny = a_tiny_playbook()
        await app.on_begin(Begin(tiny, 1, "assisted", tiny.room_minutes))
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the set-up")
        app.screen.query_one("#pace", Select).value = "jumps"
        app.screen.query_one("#chance", Select).value = "table"
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing")
        drill = app.drill
        assert drill is not None
        await until(pilot, lambda: drill.evaluation.arranged is not None, "the records")
        assert [one.decision.kind for one in drill.exercise.submitted] == ["set-chance"]
        assert drill.move_gear == "jump"
        assert drill.evaluation.arranged is not None
        assert (drill.evaluation.arranged.pace, drill.evaluation.arranged.chance) == ("jumps", "table")


async def test_an_order_asks_for_the_die() -> None:
    """What the die shows is written down before the order; another number than 1 to 20 is not."""
    drill = a_drill_with_dice()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await app.push_screen(OrderDialog(drill, drill.playbook.actions[SNAPSHOT], "copy it"))
        await pilot.pause()
        await pilot.click("#order")
        await until(pilot, lambda: isinstance(app.screen, DieDialog), "the die")
        await pilot.pause()
        assert "somebody answers at once" in text_of(app)
        await typed(pilot, "33")
        await pilot.press("enter")
        await until(pilot, lambda: "Type a number from 1 to 20" in text_of(app), "the complaint")
        await pilot.press("backspace", "backspace", "1", "7", "enter")
        await until(pilot, lambda: len(taken(drill)) == 2, "both")
        roll, order = taken(drill)
        assert isinstance(roll, d.RollDie)
        assert (roll.shows, roll.action) == (17, SNAPSHOT)
        assert isinstance(order, d.TakeAction)


async def test_nobody_rolls_for_what_is_refused() -> None:
    """An order without authority is refused at once."""
    drill = a_drill_with_dice()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await app.push_screen(OrderDialog(drill, drill.playbook.actions[SNAPSHOT], "copy it"))
        await pilot.pause()
        app.screen.query_one("#by", Select).value = "communications"
        await pilot.click("#order")
        await until(pilot, lambda: "Who may:" in text_of(app), "the refusal")
        assert "555-0103" in text_of(app)
        assert [one.kind for one in taken(drill)] == ["take-action"]


async def test_no_die_is_asked_for_where_the_seed_rolls() -> None:
    """An order is an order."""
    drill = Drill(Exercise(a_playbook(), 1), wall=Clock())
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await app.push_screen(OrderDialog(drill, drill.playbook.actions[SNAPSHOT], "copy it"))
        await pilot.pause()
        await pilot.click("#order")
        await until(pilot, lambda: len(drill.exercise.submitted) == 1, "the order")


def test_line_by_line_it_asks_for_the_die_too() -> None:
    """The same decisions, typed as answers."""
    exercise = Exercise(a_playbook(), 1)
    opened = begun(Opened(exercise=exercise, seat="room", mode="assisted"), "table", "x60")
    told: list[str] = []
    answers = iter(["snapshot the queue", "1", "1", "1", "first things first", "", "x", "3", "quit"])

    def ask(question: str) -> str:
        told.append(question)
        return next(answers)

    play_plain(opened, ask=ask, tell=told.append)
    kinds = [one.decision.kind for one in exercise.submitted]
    assert kinds == ["set-chance", "roll-die", "take-action"]
    assert any("Roll the d20" in line for line in told)


def test_the_odds_are_those_of_the_role_card() -> None:
    """Where nineteen calls in twenty find somebody a 2 does, and at night few numbers do."""
    playbook = a_playbook()
    declare = ActionId("declare-incident")
    assert odds_words(declare, playbook, 0).startswith("2 or more: somebody answers at once.")
    assert odds_words(ActionId("request-merge-table"), playbook, 15 * 3600).startswith("20 or more")


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_endex_opens_the_hot_wash(size: tuple[int, int]) -> None:
    """It is announced over whatever is open, and Enter goes on to the talk."""
    drill = Drill(Exercise(a_tiny_playbook(), 1), wall=Clock())
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=size) as pilot:
        drill.end()
        await until(pilot, lambda: isinstance(app.screen, EndedDialog), "EndEx")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash")


def test_line_by_line_endex_asks_for_the_hot_wash() -> None:
    """What was said is kept, and that it was held."""
    exercise = Exercise(a_tiny_playbook(), 1)
    written: list[str] = []
    opened = Opened(exercise=exercise, seat="room", mode="assisted", say=lambda _n, _role, text: written.append(text))
    answers = iter(["next"] * 60)
    told: list[str] = []

    def ask(question: str) -> str:
        if "Open the hot wash" in question:
            return "yes"
        if question.startswith("Guess now"):
            return "never"
        if question.startswith("Keep 1"):
            return "We wrote everything down"
        if question.startswith(("Keep", "Change")):
            return ""
        return "quit" if any("Type debrief" in line for line in told) else next(answers)

    play_plain(opened, ask=ask, tell=told.append)
    assert any("Type debrief" in line for line in told)
    assert [json.loads(one)["kind"] for one in written[-2:]] == ["learned", "washed"]


def test_a_role_that_is_away_is_played_by_a_substitute_who_is_here() -> None:
    """The first of its card who sits here decides for it, from the first second on; chance is said before."""
    exercise = Exercise(a_playbook(), 1)
    begun(Opened(exercise=exercise, seat="room", mode="assisted"), "off", "x60", ["legal-counsel", "executive"])
    assert [one.decision.kind for one in exercise.submitted] == ["set-chance", "substitute-role", "substitute-role"]
    directed = exercise.known(ROOM).directed
    assert dict(directed.away) == {"legal-counsel": "privacy-officer", "executive": "incident-commander"}
