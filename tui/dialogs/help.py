"""F1: what the screen is for, and every key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui.actions import ACTIONS, Action, offered
from tui.hints import keys_of
from tui.owned import OWN
from tui.present import SYMBOLS
from tui.reasons import why_not
from tui.widgets.clocks import ClockStrip
from tui.widgets.fit import fit
from tui.widgets.frame import bindings
from tui.widgets.paint import paint

if TYPE_CHECKING:
    from tui.pacing import Drill

SYMBOL_WORDS = (
    ("late", "late"),
    ("red", "soon"),
    ("watch", "watch"),
    ("ok", "in order"),
    ("done", "done"),
    ("unknown", "not known"),
    ("info", "news"),
)


class HelpDialog(ModalScreen[None]):
    """Help over any screen. Time may run on under it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("f1", "close", "Close", id="help"),
        *bindings(("help", "dialog")),
    ]

    def __init__(self, purpose: str, drill: Drill | None) -> None:
        super().__init__()
        self.purpose = purpose
        self.drill = drill

    def compose(self) -> Iterable[Widget]:
        """The clock lines, and the help in a box."""
        fit(self)
        if self.drill is not None:
            yield ClockStrip(self.drill)
        with VerticalScroll(id="box") as box:
            box.border_title = Content("Help")
            box.border_subtitle = Content("Esc closes")
            if self.purpose:
                yield Static(self.purpose, classes="purpose", markup=False)
            for key, text in self._rows():
                with Horizontal(classes="row"):
                    yield Static(paint(((key, "strong"),)), classes="key", markup=False)
                    yield Static(text, classes="text", markup=False)

    def _rows(self) -> list[tuple[str, str]]:
        bound = self._bound()
        menu = offered(in_drill="decide" in bound, controls=self.drill is not None and self.drill.controls)
        # No dialog opens the menu, which has what is without a key; Textual has its own for leaving.
        beside = () if self._over_a_dialog() else {one for one in menu if not one.keys or one.place == "everywhere"}
        usable = [one for one in ACTIONS if one.id in bound or one in beside]
        keys = [(" or ".join(keys_of(one)) or ":", self._said(one)) for one in usable]
        symbols = "  ".join(f"{SYMBOLS[tone]} {word}" for tone, word in SYMBOL_WORDS)
        return [
            *self._own_keys(),
            *keys,
            ("Tab", "Next panel or field; arrows and Page keys scroll; 1 to 6 choose a panel."),
            ("Symbols", symbols),
            ("Copy", "Hold Shift (on some terminals Option) and drag with the mouse."),
        ]

    def _own_keys(self) -> list[tuple[str, str]]:
        """The keys of the screen below, also those that its key line has no room for."""
        bound = self._bound()
        return [(" or ".join(keys_of(one)), f"{one.title}. {one.help}") for one in OWN if one.id in bound]

    def _over_a_dialog(self) -> bool:
        return len(self.app.screen_stack) > 1 and self.app.screen_stack[-2].is_modal

    def _bound(self) -> set[str | None]:
        """The actions that have keys on the screen below."""
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        return {one.binding.id for one in below.active_bindings.values()} if below is not None else set()

    def _said(self, one: Action) -> str:
        why = why_not(one.id, self.drill)
        return f"{one.title}. {one.help}" + (f" Not now: {why}" if why else "")

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss()
