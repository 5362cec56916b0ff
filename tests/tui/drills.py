"""Drills to draw, and apps that show them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual import events
from textual.pilot import Pilot

from simulator.domain.msel import At
from simulator.domain.playbook import Playbook
from simulator.exercise.play import Exercise
from simulator.exercise.room.clocks import Mode
from simulator.scenario.load import load_playbook
from tests import playbooks
from tui.app import DrillApp
from tui.keeping import Opened
from tui.pacing import Drill
from tui.shell import Look, Shell
from tui.widgets.frame import DrillScreen

SCENARIO = "leaky-sync-queue"
BIG, SMALL = (120, 36), (80, 24)


class Clock:
    """A wall clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Seconds, as the test set them."""
        return self.now


def a_playbook() -> Playbook:
    """The first scenario."""
    return load_playbook(SCENARIO)


def a_drill(seat: str = "room", mode: Mode = "assisted", wall: Callable[[], float] | None = None) -> Drill:
    """A drill at StartEx, whose wall clock stands still."""
    playbook = a_playbook()
    return Drill(Exercise(playbook, playbook.seed), seat, mode, wall=wall or Clock())


def a_tiny_playbook(text: str = "How many patients?", **changes: Any) -> Playbook:
    """The tiny scenario, with a main message at StartEx."""
    call = replace(playbooks.PRESS_CALL, trigger=At(at=0), text=text)
    tiny = playbooks.a_playbook()
    seats = {key: seat for key, seat in tiny.seats.items() if key != "room"}
    return replace(tiny, seats=seats, injects={**tiny.injects, call.id: call}, **changes)


def a_tiny_drill(text: str = "How many patients?", wall: Callable[[], float] | None = None, **changes: Any) -> Drill:
    """The tiny scenario in play, with a main message at StartEx."""
    return Drill(Exercise(a_tiny_playbook(text, **changes), 1), wall=wall or Clock())


class DrillHost(DrillApp):
    """The app with a drill in it, showing one screen."""

    def __init__(self, drill: Drill, screen: Callable[[Drill], DrillScreen], look: Look | None = None) -> None:
        super().__init__(calm=True, look=look)
        self._given = drill
        self._made = screen

    def show_first(self) -> None:
        """No lobby, no briefing: the screen at once."""
        self.drill = self._given
        self.drill.tell = self._told
        self.push_screen(self._made(self._given))


def an_app(playbook: Playbook | None = None) -> DrillApp:
    """The app as people start it: with a scenario named, or in the lobby."""
    if playbook is None:
        return DrillApp(calm=True)
    named = playbook
    return DrillApp(calm=True, first=lambda: Opened(exercise=Exercise(named, named.seed), seat="room", mode="assisted"))


async def until(pilot: Pilot[Any], holds: Callable[[], bool], what: str, seconds: int = 10) -> None:
    """Wait until something holds; fails after so many seconds."""
    for _ in range(20 * seconds):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}; screen is {pilot.app.screen!r}")


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Type words into the field that has the cursor."""
    await pilot.press(*("space" if char == " " else char for char in text))


async def pasted(pilot: Pilot[Any], text: str) -> None:
    """Paste words into the field that has the cursor: as a terminal does it, at once."""
    pilot.app.screen.post_message(events.Paste(text))
    await pilot.pause()


def text_of(app: Shell) -> str:
    """What stands on the screen, row by row, without any style."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width] for strip in strips[:height])
