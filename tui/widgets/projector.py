"""The projector's layout: time and the worst clocks in large figures, the newest message, what is to be decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Digits, Static

from simulator.domain.time import DAY, HOUR, MINUTE
from tui.present import SYMBOLS, Line, clean, day_and_time, minutes
from tui.texts.clocks import clock_name, clock_word
from tui.texts.room import open_line
from tui.widgets.paint import paint
from tui.widgets.panels import Panel

if TYPE_CHECKING:
    from simulator.exercise.room.clocks import ClockRow
    from simulator.exercise.room.view import SeatView
    from tui.pacing import Drill

FIGURES = 6
"""Figures side by side at most; assumed, what can be read from the last row of a room."""
WIDTH = 19
"""Cells that a figure needs: five digits of three cells, and air."""

Figure: TypeAlias = tuple[str, Line]
"""A number in large digits, and the words under it."""


class Projector(Vertical):
    """What a room looks at while it talks."""

    DEFAULT_CSS = """
    Projector { display: none; height: 1fr; }
    Projector #figures { height: 6; padding: 1 2 0 2; }
    Projector .figure { width: 1fr; height: 5; }
    Projector Digits { width: 100%; height: 3; text-style: bold; }
    Projector .figure Static { height: 2; }
    """

    def __init__(self, drill: Drill) -> None:
        super().__init__(id="projector")
        self.drill = drill
        self._drawn: tuple[Figure, ...] = ()

    def compose(self) -> Iterable[Widget]:
        """Figures above, the message and what is to be decided below."""
        with Horizontal(id="figures"):
            for _ in range(FIGURES):
                with Vertical(classes="figure"):
                    yield Digits("")
                    yield Static("", markup=False)
        yield Panel("Newest message", "newest")
        yield Panel("To decide", "todo")

    def refresh_lines(self) -> None:
        """Draw what changed."""
        view = self.drill.view
        room = min(FIGURES, max(1, self.app.size.width // WIDTH))
        found = tuple(figures(view, self.drill.room_seconds))[:room]
        if found != self._drawn:
            self._drawn = found
            for place, box in enumerate(self.query(".figure")):
                box.display = place < len(found)
                if box.display:
                    box.query_one(Digits).update(found[place][0])
                    box.query_one(Static).update(paint(found[place][1]))
        self.query_one("#newest", Panel).show(newest_lines(view))
        self.query_one("#todo", Panel).show([open_line(one) for one in view.open] or [(("No decision waits.", "dim"),)])


def figures(view: SeatView, room_seconds: float) -> Iterable[Figure]:
    """The exercise's time, the room's, then the clocks that run, worst first; those that read alike together."""
    yield f"{view.when:%H:%M}", ((f"Day {view.day}, {view.when:%a %d %b}", "strong"),)
    yield minutes(room_seconds), ((f"in the room, of {minutes(view.room_minutes * 60)}", "plain"),)
    alike: dict[tuple[str, str], list[ClockRow]] = {}
    for row in view.clocks:
        if row.left is not None and row.done is None:
            alike.setdefault((row.tone, clock_word(row)), []).append(row)
    for (tone, word), rows in alike.items():
        names = ", ".join(clock_name(row) for row in rows)
        number, unit = _large(rows[0])
        owed = "if owed " if word.endswith("if owed") else ""
        yield number, ((f"{SYMBOLS[tone]} {unit} ", tone), (f"{owed}{names}", "plain"))


def _large(row: ClockRow) -> tuple[str, str]:
    left = row.left or 0
    if left < 0:
        return f"{row.late_days or -left // DAY}", "DAYS LATE"
    if left >= 3 * DAY:
        return f"{left // DAY}", "days"
    return f"{left // HOUR}:{left % HOUR // MINUTE:02}", "hours"


def newest_lines(view: SeatView) -> list[Line]:
    """The newest message in full."""
    told = [one for one in view.feed if one.kind == "inject-delivered"]
    if not told:
        return [(("No message yet.", "dim"),)]
    newest = told[-1]
    return [
        ((f"{day_and_time(newest.when)}  {clean(newest.sender)}", "dim"),),
        ((f"{SYMBOLS[newest.tone]} {clean(newest.title)}", "strong"),),
        (),
        ((clean(newest.text), "plain"),),
    ]
