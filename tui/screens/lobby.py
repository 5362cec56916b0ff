"""The lobby: which scenario, with which seed and mode, or which exercise to go on with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, OptionList, Select, Static

from simulator.errors import BreachdrillError
from tui.messages import Begin, Resume
from tui.present import EXERCISE, clean
from tui.texts.introduce import offer_lines
from tui.widgets.fields import Choice, Choices, Shelf, Words, choice
from tui.widgets.fit import fit
from tui.widgets.frame import bindings
from tui.widgets.keys import Keys
from tui.widgets.paint import paint, paint_all

if TYPE_CHECKING:
    from simulator.domain.playbook import Playbook
    from simulator.exercise.room.clocks import Mode

MODES = [
    ("assisted", "assisted, every clock implied"),
    ("unaided", "unaided, only duties you open"),
]

_MOST_DIGITS = 18
"""Of a seed: so many fit the whole numbers of every database."""


class LobbyScreen(Screen[None]):
    """Choose and begin. Nothing runs here."""

    HELP = "Choose a scenario with the arrow keys; Tab goes to seed, mode and Start. A seed replays the same incident."
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("lobby", "everywhere")),
    ]

    def __init__(self, mode: Mode, saves: Callable[[], list[tuple[str, str]]]) -> None:
        super().__init__()
        self.saves = saves
        self.mode: Mode = mode
        self.offered: dict[str, Playbook] = {}
        self.chosen: Playbook | None = None
        self.resumable = False

    def compose(self) -> Iterable[Widget]:
        """Scenarios, the chosen one, the set-up, what can be resumed."""
        fit(self)
        head = ((f" {EXERCISE} ", "mark"), (" breachdrill: breach-response tabletop", "strong"))
        yield Static(paint((*head, ("  all people are synthetic", "dim"))), id="head", markup=False)
        with Horizontal(id="upper"):
            with _boxed("Scenarios", "scenarios"):
                yield Shelf(id="list", markup=False)
            with VerticalScroll(id="selected", classes="panel") as selected:
                selected.border_title = Content("Selected")
                yield Static("Reading the scenarios ...", id="offer", markup=False)
        with Horizontal(id="lower"):
            with _boxed("Set-up", "setup"):
                yield Words("Seed (empty: the published one)", "seed")
                with Horizontal(id="how"):
                    yield choice(MODES, "mode", "Mode:", self.mode)
                    length = choice([], "length", "Length:")
                    length.add_class("hidden")
                    yield length
                yield Button(Content("Start"), id="start", variant="primary", disabled=True)
            with _boxed("Resume", "resume"):
                yield Static("Nothing to resume.", id="none", markup=False)
                yield Shelf(id="saves", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Read the scenarios beside the first paint."""
        self.host = self.app  # the screen may be left before the reading has begun
        self.call_after_refresh(self.read)

    @work(thread=True, group="read")
    def read(self) -> None:
        """Find what can be played and resumed; then load what playing needs."""
        from simulator.exercise.catalogue import one_by_one

        try:
            found = one_by_one()
            self.host.call_from_thread(self.offer, tuple(islice(found, 1)), self.saves())
            for playbook in found:
                self.host.call_from_thread(self.add, playbook)
        except BreachdrillError as error:
            self.host.call_from_thread(self.fault, str(error))
            return
        import simulator.exercise.play  # noqa: F401 - so that Start need not wait for it

    def offer(self, offered: tuple[Playbook, ...], saves: list[tuple[str, str]]) -> None:
        """Show what was found, if somebody is still here to see it."""
        if not self.query("#list"):
            return
        self.offered = {one.slug: one for one in offered}
        scenarios = self.query_one("#list", Choices)
        scenarios.offer([(one.slug, one.title) for one in offered])
        scenarios.focus()
        self.query_one("#none").set_class(bool(saves), "hidden")
        resume = self.query_one("#saves", Choices)
        resume.set_class(not saves, "hidden")
        resume.offer(saves)
        self.resumable = bool(saves)
        self.refresh_bindings()

    def add(self, playbook: Playbook) -> None:
        """One more, below those that are offered already."""
        for scenarios in self.query("#list").results(Choices):
            self.offered[playbook.slug] = playbook
            scenarios.add(playbook.slug, playbook.title)

    def fault(self, text: str) -> None:
        """A scenario that cannot be read."""
        for offer in self.query("#offer").results(Static):
            offer.update(Content(clean(text)))

    def on_option_list_option_highlighted(self, at: OptionList.OptionHighlighted) -> None:
        """Show the scenario under the cursor."""
        if at.option_list.id == "list":
            self.chosen = self.offered[at.option.id or ""]
            self.query_one("#offer", Static).update(paint_all(offer_lines(self.chosen)))
            self.query_one("#seed", Words).placeholder = f"Seed (empty: the published one, {self.chosen.seed})"
            self._offer_lengths(self.chosen)
            self.query_one("#start", Button).disabled = False

    def _offer_lengths(self, playbook: Playbook) -> None:
        """The room minutes that the scenario has a cut for; none to choose from, no field."""
        length = self.query_one("#length", Choice)
        length.set_class(len(playbook.lengths) < 2, "hidden")
        usual = str(playbook.room_minutes) if playbook.room_minutes in playbook.lengths else None
        length.offer([(str(minutes), f"{minutes} min") for minutes in playbook.lengths], usual)

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Enter on a scenario, or a second click, begins it; on a save, goes on with it."""
        if chosen.option_list.id == "list":
            self.action_begin()
        else:
            self.post_message(Resume(chosen.option.id or ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to resume, no key for it."""
        del parameters
        return action != "resume" or self.resumable

    def action_resume(self) -> None:
        """Go on with the exercise under the cursor: the newest, until somebody moves it."""
        saves = self.query_one("#saves", Choices)
        self.post_message(Resume(saves.get_option_at_index(saves.highlighted or 0).id or ""))

    def on_button_pressed(self) -> None:
        """Begin."""
        self.action_begin()

    def action_begin(self) -> None:
        """Begin the chosen scenario."""
        playbook, written = self.chosen, self.query_one("#seed", Words).said
        if playbook is None:
            return
        if written and not (written.isascii() and written.isdigit()):
            self.notify(f'A seed is a whole number; "{written}" is none.', markup=False)
            return
        if len(written) > _MOST_DIGITS:
            self.notify(f"A seed has at most {_MOST_DIGITS} digits.", markup=False)
            return
        seed = int(written) if written else playbook.seed
        mode: Mode = "unaided" if self.query_one("#mode", Select).value == "unaided" else "assisted"
        self.query_one("#start", Button).disabled = True
        length = self.query_one("#length", Select).value
        minutes = int(length) if isinstance(length, str) else playbook.room_minutes
        self.post_message(Begin(playbook, seed, mode, minutes))


def _boxed(title: str, name: str) -> Vertical:
    box = Vertical(id=name, classes="panel")
    box.border_title = Content(title)
    return box
