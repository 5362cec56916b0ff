"""What can be done with the panel that has the cursor, on every screen: copy, find, enlarge; and going to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import BreachdrillError
from tui.hints import keyed
from tui.shell import Shell
from tui.widgets.find import FindLine
from tui.widgets.frame import DrillScreen
from tui.widgets.reading import panel_of, text_of, title_of

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.pacing import Drill

CLIPBOARD = 100_000
"""Characters that go to the clipboard; terminals drop what is longer. The file has all. Assumed."""


class Panelling(Shell):
    """The app's actions on panels."""

    drill: Drill | None = None

    def action_copy(self) -> None:
        """Put what the panel says on the clipboard, by the terminal (OSC 52), and into a file of the exercise."""
        panel = self._panel()
        if panel is None:
            return
        text = text_of(panel)
        if not text.strip():
            self.say_text("There is nothing to copy.")
            return
        lines = f"{len(text.splitlines()):,} lines"
        fits = len(text) <= CLIPBOARD
        if fits:
            self.copy_to_clipboard(text)
        alone = (
            f"{lines} copied to the clipboard alone, where the terminal allows it"
            if fits
            else f"{lines}: too long for the clipboard"
        )
        beside = "and to the clipboard, where the terminal allows it" if fits else "too long for the clipboard"
        try:
            path = self._write(text, title_of(panel))
        except BreachdrillError as fault:
            self.say_text(f"{alone}. {fault}")
            return
        self.say_text(f"{lines} written to {path}; {beside}." if path else f"{alone}.")

    def _write(self, text: str, title: str) -> str:
        """Write a panel to the exercise's folder; empty without an exercise."""
        from simulator.exercise.room.desk.exhibits import export_text

        if self.drill is None:
            return ""
        slug = "-".join("".join(char if char.isalnum() else " " for char in title.lower()).split())[:40]
        return str(export_text(f"{text}\n", self.drill.folder, f"panel-{slug}"))

    async def action_find(self) -> None:
        """Search the panel."""
        panel = self._panel()
        if panel is not None:
            for one in self.screen.query(FindLine):
                await one.remove()
            await self.screen.mount(FindLine(panel))

    async def action_zoom(self) -> None:
        """The panel as large as the terminal, and back; the clocks as figures for the room."""
        from tui.screens.room import WarRoom

        screen = self.screen
        if screen.maximized is not None:
            screen.minimize()
        elif isinstance(screen, WarRoom) and screen.for_the_room:
            await screen.project()
        elif isinstance(screen, DrillScreen) and (panel := self._panel()) is not None:
            screen.maximized = panel

    async def action_project(self) -> None:
        """The projector's layout of the room, on and off."""
        from tui.screens.room import WarRoom

        if isinstance(self.screen, WarRoom):
            self.screen.minimize()
            await self.screen.project()

    def action_panels(self) -> None:
        """Letters on the panels in sight."""
        from tui.dialogs.panels import PanelLetters, in_sight

        self.push_screen(PanelLetters(in_sight(self.screen)))

    def _panel(self) -> Widget | None:
        panel = panel_of(self.screen.focused)
        if panel is None:
            self.say_text(keyed("Put the cursor into a panel first (Tab, or {panels} and its letter)."))
        return panel
