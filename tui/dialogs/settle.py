"""The report's stage and its handling line: what people say of the document itself; and one section to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, get_args

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from simulator.domain.evaluation import records as r
from simulator.errors import InputError
from simulator.exercise.evaluating.review import STAGES, Review, settle
from tui.present import Line, clean
from tui.records import write_down
from tui.texts.report import NEXT
from tui.widgets.fields import Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint, paint_all

if TYPE_CHECKING:
    from tui.pacing import Drill


class SettleDialog(DrillDialog):
    """Draft, reconciled, final: one step at a time, and back where it is meant."""

    def __init__(self, drill: Drill, review: Review) -> None:
        super().__init__(drill, f"The report is {review.evaluation.stage}")
        self.review = review

    def compose_box(self) -> Iterable[Widget]:
        """What is missing, the stage, who says so."""
        now = self.review.evaluation.stage
        lines: list[Line] = [((f"!! {clean(text)}", "watch"),) for text in self.review.blocks[:6]]
        more = len(self.review.blocks) - 6
        lines += [((f"and {more} more", "dim"),)] if more > 0 else []
        yield Static(paint_all(lines or [(("Nothing blocks final.", "done"),)]), markup=False)
        stages = [(one, one) for one in get_args(r.Stage)]
        yield choice(stages, "stage", "Stage:", NEXT.get(now, now))
        yield Words("Who says so, by role", "by")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Settle"), id="settle", variant="primary")
            yield Button(Content("Cancel"), id="cancel")

    async def on_input_submitted(self) -> None:
        """Enter settles."""
        await self._settle()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Settle, or leave."""
        if pressed.button.id == "settle":
            await self._settle()
        else:
            self.dismiss()

    async def _settle(self) -> None:
        chosen = self.query_one("#stage", Select).value
        stage = next(one for one in STAGES if one == chosen)
        by = self.query_one("#by", Words).said
        back = STAGES.index(stage) < STAGES.index(self.review.evaluation.stage)
        try:
            settled = settle(self.review, r.Settled(at=0, room=0.0, stage=stage, by=by), back=back)
        except InputError as refused:
            lines: list[Line] = [((f"!! {clean(text)}", "red"),) for text in str(refused).splitlines()[:8]]
            self.query_one("#fault", Static).update(paint_all(lines))
            return
        await write_down(self.drill, lambda at, room: r.Settled(at=at, room=room, stage=settled.stage, by=settled.by))
        self.dismiss()


class HandlingDialog(DrillDialog):
    """A line for each page of the report, or none."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Handling line")

    def compose_box(self) -> Iterable[Widget]:
        """The line, with the note that it is a label."""
        note = "A handling line is a label: it creates no privilege. Whether one applies is for counsel to say."
        yield Static(paint(((note, "plain"),)), markup=False)
        line = self.drill.evaluation.handling
        yield Words("Prepared at the direction of counsel (empty: no line)", "line", line)

    async def on_input_submitted(self, sent: Input.Submitted) -> None:
        """Write it down; empty takes it away."""
        said = clean(sent.value).strip()
        if said != self.drill.evaluation.handling:
            await write_down(self.drill, lambda at, room: r.Handled(at=at, room=room, line=said))
        self.dismiss()


class SectionDialog(DrillDialog):
    """One section of the report, as text."""

    HOLDS: ClassVar[bool] = False
    DEFAULT_CSS = "SectionDialog #section { height: 1fr; }"

    def __init__(self, drill: Drill, title: str, text: str) -> None:
        super().__init__(drill, title)
        self._text = text

    def compose_box(self) -> Iterable[Widget]:
        """All of it."""
        with VerticalScroll(id="section"):
            yield Static(Content("\n".join(map(clean, self._text.splitlines()))), markup=False)

    def on_mount(self) -> None:
        """The keys scroll it."""
        self.query_one("#box").styles.height = "100%"
        self.query_one("#section").focus()
