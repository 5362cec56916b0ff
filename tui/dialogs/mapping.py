"""The facilitator says which action a declaration stands for; only then can it have an effect."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input, OptionList, Select, Static

from simulator.domain.decisions import MapDeclaration
from simulator.domain.ids import ActionId
from simulator.exercise.room.matching import matches
from tui.dialogs.decide import OrderDialog
from tui.present import clean
from tui.widgets.fields import Choices, Words, choice
from tui.widgets.frame import DrillDialog

if TYPE_CHECKING:
    from tui.pacing import Drill

NOTHING = "nothing"


class MapDialog(DrillDialog):
    """One of the declarations that wait, in the team's words, and the actions it may stand for."""

    def __init__(self, drill: Drill, waiting: Sequence[int], declaration: int | None = None, look: str = "") -> None:
        super().__init__(drill, "Facilitator: what does this declaration stand for?")
        self.waiting = tuple(waiting)
        self.declaration = self.waiting[0] if declaration is None else declaration
        self.look = look

    @property
    def words(self) -> str:
        """What the team said."""
        return self._words_of(self.declaration)

    def compose_box(self) -> Iterable[Widget]:
        """Which declaration, its words, a line to look for an action, and what matches."""
        if len(self.waiting) > 1:
            rows = [(str(one), f"{one}: {self._words_of(one)}") for one in self.waiting]
            yield choice(rows, "which", f"Of {len(self.waiting)} that wait, number", str(self.declaration))
        yield Static("", id="said", markup=False)
        yield Static("Look for an action in other words; Enter shows what matches.", classes="hint", markup=False)
        yield Words("Which action?", "look", self.look or self.words)
        yield Choices(id="matches", markup=False)

    def on_mount(self) -> None:
        """Begin with the team's own words, and the cursor where other words are typed."""
        self._show()
        self.query_one("#look", Words).focus()

    @on(Select.Changed, "#which")
    def _choose(self, chosen: Select.Changed) -> None:
        """Another declaration."""
        number = int(str(chosen.value))
        if number != self.declaration:
            self.declaration = number
            self.query_one("#look", Words).value = self.words
            self._show()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Look again."""
        self._show()
        self.query_one("#matches", Choices).focus()

    async def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Nothing is recorded at once; an action is ordered first, like any other, and recorded with its order."""
        name = chosen.option.id or NOTHING
        if name == NOTHING:
            await self.decide(MapDeclaration(seat=self.drill.seat, declaration=self.declaration, action=None))
            return
        drill, waiting, number = self.drill, self.waiting, self.declaration
        look = self.query_one("#look", Words).said
        self.app.switch_screen(
            MappedOrder(drill, ActionId(name), number, self.words, lambda: MapDialog(drill, waiting, number, look))
        )

    def _show(self) -> None:
        playbook = self.drill.playbook
        self.query_one("#said", Static).update(f"They said: {self.words}")
        found = [one for one in matches(self.query_one("#look", Words).said, playbook) if one.kind == "action"]
        rows = [(one.id, f"It stands for: {one.title}") for one in found]
        self.query_one("#matches", Choices).offer([*rows, (NOTHING, "It stands for nothing")])

    def _words_of(self, declaration: int) -> str:
        said = " ".join(text for number, _, text in self.drill.words if number == declaration)
        return clean(said) or "(no words)"


class MappedOrder(OrderDialog):
    """The order that a declaration stands for: the mapping is recorded once it is taken."""

    def __init__(
        self, drill: Drill, action: ActionId, declaration: int, words: str, back: Callable[[], DrillDialog]
    ) -> None:
        super().__init__(drill, drill.playbook.actions[action], words, back=back)
        self.declaration = declaration

    async def ordered(self) -> None:
        """Record what the declaration stood for."""
        mapping = MapDeclaration(seat=self.drill.seat, declaration=self.declaration, action=self.action_wanted.id)
        await asyncio.wrap_future(self.drill.submit(mapping))
