"""After the hot wash: turning points, a what-if in the room, ratings, the plan, and a final report, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Select, Static

from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, SMALL, text_of, typed, until
from tests.tui.ended import EndedApp, a_played_drill, an_ended_drill
from tui.dialogs.help import HelpDialog
from tui.dialogs.plan import PlanDialog
from tui.dialogs.rate import RateDialog
from tui.dialogs.settle import HandlingDialog, SectionDialog, SettleDialog
from tui.screens.debrief import DebriefScreen
from tui.screens.hotwash import HotWashScreen
from tui.screens.reportscreen import ReportScreen
from tui.screens.room import WarRoom
from tui.screens.turning import TurningScreen
from tui.texts.pace import WHATIF_SECONDS
from tui.texts.report import NEXT
from tui.widgets.fields import Words


@pytest.fixture(autouse=True, scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of their own, in which figures that were worked out are kept."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("home")
        patch.setenv(HOME, str(folder))
        yield folder


async def test_what_comes_after_the_talk_is_closed_before_it() -> None:
    """Neither the turning points nor the report open before the hot wash is over."""
    app = EndedApp(an_ended_drill())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash")
        for key in ("W", "R", "f7"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, HotWashScreen)


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_a_decision_is_played_on_and_nothing_of_it_is_kept(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter plays on from one of the ten under a WHAT-IF mark; Esc, or three minutes, go back to the same journal."""
    monkeypatch.setattr(TurningScreen, "JOBS", 1)
    drill = a_played_drill("hasty", washed=True)
    before, decisions = drill.exercise.journal.digest, len(drill.exercise.submitted)
    app = EndedApp(drill)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen), "the debrief")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, TurningScreen), "the turning points")
        turning = app.screen
        assert isinstance(turning, TurningScreen)
        await until(pilot, lambda: "%" in text_of(app) or turning.reckoner.priced is not None, "the progress")
        await until(pilot, lambda: turning.reckoner.priced is not None, "the figures", seconds=90)
        assert drill.prices
        await pilot.press("s")
        await until(pilot, lambda: turning.reckoner.stage == "stopped", "the stop", seconds=30)
        await until(pilot, lambda: turning.chosen is not None, "a decision under the cursor")
        chosen = turning.chosen
        assert chosen is not None
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")
        fork = app.drill
        assert fork is not None
        assert fork is not drill
        mark = f"WHAT-IF {'from ' if size == BIG else ''}D{chosen.number}"
        await until(pilot, lambda: mark in text_of(app), "the mark of a what-if")
        assert len(fork.exercise.submitted) == chosen.number - 1
        await pilot.press("R")
        assert isinstance(app.screen, WarRoom)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is turning, "the turning points again")
        assert app.drill is drill
        assert (drill.exercise.journal.digest, len(drill.exercise.submitted)) == (before, decisions)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room once more")
        assert app.drill is not None
        app.drill.room_seconds = WHATIF_SECONDS
        await until(pilot, lambda: app.screen is turning, "the end of three minutes")


async def test_a_scripted_room_plays_to_a_final_report(home: Path) -> None:
    """The first scenario by the good runbook: rated, planned, settled and written, with no hand edit of any file."""
    drill = a_played_drill("good", washed=True)
    app = EndedApp(drill)
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen), "the debrief")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen), "the report")
        screen = app.screen
        assert isinstance(screen, ReportScreen)
        await until(
            pilot, lambda: screen.found is not None and "BLOCKS FINAL" in text_of(app), "what blocks", seconds=60
        )
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog), "the help")
        keys = [str(one.render()).strip() for one in app.screen.query(".row .key").results(Static)]
        assert keys.count("a") == 1, "only what the key does here"
        await pilot.press("f1")
        await _rate_all(app, pilot, screen)
        await pilot.press("a")
        await until(pilot, lambda: bool(drill.evaluation.plan), "the proposals")
        await _decide_all(app, pilot, screen)
        await until(pilot, lambda: screen.found is not None and not screen.found.review.blocks, "nothing blocks")
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, HandlingDialog), "the handling line")
        await typed(pilot, "for counsel")
        await pilot.press("enter")
        for stage in ("reconciled", "final"):
            await _settle(app, pilot, screen, stage)
        await until(pilot, lambda: "FINAL" in text_of(app) and "for counsel" in text_of(app), "the final report")
        await pilot.press("w")
        page = home / "data" / "exercise-after-action.html"
        await until(pilot, (home / "data" / "exercise-improvement-plan.ics").is_file, "the files", seconds=60)
    assert "FINAL" in page.read_text(encoding="utf-8")
    assert (home / "data" / "exercise-after-action.docx").is_file()
    plan = (home / "data" / "exercise-improvement-plan.csv").read_text(encoding="utf-8-sig")
    assert plan.count("2027-01-31") == len(drill.evaluation.plan)


