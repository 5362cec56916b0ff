"""Panels side by side where there is room; one at a time, behind numbered tabs, where there is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.hints import keyed
from tui.present import Line, flat
from tui.widgets.paint import paint_all
from tui.widgets.tabs import tab_names

DRAWN = 200
"""Lines that a panel draws; all of them are kept, searched and copied. Assumed, more than anybody scrolls."""


class Panel(VerticalScroll):
    """A titled box of lines that scrolls."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__(id=name, classes="panel")
        self.heading = title
        self.border_title = Content(title)
        self._lines: tuple[Line, ...] = ()
        self._found: tuple[str, int] = ("", 0)
        self._text = Static("", markup=False)

    def compose(self) -> Iterable[Static]:
        """The text in the box."""
        yield self._text

    def show(self, lines: Sequence[Line]) -> None:
        """Put lines in the box; drawn only when they are others."""
        if self._lines != tuple(lines):
            self._lines = tuple(lines)
            self._draw()

    def find(self, sought: str, place: int) -> None:
        """Show the lines with these words alone, from that one on; without words all lines again."""
        if self._found != (sought, place):
            self._found = (sought, place)
            self._draw()
            self.scroll_home(animate=False)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return self._lines

    @property
    def texts(self) -> tuple[str, ...]:
        """All lines, without any style."""
        return tuple(map(flat, self._lines))

    def _draw(self) -> None:
        sought, place = self._found
        shown = self._lines
        if sought:
            turned = [*range(place, len(shown)), *range(place)]
            shown = tuple(self._lines[at] for at in turned if sought in flat(self._lines[at]).lower())
        more = len(shown) - DRAWN
        ways = keyed("{find} searches them, {copy} copies them")
        rest: tuple[Line, ...] = (((f"… {more:,} more lines: {ways}", "dim"),),) * (more > 0)
        self._text.update(paint_all((*shown[:DRAWN], *rest)))


class Tabs(Static):
    """The names of the panels and their keys; seen only where one panel fits."""

    def __init__(self, panels: Sequence[Panel]) -> None:
        super().__init__(markup=False, classes="tabs")
        self.panels = panels

    def choose(self, number: int) -> None:
        """Show that panel, counted from 1, and put the cursor in it."""
        with self.app.batch_update():
            for place, panel in enumerate(self.panels, start=1):
                panel.set_class(place == number, "-chosen")
            self.panels[number - 1].focus()
            self.label(number)

    def label(self, number: int) -> None:
        """Mark the chosen name with brackets, not with colour alone."""
        self.update(tab_names((one.heading for one in self.panels), number, "choose"))
