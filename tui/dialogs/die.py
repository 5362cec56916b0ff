"""The die on the table: somebody rolls it for an order, and the facilitator types what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from simulator.domain.decisions import RollDie, TakeAction
from simulator.domain.direction import SIDES
from simulator.domain.ids import CONTROLLER
from simulator.exercise.room.odds import SHOWS, odds_words, rolled
from tui.pacing import Drill
from tui.present import SYMBOLS, clean
from tui.widgets.fields import Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint


class DieDialog(DrillDialog):
    """Asks for the number; `rolled` is called when it is written down, or when the seed is to roll."""

    def __init__(self, drill: Drill, order: TakeAction, rolled: Callable[[], object]) -> None:
        super().__init__(drill, f"Roll the d{SIDES}")
        self.order = order
        self._rolled = rolled

    def compose_box(self) -> Iterable[Widget]:
        """What it is rolled for, what it can show, and what it shows."""
        title = clean(self.drill.playbook.actions[self.order.action].title)
        yield Static(f"For “{title}”: somebody rolls, the facilitator types what the die shows.", markup=False)
        yield Static(odds_words(self.order.action, self.drill.playbook, self.drill.view.now), markup=False)
        yield Words(f"1 to {SIDES}", "shows")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("It shows that"), id="order", variant="primary")
            yield Button(Content("No die: the seed rolls"), id="seed")

    def on_mount(self) -> None:
        """The cursor stands in the number."""
        self.query_one("#shows").focus()

    async def on_input_submitted(self, _: Input.Submitted) -> None:
        """Enter is enough."""
        await self._write_down()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """The number, or none."""
        if pressed.button.id == "seed":
            self.dismiss()
            self._rolled()
        else:
            await self._write_down()

    async def _write_down(self) -> None:
        shows = rolled(self.query_one("#shows", Words).said)
        if shows is None:
            words = f"{SYMBOLS['red']} {SHOWS}."
            self.query_one("#fault", Static).update(paint(((words, "red"),)))
            return
        action, target = self.order.action, self.order.target
        roll = RollDie(seat=CONTROLLER, action=action, target=target, shows=shows)
        await asyncio.wrap_future(self.drill.direct(roll))
        self.dismiss()
        self._rolled()
