"""Striking out something that was typed: a real person's data got in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from simulator.domain.realdata import real_looking
from simulator.domain.words import TOMBSTONE
from simulator.errors import BreachdrillError
from tui.present import SYMBOLS, Line, clean
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint
from tui.widgets.rows import Lines

if TYPE_CHECKING:
    from tui.pacing import Drill

NOTHING = "Nothing was typed yet."


def typed_lines(drill: Drill) -> list[tuple[str, Line]]:
    """What was typed, the newest first; what looks real is marked."""
    lines: list[tuple[str, Line]] = []
    for place, (number, role, text) in reversed(list(enumerate(drill.words))):
        if text != TOMBSTONE:
            about: str = "every query of the evidence screen" if role == "queries" else role
            about = f"{about}, decision {number}" if number else about
            mark: Line = ((f"{SYMBOLS['red']} looks real  ", "red"),) if real_looking(text) else ()
            lines.append((str(place), (*mark, (f"{about}: ", "dim"), (clean(text), "plain"))))
    return lines


class RedactDialog(DrillDialog):
    """Choose what to strike out; it cannot be undone."""

    DEFAULT_CSS = "RedactDialog Lines { height: 12; }"

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Redact what was typed")

    def compose_box(self) -> Iterable[Widget]:
        """What was typed, and the button."""
        yield Static("Struck out here, in the save and in every later report; a tombstone stays.", markup=False)
        yield Lines("typed")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Strike out the marked line"), id="strike", variant="error")
            yield Button(Content("Close"), id="cancel")

    def on_mount(self) -> None:
        """The newest first."""
        self.query_one(Lines).show(typed_lines(self.drill) or [("", ((NOTHING, "dim"),))])
        self.query_one(Lines).focus()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Strike it out, or leave."""
        chosen = self.query_one(Lines).key
        if pressed.button.id != "strike" or not chosen:
            self.dismiss()
            return
        try:
            await asyncio.wrap_future(self.drill.redact(int(chosen)))
        except BreachdrillError as fault:
            self.query_one("#fault", Static).update(paint(((f"!! {fault}", "red"),)))
            return
        self.on_mount()
