"""Screens by letter, for laptops whose own keys take F2 to F7."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from tui.pacing import Drill
from tui.present import Line
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint_all

PLACES = {
    "b": ("show_briefing", "Brief"),
    "r": ("show_room", "Room"),
    "e": ("show_evidence", "Evidence"),
    "l": ("show_lists", "Lists"),
    "n": ("show_notices", "Notices"),
    "d": ("show_debrief", "Debrief"),
    "h": ("show_hotwash", "Hot wash"),
    "w": ("show_turning", "What if"),
    "p": ("show_report", "Report"),
}


class GoDialog(DrillDialog):
    """One letter, one screen."""

    HOLDS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(letter, f"go('{action}')", title) for letter, (action, title) in PLACES.items()
    ]

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Go to")

    def compose_box(self) -> Iterable[Widget]:
        """The letters."""
        lines: list[Line] = [((f"{letter}  ", "strong"), (title, "plain")) for letter, (_, title) in PLACES.items()]
        yield Static(paint_all(lines), markup=False)

    async def action_go(self, action: str) -> None:
        """Close, and go there."""
        self.dismiss()
        self.app.call_later(self.app.run_action, action)
