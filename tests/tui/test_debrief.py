"""The debrief is closed until EndEx; then it scrubs through what was true, known and done."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Button

from simulator.domain.time import DAY
from simulator.domain.words import NO_DUFF
from simulator.exercise.play import Exercise
from tests.tui.drills import BIG, SMALL, Clock, DrillHost, a_tiny_drill, a_tiny_playbook, text_of, until
from tui.dialogs.ask import StopDialog
from tui.pacing import Drill
from tui.present import flat
from tui.screens.debrief import DebriefScreen
from tui.screens.room import WarRoom
from tui.widgets.timeline import position
from tui.widgets.waterfall import waterfall


@dataclass
class _Score:
    """A score by hand."""

    total: float | None
    parts: dict[str, float]
    atoms: list[tuple[str, float, str, tuple[int, ...]]] = field(default_factory=list)


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
