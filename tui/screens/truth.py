"""The controller's screen: what is true, beside what the room knows; read-only, and closed to every other seat."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.errors import InputError
from simulator.exercise.room.truth import truth_view
from tui.present import clean
from tui.texts.unveil import BANNER, clock_lines, msel_lines, people_lines
from tui.widgets.paint import paint, paint_all
from tui.widgets.panes import Pane, PanedScreen


class TruthScreen(PanedScreen):
    """Three sets of people, both sides' clocks, and the list of injects."""

    HELP = (
        "For the controller alone: who was read, who must be told and who is listed; the clocks as they are and as the "
        "room's facts make them; and what comes next. Nothing here can be changed."
    )
    DEFAULT_CSS = """
    TruthScreen #banner { height: 1; }
    TruthScreen #above { height: 1fr; }
    TruthScreen #pane-sets { width: 48; }
    TruthScreen #pane-sides { width: 1fr; }
    TruthScreen #pane-msel { height: 15; }
    TruthScreen .box { border: heavy $error; border-title-style: bold; padding: 0 1; height: 1fr; }
    TruthScreen .box { scrollbar-size-vertical: 1; }
    TruthScreen .box:focus { border: double $error; }
    TruthScreen.-single.-pane-3 #above { display: none; }
    TruthScreen.-flat #banner { display: none; }
    """
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pane-sets", "People"),
        ("pane-sides", "Clocks"),
        ("pane-msel", "What comes"),
    )

    def compose_panes(self) -> Iterable[Widget]:
        """The warning, the sets, the clocks, the list."""
        yield Static(paint(BANNER), markup=False, id="banner")
        with Horizontal(id="above"):
            yield _boxed("pane-sets", "sets", "TRUTH: three sets of people")
            yield _boxed("pane-sides", "sides", "TRUTH: clocks, and the room's beside them")
        yield _boxed("pane-msel", "msel", "TRUTH: injects, and what comes next")

    def redraw(self) -> None:
        """Look again, in the engine's thread."""
        self._look()

    @work(group="truth", exclusive=True)
    async def _look(self) -> None:
        seat, calendar = self.drill.seat, self.drill.playbook.calendar
        try:
            view = await asyncio.wrap_future(self.drill.ask(lambda exercise: truth_view(exercise, seat)))
        except InputError as refused:
            self.query_one("#sets", Static).update(paint(((clean(str(refused)), "red"),)))
            return
        self.query_one("#sets", Static).update(paint_all(people_lines(view, calendar)))
        self.query_one("#sides", Static).update(paint_all(clock_lines(view)))
        self.query_one("#msel", Static).update(paint_all(msel_lines(view, calendar)))


def _boxed(pane: str, name: str, title: str) -> Pane:
    box = VerticalScroll(Static("", markup=False, id=name), classes="box")
    box.border_title = Content(title)
    return Pane(box, id=pane)
