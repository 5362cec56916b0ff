"""The dialogs of the evidence screen: one row with all its columns, a row to pin, and a remark in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Static

from tui.pacing import Drill
from tui.present import Line, clean
from tui.widgets.fields import Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint_all
from tui.widgets.rows import Cell, text_of


class RowDialog(DrillDialog):
    """One row, all of its columns."""

    HOLDS = False

    def __init__(self, drill: Drill, row: Iterable[tuple[str, Cell]], heading: str = "One row of evidence") -> None:
        super().__init__(drill, heading)
        self.cells = tuple(row)

    def compose_box(self) -> Iterable[Widget]:
        """Name and value, a line each."""
        wide = max((len(name) for name, _ in self.cells), default=0)
        lines: list[Line] = [
            ((f"{clean(name):<{wide}}  ", "dim"), (text_of(cell), "plain")) for name, cell in self.cells
        ]
        yield Static(paint_all(lines), markup=False)


class PinDialog(RowDialog):
    """A row to pin, and what it shows in the team's words."""

    def __init__(self, drill: Drill, row: Iterable[tuple[str, Cell]], pin: Callable[[str], object]) -> None:
        super().__init__(drill, row, "Pin as an exhibit")
        self.pin = pin

    def compose_box(self) -> Iterable[Widget]:
        """The words, and under them the row."""
        yield Static("What does it show? Enter pins it; the words may stay empty.", classes="hint", markup=False)
        yield Words("What does it show?", "note")
        yield from super().compose_box()

    def on_input_submitted(self) -> None:
        """Pin it."""
        self.pin(self.query_one("#note", Words).said)
        self.dismiss()


class RemarkDialog(DrillDialog):
    """A note or an exhibit in full."""

    HOLDS = False

    def __init__(self, drill: Drill, text: str) -> None:
        super().__init__(drill, "Pinned")
        self.text = text

    def compose_box(self) -> Iterable[Widget]:
        """The words."""
        yield Static(paint_all([((clean(self.text), "plain"),)]), markup=False)
