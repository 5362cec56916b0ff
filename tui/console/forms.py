"""What every dialog of the facilitator's stands in: it asks a desk, and says what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from simulator.domain.ids import CONTROLLER, ROOM
from simulator.exercise.room.console.masterlist import Listed, Play, master_list, play_of
from simulator.exercise.room.console.wire import Answer, Request
from tui.pacing import Drill
from tui.present import SYMBOLS, clean
from tui.shell import Shell
from tui.widgets.fields import Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint


class Desk(Protocol):
    """Where a facilitator sits. `covered`: players see this screen too, so nothing that is to come is named."""

    drill: Drill
    covered: bool

    async def ask(self, request: Request) -> Answer:
        """Have something done."""
        ...


class ConsoleDialog(DrillDialog):
    """A question to the facilitator; time goes on under it. Give `FIELDS` or `compose_box`."""

    HOLDS: ClassVar[bool] = False

    def __init__(self, desk: Desk, heading: str) -> None:
        super().__init__(desk.drill, heading)
        self.desk = desk

    async def ask(self, request: Request, done: str = "") -> bool:
        """Have it done: the dialog closes, what was done is told; a refusal stays in sight. Whether it was done."""
        answer = await self.desk.ask(request)
        if answer.ok:
            self.dismiss()
            self.say(done or answer.text)
        else:
            self.complain(answer.text)
        return answer.ok

    def complain(self, text: str) -> None:
        """What is wrong, in the box."""
        self.query_one("#fault", Static).update(paint(((f"{SYMBOLS['red']} {clean(text)}", "red"),)))

    def say(self, text: str) -> None:
        """Tell it where this terminal tells things."""
        if isinstance(self.app, Shell):
            self.app.say_text(text)

    def chosen(self, name: str) -> str | None:
        """What a field has chosen; None: nothing yet."""
        value = self.query_one(f"#{name}", Select).value
        return value if isinstance(value, str) else None

    def said(self, name: str) -> str:
        """What a line says."""
        return self.query_one(f"#{name}", Words).said

    async def on_input_submitted(self, _: Input.Submitted) -> None:
        """Enter, in a field."""
        await self.entered()

    async def entered(self) -> None:
        """Go to the next field, then to the button."""
        self.focus_next()

    async def rows(self) -> tuple[Listed, ...]:
        """The master list as it stands."""
        drill = self.drill
        return await asyncio.wrap_future(
            drill.ask(lambda exercise: master_list(play_of(exercise, CONTROLLER), exercise.now))
        )

    async def room_play(self) -> Play:
        """What the room knows."""
        return await asyncio.wrap_future(self.drill.ask(lambda exercise: play_of(exercise, ROOM)))


def buttons(*named: tuple[str, str]) -> Iterable[Widget]:
    """A place for complaints, and a row of buttons: (id, words); the first is the likely one."""
    yield Static("", id="fault", markup=False)
    row = [Button(Content(words), id=name, variant="default" if place else "primary")
           for place, (name, words) in enumerate(named)]  # fmt: skip
    yield Horizontal(*row, classes="buttons")


def message_words(one: Listed, *, covered: bool) -> str:
    """A line of the master list; covered, what is still to come is its number and how it stands, and nothing else."""
    if covered and one.standing != "released":
        return f"#{one.number:02}: {one.standing}"
    return f"#{one.number:02} {one.title} ({one.type}) to {', '.join(one.to)}: {one.standing}"


def plain_seats(drill: Drill) -> Sequence[tuple[str, str]]:
    """The roles, by id and title."""
    return [(seat, one.title) for seat, one in drill.playbook.seats.items()]