async def _settle(app: EndedApp, pilot: Pilot[Any], screen: ReportScreen, stage: str) -> None:
    """To this stage, which is the one that is offered."""
    await until(pilot, lambda: app.screen is screen, "the report again")
    await until(pilot, lambda: NEXT.get(screen.found.review.evaluation.stage) == stage, "the review")  # type: ignore[union-attr]
    await pilot.press("s")
    await until(pilot, lambda: isinstance(app.screen, SettleDialog), "the stage")
    app.screen.query_one("#settle", Button).press()
    await until(pilot, lambda: screen.drill.evaluation.stage == stage, stage)


async def _rate_all(app: EndedApp, pilot: Pilot[Any], screen: ReportScreen) -> None:
    """Each objective as it is proposed; one that nothing is proposed for cannot be above its evidence."""
    assert screen.found is not None
    for standing in screen.found.review.standings:
        app.push_screen(RateDialog(screen.drill, standing))
        await until(pilot, lambda: isinstance(app.screen, RateDialog), "the rating")
        await pilot.pause()
        app.screen.query_one("#rating", Select).value = standing.proposal.rating or "U"
        app.screen.query_one("#why", Words).value = "as proposed"
        app.screen.query_one("#rate", Button).press()
        await until(pilot, lambda: app.screen is screen, "the report again")


async def _decide_all(app: EndedApp, pilot: Pilot[Any], screen: ReportScreen) -> None:
    """Who does what by when, for each row."""
    for row in screen.drill.evaluation.plan:
        app.push_screen(PlanDialog(screen.drill, row))
        await until(pilot, lambda: isinstance(app.screen, PlanDialog), "the row")
        await pilot.pause()
        said = {"action": "Write the call list", "measure": "called each quarter", "owner": "Lead", "due": "2027-01-31"}
        for name, text in said.items():
            app.screen.query_one(f"#{name}", Words).value = text
        await pilot.pause()
        app.screen.query_one("#write", Button).press()
        await until(pilot, lambda: app.screen is screen, "the report again")


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_a_rating_holds_or_is_not_written(size: tuple[int, int]) -> None:
    """A rating above the evidence is refused in words; so is another one than proposed without a reason."""
    drill = an_ended_drill(washed=True)
    app = EndedApp(drill)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen), "the report")
        screen = app.screen
        assert isinstance(screen, ReportScreen)
        await until(pilot, lambda: screen.found is not None, "the review", seconds=60)
        assert screen.found is not None
        app.push_screen(RateDialog(drill, screen.found.review.standings[0]))
        await until(pilot, lambda: isinstance(app.screen, RateDialog), "the rating")
        await pilot.pause()
        app.screen.query_one("#rating", Select).value = "P"
        app.screen.query_one("#rate", Button).press()
        await until(pilot, lambda: "given P" in text_of(app), "the refusal")
        assert not drill.evaluation.ratings
        await pilot.press("escape")


async def test_a_weak_action_is_told_while_it_is_typed() -> None:
    """An action that nobody can finish, and one without measure, are told before anything is written."""
    drill = an_ended_drill(washed=True)
    app = EndedApp(drill)
    async with app.run_test(size=BIG) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen), "the report")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, PlanDialog), "the row")
        await pilot.pause()
        app.screen.query_one("#issue", Words).value = "nobody called"
        app.screen.query_one("#action", Words).value = "improve coordination"
        await until(pilot, lambda: "nobody can finish" in text_of(app), "the complaint")
        assert "no measure" in text_of(app)


async def test_a_section_is_read_in_the_room() -> None:
    """Enter on a section shows its text."""
    app = EndedApp(an_ended_drill(washed=True))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen), "the report")
        screen = app.screen
        assert isinstance(screen, ReportScreen)
        await until(pilot, lambda: screen.found is not None and "SECTIONS" in text_of(app), "the sections", seconds=60)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SectionDialog), "the section")
        await until(pilot, lambda: "all patients synthetic" in text_of(app), "its text")
