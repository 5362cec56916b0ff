"""The facilitator's palette over the projected screen: every control, and nothing that players may not see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from simulator.exercise.room.console.wire import Asks, Request
from tui.console.forms import ConsoleDialog, Desk
from tui.console.lines import late_words
from tui.console.mapping import DeclaredDialog
from tui.console.messaging import ImproviseDialog, MessageDialog, TrimDialog
from tui.console.rating import RateDialog
from tui.console.talking import FlagDialog, HintDialog, ObserverNote
from tui.console.timing import AutoDialog, AwayDialog, GotoDialog, SureDialog
from tui.controls import IN_PALETTE
from tui.hints import keys_of
from tui.texts.pace import pace_words
from tui.widgets.fields import Choices
from tui.widgets.frame import binding_of

STOP_WORDS = (
    "Something real needs the room? The exercise stops for good: it is kept, and this run gets no score. "
    "Say NO DUFF aloud."
)


def _no_duff(desk: Desk) -> ConsoleDialog:
    return SureDialog(desk, Request(asks="stop"), "NO DUFF", STOP_WORDS)


def _end(desk: Desk) -> ConsoleDialog:
    words = "EndEx now: what would still come does not, and duties still open are missed."
    return SureDialog(desk, Request(asks="end"), "End the exercise", words)


ASKS: Mapping[str, Asks] = {
    "pause": "toggle", "slower": "slower", "faster": "faster", "next": "next", "talk": "talk", "break": "break",
    "reveal": "reveal",
}  # fmt: skip
"""What is asked at once, by the name of the control."""
OPENS: Mapping[str, Callable[[Desk], ConsoleDialog]] = {
    "goto": GotoDialog, "auto": AutoDialog, "message": MessageDialog, "improvise": ImproviseDialog, "trim": TrimDialog,
    "map": DeclaredDialog, "away": AwayDialog, "hint": HintDialog, "note": ObserverNote, "flag": FlagDialog,
    "rate": RateDialog, "end": _end, "stop": _no_duff,
}  # fmt: skip
"""What opens a question."""


class PaletteDialog(ConsoleDialog):
    """Every control as a row and as a key; Esc closes, and the next opening asks for the PIN again."""

    BINDINGS: ClassVar[list[BindingType]] = [binding_of(one, hidden=one.id != "console.pause") for one in IN_PALETTE]

    DEFAULT_CSS = "PaletteDialog #controls { max-height: 60vh; }"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: nothing here that players may not see. Esc closes and locks")

    def compose_box(self) -> Iterable[Widget]:
        """How time stands, and the rows."""
        yield Static("", id="pace", markup=False)
        yield Choices(id="controls", markup=False)
        yield Static("", id="fault", markup=False)

    def on_mount(self) -> None:
        """Everything that there is."""
        choices = self.query_one("#controls", Choices)
        choices.offer([(one.id, f"{keys_of(one)[0]:<6}{one.help}") for one in IN_PALETTE])
        choices.focus()
        self.redraw()
        self.set_interval(0.5, self.redraw)

    def redraw(self) -> None:
        """How fast time runs, and whether the room is late."""
        drill = self.drill
        gear = f"gear x{drill.gear}: {pace_words(drill.gear)}"
        self.query_one("#pace", Static).update(f"{drill.run_state.upper()}  {gear}  {late_words(drill.late)}")

    async def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Enter does what the key does."""
        await self.action_does(str(chosen.option.id).partition(".")[2])

    async def action_does(self, name: str) -> None:
        """Do it at once, or open its question; the palette stays."""
        if name in OPENS:
            self.app.push_screen(OPENS[name](self.desk))
            return
        answer = await self.desk.ask(Request(asks=ASKS[name]))
        self.clear_fault()
        if not answer.ok:
            self.complain(answer.text)
        elif name == "reveal":
            self.dismiss()
        else:
            self.redraw()
