"""The debrief is closed until EndEx; then it scrubs through what was true, known and done."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Button

from simulator.domain.evaluation import records as r
from simulator.domain.time import DAY
from simulator.domain.words import NO_DUFF
from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from simulator.exercise.room.debrief import debrief
from simulator.scoring.expected import Answers, forecasts, prior_of
from tests.tui.drills import BIG, SMALL, Clock, DrillHost, a_playbook, a_tiny_drill, a_tiny_playbook, text_of, until
from tui.app import DrillApp
from tui.dialogs.ask import StopDialog
from tui.kept import open_library
from tui.pacing import Drill
from tui.present import flat
from tui.screens.debrief import DebriefScreen
from tui.screens.hotwash import HotWashScreen
from tui.screens.room import WarRoom
from tui.texts.after import aftermath_lines
from tui.texts.debrief import duty_lines, unnamed_lines
from tui.texts.expected import expected_lines
from tui.texts.waterfall import waterfall
from tui.widgets.timeline import position


@dataclass
class _Score:
    """A score by hand."""

    total: float | None
    parts: dict[str, float]
    atoms: list[tuple[str, float, str, tuple[int, ...]]] = field(default_factory=list)
    note: str = "The anchors lie too close together."


def an_ended_drill() -> Drill:
    """The tiny scenario, in which nobody did anything, at EndEx."""
    exercise = Exercise(a_tiny_playbook(), 1)
    exercise.finish()
    return Drill(exercise, wall=Clock())


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_closed_before_the_end(size: tuple[int, int]) -> None:
    """In play the debrief says that it is closed, and shows nothing else."""
    drill = a_tiny_drill()
    app = DrillHost(drill, DebriefScreen)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "The debrief opens at EndEx." in text_of(app), "the closed door")
        assert "crawler" not in text_of(app).lower()
        assert isinstance(app.screen, DebriefScreen)
        assert app.screen.found is None


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_scrubbing(size: tuple[int, int]) -> None:
    """Right goes on, End to the last, Shift stays in the lane; the first thing that was true is the crawler's read."""
    app = DrillHost(an_ended_drill(), DebriefScreen)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, DebriefScreen)
        await until(pilot, lambda: screen.found is not None and "A crawler read" in text_of(app), "the timeline")
        assert screen.found is not None
        await pilot.press("right")
        assert screen.place == 1
        await pilot.press("end")
        assert screen.place == len(screen.found.moments) - 1
        await pilot.press("home")
        await pilot.press("shift+right")
        assert screen.found.moments[screen.place].lane == screen.found.moments[0].lane
        assert screen.place > 0


async def test_the_sets_are_on_the_screen() -> None:
    """Who was read and who must be told stand side by side; a team without a list is told so."""
    app = DrillHost(an_ended_drill(), DebriefScreen)
    async with app.run_test(size=SMALL) as pilot:
        screen = app.screen
        assert isinstance(screen, DebriefScreen)
        await until(pilot, lambda: screen.found is not None, "the debrief")
        await pilot.press("4")
        await until(pilot, lambda: "You made no list." in text_of(app), "the sets")
        assert screen.found is not None
        assert f"{sum(screen.found.sets.notifiable.values())}" in text_of(app)
        await pilot.press("3")
        await until(pilot, lambda: "Nothing was decided." in text_of(app), "a log without decisions")


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_what_may_follow_opens_from_the_debrief(size: tuple[int, int]) -> None:
    """`c` opens the consequences with their reasons, says that they are no forecast, and Esc goes back."""
    app = DrillHost(an_ended_drill(), DebriefScreen)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, DebriefScreen)
        await until(pilot, lambda: screen.found is not None, "the debrief")
        await pilot.press("c")
        await until(pilot, lambda: "no forecast" in text_of(app), "what may follow")
        assert screen.found is not None
        said = "\n".join(flat(line) for line in aftermath_lines(screen.found.aftermath))
        for one in screen.found.aftermath.consequences:
            assert one.says in said
            assert all(reason.text in said for reason in one.reasons)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen, "the debrief again")


@given(a=st.integers(-60 * DAY, 75 * DAY), b=st.integers(-60 * DAY, 75 * DAY), width=st.integers(20, 200))
def test_the_axis_never_runs_backwards(a: int, b: int, width: int) -> None:
    """What came later never stands further left, and everything stands on the axis."""
    left, right = (position(at, -60 * DAY, 75 * DAY, width) for at in sorted((a, b)))
    assert 0 <= left <= right < width


def test_waterfall_says_every_part() -> None:
    """Each part has a line with its signed points; a loss differs from a gain without colour."""
    lines = [flat(line) for line in waterfall(_Score(total=60.0, parts={"exposure": 80.0, "care": -20.0}), 80)]
    gain = next(line for line in lines if "+80.0" in line)
    loss = next(line for line in lines if "-20.0" in line)
    assert "█" in gain
    assert "▒" in loss
    assert "█" not in loss
    assert any("60.0" in line and "Your team" in line for line in lines)


