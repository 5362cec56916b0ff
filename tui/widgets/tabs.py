"""The names of panels that stand one at a time: each with its number key, and a click shows it too."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.style import Style

from tui.widgets.paint import paint


def tab_names(titles: Iterable[str], chosen: int, does: str) -> Content:
    """The names in a line; brackets mark the chosen one. `does`: the screen's action that shows one by its number."""
    names = (
        paint(((f"[{place} {title}]", "strong") if place == chosen else (f" {place} {title} ", "dim"),)).stylize(
            Style.from_meta({"@click": f"screen.{does}({place})"})
        )
        for place, title in enumerate(titles, start=1)
    )
    return Content("").join(names)
