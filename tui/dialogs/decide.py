"""The decision box: own words first, then at most five actions that match."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from simulator.domain.decisions import Declare
from simulator.domain.ids import ActionId
from simulator.exercise.room.matching import Match, matches
from tui.dialogs.legal import Discovery, Freeze, Hold, LegalActDialog
from tui.dialogs.order import OrderDialog
from tui.widgets.fields import Choices, Words
from tui.widgets.frame import DrillDialog

if TYPE_CHECKING:
    from simulator.domain.playbook import Playbook
    from tui.pacing import Drill

DECLARE = "declare"


class DecideDialog(DrillDialog):
    """What does the team do? In its words, then as an action, or as a declaration for the facilitator."""

    def __init__(self, drill: Drill, said: str = "") -> None:
        super().__init__(drill, "Decide")
        self.said = said
        self.found: tuple[Match, ...] = ()

    def compose_box(self) -> Iterable[Widget]:
        """A line for words; the matches follow."""
        yield Static("In your own words: who does what? Enter shows what matches.", classes="hint", markup=False)
        yield Words("What do you do?", "words", self.said)
        yield Choices(id="matches", markup=False, classes="hidden")

    def on_mount(self) -> None:
        """Words typed in the room come along."""
        self.query_one("#words", Words).focus()
        if self.said:
            self.match()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Look for actions."""
        self.match()

    def match(self) -> None:
        """Offer what matches, and the way out."""
        self.said = self.query_one("#words", Words).said
        if not self.said:
            return
        self.found = matches(self.said, self.drill.playbook)
        rows = [(str(place), _row(one, self.drill.playbook)) for place, one in enumerate(self.found)]
        choices = self.query_one("#matches", Choices)
        choices.offer([*rows, (DECLARE, "None of these: record it as said, for the facilitator")])
        choices.remove_class("hidden")
        choices.focus()

    async def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Go on to the details, to the legal act, or record the words."""
        place = chosen.option.id or DECLARE
        if place == DECLARE:
            await self.decide(Declare(seat=self.drill.seat), answer=self.said)
            return
        found = self.found[int(place)]
        name = found.id
        if found.kind == "action":
            drill, said = self.drill, self.said
            action = drill.playbook.actions[ActionId(name)]
            order = OrderDialog(drill, action, said, target=found.target, back=lambda: DecideDialog(drill, said))
            self.app.switch_screen(order)
        elif name == "discovery":
            self.app.switch_screen(LegalActDialog(self.drill, Discovery(self.drill)))
        elif name == "hold" and any(one.kind == "hold" for one in self.drill.view.open):
            self.app.switch_screen(LegalActDialog(self.drill, Hold(self.drill)))
        elif name == "freeze" and self.drill.view.exposure.lists:
            self.app.switch_screen(LegalActDialog(self.drill, Freeze(self.drill)))
        else:
            self.dismiss()
            self.app.call_later(self.app.run_action, "show_lists" if name in {"freeze", "list"} else "show_notices")


def _row(found: Match, playbook: Playbook) -> str:
    if found.kind == "act":
        return found.title
    action = playbook.actions[ActionId(found.id)]
    return f"{action.code:<4} {action.title}" + (f": {playbook.title_of(found.target)}" if found.target else "")
