"""Who sits in a role: a person, nobody, or somebody who stands in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Select

from tui.actions import action
from tui.arranging import WATCHERS, WORDS, Chair, How
from tui.present import clean
from tui.widgets.fields import Words, choice
from tui.widgets.fit import fit
from tui.widgets.frame import binding_of
from tui.widgets.keys import Keys

_PLAYS: tuple[How, ...] = ("person", "auto", "away")


class SeatDialog(ModalScreen[Chair | None]):
    """One role, before the exercise begins; nothing runs under it."""

    DEFAULT_CSS = """
    SeatDialog #box { width: 90; max-width: 100%; height: auto; background: $surface; }
    SeatDialog #box { border: heavy $primary; padding: 1 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", key_display="Esc"),
        binding_of(action("help"), hidden=True),
    ]
    HELP = (
        "Who sits in this role: a person at the table, a role that is played by itself, or one that is away and who "
        "stands in for it. The report names them; a role's title will do. Enter keeps it, Esc leaves it as it was."
    )

    def __init__(self, chair: Chair) -> None:
        super().__init__()
        self.chair = chair

    def compose(self) -> Iterable[Widget]:
        """How it is played, by whom, of which organization."""
        fit(self)
        with Vertical(id="box") as box:
            box.border_title = Content(clean(self.chair.title))
            if self.chair.how not in WATCHERS:
                yield choice([(one, WORDS[one]) for one in _PLAYS], "how", "Played:", self.chair.how)
            yield Words("Name or title; of an away role, who stands in", "name", self.chair.name)
            yield Words("Organization", "organization", self.chair.organization)
            with Horizontal(classes="buttons"):
                yield Button(Content("Keep"), id="keep", variant="primary")
        yield Keys()

    def on_mount(self) -> None:
        """The name first: most rooms need no more."""
        self.query_one("#name", Words).focus()

    def on_input_submitted(self) -> None:
        """Enter keeps it."""
        self._keep()

    def on_button_pressed(self) -> None:
        """Keep it."""
        self._keep()

    def _keep(self) -> None:
        chosen = [one.value for one in self.query("#how").results(Select)]
        how = next((one for one in _PLAYS if one in chosen), self.chair.how)
        name, organization = self.query_one("#name", Words).said, self.query_one("#organization", Words).said
        self.dismiss(Chair(role=self.chair.role, title=self.chair.title, how=how, name=name, organization=organization))

    def action_close(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)
