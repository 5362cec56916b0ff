"""Ctrl+O: a letter on every panel and field in sight; the letter puts the cursor there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""In the order of the fingers; with more panels than letters the rest has none."""


def in_sight(screen: Screen[object]) -> list[Widget]:
    """What can have the cursor and is seen, from the top left."""
    found = [one for one in screen.focus_chain if one.region.area and screen.region.overlaps(one.region)]
    return sorted(found, key=lambda one: (one.region.y, one.region.x))


class PanelLetters(ModalScreen[None]):
    """Letters over a screen that stays in sight; any other key leaves."""

    DEFAULT_CSS = """
    PanelLetters { background: transparent; }
    PanelLetters Static { position: absolute; width: 3; height: 1; text-style: bold reverse; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(self, panels: Iterable[Widget]) -> None:
        super().__init__()
        self.panels = dict(zip(LETTERS, panels, strict=False))

    def compose(self) -> Iterable[Widget]:
        """The letters, each on the top left corner of its panel."""
        for letter, panel in self.panels.items():
            one = Static(Content(f" {letter} "), markup=False)
            one.styles.offset = Offset(panel.region.x + 1, panel.region.y)
            yield one

    def on_key(self, event: Key) -> None:
        """Go there."""
        event.stop()
        panel = self.panels.get(event.character or "")
        self.dismiss()
        if panel is not None:
            panel.screen.set_focus(panel)

    def action_leave(self) -> None:
        """Stay where the cursor was."""
        self.dismiss()
