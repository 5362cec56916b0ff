"""Small questions of the hot wash: an answer, something to keep, something to change, and why it ends early."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from simulator.domain.evaluation import records as r
from tui.present import clean
from tui.records import next_id, write_down
from tui.washtext import ASIDE, QUESTIONS
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


class ChangeDialog(DrillDialog):
    """Something to change, which becomes a row of the improvement plan at once."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "To change: a row of the improvement plan")

    def compose_box(self) -> Iterable[Widget]:
        """The issue; and what is done about it, by whom, by when, where the room knows already."""
        yield Words("What must change? (required)", "issue")
        yield Words("Who does what, with which thing? A verb first", "deed")
        yield Words("Owner, by role (may follow in the report)", "owner")
        yield Words("Done by, as 2027-01-31 (may follow in the report)", "due")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Write down"), id="write", variant="primary")
            yield Button(Content("Cancel"), id="cancel")

    async def on_input_submitted(self) -> None:
        """Enter goes on to the next field, and from the last writes down."""
        fields = list(self.query(Words))
        here = next((place for place, one in enumerate(fields) if one.has_focus), 0)
        if here + 1 < len(fields):
            fields[here + 1].focus()
        else:
            await self._write()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Write it down, or leave."""
        if pressed.button.id == "write":
            await self._write()
        else:
            self.dismiss()

    async def _write(self) -> None:
        issue, deed, owner, due = (self.query_one(f"#{name}", Words).said for name in ("issue", "deed", "owner", "due"))
        if not issue:
            self._fault("Say what must change.")
            return
        try:
            day = date.fromisoformat(due) if due else None
        except ValueError:
            self._fault(f'A date reads 2027-01-31; "{clean(due)}" does not.')
            return
        name, retest = next_id(self.drill), self.drill.playbook.slug
        await write_down(
            self.drill,
            lambda at, room: r.Learned(at=at, room=room, keep=False, text=issue),
            lambda at, room: r.Planned(
                at=at, room=room, id=name, issue=issue, action=deed, owner=owner, due=day, retest=retest
            ),
        )
        self.dismiss()

    def _fault(self, text: str) -> None:
        self.query_one("#fault", Static).update(paint(((f"!! {text}", "red"),)))


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
