"""The decisions on which the run turned: five costliest, five best, reckoned beside the talk; one can be played on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from threading import Event
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.errors import BreachdrillError
from simulator.exercise.whatif.pricing import Price, Priced, price_run
from tui.messages import PlayOn
from tui.pacing import Drill
from tui.present import clean
from tui.texts.debrief import CLOSED
from tui.texts.turning import price_lines, progress_line, turning_lines
from tui.widgets.frame import bindings
from tui.widgets.paint import paint, paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines


class TurningScreen(PanedScreen):
    """Opens after the hot wash. The reckoning runs beside it, and stops when the app is left."""

    HELP = (
        "The five decisions that cost most, and the five that spared most: what the world would have done otherwise on "
        "the same seed. The figures are a model, not fact. Enter plays on from just before one, for three room minutes."
    )
    DEFAULT_CSS = """
    TurningScreen #progress { height: 1; }
    TurningScreen #both { height: 1fr; }
    TurningScreen #pane-ten { width: 1fr; }
    TurningScreen #pane-one { width: 1fr; }
    TurningScreen .box, TurningScreen Lines { border: round $secondary; scrollbar-size-vertical: 1; padding: 0 1; }
    TurningScreen .box { height: 1fr; }
    TurningScreen .box:focus, TurningScreen Lines:focus { border: heavy $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(("turning",))
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (("pane-ten", "Decisions"), ("pane-one", "What if"))
    JOBS: ClassVar[int | None] = None
    """Processes that reckon; None: one for each processor."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill)
        self.priced: Priced | None = None
        self._share: int | None = None
        self._left = Event()
        self._begun = False

    def compose_panes(self) -> Iterable[Widget]:
        """How far it is, the ten, and the one under the cursor."""
        yield Static("", markup=False, id="progress")
        with Horizontal(id="both"):
            with Pane(id="pane-ten"):
                yield Lines("ten", "Where it turned")
            with Pane(id="pane-one"), VerticalScroll(classes="box", id="one-box") as box:
                box.border_title = Content("What the world would have done")
                yield Static("", markup=False, id="one")

    def redraw(self) -> None:
        """Begin to reckon once EndEx has come."""
        if not self.drill.view.ended:
            self.query_one("#one", Static).update(paint_all(CLOSED))
        elif not self._begun:
            self._begun, self._share = True, 0
            self._reckon()
        self._draw()

    def on_unmount(self) -> None:
        """Whoever leaves does not wait for figures."""
        self._left.set()

    @work(group="turning", exclusive=True)
    async def _reckon(self) -> None:
        try:
            self.priced = await asyncio.to_thread(price_run, self.drill.exercise, progress=self._told, jobs=self.JOBS)
        except _LeftError:
            return
        except BreachdrillError as problem:
            self.notify(clean(f"No figures: {problem.message}"), markup=False)
        self._share = None
        if self.priced is not None:
            self.drill.prices = self.priced.prices
        if self.is_mounted:
            self._draw()

    def _told(self, done: int, of: int) -> None:
        """From the worker's thread."""
        if self._left.is_set():
            raise _LeftError
        self._share = 1000 * done // max(1, of)
        self.app.call_from_thread(self._draw_progress)

    def _draw_progress(self) -> None:
        for line in self.query("#progress").results(Static):
            line.update(paint(progress_line(self._share)))

    def _draw(self) -> None:
        self._draw_progress()
        if self.priced is not None:
            self.query_one("#ten", Lines).show(turning_lines(self.priced.turning))
            self._draw_one()

    def on_drawn_list_moved(self) -> None:
        """The decision under the cursor in full."""
        self._draw_one()

    def on_drawn_list_chosen(self) -> None:
        """Enter plays on from it."""
        self.action_play_on()

    @property
    def chosen(self) -> Price | None:
        """The change under the cursor."""
        if self.priced is None:
            return None
        turning, key = self.priced.turning, self.query_one("#ten", Lines).key
        return next((one for one in (*turning.costliest, *turning.best) if str(one.number) == key), None)

    def _draw_one(self) -> None:
        one, playbook = self.chosen, self.drill.playbook
        if one is not None:
            names = {row.id: row.title for row in self.drill.view.clocks}
            self.query_one("#one", Static).update(paint_all(price_lines(one, playbook.calendar, names)))

    def action_play_on(self) -> None:
        """From just before this decision, in the room, for three minutes."""
        one = self.chosen
        if one is not None:
            self.post_message(PlayOn(one.number))


class _LeftError(Exception):
    """The app was left while figures were being reckoned."""
