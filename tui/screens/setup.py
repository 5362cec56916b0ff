"""Set-up: how it is played, what is tested, who sits where. Everything has a default, and Enter starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from simulator.errors import BreachdrillError, InputError
from simulator.exercise.room.console.pin import pin_of
from tui.arranging import CHANCES, PACES, SCRIPTED, Arrangement, Chair, arrangement_of, chair_lines, retest_lines
from tui.dialogs.seat import SeatDialog
from tui.messages import Begin
from tui.present import EXERCISE, clean
from tui.widgets.fields import Words, choice, hidden
from tui.widgets.fit import fit
from tui.widgets.frame import bindings
from tui.widgets.keys import Keys
from tui.widgets.paint import paint, paint_all
from tui.widgets.rows import Lines, Ticks

if TYPE_CHECKING:
    from simulator.domain.playbook import Playbook
    from simulator.exercise.evaluating.earlier import Earlier
    from simulator.exercise.room.clocks import Mode

MODES = [("assisted", "assisted, every clock implied"), ("unaided", "unaided, only duties you open")]
ROOMS = [("room", "a facilitated room"), ("solo", "solo practice, no hot wash asked for")]


class Arranged(Message):
    """The set-up screen is done: begin, and write down how it was arranged."""

    def __init__(self, begin: Begin, arranged: Arrangement) -> None:
        super().__init__()
        self.begin = begin
        self.arranged = arranged


class SetupScreen(Screen[None]):
    """After the lobby's choice. Nothing runs here, and nothing is kept before Start."""

    HELP = (
        "Enter starts with what stands here. Pace is how fast time runs while hours matter; later it jumps from one "
        "thing to the next, and it stops at every decision. Chance off: each thing takes its middle course; dice on "
        "the table: somebody rolls a d20 for each order, and you type what it shows. Tab goes to the fields: Enter "
        "ticks an objective, and on a role says who sits there. A role that nobody plays decides nothing by itself. "
        "Esc goes back to the lobby."
    )
    DEFAULT_CSS = """
    SetupScreen #head { height: 1; background: $panel; }
    SetupScreen #form { height: 1fr; scrollbar-size-vertical: 1; padding: 0 1; }
    SetupScreen .row { height: 2; }
    SetupScreen .row > * { width: 1fr; margin-right: 1; }
    SetupScreen Lines { border: round $secondary; padding: 0 1; height: auto; max-height: 14; }
    SetupScreen Lines:focus { border: heavy $accent; }
    SetupScreen #who { height: 12; }
    SetupScreen #note, SetupScreen #again { height: auto; }
    SetupScreen #go { height: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("setup",)),
        Binding("escape", "back", "Lobby", key_display="Esc"),
        *bindings(("everywhere",)),
    ]

    def __init__(self, wanted: Begin, earlier: Callable[[Playbook], tuple[Earlier, ...]]) -> None:
        super().__init__()
        self.wanted = wanted
        self.playbook = wanted.playbook
        self.arranged = arrangement_of(wanted.playbook)
        self._earlier = earlier

    def compose(self) -> Iterable[Widget]:
        """How, what, who; then the button, on which the cursor stands."""
        fit(self)
        title = clean(self.playbook.title)
        yield Static(
            paint(((f" {EXERCISE} ", "mark"), (f" set up: {title}, seed {self.wanted.seed}", "strong"))), id="head"
        )
        with VerticalScroll(id="form", can_focus=False):
            with Horizontal(classes="row"):
                yield choice(MODES, "mode", "Mode:", self.wanted.mode)
                yield choice(ROOMS, "room", "For:", "room")
            with Horizontal(classes="row"):
                lengths = self.playbook.lengths or (self.wanted.length,)
                offered = [(str(one), f"{one} min") for one in lengths]
                yield choice(offered, "length", "Length:", str(self.wanted.length))
                yield choice(PACES, "pace", "Pace:", self.arranged.pace)
            yield choice(CHANCES, "chance", "Chance:", self.arranged.chance)
            tests = [(one.id, clean(one.title)) for one in self.playbook.objectives]
            objectives = Ticks("objectives", tests, self.arranged.objectives)
            objectives.border_title = Content("Objectives: Enter ticks")
            yield objectives
            yield Lines("who", "Who sits where: Enter says")
            with Horizontal(classes="row"):
                yield Words("Sponsor", "sponsor")
                yield Words("Point of contact", "contact")
                yield hidden("pin", "Facilitator's PIN")
            yield Static("", id="again", markup=False)
            yield Static(paint(((SCRIPTED, "dim"),)), id="note", markup=False)
        with Horizontal(id="go"):
            yield Button(Content("Start"), id="start", variant="primary")
            yield Static("Enter starts with what stands here.", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Who sits where; the cursor on Start; then look at what earlier exercises left open."""
        self._draw()
        self.query_one("#start", Button).focus()
        self.host = self.app
        self._look_back()

    @work(thread=True, group="earlier")
    def _look_back(self) -> None:
        try:
            found = self._earlier(self.playbook)
        except BreachdrillError:
            return
        self.host.call_from_thread(self._found, found)

    def _found(self, earlier: tuple[Earlier, ...]) -> None:
        self.arranged = replace(self.arranged, earlier=earlier)
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        self.query_one("#who", Lines).show(chair_lines(self.arranged))
        self.query_one("#again", Static).update(paint_all(retest_lines(self.arranged)))

    def on_drawn_list_chosen(self, chosen: Lines.Chosen) -> None:
        """Enter on a role says who sits there."""
        if chosen.control.id == "who":
            key = self.query_one("#who", Lines).key
            chair = next(one for one in self.arranged.chairs if one.role == key)
            self.app.push_screen(SeatDialog(chair), self._seat)

    def _seat(self, chair: Chair | None) -> None:
        if chair is not None:
            self.arranged = self.arranged.with_chair(chair)
            self._draw()

    def on_button_pressed(self) -> None:
        """Start."""
        self.action_start()

    def action_start(self) -> None:
        """Begin with what stands here."""
        objectives = self.query_one("#objectives", Ticks).ticked
        if not objectives:
            self.notify("An exercise without an objective tests nothing: tick at least one.", markup=False)
            return
        pin = self.query_one("#pin", Input).value
        try:
            _ = pin and pin_of(pin, salt="")
        except InputError as fault:
            self.notify(clean(str(fault)), markup=False)
            return
        self.query_one("#start", Button).disabled = True
        mode: Mode = "unaided" if self.query_one("#mode", Select).value == "unaided" else "assisted"
        length = int(str(self.query_one("#length", Select).value))
        arranged = replace(
            self.arranged,
            objectives=objectives,
            pace=next(pace for pace, _ in PACES if pace == self.query_one("#pace", Select).value),
            chance=next(chance for chance, _ in CHANCES if chance == self.query_one("#chance", Select).value),
            solo=self.query_one("#room", Select).value == "solo",
            sponsor=self.query_one("#sponsor", Words).said,
            contact=self.query_one("#contact", Words).said,
            pin=pin,
        )
        self.post_message(Arranged(Begin(self.playbook, self.wanted.seed, mode, length), arranged))

    def action_back(self) -> None:
        """Back to the lobby; nothing was kept."""
        self.dismiss(None)
