"""The facilitator's terminal: follows an exercise that another process plays, and asks it through the library."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial

from textual.app import SystemCommand
from textual.screen import Screen
from textual.worker import Worker

from simulator.errors import BreachdrillError
from simulator.exercise.room.console.wire import Request
from tui.actions import offered
from tui.console.mirror import Mirror, RemoteDesk
from tui.console.screen import ConsoleScreen
from tui.controls import CONTROLS
from tui.dialogs.help import HelpDialog
from tui.hints import keys_of
from tui.panelling import Panelling
from tui.present import clean
from tui.shell import Look
from tui.widgets.clocks import ClockStrip
from tui.widgets.frame import DrillDialog

FOLLOW = 0.4
"""Seconds between two looks at the library; assumed."""
BEAT = 2.0
"""Seconds between two beats of a console; assumed."""


class ConsoleApp(Panelling):
    """One console."""

    TITLE = "breachdrill console"

    def __init__(self, mirror: Mirror, *, calm: bool = False, look: Look | None = None) -> None:
        super().__init__(calm=calm, look=look)
        self.desk = RemoteDesk(mirror)
        self.mirror = mirror
        self._held = False
        self._following: Worker[None] | None = None

    def on_mount(self) -> None:
        """Show the console, and follow."""
        self.watch_terminal()
        self.push_screen(ConsoleScreen(self.desk))
        self._following = self.run_worker(self._follow(), group="follow")

    async def _follow(self) -> None:
        """Look at the library a few times a second; a fault is told, and the next look tries again."""
        every, turn = round(BEAT / FOLLOW), 0
        while True:
            try:
                await asyncio.wrap_future(self.mirror.sync())
                if turn % every == 0:
                    await asyncio.to_thread(self.desk.hold)
                    self._tell_hold()
            except BreachdrillError as fault:
                self.clear_notifications()
                self.notify(clean(str(fault)), title="The room cannot be followed", severity="error", markup=False)
                await asyncio.sleep(BEAT)
            self._draw()
            turn += 1
            await asyncio.sleep(FOLLOW)

    def _tell_hold(self) -> None:
        if self._held and not self.desk.holding:
            self.clear_notifications()
            self.notify(f"{self.desk.holder} took the console over: you may look only.", severity="warning", timeout=15)
        self._held = self.desk.holding

    def say_text(self, text: str) -> None:
        """Beside the banner, where it covers nothing."""
        for screen in self.screen_stack:
            if isinstance(screen, ConsoleScreen) and screen.is_mounted:
                screen.tell(text)

    async def action_pause(self) -> None:
        """Stop time, or let it run, from under a dialog too."""
        answer = await self.desk.ask(Request(asks="toggle"))
        self.say_text(answer.text)

    def _draw(self) -> None:
        if not self.is_running:  # it is being taken down, widget by widget
            return
        for screen in self.screen_stack:
            for strip in screen.query(ClockStrip):
                strip.refresh_lines()
            if isinstance(screen, ConsoleScreen) and screen.is_mounted:
                screen.repace()
            elif isinstance(screen, DrillDialog) and screen.is_mounted:
                screen.redraw()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The menu offers every control, in the words of its key."""
        if isinstance(screen, ConsoleScreen):
            for one in CONTROLS:
                if one.place == "facilitator":
                    does = partial(screen.action_does, one.id.partition(".")[2])
                    yield SystemCommand(f"{one.help}  ({keys_of(one)[0]})", "", does)
        for one in offered(in_drill=False, controls=False):
            if one.id != "command_palette":
                key = f"  ({keys_of(one)[0]})" if one.keys else ""
                yield SystemCommand(f"{one.title}{key}", one.help, getattr(self, f"action_{one.id}"))

    def action_help(self) -> None:
        """Explain the console, or the dialog over it."""
        self.push_screen(HelpDialog(getattr(self.screen, "HELP", ""), self.mirror))

    def on_unmount(self) -> None:
        """Let the console go; nothing is asked of a mirror that is closed."""
        if self._following is not None:
            self._following.cancel()
        self.desk.leave()
        self.mirror.close()
