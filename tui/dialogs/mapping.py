"""The facilitator says which action a declaration stands for; only then can it have an effect."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from simulator.domain.decisions import MapDeclaration
from simulator.domain.ids import ActionId
from simulator.exercise.room.matching import matches
from tui.dialogs.decide import OrderDialog
from tui.present import clean
from tui.widgets.fields import Choices, Words
from tui.widgets.frame import DrillDialog

if TYPE_CHECKING:
    from tui.pacing import Drill

NOTHING = "nothing"


class MapDialog(DrillDialog):
    """The oldest declaration that waits, in the team's words, and the actions it may stand for."""

    def __init__(self, drill: Drill, declaration: int) -> None:
        super().__init__(drill, f"Facilitator: what does declaration {declaration} stand for?")
        self.declaration = declaration
        self.words = " ".join(text for number, _, text in drill.words if number == declaration)

    def compose_box(self) -> Iterable[Widget]:
        """The words, a line to look for an action, and what matches."""
        yield Static(f"They said: {clean(self.words) or '(no words)'}", markup=False)
        yield Static("Look for an action in other words; Enter shows what matches.", classes="hint", markup=False)
        yield Words("Which action?", "look", self.words)
        yield Choices(id="matches", markup=False)

    def on_mount(self) -> None:
        """Begin with the team's own words."""
        self.match()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Look again."""
        self.match()

    def match(self) -> None:
        """Offer the actions that match, and that it stands for none."""
        playbook = self.drill.playbook
        found = [one for one in matches(self.query_one("#look", Words).said, playbook) if one.kind == "action"]
        choices = self.query_one("#matches", Choices)
        choices.offer([*((one.id, f"It stands for: {one.title}") for one in found), (NOTHING, "It stands for nothing")])
        choices.focus()

    async def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Record the mapping; an action is then ordered like any other."""
        name = chosen.option.id or NOTHING
        action = None if name == NOTHING else ActionId(name)
        await self.decide(MapDeclaration(seat=self.drill.seat, declaration=self.declaration, action=action))
        if action is not None:
            self.app.push_screen(OrderDialog(self.drill, self.drill.playbook.actions[action], self.words))
