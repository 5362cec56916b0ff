"""Screens of several panes: side by side where there is room, else one at a time behind numbered names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from tui.present import WIDE
from tui.widgets.frame import DrillScreen
from tui.widgets.tabs import tab_names

TALL = 30
"""Rows that all panes need side by side; the app's own breakpoint."""


class Pane(Vertical):
    """One part of a screen."""


class PanedScreen(DrillScreen):
    """A screen of panes; `PANES` names them in the order of their number keys, by the id of their widget.

    The screen has the class `-single` where only one pane fits, and `-pane-<number>` for the one that was chosen, so
    that its style can hide what holds only other panes.
    """

    DEFAULT_CSS = """
    PanedScreen .panetabs { height: 1; display: none; }
    PanedScreen.-single .panetabs { display: block; }
    PanedScreen.-single Pane { display: none; width: 100% !important; height: 1fr !important; }
    PanedScreen.-single Pane.-shown { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"pane({number})", f"Pane {number}", show=False) for number in range(1, 7)
    ]
    PANES: ClassVar[tuple[tuple[str, str], ...]] = ()

    def compose_body(self) -> Iterable[Widget]:
        """The names, then the panes."""
        self._fit_panes(self.app.size)
        yield Static("", markup=False, classes="panetabs")
        yield from self.compose_panes()

    def compose_panes(self) -> Iterable[Widget]:
        """The panes, each with its id from `PANES`."""
        return ()

    def on_mount(self) -> None:
        """Begin with the first pane."""
        self.action_pane(1)

    def on_resize(self, resized: Resize) -> None:
        """One pane at a time below the size that the screens are drawn for."""
        self._fit_panes(resized.size)

    def _fit_panes(self, size: Size) -> None:
        self.set_class(size.width < WIDE or size.height < TALL, "-single")

    def action_pane(self, number: int) -> None:
        """Show a pane, and put the cursor in it."""
        if not 1 <= number <= len(self.PANES):
            return
        self._mark(number)
        for place, (name, _) in enumerate(self.PANES, start=1):
            pane = self.query_one(f"#{name}", Pane)
            pane.set_class(place == number, "-shown")
            self.set_class(place == number, f"-pane-{place}")
            if place == number:
                self.call_after_refresh(self._enter, pane)

    def _enter(self, pane: Pane) -> None:
        inside = next((one for one in pane.query("*") if one.focusable), None)
        if inside is not None:
            inside.focus()

    def _mark(self, number: int) -> None:
        self.query_one(".panetabs", Static).update(tab_names((title for _, title in self.PANES), number, "pane"))
