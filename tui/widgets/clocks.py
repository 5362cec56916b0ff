"""The two docked lines: run state, time, room time, open decisions; and the clocks, worst first."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from tui import present
from tui.texts import clocks
from tui.texts.pace import WHATIF_SECONDS, Pace, halt_words, status_line
from tui.widgets.paint import paint

if TYPE_CHECKING:
    from tui.pacing import Drill


class ClockStrip(Static):
    """Two lines at the top that stay above dialogs, help and the palette."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(markup=False)
        self.drill = drill
        self._drawn: list[present.Line] = []

    def on_mount(self) -> None:
        """Draw for the first time."""
        self.refresh_lines()

    def on_resize(self, _: Resize) -> None:
        """Fit the clocks to the width."""
        self.refresh_lines()

    def refresh_lines(self) -> None:
        """Draw both lines anew, where they say something else."""
        width = self.size.width or self.app.size.width
        mark: present.Line = ()
        if self.drill.whatif is not None:
            left = max(0, ceil((WHATIF_SECONDS - self.drill.room_seconds) / 60))
            before, more = ("from ", " left") if width >= present.WIDE else ("", "")
            mark = ((f" WHAT-IF {before}D{self.drill.whatif}, {left}m{more} ", "late"),)
        rest = width - len(present.flat(mark))
        lines = [(*mark, *status_line(self.drill.view, _pace(self.drill), rest))]
        lines.append(((" ", "plain"), *clocks.clocks_line(self.drill.view.clocks, width - 1)))
        if lines != self._drawn:
            self._drawn = lines
            self.update(Content("\n").join([paint(line) for line in lines]))


def _pace(drill: Drill) -> Pace:
    return Pace(
        state=drill.run_state,
        halt=halt_words(drill.halt.kind, drill.halt.subject) if drill.halt else "",
        room_seconds=drill.room_seconds,
        move_seconds=drill.move_seconds,
        gear=drill.gear,
    )
