"""What the team expects, asked as time stands at the end of a move: people as a range, and how likely it was taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from tui.estimates import ASKED, NO_WEIGHT, answered, as_chance, as_range, never, not_now
from tui.records import Make, write_down
from tui.widgets.fields import Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint, paint_all

if TYPE_CHECKING:
    from tui.estimates import Moment
    from tui.pacing import Drill

_RANGE = (("p10", "at least (1 in 10 that it is less)"), ("p50", "most likely"), ("p90", "at most (1 in 10: more)"))


class EstimateDialog(DrillDialog):
    """Ten seconds of guessing; it has no weight in the score, and is set beside the truth at EndEx."""

    def __init__(self, drill: Drill, moment: Moment) -> None:
        super().__init__(drill, f"What do you expect? ({moment} of 3)")
        self.moment = moment

    def compose_box(self) -> Iterable[Widget]:
        """Three numbers, a percentage, three hours, and the ways out."""
        lines = [((ASKED, "strong"),), ((NO_WEIGHT, "dim"),)]
        yield Static(paint_all(lines), markup=False)
        for name, prompt in _RANGE:
            yield Words(f"People: {prompt}", name)
        yield Words("Taken: how likely, 0 to 100 %", "probability")
        yield Words("Hours until every service is up: at least, most likely, at most (12 24 72)", "hours")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Write down"), id="write", variant="primary")
            yield Button(Content("Not now"), id="skip")
            yield Button(Content("Do not ask again"), id="never")

    async def on_input_submitted(self, _: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last writes down."""
        fields = list(self.query(Words))
        here = next((place for place, one in enumerate(fields) if one.has_focus), 0)
        if here + 1 < len(fields):
            fields[here + 1].focus()
        else:
            await self._write()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Write it down, leave this one, or leave all of them."""
        if pressed.button.id == "write":
            await self._write()
        elif pressed.button.id == "never":
            await self._leave(*never(self.moment))
        else:
            await self._leave(not_now(self.moment))

    def action_close(self) -> None:
        """Esc: not now."""
        self.run_worker(self._leave(not_now(self.moment)))

    async def _leave(self, *makes: Make) -> None:
        """That it was asked is written down, so that it is not asked twice."""
        await write_down(self.drill, *makes)
        self.dismiss()

    async def _write(self) -> None:
        try:
            people = as_range([self.query_one(f"#{name}", Words).said for name, _ in _RANGE])
            chance = as_chance(self.query_one("#probability", Words).said)
            hours = as_range(self.query_one("#hours", Words).said.split())
        except ValueError as wrong:
            self._fault(str(wrong))
            return
        await self._leave(*answered(self.moment, people, chance, hours))

    def _fault(self, text: str) -> None:
        self.query_one("#fault", Static).update(paint(((f"!! {text}", "red"),)))
