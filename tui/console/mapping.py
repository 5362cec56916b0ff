"""A declaration that waits: the action it stands for, in the team's words or in others, or what comes of it."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on, work
from textual.widget import Widget
from textual.widgets import Button, OptionList, Select, Static

from simulator.domain.decisions import MapDeclaration
from simulator.domain.ids import CONTROLLER, ActionId
from simulator.exercise.room.console.wire import Request
from simulator.exercise.room.matching import matches
from simulator.exercise.room.odds import needs_a_die
from tui.console.forms import ConsoleDialog, Desk, buttons
from tui.console.lines import declared
from tui.console.messaging import deciding
from tui.console.performing import order_of
from tui.dialogs.die import DieDialog
from tui.widgets.fields import Choices, Words, choice

OUTCOME = "outcome"


class DeclaredDialog(ConsoleDialog):
    """Nothing has happened in the world yet: an action is ordered first, in its owner's name, and then recorded."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: what does this declaration stand for?")
        self.waiting = declared(desk.drill)

    def compose_box(self) -> Iterable[Widget]:
        """Which, other words to look for an action, what matches, and what comes of it."""
        if not self.waiting:
            yield Static("No declaration waits.", markup=False)
            yield from buttons(("back", "Back"))
            return
        rows = [(str(number), f"{number}: {words}") for number, words in self.waiting.items()]
        yield choice(rows, "which", "They said", rows[0][0])
        yield Words("Which action? Enter shows what matches; nothing typed: what they said", "look")
        yield Choices(id="meaning", markup=False)
        yield Words("What comes of it? Told to the room, where it is no action", "outcome")
        yield from buttons(("record", "Record it"), ("back", "Back"))

    def on_mount(self) -> None:
        """Begin with the team's own words."""
        if self.waiting:
            self._match()
            self.query_one("#look").focus()

    @on(Select.Changed, "#which")
    def other(self) -> None:
        """Another declaration has other words."""
        self.query_one("#look", Words).value = ""
        self._match()

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """An outcome is written, an action is recorded."""
        self.query_one("#outcome" if chosen.option.id == OUTCOME else "#record").focus()

    async def entered(self) -> None:
        """Look for an action, or go from the outcome to the button."""
        if self.focused is self.query_one("#look"):
            self._match()
        self.focus_next()

    def _match(self) -> None:
        playbook, rows = self.drill.playbook, []
        said = self.waiting[int(self.chosen("which") or 0)]
        for one in matches(self.said("look") or said, playbook):
            action = playbook.actions.get(ActionId(one.id)) if one.kind == "action" else None
            for target in (action.targets or ("",)) if action else ():
                on_what = f", {playbook.title_of(target)}" if target else ""
                rows.append((f"{one.id}|{target}", f"It stands for: {one.title}{on_what}"))
        self.query_one(Choices).offer([*rows, (OUTCOME, "It stands for no action: an outcome note, or nothing")])

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Record it."""
        if pressed.button.id == "back":
            self.dismiss()
            return
        number, listed = int(str(self.chosen("which"))), self.query_one(Choices)
        meaning = str(listed.get_option_at_index(listed.highlighted or 0).id)
        if meaning == OUTCOME:
            nothing = MapDeclaration(seat=CONTROLLER, declaration=number, action=None)
            await self.ask(deciding(nothing, outcome=self.said("outcome")), f"Declaration {number}: no action.")
        else:
            await self._map(number, *meaning.split("|"))

    async def _map(self, number: int, action: str, target: str) -> None:
        """Have it ordered and recorded; in the room, with dice on the table, somebody rolls first."""
        order = order_of(self.drill, action, target)
        ordered = f"Declaration {number}: ordered “{self.drill.playbook.actions[ActionId(action)].title}”."
        says = {"declaration": str(number), "action": action, "target": target}
        if self.desk.covered and needs_a_die(self.drill.known, order, self.drill.playbook, self.drill.view.now):
            rolled = Request(asks="map", says={**says, "rolled": "yes"})
            self.app.push_screen(DieDialog(self.drill, order, lambda: self._rolled(rolled, ordered)))
        else:
            await self.ask(Request(asks="map", says=says), ordered)

    @work(group="map")
    async def _rolled(self, request: Request, ordered: str) -> None:
        """The die was rolled, or the seed is to."""
        await self.ask(request, ordered)
