"""A drill in which somebody has pulled evidence already."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.time import HOUR
from simulator.exercise.play import Exercise
from tests.playbooks import ACCESS_LOG
from tests.tui.drills import Clock, DrillHost, a_tiny_playbook, until
from tui.pacing import Drill
from tui.screens.evidence import EvidenceScreen
from tui.widgets.sqlbox import SqlBox


def a_drill_with_rows() -> Drill:
    """The tiny scenario, three hours in, with the access log pulled."""
    exercise = Exercise(a_tiny_playbook(), 1)
    exercise.submit(TakeAction(seat=ROOM, action=ActionId("pull-source"), target=ACCESS_LOG))
    exercise.advance(3 * HOUR)
    return Drill(exercise, wall=Clock())


async def the_box(pilot: Pilot[Any], app: DrillHost) -> SqlBox:
    """The box for questions, with the cursor in it and the log in the vault."""
    screen = app.screen
    assert isinstance(screen, EvidenceScreen)
    await until(pilot, lambda: bool(screen.desk.vault), "the vault")
    screen.action_pane(2)
    await pilot.pause()
    box = screen.query_one("#sql", SqlBox)
    box.focus()
    await pilot.pause()
    return box
