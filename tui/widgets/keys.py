"""The line of keys at the bottom: those that work here, the screen's own early, clickable; one cheap widget."""

from __future__ import annotations

from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

FIRST = "app.pause"


class Keys(Static):
    """Keys and their words. Drawn anew only when they change (a stock footer is rebuilt at each move of the cursor)."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="keys")
        self._drawn: tuple[tuple[str, str, str], ...] = ()

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._draw)
        self._draw(self.screen)

    def _draw(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        active = [one.binding for one in screen.active_bindings.values() if one.binding.show]
        told = {one.action: (self.app.get_key_display(one), one.description, one.action) for one in active}
        rows = tuple(sorted(told.values(), key=lambda row: (row[2] != FIRST, row[2].startswith("app."))))
        if rows != self._drawn:
            self._drawn = rows
            self.update(Content(" ").join([_key(*row) for row in rows]))


def _key(key: str, description: str, action: str) -> Content:
    where = action if "." in action else f"screen.{action}"
    click = Style.from_meta({"@click": where})
    return Content.assemble((key, "bold $primary"), f" {description}").stylize(click)
