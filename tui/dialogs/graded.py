"""Everybody whom the list got wrong, one line a person: why, and which evidence would have decided until when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from simulator.exercise.room.scoping.grading import Grading
from tui.dialogs.evidence import RowDialog
from tui.pacing import Drill
from tui.texts.grades import PERSON_COLUMNS, heading_of, person_row
from tui.widgets.frame import DrillDialog, bindings
from tui.widgets.rows import Rows


class GradedDialog(DrillDialog):
    """The people against one set; `t` turns to the other set, Enter shows all of a line."""

    HOLDS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(("people",))
    DEFAULT_CSS = """
    GradedDialog #misplaced { height: 1fr; }
    """

    def __init__(self, drill: Drill, found: Grading) -> None:
        super().__init__(drill, "Who was wrongly listed or missed")
        self.found = found
        self.place = 0

    def compose_box(self) -> Iterable[Widget]:
        """What it is held against, and the people."""
        self.styles.height = "100%"
        yield Static("", markup=False, id="against")
        yield Rows("misplaced")

    def on_mount(self) -> None:
        """Begin with what the law asks for."""
        self.query_one("#box").styles.height = "100%"
        self._show()
        self.query_one("#misplaced", Rows).focus()

    def action_turn(self) -> None:
        """To the other set."""
        self.place = 1 - self.place
        self._show()

    def on_drawn_list_chosen(self) -> None:
        """All of one line."""
        rows = self.query_one("#misplaced", Rows)
        if rows.count:
            self.app.push_screen(RowDialog(self.drill, rows.row, "One person"))

    def _show(self) -> None:
        one = self.found.both[self.place]
        calendar = self.drill.playbook.calendar
        self.query_one("#against", Static).update(heading_of(one))
        rows = tuple(person_row(person, calendar) for person in one.people)
        self.query_one("#misplaced", Rows).show(PERSON_COLUMNS, rows)
