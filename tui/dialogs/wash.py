"""Small questions of the hot wash: an answer, something to keep, and why it ends early."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, Static

from simulator.domain.evaluation import records as r
from tui.present import clean
from tui.records import write_down
from tui.texts.wash import ASIDE, QUESTIONS
from tui.widgets.fields import Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint, paint_all

if TYPE_CHECKING:
    from tui.pacing import Drill


class SayDialog(DrillDialog):
    """One line that is written down: the answer to a question, or something to keep."""

    def __init__(self, drill: Drill, question: str) -> None:
        super().__init__(drill, QUESTIONS[question])
        self.question = question

    def compose_box(self) -> Iterable[Widget]:
        """One line to type in."""
        yield Static("One line. Role titles, no names of people; no real patient's data.", markup=False)
        yield Words(QUESTIONS[self.question], "said")

    async def on_input_submitted(self, sent: Input.Submitted) -> None:
        """Write it down."""
        said = clean(sent.value).strip()
        if said and self.question == "keep":
            await write_down(self.drill, lambda at, room: r.Learned(at=at, room=room, keep=True, text=said))
        elif said:
            by = ASIDE + self.question
            await write_down(self.drill, lambda at, room: r.Noted(at=at, room=room, text=said, by=by))
        self.dismiss()


class EndWashDialog(DrillDialog):
    """The hot wash is to end before its time, or with nothing said: why? The report prints it."""

    def __init__(self, drill: Drill, missing: str, end: Callable[[str], Awaitable[None]]) -> None:
        super().__init__(drill, "End the hot wash now?")
        self._missing = missing
        self._end = end

    def compose_box(self) -> Iterable[Widget]:
        """What is missing, and one line for the reason."""
        yield Static(
            paint_all([((self._missing, "strong"),), (("It is not skipped silently: the report says why.", "plain"),)]),
            markup=False,
        )
        yield Words("Why does it end here? (Esc goes back to the talk)", "why")
        yield Static("", id="fault", markup=False)

    async def on_input_submitted(self, sent: Input.Submitted) -> None:
        """A reason ends it."""
        said = clean(sent.value).strip()
        if not said:
            self.query_one("#fault", Static).update(paint((("!! Give the reason, or Esc.", "red"),)))
            return
        self.dismiss()
        await self._end(said)
