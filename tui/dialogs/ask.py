"""Small questions and answers: why a decision was refused, a note, the stop for a real emergency."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from simulator.domain.facts import DecisionRefused
from simulator.domain.words import NO_DUFF
from simulator.errors import BreachdrillError
from simulator.exercise.room.console.approvers import approvers
from simulator.exercise.room.desk.exhibits import note_text
from simulator.exercise.room.feed import title_of_seat
from tui.dialogs.answer import AnswerDialog
from tui.present import Line, clean, day_and_time
from tui.widgets.fields import Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint_all

if TYPE_CHECKING:
    from simulator.exercise.room.pending import OpenDecision
    from tui.pacing import Drill


class RefusedDialog(DrillDialog):
    """A decision that was refused: why, what would help, and who may take it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", "Close")]

    def __init__(self, drill: Drill, fact: DecisionRefused) -> None:
        super().__init__(drill, "Refused")
        self.fact = fact

    def compose_box(self) -> Iterable[Widget]:
        """The refusal."""
        drill = self.drill
        seats = drill.playbook.seats
        reached = approvers(self.fact.may, drill.known, drill.playbook, drill.view.now)
        others = [str(seat) for seat in self.fact.may if seat not in seats]
        lines: list[Line] = [(("✗ ", "red"), (clean(self.fact.reason), "strong"))]
        if self.fact.hint:
            lines.append(((clean(self.fact.hint), "plain"),))
        may = [*(one.how for one in reached), *others]
        lines += [(("Who may: " if not place else "      or ", "plain"), (clean(one), "strong"))
                  for place, one in enumerate(may)]  # fmt: skip
        lines.append((("The refusal is in the log. Nothing else happened.", "dim"),))
        yield Static(paint_all(lines), markup=False)


class UnansweredDialog(DrillDialog):
    """Time is to run while a main message waits: asked once for each."""

    HOLDS = False

    def __init__(self, drill: Drill, waiting: OpenDecision, go: Callable[[], None]) -> None:
        super().__init__(drill, "A message waits for your answer")
        self.waiting = waiting
        self._go = go

    def compose_box(self) -> Iterable[Widget]:
        """The message, and the ways on."""
        lines: list[Line] = [((clean(self.waiting.title), "strong"),), ((clean(self.waiting.text), "plain"),)]
        yield Static(paint_all(lines), markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Answer it"), id="answer", variant="primary")
            yield Button(Content("Go on without an answer"), id="go")

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Answer first, or let time run."""
        if pressed.button.id == "answer":
            self.app.switch_screen(AnswerDialog(self.drill, self.waiting))
            return
        self.dismiss()
        self._go()


class NoteDialog(DrillDialog):
    """A remark for the report; it has no effect on the world."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Note")

    def compose_box(self) -> Iterable[Widget]:
        """One line to type in."""
        yield Static("What should the report remember? No real person's data.", markup=False)
        yield Words("Note", "note")

    def on_input_submitted(self, sent: Input.Submitted) -> None:
        """Keep it beside the exercise."""
        if said := clean(sent.value).strip():
            who = title_of_seat(self.drill.seat, self.drill.playbook)
            self.drill.say(0, "note", note_text(day_and_time(self.drill.view.when), who, said))
        self.dismiss()


class StopDialog(DrillDialog):
    """No duff: something real needs the room."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "NO DUFF - the exercise stands still")

    def compose_box(self) -> Iterable[Widget]:
        """Stop for real, or go on."""
        yield Static(
            "Something real needs the room? Time stands. To stop for real is kept with the exercise: this run then "
            "gets no score, also when you go on with it later. Back records nothing.",
            markup=False,
        )
        with Horizontal(classes="buttons"):
            yield Button(Content("It is real: stop"), id="leave", variant="error")
            yield Button(Content("Back to the exercise"), id="back")

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Keep that it was real and leave, or go back and stay paused."""
        if pressed.button.id != "leave":
            self.dismiss()
            return
        try:
            await asyncio.wrap_future(self.drill.keep("stop", NO_DUFF))
        except BreachdrillError as fault:
            self.app.exit(0, message=clean(f"The stop is not kept: {fault}"))
            return
        self.app.exit(0)
