"""What the facilitator says: a hint, a note, a flag, what a declaration comes to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Button, Static

from simulator.exercise.room.console.hints import next_hints
from simulator.exercise.room.console.stall import STUCK_AFTER
from simulator.exercise.room.console.typed import EXAMPLE, read_note
from simulator.exercise.room.console.wire import Request
from tui.console.forms import ConsoleDialog, Desk, buttons
from tui.present import clean
from tui.widgets.fields import Words

if TYPE_CHECKING:
    from simulator.exercise.room.console.hints import Hint

OUTCOME = "outcome"


class HintDialog(ConsoleDialog):
    """The ladder: a question, where to look, a move. One rung at a time; free, and logged once it is given."""

    def __init__(self, desk: Desk, heading: str = "Hint: free, and logged") -> None:
        super().__init__(desk, heading)
        self.ladder: tuple[Hint, ...] = ()
        self.rung = 0

    def compose_box(self) -> Iterable[Widget]:
        """How long nothing was decided, the rung, and the ways on."""
        yield Static("", id="since", markup=False)
        yield Static("", id="hint", markup=False)
        yield from buttons(("give", "Give it"), ("next", "The next rung"), ("back", "Back"))

    async def on_mount(self) -> None:
        """Made from what the room may know alone."""
        play = await self.room_play()
        self.ladder = next_hints(play)
        quiet = (self.drill.room_seconds - self.drill.decided) / 60
        stuck = f"STUCK? {quiet:.0f} room minutes without a decision." if quiet >= STUCK_AFTER else ""
        duties = [one.title for one in self.drill.view.clocks if one.tone in {"late", "red", "watch"} and not one.done]
        open_now = f" Open: {clean('; '.join(duties[:3]))}." if duties and stuck else ""
        self.query_one("#since", Static).update(stuck + open_now)
        self.query_one("#since").set_class(not stuck, "hidden")
        self._show()

    def _show(self) -> None:
        if not self.ladder:
            self.query_one("#hint", Static).update("Nothing more is expected just now.")
            return
        one = self.ladder[self.rung]
        named = {1: "A question", 2: "Where to look", 3: "A move"}[one.level]
        self.query_one("#hint", Static).update(f"{one.level} of {len(self.ladder)}, {named}: {clean(one.text)}")

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Log it, or climb."""
        if pressed.button.id == "back" or not self.ladder:
            self.dismiss()
        elif pressed.button.id == "next":
            self.rung = min(self.rung + 1, len(self.ladder) - 1)
            self._show()
        else:
            one = self.ladder[self.rung]
            shown = "" if self.desk.covered else "room"
            await self.ask(Request(asks="hint", says={"level": str(one.level), "text": one.text, "show": shown}))


class ObserverNote(ConsoleDialog):
    """One line, stamped with both times: a tag, an objective, and what was seen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Observer note")

    def compose_box(self) -> Iterable[Widget]:
        """One line."""
        yield Static(EXAMPLE, classes="hint", markup=False)
        objectives = [f"{n} {clean(one.title)}" for n, one in enumerate(self.drill.playbook.objectives, 1)]
        yield Static("  ".join(objectives), classes="hint", markup=False)
        yield Words("What did you see? No names.", "line")
        yield Static("", id="fault", markup=False)

    async def entered(self) -> None:
        """Keep it."""
        try:
            note = read_note(self.said("line"), self.drill.playbook.objectives)
        except ValueError as fault:
            self.complain(str(fault))
            return
        says = {"text": note.text, "tag": note.tag, "objective": note.objective, "by": "facilitator"}
        await self.ask(Request(asks="note", says=says))


class FlagDialog(ConsoleDialog):
    """Somebody fights the scenario: it is written down, and play goes on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Flag the scenario")

    def compose_box(self) -> Iterable[Widget]:
        """One line."""
        yield Static("What is not plausible? Play goes on; the report's quality section answers it.", markup=False)
        yield Words("What is not plausible?", "line")
        yield Static("", id="fault", markup=False)

    async def entered(self) -> None:
        """Keep it."""
        if self.said("line"):
            await self.ask(Request(asks="flag", says={"text": self.said("line")}))
        else:
            self.complain("Say in a line what is not plausible, or Esc.")
