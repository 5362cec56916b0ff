"""The terminal: too small, resized in play, or lost."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, Clock, DrillHost, a_drill, a_playbook, text_of, until
from tui import present
from tui.kept import open_library
from tui.pacing import Drill
from tui.screens.briefing import BriefingScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.evidence import EvidenceScreen
from tui.screens.lists import ListsScreen
from tui.screens.notices import NoticesScreen
from tui.screens.room import WarRoom
from tui.texts import clocks
from tui.texts.pace import RUN_STATES
from tui.texts.room import system_line
from tui.widgets.frame import DrillScreen

SCREENS = [BriefingScreen, WarRoom, EvidenceScreen, ListsScreen, NoticesScreen, DebriefScreen]


@pytest.mark.parametrize("screen", SCREENS)
async def test_every_screen_at_every_size(screen: Callable[[Drill], DrillScreen]) -> None:
    """Resized in play down to almost nothing and back, each screen keeps its clock lines and comes back as it was."""
    app = DrillHost(a_drill(), screen)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        before = text_of(app)
        for size in ((79, 23), (60, 18), (40, 10), (20, 4), (8, 2)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert size[0] < 20 or text_of(app).startswith(" EXERCISE"), size
        await pilot.resize_terminal(*BIG)
        await until(pilot, lambda: text_of(app).splitlines()[:2] == before.splitlines()[:2], "the whole screen")
        assert text_of(app).splitlines()[-1].split()[0] == "Space"


async def test_a_lost_terminal_loses_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The program ends by itself; whoever resumes finds the second that was reached, and time stands."""
    monkeypatch.setenv(HOME, str(tmp_path))
    with open_library(None) as library:
        drill = Drill.of(library.begin(a_playbook(), 1, "room", "assisted"), wall=Clock())
        app = DrillHost(drill, WarRoom)
        async with app.run_test(size=BIG) as pilot:
            await pilot.pause()
            drill.jump()
            await until(pilot, lambda: drill.halt is not None and drill.view.now > 0, "some way")
            reached = drill.view.now
            if hasattr(signal, "SIGHUP"):
                os.kill(os.getpid(), signal.SIGHUP)
            else:
                app.terminal_lost()
            await until(pilot, lambda: app.return_value == 129, "the end")
        drill.close()
    with open_library(None) as library:
        again = Drill.of(library.resume("1"))
        assert again.view.now == reached
        assert not again.moving
        again.close()


def test_every_status_is_told_without_colour() -> None:
    """With all colour gone the symbol and the word of each status differ from those of every other."""
    assert len(set(present._UNICODE.values())) == len(present._UNICODE)
    assert len(set(present._ASCII.values())) == len(present._ASCII)
    words = {word for _, word in RUN_STATES.values()}
    assert len(words) == len(RUN_STATES)


STATUS = re.compile(r"^\W*(✗|!!|▲|●|✓|·|\?)\s+(\S.*)$")


@pytest.mark.parametrize("screen", [WarRoom, EvidenceScreen, NoticesScreen])
async def test_no_status_on_a_screen_is_a_colour_alone(screen: Callable[[Drill], DrillScreen]) -> None:
    """On screen every line in the colour of a status begins with its symbol, and a word stands beside it."""
    drill = a_drill()
    drill.jump()
    drill.settle()
    app = DrillHost(drill, screen)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        told = [(tone, text) for row in drill.view.systems for text, tone in system_line(row)[:1]] + [
            (tone, text) for row in drill.view.clocks for text, tone in clocks.clock_block(row)[0][:1]
        ]
        assert told
        for tone, text in told:
            symbol, _, word = text.partition(" ")
            assert symbol == present.SYMBOLS[tone], text
            assert word.strip(), text
        seen = {tone: text.split()[0] for tone, text in told}
        assert len(set(seen.values())) == len(seen)
        assert any(STATUS.match(line.strip("│┃ ")) for line in text_of(app).splitlines())
