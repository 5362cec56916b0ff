"""The dialogs of the evidence screen: a row, a row to pin, a remark, a pull's custody, earlier queries, the tables."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from simulator.errors import BreachdrillError
from simulator.exercise.room.desk.custody import custody, custody_text
from simulator.exercise.room.desk.exhibits import export_text
from simulator.exercise.room.desk.vaultline import VaultLine
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import Line, clean
from tui.widgets.fields import Choices, Words
from tui.widgets.frame import DrillDialog, bindings
from tui.widgets.paint import paint_all
from tui.widgets.rows import Cell, text_of


class RowDialog(DrillDialog):
    """One row, all of its columns."""

    HOLDS = False

    def __init__(self, drill: Drill, row: Iterable[tuple[str, Cell]], heading: str = "One row of evidence") -> None:
        super().__init__(drill, heading)
        self.cells = tuple(row)

    def compose_box(self) -> Iterable[Widget]:
        """Name and value, a line each; a text of several lines, as a message has segments, line by line."""
        wide = max((len(name) for name, _ in self.cells), default=0)
        lines: list[Line] = [
            ((f"{clean(name) if first else '':<{wide}}  ", "dim"), (shown, "plain"))
            for name, cell in self.cells
            for first, shown in _lines_of(cell)
        ]
        yield Static(paint_all(lines), markup=False)


def _lines_of(cell: Cell) -> list[tuple[bool, str]]:
    """The lines of a cell as they are shown, and which of them is the first."""
    lines = cell.splitlines() if isinstance(cell, str) else []
    return [(number == 0, text_of(line)) for number, line in enumerate(lines or [cell])]


class PinDialog(RowDialog):
    """A row to pin, and what it shows in the team's words."""

    def __init__(self, drill: Drill, row: Iterable[tuple[str, Cell]], pin: Callable[[str], object]) -> None:
        super().__init__(drill, row, "Pin as an exhibit")
        self.pin = pin

    def compose_box(self) -> Iterable[Widget]:
        """The words, and under them the row."""
        yield Static("What does it show? Enter pins it; the words may stay empty.", classes="hint", markup=False)
        yield Words("What does it show?", "note")
        yield from super().compose_box()

    def on_input_submitted(self) -> None:
        """Pin it."""
        self.pin(self.query_one("#note", Words).said)
        self.dismiss()


class RemarkDialog(DrillDialog):
    """A note or an exhibit in full."""

    HOLDS = False

    def __init__(self, drill: Drill, text: str) -> None:
        super().__init__(drill, "Pinned")
        self.text = text

    def compose_box(self) -> Iterable[Widget]:
        """The words."""
        yield Static(paint_all([((clean(self.text), "plain"),)]), markup=False)


class CustodyDialog(DrillDialog):
    """Chain of custody of one pull, in full: to read, to copy, to keep as a file."""

    HOLDS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("custody",)),
        Binding("y", "copy", "Copy", id="copy"),
    ]

    def __init__(self, drill: Drill, pull: VaultLine) -> None:
        super().__init__(drill, "Chain of custody")
        self.pull = pull

    def compose_box(self) -> Iterable[Widget]:
        """Name and value, a line each."""
        rows = custody(self.pull, self.drill.exercise, self.drill.seat)
        lines: list[Line] = [((f"{name:<12}", "dim"), (clean(said), "plain")) for name, said in rows]
        with VerticalScroll():
            yield Static(paint_all(lines), markup=False)
        yield Static(
            keyed("{custody.export} writes it to a file, {copy} copies it, Esc closes."), classes="hint", markup=False
        )

    @property
    def text(self) -> str:
        """The form as a text."""
        return custody_text(self.pull, self.drill.exercise, self.drill.seat)

    def action_copy(self) -> None:
        """Put the form on the clipboard, by the terminal."""
        self.app.copy_to_clipboard(self.text)
        self.notify("Copied, where the terminal allows it.", markup=False)

    @work(group="export", exclusive=True)
    async def action_export(self) -> None:
        """Write the form to the exercise's folder."""
        try:
            path = await asyncio.to_thread(export_text, self.text, self.drill.folder, "custody")
        except BreachdrillError as fault:
            self.notify(clean(str(fault)), severity="error", markup=False)
            return
        self.notify(clean(f"Custody exported: {path}"), timeout=15, markup=False)


class QueriesDialog(DrillDialog):
    """What was asked before, the newest first; typed words narrow it."""

    HOLDS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step('down')", "Older", show=False),
        Binding("up", "step('up')", "Newer", show=False),
    ]

    def __init__(self, drill: Drill, asked: Sequence[str], put: Callable[[str], object]) -> None:
        super().__init__(drill, "Earlier queries")
        self.asked = tuple(reversed(asked))
        self.put = put

    def compose_box(self) -> Iterable[Widget]:
        """A field to search in, and the queries."""
        yield Words("Words that the query holds; Enter puts the marked one into the box", "search")
        yield Choices(id="found")

    def on_mount(self) -> None:
        """Offer all of them."""
        self._offer()

    def on_input_changed(self, _: Input.Changed) -> None:
        """Offer those that hold every word."""
        self._offer()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Take the marked one."""
        found = self.query_one("#found", Choices)
        if found.highlighted is not None:
            found.action_select()

    def action_step(self, way: str) -> None:
        """Move the mark while the cursor stays in the field."""
        found = self.query_one("#found", Choices)
        found.action_cursor_down() if way == "down" else found.action_cursor_up()

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Into the box with it."""
        self.put(self.asked[int(chosen.option.id or 0)])
        self.dismiss()

    def _offer(self) -> None:
        words = self.query_one("#search", Words).said.lower().split()
        self.query_one("#found", Choices).offer(
            [
                (str(number), " ".join(sql.split())[:200])
                for number, sql in enumerate(self.asked)
                if all(word in sql.lower() for word in words)
            ]
        )


class DictionaryDialog(DrillDialog):
    """The tables that can be asked, and their columns."""

    HOLDS = False

    def __init__(self, drill: Drill, tables: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__(drill, "Tables you can ask")
        self.tables = tables

    def compose_box(self) -> Iterable[Widget]:
        """A heading for each table, a line for each column: name, type, what its product calls it."""
        lines: list[Line] = []
        for table, title, columns in self.tables:
            lines.append(((table, "strong"), (f"  {clean(title)}", "dim")))
            wide = max((len(name) for name, _ in columns), default=0)
            lines += [((f"  {name:<{wide}}  ", "plain"), (clean(said), "dim")) for name, said in columns]
        if not lines:
            lines = [(("Nothing is pulled yet, so there is nothing to ask.", "unknown"),)]
        with VerticalScroll():
            yield Static(paint_all(lines), markup=False)
