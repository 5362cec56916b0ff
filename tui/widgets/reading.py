"""What a panel says: its lines as text, for the clipboard, for a file, and to be searched."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from tui.present import flat
from tui.widgets.drawn import DrawnList
from tui.widgets.panels import Panel


def panel_of(widget: Widget | None) -> Widget | None:
    """The panel that has the cursor; None where the cursor is in a field or nowhere."""
    return widget if isinstance(widget, DrawnList | Panel | OptionList | VerticalScroll) else None


def lines_of(panel: Widget) -> Sequence[str]:
    """Every line of a panel, also those out of sight; of a table without its heading."""
    if isinstance(panel, DrawnList):
        return [panel.text_at(index) for index in range(panel.count)]
    if isinstance(panel, Panel):
        return panel.texts
    if isinstance(panel, OptionList):
        return [str(one.prompt) for one in panel.options]
    said = (one.content for one in panel.query(Static))
    return "\n".join(one.plain if isinstance(one, Content) else str(one) for one in said).splitlines()


def text_of(panel: Widget) -> str:
    """All of it, the heading of a table included."""
    heading = [flat(panel.heading()).rstrip()] if isinstance(panel, DrawnList) and panel.HEAD else []
    return "\n".join((*heading, *lines_of(panel)))


def title_of(panel: Widget) -> str:
    """What the panel is called."""
    return str(panel.border_title or panel.id or "panel")


def go_to(panel: Widget, sought: str, place: int) -> None:
    """Show what was found alone, and that line of it first or under the cursor; choices and boxes of text go there."""
    if isinstance(panel, Panel | DrawnList):
        panel.find(sought, place)
    elif isinstance(panel, OptionList):
        panel.highlighted = place
    else:
        share = place / max(1, len(lines_of(panel)))
        panel.scroll_to(y=share * panel.virtual_size.height, animate=False)


def leave(panel: Widget) -> None:
    """All lines again; a list's cursor stays on what was found."""
    if isinstance(panel, Panel):
        panel.find("", 0)
    elif isinstance(panel, DrawnList):
        panel.find("", None)
