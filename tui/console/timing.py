"""Time and people: go to a moment, what stops time by itself, who is away; and what asks once more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from simulator.domain.decisions import SubstituteRole
from simulator.domain.ids import CONTROLLER, SeatId
from simulator.exercise.room.console.typed import moment_of
from simulator.exercise.room.console.wire import Request
from tui.console.forms import ConsoleDialog, Desk, buttons, plain_seats
from tui.console.messaging import deciding
from tui.pacing import Drill
from tui.pacing.terms import PAUSES
from tui.present import day_and_time
from tui.widgets.fields import Choice, Words, choice

NOBODY = "nobody"
BACK = "back"


class GotoDialog(ConsoleDialog):
    """Go to a moment; main messages, moves and red clocks stop the way."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: go to a time")

    def compose_box(self) -> Iterable[Widget]:
        """One line."""
        view = self.drill.view
        yield Static(f"It is day {view.day}, {day_and_time(view.when)}. Main messages stop the way.", markup=False)
        yield Words("To when? D5 09:00, 09:00 or +2h30m", "line")
        yield Static("", id="fault", markup=False)

    async def entered(self) -> None:
        """Go."""
        try:
            at = moment_of(self.said("line"), self.drill.view.now, self.drill.playbook)
        except ValueError as fault:
            self.complain(str(fault))
            return
        await self.ask(Request(asks="goto", says={"at": str(at)}))


class AutoDialog(ConsoleDialog):
    """What stops time by itself, to switch off and on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: what stops time by itself")

    def compose_box(self) -> Iterable[Widget]:
        """One button for each."""
        on = self.drill.watch.pauses
        yield Static("Main messages and open questions always do. Press one to switch it.", markup=False)
        yield from buttons(*((name, f"{words}: {'on' if name in on else 'off'}") for name, words in PAUSES))

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Switch one."""
        await self.ask(Request(asks="auto", says={"pause": pressed.button.id or ""}))


class AwayDialog(ConsoleDialog):
    """A role is away, who stands in, or it is back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: a role is away, or back")

    def compose_box(self) -> Iterable[Widget]:
        """Which role, and who decides."""
        away = self.drill.known.directed.away
        rows = [(seat, f"{title} (away)" if seat in away else title) for seat, title in plain_seats(self.drill)]
        yield choice(rows, "role", "Which role?")
        yield choice([(NOBODY, "nobody")], "who", "Who decides for it?")
        yield from buttons(("record", "Record it"), ("back", "Back"))

    @on(Select.Changed, "#role")
    def offer(self) -> None:
        """Those who may stand in for that role and are here; that it is back, where it is away."""
        role = self.chosen("role")
        if role is not None:
            self.query_one("#who", Choice).offer(stand_ins(self.drill, SeatId(role)))

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Record it; whether they may stand in is checked there."""
        role, who = self.chosen("role"), self.chosen("who")
        if pressed.button.id == "back":
            self.dismiss()
        elif role is None or who is None:
            self.complain("Choose the role, and who decides for it.")
        else:
            substitute = None if who == NOBODY else SeatId(role if who == BACK else who)
            decision = SubstituteRole(seat=CONTROLLER, role=SeatId(role), substitute=substitute)
            titles = dict(plain_seats(self.drill))
            stands = "nobody stands in" if who == NOBODY else f"{titles.get(who, who)} stands in"
            back = who in {BACK, role}
            await self.ask(deciding(decision), f"{titles[role]} is {'back' if back else f'away; {stands}'}.")


def stand_ins(drill: Drill, role: SeatId) -> list[tuple[str, str]]:
    """Who can decide for a role, by id and title: itself where it is away, those who may and are here, nobody."""
    seats, directed = drill.playbook.seats, drill.known.directed
    back = [(BACK, "it is back")] if role in directed.away else []
    may = seats[role].substitutes or tuple(seats)
    here = [(str(one), seats[one].title) for one in may if one != role and one not in directed.away]
    return [*back, *here, (NOBODY, "nobody")]


class SureDialog(ConsoleDialog):
    """Asks once before something that cannot be taken back."""

    def __init__(self, desk: Desk, request: Request, heading: str, text: str) -> None:
        super().__init__(desk, heading)
        self.request = request
        self.text = text

    def compose_box(self) -> Iterable[Widget]:
        """What it means, and the two ways."""
        yield Static(self.text, markup=False)
        yield from buttons(("back", "Back"), ("do", "Do it"))

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Do it, or not."""
        if pressed.button.id == "do":
            await self.ask(self.request)
        else:
            self.dismiss()


class Takes(Desk, Protocol):
    """A desk that can take the console over."""

    def take(self) -> None:
        """Hold from now on."""
        ...


class TakeDialog(ConsoleDialog):
    """The console changes hands."""

    def __init__(self, desk: Takes) -> None:
        super().__init__(desk, "Take the console over")
        self._taking = desk

    def compose_box(self) -> Iterable[Widget]:
        """What it means."""
        yield Static("The other console may then look only, and is told so.", markup=False)
        yield from buttons(("take", "Take it over"), ("back", "Back"))

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Take it, or not."""
        if pressed.button.id == "take":
            self._taking.take()
        self.dismiss()
