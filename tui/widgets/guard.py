"""What could be a real person's number is asked about before anything keeps it: in the box of a dialog, and in SQL."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static

from simulator.domain.realdata import real_looking
from tui.present import clean
from tui.widgets.fields import Words

HOW = "What is kept stands outside the journal's digest. The menu strikes it out later: Redact what was typed."


class RealLooking(ModalScreen[str]):
    """Keep it as it is, or edit it first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "edit", "Edit")]

    def __init__(self, found: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.found = found

    def compose(self) -> Iterable[Widget]:
        """What was found, and what becomes of it."""
        with Vertical(id="box") as box:
            box.border_title = Content("This could be somebody's real number")
            for kind, number in self.found:
                yield Static(Content(f"!! {clean(number)}: it has the form of a {kind}."), markup=False)
            yield Static("Exercises need no real person's data. Made-up numbers: 555-0100 to 0199; SSN area 000.")
            yield Static(HOW, classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content("Edit it"), id="edit", variant="primary")
                yield Button(Content("Keep it as it is"), id="keep")

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """The choice."""
        pressed.stop()
        self.dismiss(pressed.button.id)

    def action_edit(self) -> None:
        """Back to the words."""
        self.dismiss("edit")


class Doubts:
    """Which numbers look real, but for those that somebody kept as they are; each is asked about once."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._kept: set[str] = set()

    def about(self, text: str) -> tuple[tuple[str, str], ...]:
        """The kind and the number of each, where one is new."""
        found = real_looking(text)
        return found if any(number not in self._kept for _, number in found) else ()

    def ask(self, found: tuple[tuple[str, str], ...], keep: Callable[[], object], edit: Callable[[], object]) -> None:
        """Ask whether they stay: go on, or back to the words."""

        def answered(said: str | None) -> None:
            if said != "keep":
                edit()
                return
            self._kept |= {number for _, number in found}
            keep()

        self._app.push_screen(RealLooking(found), answered)


class Guard(Vertical):
    """Lets through what the dialog does with its fields once nothing in them looks real, or somebody keeps it so."""

    def __init__(self) -> None:
        super().__init__(id="box")
        self._doubts = Doubts(self.app)

    @on(Button.Pressed)
    def _pressed(self, pressed: Button.Pressed) -> None:
        def again() -> None:
            pressed.button.press()  # `action_press` is deaf while the button still shows the press before

        self._ask(pressed, again)

    @on(Input.Submitted)
    def _sent(self, sent: Input.Submitted) -> None:
        self._ask(sent, sent.input.action_submit)

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        self._ask(chosen, chosen.option_list.action_select)

    def _ask(self, message: Message, again: Callable[[], Awaitable[None] | None]) -> None:
        """Hold the message back while something looks real; `again` does the same once more."""
        new = [(one, found) for one in self.query(Words) if (found := self._doubts.about(one.value))]
        if not new or (isinstance(message, Button.Pressed) and message.button.id in {"cancel", "back"}):
            return
        message.stop()
        field, found = new[0]
        # A message that a parent sends goes no further than that parent: the app does it once more.
        self._doubts.ask(found, lambda: self.app.call_next(again), field.focus)
