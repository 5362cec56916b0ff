"""The evaluator rates an objective beside the proposal; another rating says why, none is above its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from simulator.domain.evaluation import records as r
from simulator.exercise.evaluating.review import Standing, guard_rating
from simulator.report.rated.ratings import RATINGS
from tui.present import Line, clean
from tui.records import write_down
from tui.widgets.fields import Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint_all

if TYPE_CHECKING:
    from tui.pacing import Drill


_LETTERS: tuple[r.Rating, ...] = get_args(r.Rating)


class RateDialog(DrillDialog):
    """One objective."""

    def __init__(self, drill: Drill, standing: Standing) -> None:
        super().__init__(drill, "Rate an objective")
        self.standing = standing

    def compose_box(self) -> Iterable[Widget]:
        """What is proposed and why, the rating, the reason."""
        one, rated = self.standing, self.standing.rated
        proposed = one.proposal.rating
        words = f"The tool proposes {proposed}: {RATINGS[proposed]}." if proposed else "The tool proposes nothing."
        lines: list[Line] = [((clean(one.objective.title), "strong"),), ((words, "plain"),)]
        lines.append(((clean(one.proposal.why), "dim"),))
        yield Static(paint_all(lines), markup=False)
        letters = [(letter, f"{letter}  {text}") for letter, text in RATINGS.items()]
        yield choice(letters, "rating", "Rating:", rated.rating if rated else proposed or None)
        yield Words("Why, where it differs from the proposal", "why", rated.why if rated else "")
        yield Words("Evaluator, by role", "by", rated.by if rated else "")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Rate"), id="rate", variant="primary")
            yield Button(Content("Cancel"), id="cancel")

    async def on_input_submitted(self) -> None:
        """Enter rates."""
        await self._rate()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Rate, or leave."""
        if pressed.button.id == "rate":
            await self._rate()
        else:
            self.dismiss()

    async def _rate(self) -> None:
        chosen = self.query_one("#rating", Select).value
        letter = next((one for one in _LETTERS if one == chosen), None)
        if letter is None:
            self._fault("Choose P, S, M or U.")
            return
        why, by, name = (
            self.query_one("#why", Words).said,
            self.query_one("#by", Words).said,
            self.standing.objective.id,
        )
        rated = r.Rated(at=0, room=0.0, objective=name, rating=letter, why=why, by=by)
        refused = guard_rating(self.standing, rated)
        if refused:
            self._fault(refused[0])
            return
        await write_down(
            self.drill,
            lambda at, room: r.Rated(at=at, room=room, objective=name, rating=letter, why=why, by=by),
        )
        self.dismiss()

    def _fault(self, text: str) -> None:
        self.query_one("#fault", Static).update(paint_all([((f"!! {clean(text)}", "red"),)]))
