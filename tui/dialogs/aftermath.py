"""What may follow: the consequences of the exercise, with the reasons and entries that they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from simulator.exercise.aftermath import Aftermath
from tui.pacing import Drill
from tui.texts.after import aftermath_lines
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint_all


class AftermathDialog(DrillDialog):
    """Text to scroll; nothing in it is a forecast."""

    HOLDS: ClassVar[bool] = False
    DEFAULT_CSS = """
    AftermathDialog #following { height: 1fr; }
    """

    def __init__(self, drill: Drill, found: Aftermath) -> None:
        super().__init__(drill, "What may follow")
        self.found = found

    def compose_box(self) -> Iterable[Widget]:
        """All of it."""
        self.styles.height = "100%"
        with VerticalScroll(id="following"):
            yield Static(paint_all(aftermath_lines(self.found)), markup=False, id="following-text")

    def on_mount(self) -> None:
        """The keys scroll it."""
        self.query_one("#box").styles.height = "100%"
        self.query_one("#following").focus()
