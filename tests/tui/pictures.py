"""Draws the pictures of docs/img: `python -m tests.tui.pictures FOLDER` writes SVG; a browser makes PNG of it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from simulator.domain.ids import ActionId
from simulator.domain.time import HOUR
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import follow
from tests.tui.drills import BIG, SMALL, DrillHost, a_playbook, an_app, pasted
from tests.tui.ended import a_played_drill
from tui.dialogs.decide import DecideDialog
from tui.dialogs.order import OrderDialog
from tui.pacing import Drill, Halt
from tui.screens.briefing import BriefingScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.evidence import EvidenceScreen
from tui.screens.lists import ListsScreen
from tui.screens.notices import NoticesScreen
from tui.screens.room import WarRoom
from tui.widgets.frame import DrillScreen

FIRST_DAY, FOURTH_DAY = 8 * HOUR, 100 * HOUR
SCREENS: dict[str, tuple[Callable[[Drill], DrillScreen], int]] = {
    "briefing": (BriefingScreen, 0),
    "war-room": (WarRoom, FIRST_DAY),
    "projector": (WarRoom, FIRST_DAY),
    "decision-box": (WarRoom, FIRST_DAY),
    "decision-order": (WarRoom, FIRST_DAY),
    "evidence": (EvidenceScreen, FOURTH_DAY),
    "lists": (ListsScreen, FOURTH_DAY),
    "notices": (NoticesScreen, FOURTH_DAY),
}


def as_played(until: int) -> Drill:
    """The first scenario as the good runbook has played it until then."""
    playbook = a_playbook()
    whole = follow(Exercise(playbook, playbook.seed), find_runbook(playbook, "good"))
    exercise = Exercise(playbook, playbook.seed)
    for one in whole.submitted:
        if one.at <= until:
            exercise.advance(one.at)
            exercise.submit(one.decision)
    exercise.advance(until)
    drill = Drill(exercise)
    if until:
        drill.halt = Halt(kind="news")
        drill.room_seconds = drill.move_seconds = 20.0 * 60
    return drill


async def draw(folder: Path, name: str, size: tuple[int, int]) -> None:
    """One picture."""
    make, until = SCREENS.get(name, (DebriefScreen, 0))
    drill = a_played_drill("good", washed=True) if name == "debrief" else as_played(until)
    app = an_app() if name == "lobby" else DrillHost(drill, make)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(1)
        if name == "projector":
            await pilot.press("Z")
        elif name == "decision-box":
            app.push_screen(DecideDialog(drill))
            await pilot.pause()
            await pasted(pilot, "snapshot the queue before anybody purges it")
            await pilot.press("enter")
        elif name == "decision-order":
            purge = drill.playbook.actions[ActionId("purge-queue")]
            app.push_screen(OrderDialog(drill, purge, "purge the queue", target=purge.targets[0]))
        await pilot.pause(10 if name in {"debrief", "evidence", "lobby"} else 1)
        path = folder / f"{name}-{size[0]}x{size[1]}.svg"
        path.write_text(app.export_screenshot(), encoding="utf-8")
    drill.close()


async def main(folder: Path) -> None:
    """All of them, at both sizes."""
    for name in (*SCREENS, "debrief", "lobby"):
        for size in (BIG, SMALL):
            await draw(folder, name, size)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
