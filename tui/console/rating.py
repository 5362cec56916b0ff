"""The evaluator's rating of one objective, beside what the report would propose as the record stands."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from simulator.exercise.evaluating.review import Standing, standings_of, unscored
from simulator.exercise.room.console.wire import Request
from simulator.report.rated.ratings import RATINGS
from tui.console.forms import ConsoleDialog, Desk, buttons
from tui.present import clean
from tui.records import words_of
from tui.widgets.fields import Words, choice


class RateDialog(ConsoleDialog):
    """Which, how, why. The report says where a rating is above its evidence; it is not final before that is settled."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Rate an objective (HSEEP)")
        self.standings: dict[str, Standing] = {}

    def compose_box(self) -> Iterable[Widget]:
        """The objective with what is proposed for it, the rating, the reason."""
        objectives = enumerate(self.drill.playbook.objectives, 1)
        rows = [(one.id, f"{place} {one.title}") for place, one in objectives]
        yield choice(rows, "which", "Objective", rows[0][0])
        yield Static("", id="proposed", classes="hint", markup=False)
        letters = [(letter, f"{letter}  {text}") for letter, text in RATINGS.items()]
        yield choice(letters, "rating", "Rating:", blank="Rating?")
        yield Words("Why? (where it differs from the proposal)", "why")
        yield from buttons(("rate", "Rate it"), ("back", "Back"))

    async def on_mount(self) -> None:
        """What the record proposes; not where players see it too."""
        if self.desk.covered:
            self.query_one("#proposed").add_class("hidden")
            return
        words = words_of(self.drill)
        found = self.drill.ask(lambda exercise: standings_of(unscored(exercise, words)))
        self.standings = {str(one.objective.id): one for one in await asyncio.wrap_future(found)}
        self.propose()

    @on(Select.Changed, "#which")
    def propose(self) -> None:
        """Another objective, another proposal."""
        standing = self.standings.get(self.chosen("which") or "")
        if standing is None:
            return
        proposal = standing.proposal
        rating = f"As it stands: {proposal.rating}. " if proposal.rating else "As it stands: no proposal. "
        self.query_one("#proposed", Static).update(rating + clean(proposal.why))

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Keep it."""
        which, rating = self.chosen("which"), self.chosen("rating")
        if pressed.button.id == "back":
            self.dismiss()
        elif which is None or rating is None:
            self.complain("Choose the rating.")
        else:
            says = {"objective": which, "rating": rating, "why": self.said("why"), "by": "facilitator"}
            await self.ask(Request(asks="rate", says=says))
