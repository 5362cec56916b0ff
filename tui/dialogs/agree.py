"""Dual control in turn: the keyboard goes to the second role, who agrees by name, or says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from simulator.domain.evaluation.records import Noted
from simulator.domain.ids import SeatId
from simulator.exercise.room.feed import title_of_seat
from tui.pacing import Drill
from tui.present import SYMBOLS, clean
from tui.widgets.fields import Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint


class AgreeDialog(DrillDialog):
    """Asks the second role. `agreed` is called when it does; a refusal is written down, and nothing is ordered."""

    def __init__(self, drill: Drill, order: str, first: SeatId, second: SeatId, agreed: Callable[[], object]) -> None:
        self.second, self.order = second, order
        self.who = clean(title_of_seat(second, drill.playbook))
        super().__init__(drill, f"Second role: {self.who}")
        self._first = clean(title_of_seat(first, drill.playbook))
        self._agreed = agreed

    def compose_box(self) -> Iterable[Widget]:
        """What is ordered, by whom, and the second's answer."""
        yield Static(f"{self._first} orders: {clean(self.order)}. {self.who}, do you agree?", markup=False)
        yield Words("Where you do not agree: why?", "words")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("I agree"), id="agree", variant="primary")
            yield Button(Content("I do not agree"), id="refuse")

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """On to the answer."""
        self.focus_next()

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Agree, or write the dissent down."""
        said = self.query_one("#words", Words).said
        if pressed.button.id == "agree":
            self.dismiss()
            self._agreed()
        elif not said:
            words = f"{SYMBOLS['red']} Say in a line why not: the dissent is kept."
            self.query_one("#fault", Static).update(paint(((words, "red"),)))
        else:
            text = f"Did not agree to “{self.order}”: {said}"
            self.drill.write(lambda at, room: Noted(at=at, room=room, text=text, tag="!", role=self.second))
            self.dismiss()
            self.notify("The dissent is kept; nothing was ordered.", markup=False)
