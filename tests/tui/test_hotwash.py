"""After EndEx: the talk first, then the truth."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from simulator.domain.evaluation import records as r
from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, SMALL, a_playbook, pasted, text_of, typed, until
from tests.tui.ended import EndedApp, an_ended_drill
from tui.app import DrillApp
from tui.dialogs.feedback import FeedbackDialog
from tui.dialogs.plan import ChangeDialog, PlanDialog
from tui.dialogs.wash import EndWashDialog, SayDialog
from tui.kept import open_library
from tui.pacing import Drill
from tui.records import write_down
from tui.screens.debrief import DebriefScreen
from tui.screens.hotwash import HotWashScreen
from tui.widgets.rows import Lines


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_talk_comes_before_the_truth(size: tuple[int, int]) -> None:
    """F7 opens the hot wash; to end it with nothing said asks why, and only then the debrief opens."""
    app = EndedApp(an_ended_drill())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash")
        await until(pilot, lambda: "What surprised you?" in text_of(app), "the questions")
        assert "crawler" not in text_of(app).lower()
        await pilot.press("f7")
        assert isinstance(app.screen, HotWashScreen)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EndWashDialog), "the question why")
        await pilot.press("enter")
        assert isinstance(app.screen, EndWashDialog)
        await typed(pilot, "fire drill")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen), "the reveal")
        assert app.drill is not None
        wash = app.drill.evaluation.wash
        assert wash is not None
        assert (wash.stage, wash.why) == ("skipped", "fire drill")


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_three_and_three_end_it_without_a_question(size: tuple[int, int]) -> None:
    """Three things to keep and three to change, of which each becomes a row of the plan: then E opens the reveal."""
    app = EndedApp(an_ended_drill())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash")
        drill = app.drill
        assert drill is not None
        for number in range(1, 4):
            await pilot.press("k")
            await until(pilot, lambda: isinstance(app.screen, SayDialog), "the question")
            await pasted(pilot, f"keep {number}")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash again")
            await pilot.press("c")
            await until(pilot, lambda: isinstance(app.screen, ChangeDialog), "the row")
            await pasted(pilot, f"change {number}")
            await pilot.press("enter")
            await pasted(pilot, "write the call list")
            await pilot.press("enter")
            await pasted(pilot, "tested by a call")
            await pilot.press("enter")
            await pasted(pilot, "privacy officer")
            await pilot.press("enter")
            await pasted(pilot, "2027-01-31")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash again")
        assert [one.id for one in drill.evaluation.plan] == ["IP-1", "IP-2", "IP-3"]
        assert {(one.owner, str(one.due)) for one in drill.evaluation.plan} == {("privacy officer", "2027-01-31")}
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen), "the reveal")
        assert drill.evaluation.wash is not None
        assert drill.evaluation.wash.stage == "ended"


async def test_a_wrong_date_is_told_and_nothing_is_written() -> None:
    """A date that is none stays in its field, with how one reads."""
    app = EndedApp(an_ended_drill())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ChangeDialog), "the row")
        await typed(pilot, "calls")
        await pilot.press("enter", "enter", "enter", "enter")
        await typed(pilot, "soon")
        await pilot.press("enter")
        await until(pilot, lambda: 'A date reads 2027-01-31; "soon" does not.' in text_of(app), "the complaint")
        assert app.drill is not None
        assert not app.drill.evaluation.plan


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_a_row_is_filled_in_when_the_room_knows_more(size: tuple[int, int]) -> None:
    """A change that was written down without owner and date gets both in the hot wash, under the same name."""
    app = EndedApp(an_ended_drill())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash")
        assert app.drill is not None
        drill = app.drill
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ChangeDialog), "the row")
        await typed(pilot, "calls")
        await pilot.press(*["enter"] * 5)
        await until(pilot, lambda: [one.owner for one in drill.evaluation.plan] == [""], "a row without owner")
        app.screen.query_one("#plan", Lines).focus()
        await pilot.press("2", "enter")
        await until(pilot, lambda: isinstance(app.screen, PlanDialog), "the same row")
        app.screen.query_one("#owner").focus()
        await typed(pilot, "privacy officer")
        app.screen.query_one("#due").focus()
        await typed(pilot, "2027-01-31")
        await pilot.click("#write")
        await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash again")
        assert [(one.id, one.issue, one.owner, str(one.due)) for one in drill.evaluation.plan] == [
            ("IP-1", "calls", "privacy officer", "2027-01-31")
        ]


async def test_the_form_goes_round() -> None:
    """Each role hands in its answers; the form is then empty and stands at the next role."""
    app = EndedApp(an_ended_drill())
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash")
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, FeedbackDialog), "the form")
        await pilot.pause()
        await pilot.press("5", "4")
        app.screen.query_one("#hand").press()  # type: ignore[attr-defined]
        await until(pilot, lambda: "Handed in" in text_of(app), "the thanks")
        assert app.drill is not None
        felt = app.drill.evaluation.feedback
        assert [one.score for one in felt] == [5, 4]
        assert len({one.role for one in felt}) == 1
        assert app.screen.scores == {}  # type: ignore[attr-defined]
        await until(pilot, lambda: app.screen.query_one("#items", Lines).cursor == 0, "the first statement again")
        await pilot.press("escape")
        await until(pilot, lambda: "Handed in:" in text_of(app), "who handed in")


async def test_the_talk_goes_on_where_it_stood() -> None:
    """Who leaves in the middle comes back to the time that was spent and the words that were said."""
    drill = an_ended_drill()
    app = EndedApp(drill)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash")
        assert isinstance(app.screen, HotWashScreen)
        app.screen.runs, app.screen.seconds = False, 754
        await drill_written(drill, r.Learned(at=0, room=0.0, keep=True, text="one voice"))
    again = an_ended_drill()
    again.words += drill.words
    app = EndedApp(again)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "one voice" in text_of(app), "what was said")
        assert isinstance(app.screen, HotWashScreen)
        assert 754 <= app.screen.seconds <= 756
        for width in (40, 120, 80):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert "HOT WASH" in text_of(app)


async def test_what_is_changed_back_stays_changed_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed hot wash goes on from the library where it stood, its rows as they were written last."""
    monkeypatch.setenv(HOME, str(tmp_path))
    with open_library(None) as library:
        opened = library.begin(a_playbook(), 1, "room", "assisted")
        opened.exercise.finish()
        drill = Drill.of(opened)
        for owner in ("A", "B", "A"):
            await write_down(drill, partial(_owned, owner=owner))
        await write_down(drill, lambda at, room: r.Washed(at=at, room=room, stage="begun", seconds=300))
        drill.close()
    with open_library(None) as library:
        app = DrillApp(library, calm=True, first=lambda: library.resume("1"))
        async with app.run_test(size=SMALL) as pilot:
            await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash")
            assert isinstance(app.screen, HotWashScreen)
            assert 300 <= app.screen.seconds <= 302
            assert [one.owner for one in app.screen.drill.evaluation.plan] == ["A"]


def _owned(at: int, room: float, *, owner: str) -> r.Record:
    return r.Planned(at=at, room=room, id="IP-1", issue="Nobody called", owner=owner)


async def drill_written(drill: Drill, record: r.Record) -> None:
    """A record, written down."""
    await write_down(drill, lambda *_: record)
