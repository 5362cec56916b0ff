"""The feedback form, handed round: one role after the other says what the exercise was worth."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from simulator.domain.evaluation import records as r
from simulator.domain.time import Seconds
from simulator.report.papers.feedback import STATEMENTS
from tui.present import clean
from tui.records import write_down
from tui.widgets.fields import Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint
from tui.widgets.rows import Lines

if TYPE_CHECKING:
    from tui.pacing import Drill

COMMENT = "In your words"


class FeedbackDialog(DrillDialog):
    """Six statements from 1 (not at all) to 5 (fully), and a line; what is not answered stays unanswered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "score(1)", "1 to 5: how true it is", key_display="1-5"),
        *(Binding(str(number), f"score({number})", str(number), show=False) for number in range(2, 6)),
    ]
    DEFAULT_CSS = """
    FeedbackDialog #items { height: 6; margin-bottom: 1; }
    """

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Feedback: 1 not at all ... 5 fully")
        self.scores: dict[str, int] = {}

    def compose_box(self) -> Iterable[Widget]:
        """Who answers, the statements, a line."""
        seats = [(seat, one.title) for seat, one in self.drill.playbook.seats.items()]
        yield choice([*seats, ("observer", "Observer")], "who", "Who answers?", seats[0][0])
        yield Lines("items")
        yield Words("What did the tool get wrong? What should stay? (may stay empty)", "comment")
        yield Static("", id="thanks", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Hand in, next role"), id="hand", variant="primary")
            yield Button(Content("Done"), id="done")

    def on_mount(self) -> None:
        """The cursor stands on the first statement."""
        self._draw()
        self.query_one("#items", Lines).focus()

    def action_score(self, score: int) -> None:
        """The statement under the cursor gets so much, and the cursor goes on."""
        items = self.query_one("#items", Lines)
        self.scores[items.key] = score
        self._draw()
        items.action_step(1)

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Hand in and begin the form of the next role, or close."""
        if pressed.button.id == "done":
            self.dismiss()
            return
        who = self.query_one("#who", Select)
        role, comment = str(who.value), self.query_one("#comment", Words).said
        made = [partial(_felt, item=item, score=score, role=role) for item, score in self.scores.items()]
        if comment:
            made.append(partial(_felt, item=COMMENT, comment=comment, role=role))
        if not made:
            self.query_one("#thanks", Static).update(paint((("!! Nothing is answered yet.", "red"),)))
            return
        await write_down(self.drill, *made)
        self.query_one("#thanks", Static).update(paint(((f"✓ Handed in for {clean(self._title(role))}.", "done"),)))
        self.scores = {}
        self.query_one("#comment", Words).value = ""
        self._draw()
        roles = [*self.drill.playbook.seats, "observer"]
        who.value = roles[(roles.index(role) + 1) % len(roles)]
        items = self.query_one("#items", Lines)
        items.action_edge(-1)
        items.focus()

    def _title(self, role: str) -> str:
        return next((one.title for seat, one in self.drill.playbook.seats.items() if seat == role), role)

    def _draw(self) -> None:
        self.query_one("#items", Lines).show(
            [
                (item, ((f"[{self.scores.get(item, ' ')}] ", "strong"), (f"{number} {clean(item)}", "plain")))
                for number, item in enumerate(STATEMENTS, start=1)
            ]
        )


def _felt(at: Seconds, room: float, *, item: str, role: str, score: int | None = None, comment: str = "") -> r.Felt:
    return r.Felt(at=at, room=room, item=item, score=score, comment=comment, role=role)
