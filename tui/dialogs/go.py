"""Screens by letter, for laptops whose own keys take F2 to F7."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from tui.hints import keys_of
from tui.owned import OWN
from tui.pacing import Drill
from tui.present import Line
from tui.widgets.frame import DrillDialog, bindings
from tui.widgets.paint import paint_all


class GoDialog(DrillDialog):
    """One letter, one screen."""

    HOLDS = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(("go",))

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Go to")

    def compose_box(self) -> Iterable[Widget]:
        """The letters."""
        places = [one for one in OWN if one.place == "go"]
        lines: list[Line] = [((f"{keys_of(one)[0]}  ", "strong"), (one.title, "plain")) for one in places]
        yield Static(paint_all(lines), markup=False)

    async def action_go(self, action: str) -> None:
        """Close, and go there."""
        self.dismiss()
        self.app.call_later(self.app.run_action, action)
