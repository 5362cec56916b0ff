"""Answering a message: own words first, then one of its answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from simulator.domain.decisions import AnswerInject
from simulator.domain.ids import InjectId
from tui.present import clean
from tui.widgets.fields import Choices, Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint

if TYPE_CHECKING:
    from simulator.exercise.room.pending import OpenDecision
    from tui.pacing import Drill


class AnswerDialog(DrillDialog):
    """One message that waits for an answer."""

    def __init__(self, drill: Drill, waiting: OpenDecision) -> None:
        super().__init__(drill, f"Answer: {clean(waiting.title)}")
        self.waiting = waiting

    def compose_box(self) -> Iterable[Widget]:
        """The message, a line for own words, and the answers once something was said."""
        yield Static(paint(((clean(self.waiting.text), "plain"),)), markup=False)
        yield Static("First in your own words. Enter shows the answers.", id="hint", classes="hint", markup=False)
        yield Words("What do you say?", "words")
        yield Choices(id="answers", markup=False, classes="hidden")

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Show the answers, none of them chosen: a second Enter by habit would give the first for good."""
        self.query_one("#hint", Static).update("Which answer is that? An arrow chooses, Enter gives it.")
        answers = self.query_one(Choices)
        answers.offer(self.waiting.options)
        answers.highlighted = None
        answers.remove_class("hidden")
        answers.focus()

    async def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Give the answer."""
        said = self.query_one("#words", Words).said
        decision = AnswerInject(seat=self.drill.seat, inject=InjectId(self.waiting.ref), option=chosen.option.id or "")
        await self.decide(decision, answer=said)
