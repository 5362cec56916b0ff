"""What the facilitator says: a hint, a note, a flag, what a declaration comes to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from simulator.domain.decisions import MapDeclaration
from simulator.domain.ids import CONTROLLER, ActionId
from simulator.exercise.room.console.hints import next_hints
from simulator.exercise.room.console.stall import STUCK_AFTER
from simulator.exercise.room.console.wire import Request
from simulator.exercise.room.matching import matches
from tui.console.forms import ConsoleDialog, Desk, buttons
from tui.console.messaging import deciding
from tui.console.notetext import EXAMPLE, read_note
from tui.present import clean
from tui.widgets.fields import Words, choice

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


class DeclaredDialog(ConsoleDialog):
    """A declaration that waits: the action it stands for, or a note of what comes of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: what does this declaration stand for?")
        self.waiting = [int(one.ref) for one in desk.drill.view.open if one.kind == "declared"]

    def compose_box(self) -> Iterable[Widget]:
        """Which, what it means, and what comes of it."""
        if not self.waiting:
            yield Static("No declaration waits.", markup=False)
            yield from buttons(("back", "Back"))
            return
        rows = [(str(one), f"{one}: {self._words(one)}") for one in self.waiting]
        yield choice(rows, "which", "They said", str(self.waiting[0]))
        yield choice(self._meanings(self.waiting[0]), "meaning", "It stands for", OUTCOME)
        yield Words("What comes of it? (told to the room; for an outcome without an action)", "outcome")
        yield from buttons(("record", "Record it"), ("back", "Back"))

    @on(Select.Changed, "#which")
    def _other(self, chosen: Select.Changed) -> None:
        """Another declaration has other matches."""
        meanings = [(words, key) for key, words in self._meanings(int(str(chosen.value)))]
        self.query_one("#meaning", Select).set_options(meanings)

    def _words(self, number: int) -> str:
        said = " ".join(text for about, _, text in self.drill.words if about == number)
        return clean(said) or "(no words)"

    def _meanings(self, number: int) -> list[tuple[str, str]]:
        playbook = self.drill.playbook
        rows = [(OUTCOME, "no action: an outcome note, or nothing")]
        for one in matches(self._words(number), playbook):
            action = playbook.actions.get(ActionId(one.id)) if one.kind == "action" else None
            for target in (action.targets or ("",)) if action else ():
                on_what = f", {playbook.title_of(target)}" if target else ""
                rows.append((f"{one.id}|{target}", f"{one.title}{on_what}"))
        return rows

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Record it: an action is ordered first, in its owner's name."""
        if pressed.button.id == "back":
            self.dismiss()
            return
        number, meaning = str(self.chosen("which")), self.chosen("meaning")
        if meaning is None:
            self.complain("Say what it stands for.")
        elif meaning == OUTCOME:
            nothing = MapDeclaration(seat=CONTROLLER, declaration=int(number), action=None)
            await self.ask(deciding(nothing, outcome=self.said("outcome")))
        else:
            action, _, target = meaning.partition("|")
            says = {"declaration": number, "action": action, "target": target}
            await self.ask(Request(asks="map", says=says))
