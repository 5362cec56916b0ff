"""The line to search a panel or a list with: only lines with what is typed are shown, wherever they stood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.widgets.fields import Words
from tui.widgets.reading import go_to, leave, lines_of, title_of


class Sought(Words):
    """The words; Enter and the arrows go from one line that was found to another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "step(1)", "Next found"),
        Binding("up", "step(-1)", "Before"),
    ]

    class Step(Message):
        """Another line is wanted."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_step(self, by: int) -> None:
        """Ask for another line."""
        self.post_message(self.Step(by))


class FindLine(Horizontal):
    """Enter goes to the next line that was found, Up to the one before, Esc ends."""

    DEFAULT_CSS = """
    FindLine { dock: bottom; height: 1; width: 100%; background: $panel; margin-bottom: 1; }
    FindLine Static { width: auto; }
    FindLine Input { width: 1fr; margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "end", "All lines", key_display="Esc"),
    ]

    def __init__(self, panel: Widget) -> None:
        super().__init__(id="find")
        self.panel = panel
        self._at = 0

    def compose(self) -> Iterable[Widget]:
        """The words, and how many lines have them."""
        yield Static(Content(f" Find in {title_of(self.panel)}: "), markup=False)
        yield Sought("type: only lines with it are shown", "sought")
        yield Static("", id="count", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#sought").focus()

    def on_input_changed(self, changed: Input.Changed) -> None:
        """Other words: from the first line."""
        changed.stop()
        self._at = 0
        self._show()

    def on_sought_step(self, step: Sought.Step) -> None:
        """Another line that was found, round the end."""
        step.stop()
        self._at += step.by
        self._show()

    async def action_end(self) -> None:
        """All lines again, and the cursor back in the panel."""
        leave(self.panel)
        self.panel.focus()
        await self.remove()

    def _show(self) -> None:
        sought = self.query_one("#sought", Words).value.lower()
        found = [place for place, text in enumerate(lines_of(self.panel)) if sought and sought in text.lower()]
        self._at %= max(1, len(found))
        said = f" {self._at + 1} of {len(found)} " if found else " none " if sought else ""
        self.query_one("#count", Static).update(Content(said))
        if found:
            go_to(self.panel, sought, found[self._at])
        else:
            leave(self.panel)