def test_waterfall_without_a_score() -> None:
    """No score, and a score without a total, are said in words and draw no bar."""
    for score in (None, _Score(total=None, parts={})):
        text = " ".join(flat(line) for line in waterfall(score, 80))
        assert text
        assert "█" not in text


def test_the_ledger_names_duties_by_their_titles() -> None:
    """Each required duty of an ended exercise stands in the ledger under its title."""
    exercise = Exercise(a_tiny_playbook(), 1)
    exercise.finish()
    found = debrief(tuple(exercise.journal), exercise.playbook)
    ledger = " ".join(flat(line) for line in duty_lines(found))
    required = [duty for duty in found.duties if duty.required]
    assert required
    assert all(duty.title in ledger for duty in required)


async def test_an_ended_exercise_opens_in_its_hot_wash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lobby offers what has ended after what can be played on; it opens to look at, and its report is written."""
    monkeypatch.setenv(HOME, str(tmp_path))
    with open_library(None) as library:
        opened = library.begin(a_playbook(), 1, "room", "assisted")
        opened.exercise.finish()
        library.begin(a_playbook(), 2, "room", "assisted")
    with open_library(None) as library:
        assert ["ended" in one.title for one in library.saves()] == [False, True]
        app = DrillApp(library, calm=True, first=lambda: library.resume("1"))
        async with app.run_test(size=SMALL) as pilot:
            await until(pilot, lambda: isinstance(app.screen, HotWashScreen), "the hot wash, which nobody held")
            await pilot.press("d", "j", "space")
            assert isinstance(app.screen, HotWashScreen)
            assert app.drill is not None
            assert app.drill.run_state == "ended"
        assert [line for line in library.farewell() if line.startswith("report: ")]


async def test_focus_is_seen_without_colour() -> None:
    """The box with the cursor has a heavy frame, the others a thin one."""
    app = DrillHost(an_ended_drill(), DebriefScreen)
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: "A crawler read" in text_of(app), "the timeline")
        app.screen.query_one("#people-box").focus()
        await pilot.pause()
        assert "┏━ Three sets" in text_of(app)
        app.screen.query_one("#log").focus()
        await pilot.pause()
        assert "┏━ Three sets" not in text_of(app)
        assert "┏━ Decisions" in text_of(app)


async def test_a_real_emergency_leaves_no_score() -> None:
    """N asks once: back records nothing; a stop is kept and leaves, and the debrief then says why there is no score."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        room = app.screen
        await pilot.press("N")
        await until(pilot, lambda: isinstance(app.screen, StopDialog), "the question")
        app.screen.query_one("#back", Button).press()
        await until(pilot, lambda: app.screen is room, "the room")
        assert drill.words == []
        await pilot.press("N")
        await until(pilot, lambda: isinstance(app.screen, StopDialog), "the question again")
        app.screen.query_one("#leave", Button).press()
        await until(pilot, lambda: app._exit, "the end")
    assert drill.words == [(0, "stop", NO_DUFF)]
    ended = an_ended_drill()
    ended.words += drill.words
    app = DrillHost(ended, DebriefScreen)
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: "stopped for a real emergency" in text_of(app), "the reason")
        assert isinstance(app.screen, DebriefScreen)
        assert app.screen.score is None


def test_duties_that_nobody_named_are_told() -> None:
    """A silent room named no duty: each one that was owed stands in the list; one that was prepared does not."""
    found = debrief(tuple(an_ended_drill().exercise.journal), a_tiny_playbook())
    owed = [one for one in found.duties if one.required and one.done is None]
    assert owed
    assert list(found.unnamed) == owed
    said = " ".join(flat(line) for line in unnamed_lines(found))
    assert all(one.title in said for one in owed)


def test_what_was_expected_stands_beside_the_truth() -> None:
    """A range that holds the truth and one that does not are told apart without colour, each with its skill."""
    wide = r.Estimated(at=0, room=0.0, question="people", moment=1, p10=900.0, p50=1000.0, p90=1200.0)
    high = r.Estimated(at=0, room=0.0, question="people", moment=2, p10=5000.0, p50=7000.0, p90=9000.0)
    runs = [Answers(people=people, acquired=1.0, restored=40.0) for people in (900.0, 1100.0, 3000.0)]
    found = forecasts([wide, high], Answers(people=1000.0, acquired=1.0, restored=50.0), prior_of(runs))
    said = [flat(line) for line in expected_lines([wide, high], found)]
    assert [line[0] for line in said if "1,000 in truth" in line] == ["✓", "▲"]
    better, worse = (line for line in said if "naive guess: " in line)
    assert "skill +" in better
    assert "skill -" in worse
    assert expected_lines([], found) == []


def test_nobody_is_shown_a_truth_that_is_still_reckoned() -> None:
    """Until the naive guess is worked out the screen says so, and shows no estimate as right or wrong."""
    given = r.Estimated(at=0, room=0.0, question="acquired", moment=1, probability=0.4)
    said = " ".join(flat(line) for line in expected_lines([given], None, waiting=True))
    assert "is being played" in said
    assert "40%" not in said
