"""Where a question in SQL is written: F9 runs it, Tab completes a word, Ctrl with an arrow brings earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from simulator.exercise.room.desk.completion import Completion, completions
from tui.actions import ACTIONS
from tui.hints import keyed

_HINT = "{evidence.run} run · {evidence.queries} earlier · {evidence.dictionary:typing} tables · read-only, 5 s"


class SqlBox(TextArea):
    """A few lines of SQL. What a word may become stands on the lower border; the first of it beside the cursor."""

    DEFAULT_CSS = """
    SqlBox { border: round $secondary; padding: 0; }
    SqlBox:focus { border: heavy $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "run", "Run", id="evidence.run"),
        Binding("tab,ctrl+@,ctrl+space", "complete", "Complete", show=False),
        Binding("ctrl+up", "earlier(-1)", "Earlier query", show=False),
        Binding("ctrl+down", "earlier(1)", "Later query", show=False),
        Binding("ctrl+r", "screen.queries", "Earlier queries", show=False, id="evidence.queries"),
        Binding("ctrl+t", "screen.dictionary", "Tables", show=False, id="evidence.dictionary"),
        *(
            Binding(key, f"app.{one.id}", one.title, show=False, id=one.id)
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

    def __init__(
        self,
        name: str,
        tables: Callable[[], Mapping[str, Sequence[str]]] = dict,
        asked: Iterable[str] = (),
    ) -> None:
        self._tables = tables
        self._asked = list(asked)
        self._place = len(self._asked)
        self._offer = Completion(0, ())
        self._taken: tuple[Completion, int, int] | None = None
        super().__init__(id=name, tab_behavior="focus", show_line_numbers=False, soft_wrap=True)
        self.cursor_blink = False
        self.border_title = Content("Query")
        self.border_subtitle = Content(keyed(_HINT))

    @property
    def asked(self) -> tuple[str, ...]:
        """Every question so far, the newest last."""
        return tuple(self._asked)

    def forget(self) -> None:
        """Earlier questions were struck out."""
        self._asked.clear()
        self._place = 0

    def put(self, sql: str) -> None:
        """Put a question in, for somebody to change or to run."""
        self.text = sql
        self.move_cursor(self.document.end)
        self.focus()

    def ask(self, sql: str) -> None:
        """Put a question in and run it."""
        self.text = sql
        self.action_run()

    def action_run(self) -> None:
        """Ask."""
        if sql := self.text.strip():
            self.post_message(self.Run(sql))

    def remember(self, sql: str) -> None:
        """Have a question at hand as the newest of the earlier ones."""
        self._asked = [*(one for one in self._asked if one != sql), sql]
        self._place = len(self._asked)

    def action_earlier(self, by: int) -> None:
        """An earlier or a later question."""
        place = self._place + by
        if 0 <= place < len(self._asked):
            self._place = place
            self.text = self._asked[place]

    def action_complete(self) -> None:
        """Complete the word at the cursor; again: the next of what it may become; with nothing to add, go on."""
        at = self._cursor_at()
        if self._taken is not None and self._taken[2] == at:
            offer, place = self._taken[0], self._taken[1] + 1
        else:
            self.update_suggestion()
            offer, place = self._offer, 0
        if place >= len(offer.words):
            self._taken = None
            self.screen.focus_next()
            return
        word = offer.words[place]
        start = self._location(offer.start)
        self.replace(word, start, self.cursor_location, maintain_selection_offset=False)
        end = offer.start + len(word)
        self.move_cursor(self._location(end))
        self._taken = offer, place, end
        self._show_offer()

    def on_text_area_selection_changed(self) -> None:
        """The cursor went to another word."""
        self.update_suggestion()

    def on_blur(self) -> None:
        """Nothing is offered where nobody types."""
        self.border_subtitle = Content(keyed(_HINT))

    def update_suggestion(self) -> None:
        """Look what the word at the cursor may become."""
        at = self._cursor_at()
        line = self.document.get_line(self.cursor_location[0])
        after = line[self.cursor_location[1] :]
        inside = after[:1].isalnum() or after[:1] == "_"
        self._offer = Completion(at, ()) if inside else completions(self.text, at, self._tables())
        if self._taken is not None and self._taken[2] != at:
            self._taken = None
        ahead = not after and self._offer.words and not self._offer.words[0].startswith('"')
        self.suggestion = self._offer.words[0][at - self._offer.start :] if ahead else ""
        self._show_offer()

    def _cursor_at(self) -> int:
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column

    def _location(self, at: int) -> tuple[int, int]:
        before = self.text[:at]
        return before.count("\n"), at - before.rfind("\n") - 1

    def _show_offer(self) -> None:
        offer, place = (self._taken[0], self._taken[1]) if self._taken is not None else (self._offer, 0)
        if not offer.words or not self.has_focus:
            self.border_subtitle = Content(keyed(_HINT))
            return
        shown = [f"▸{word}" if number == place else word for number, word in enumerate(offer.words)][place : place + 8]
        self.border_subtitle = Content(f"Tab {'  '.join(shown)}")
