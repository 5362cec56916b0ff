"""The PIN before the facilitator's controls: asked each time, set at first use, three wrong tries wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Input, Static

from simulator.errors import InputError
from simulator.exercise.room.console.pin import HONEST, Tries
from tui.pacing import Drill
from tui.present import SYMBOLS, clean
from tui.widgets.fields import hidden
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint


class GateDialog(DrillDialog):
    """Asks for the PIN, then opens what was asked for."""

    HOLDS = False

    def __init__(self, drill: Drill, then: Callable[[], DrillDialog]) -> None:
        self.new = drill.control.pin() is None
        super().__init__(drill, "Facilitator: choose a PIN" if self.new else "Facilitator: PIN")
        self._then = then

    def compose_box(self) -> Iterable[Widget]:
        """One field, or two where the PIN is chosen; what is typed is not shown."""
        if self.new:
            yield Static("No PIN was set. Choose one: it opens these controls from now on.", markup=False)
        yield hidden("pin", "PIN")
        if self.new:
            yield hidden("again", "The same once more")
        yield Static(HONEST, classes="hint", markup=False)
        yield Static("", id="fault", markup=False)

    async def on_input_submitted(self, sent: Input.Submitted) -> None:
        """Try it, or choose it."""
        if self.new and sent.input.id == "pin":
            self.query_one("#again", Input).focus()
            return
        typed = self.query_one("#pin", Input).value
        fault = await (self._choose(typed) if self.new else self._try(typed))
        if fault:
            with self.prevent(Input.Changed):  # which would take the complaint away
                for field in self.query(Input):
                    field.value = ""
            self.query_one("#pin", Input).focus()
            self._complain(fault)
        else:
            self.app.switch_screen(self._then())

    async def _choose(self, typed: str) -> str:
        if typed != self.query_one("#again", Input).value:
            return "The two are not the same."
        try:
            await asyncio.to_thread(self.drill.control.set_pin, typed)
        except InputError as fault:
            return str(fault)
        return ""

    async def _try(self, typed: str) -> str:
        drill = self.drill
        waits = drill.tries.waits(drill.seconds())
        if waits:
            return f"Three wrong tries: wait {waits:.0f} seconds."
        pin = drill.control.pin()
        if pin is not None and not await asyncio.to_thread(pin.opens, typed):
            drill.tries = drill.tries.failed(drill.seconds())
            waits = drill.tries.waits(drill.seconds())
            return "That is not the PIN." + (f" Three wrong tries: wait {waits:.0f} seconds." if waits else "")
        drill.tries = Tries()
        return ""

    def _complain(self, fault: str) -> None:
        self.query_one("#fault", Static).update(paint(((f"{SYMBOLS['red']} {clean(fault)}", "red"),)))
