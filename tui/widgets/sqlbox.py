"""Where a question in SQL is written: F9 runs it, Ctrl with the arrows brings earlier ones back."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from tui.actions import ACTIONS


class SqlBox(TextArea):
    """A few lines of SQL."""

    DEFAULT_CSS = """
    SqlBox { border: round $secondary; padding: 0; }
    SqlBox:focus { border: heavy $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "run", "Run", key_display="F9"),
        Binding("ctrl+up", "earlier(-1)", "Earlier query", show=False),
        Binding("ctrl+down", "earlier(1)", "Later query", show=False),
        *(
            Binding(key, f"app.{one.id}", one.title, show=False)
            for one in ACTIONS
            for key in one.keys
            if key.startswith("f") and key[1:].isdigit()
        ),
    ]

    class Run(Message):
        """The question is to be answered."""

        def __init__(self, sql: str) -> None:
            super().__init__()
            self.sql = sql

    def __init__(self, name: str) -> None:
        super().__init__(id=name, tab_behavior="focus", show_line_numbers=False, soft_wrap=True)
        self.cursor_blink = False
        self.border_title = Content("Query")
        self.border_subtitle = Content("F9 run · Ctrl+↑ earlier · read-only, 5 s")
        self._asked: list[str] = []
        self._place = 0

    def ask(self, sql: str) -> None:
        """Put a question in and run it."""
        self.text = sql
        self.action_run()

    def action_run(self) -> None:
        """Ask, and remember the question."""
        sql = self.text.strip()
        if not sql:
            return
        if not self._asked or self._asked[-1] != sql:
            self._asked.append(sql)
        self._place = len(self._asked)
        self.post_message(self.Run(sql))

    def action_earlier(self, by: int) -> None:
        """An earlier or a later question."""
        place = self._place + by
        if 0 <= place < len(self._asked):
            self._place = place
            self.text = self._asked[place]
