"""The decisions on which the run turned: five costliest, five best, reckoned beside the talk; one can be played on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.exercise.whatif.pricing import Price
from tui.messages import PlayOn
from tui.pacing import Drill
from tui.present import Line
from tui.reckoner import Reckoner
from tui.texts.debrief import closed_lines
from tui.texts.luck import call_lines
from tui.texts.turning import PLAY_ON, coming_lines, price_lines, progress_line, turning_lines, waiting_words
from tui.widgets.frame import bindings
from tui.widgets.paint import paint, paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines

_GAP: Line = (("", "plain"),)


class TurningScreen(PanedScreen):
    """Opens after the hot wash. The reckoning runs beside it, and stops when the app is left."""

    HELP = (
        "The five decisions that cost most, and the five that spared most: what the world would have done otherwise "
        "on the same seed; and of each, what it was worth on what you knew then, apart from how it came out. The "
        "figures are a model, not fact. {turning.stop} stops the reckoning or goes on with it. Enter plays on from "
        "just before a decision, for three room minutes."
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
        self.reckoner = Reckoner(drill.exercise, self._told, self.JOBS)
        self._begun = False
        self._drawn: object = None

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
            self.query_one("#one", Static).update(paint_all(closed_lines()))
        elif not self._begun:
            self._begun = True
            self.query_one("#one", Static).update(paint_all(coming_lines()))
            self._reckon()
        self._draw()

    def on_unmount(self) -> None:
        """Whoever leaves does not wait for figures."""
        self.reckoner.stop()

    @work(group="turning", exclusive=True)
    async def _reckon(self) -> None:
        await asyncio.to_thread(self.reckoner.run)
        if self.is_mounted:
            self._draw()

    def _told(self) -> None:
        """From the worker's thread."""
        self.app.call_from_thread(self._draw)

    def action_stop(self) -> None:
        """Stop the reckoning, or go on with it."""
        if self.reckoner.runs:
            self.reckoner.stop()
        elif self.reckoner.stage == "stopped":
            self._reckon()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to stop once all is worked out."""
        del parameters
        return action != "stop" or self.reckoner.runs or self.reckoner.stage == "stopped"

    def _draw(self) -> None:
        found = self.reckoner
        self.query_one("#progress", Static).update(paint(progress_line(found.stage, found.share, found.problem)))
        drawn = (found.stage, found.priced, len(found.judged))
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self.refresh_bindings()
        if found.priced is not None:
            self.drill.prices, self.drill.judged = found.priced.prices, tuple(found.judged.values())
            self.query_one("#ten", Lines).show(turning_lines(found.priced.turning, found.judged))
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
        priced = self.reckoner.priced
        if priced is None:
            return None
        turning, key = priced.turning, self.query_one("#ten", Lines).key
        return next((one for one in (*turning.costliest, *turning.best) if str(one.number) == key), None)

    def _draw_one(self) -> None:
        one, playbook = self.chosen, self.drill.playbook
        if one is None and self.reckoner.stage == "done":
            decided = self.drill.exercise.submitted
            said = "Nothing that was decided made a difference." if decided else "Nothing was decided."
            self.query_one("#one", Static).update(said)
        elif one is not None:
            lines = price_lines(one, playbook.calendar)
            call = call_lines(self.reckoner.judged.get(one.number), waiting_words(self.reckoner.stage))
            self.query_one("#one", Static).update(paint_all([*lines, _GAP, *call, _GAP, PLAY_ON]))

    def action_play_on(self) -> None:
        """From just before this decision, in the room, for three minutes."""
        one = self.chosen
        if one is not None:
            self.post_message(PlayOn(one.number))
