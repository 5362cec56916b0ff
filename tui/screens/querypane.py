"""Where a question is asked of what was pulled, and where its rows are read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.errors import BreachdrillError
from simulator.exercise.room.desk.desk import EvidenceDesk
from simulator.exercise.room.desk.exhibits import Answer, export_rows
from simulator.exercise.room.desk.queries import asked_before, questions_text
from tui.dialogs.evidence import RowDialog
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean, day_and_time
from tui.screens.evidence_lines import counted
from tui.widgets.guard import Doubts
from tui.widgets.paint import paint
from tui.widgets.panes import Pane
from tui.widgets.rows import Lines, Rows
from tui.widgets.sqlbox import SqlBox

_PAGES = 10
"""Pages of an answer that are read before they are counted; assumed."""


class QueryPane(Pane):
    """A few lines of SQL, what there is to say of them, and the rows that they give."""

    DEFAULT_CSS = """
    QueryPane SqlBox { height: 8; }
    QueryPane Rows { border: round $secondary; height: 1fr; }
    QueryPane #said { height: auto; max-height: 3; padding: 0 1; display: none; }
    QueryPane #said.-shown { display: block; }
    """

    def __init__(self, drill: Drill, desk: EvidenceDesk) -> None:
        super().__init__(id="pane-query")
        self.drill = drill
        self.desk = desk
        self.answer: Answer | None = None
        self.asked = ""
        self.doubts = Doubts(self.app)

    def compose(self) -> Iterable[Widget]:
        """The query, a line about it, its rows."""
        yield SqlBox("sql", lambda: dict(self.desk.tables()), asked_before(self.drill.words, self.drill.seat))
        yield Static("", markup=False, id="said")
        yield Rows("result", "Result")

    def show_hint(self) -> None:
        """What can be asked, where nothing was asked yet."""
        if not self.query_one("#result", Rows).columns:
            self._say(self._hint())

    def show_loaded(self) -> None:
        """That the rows are from before everything was loaded, where they are."""
        if self.answer is not None and self.answer.loading and not self.desk.loading():
            again = keyed("The rows below are from before: {evidence.run} asks again.")
            self._say((("Everything is loaded. ", "plain"), (again, "watch")))

    def on_drawn_list_chosen(self, chosen: Lines.Chosen) -> None:
        """A row opens with all its columns."""
        if isinstance(chosen.control, Rows):
            chosen.stop()
            self.app.push_screen(RowDialog(self.drill, chosen.control.row))

    @work(group="export", exclusive=True)
    async def export(self) -> None:
        """Write the rows of the answer to a file."""
        if self.answer is None:
            self.notify("There are no rows to export. Enter on a source shows its rows.", markup=False)
            return
        answer = self.answer
        try:
            while not answer.finished:
                await asyncio.to_thread(self._read_pages, answer)
            path = await asyncio.to_thread(export_rows, answer, self.drill.exercise, self.drill.folder)
        except BreachdrillError as fault:
            self.notify(clean(str(fault)), severity="error", markup=False)
            return
        more = f"; there are more: {answer.cut}" if answer.cut else ""
        self.notify(clean(f"{counted(len(answer.rows))} exported{more}: {path}"), timeout=15, markup=False)

    def on_sql_box_run(self, asked: SqlBox.Run) -> None:
        """Take the question, once nothing in it looks real or somebody keeps it so."""
        sql = asked.sql
        if found := self.doubts.about(sql):
            self.doubts.ask(found, lambda: self._take(sql), self.query_one("#sql", SqlBox).focus)
        else:
            self._take(sql)

    def _take(self, sql: str) -> None:
        """Remember the question, and answer it in a thread, so that nothing waits for it."""
        box = self.query_one("#sql", SqlBox)
        box.remember(sql)
        self.drill.keep("queries", questions_text(self.drill.words, self.drill.seat, box.asked))
        self._answer(sql)

    @work(group="query", exclusive=True)
    async def _answer(self, sql: str) -> None:
        self._say((("Asking … Esc cancels.", "dim"),))
        try:
            answer = await asyncio.to_thread(self.desk.ask, sql)
        except BreachdrillError as problem:
            hint = f" {problem.hint}" if problem.hint else ""
            self._say(((f"{SYMBOLS['red']} {clean(problem.message)}", "red"), (clean(hint), "plain")))
            self._no_result()
            return
        again = keyed("{evidence.run} asks again.")
        self._say(((f"{SYMBOLS['watch']} {answer.loading} {again}", "watch"),) if answer.loading else ())
        self.answer, self.asked = answer, sql
        result = self.query_one("#result", Rows)
        result.show(answer.columns, answer.rows)
        self._count(day_and_time(self.drill.view.when))
        result.focus()
        await self._read_on(answer, day_and_time(self.drill.view.when))

    async def _read_on(self, answer: Answer, when: str) -> None:
        """Read the rest of the rows; what is there can be looked at meanwhile."""
        result = self.query_one("#result", Rows)
        drawn = asyncio.Event()
        result.call_after_refresh(drawn.set)
        await drawn.wait()  # The first rows are drawn before anything else takes time.
        while not answer.finished:
            await asyncio.to_thread(self._read_pages, answer)
            result.grow(whole=answer.finished)
            self._count(when)

    def _read_pages(self, answer: Answer) -> None:
        for _ in range(_PAGES):
            if not self.desk.read(answer):
                return

    def _count(self, when: str) -> None:
        """How many rows there are, so far or in all."""
        if self.answer is None:
            return
        more = f" and more ({self.answer.cut.rstrip('.')})" if self.answer.cut else ""
        still = "" if self.answer.finished else " so far"
        keys = keyed("{evidence.pin} pin · {evidence.export} CSV")
        self.query_one("#result", Rows).border_subtitle = Content(
            clean(f"{counted(len(self.answer.rows))}{still}{more} · as known {when} · {keys}")
        )

    def _no_result(self) -> None:
        """Rows of an earlier question are no answer to this one."""
        self.answer, self.asked = None, ""
        result = self.query_one("#result", Rows)
        result.show((), ())
        result.border_subtitle = Content("no result")

    def _say(self, line: Line) -> None:
        said = self.query_one("#said", Static)
        said.update(paint(line))
        said.set_class(bool(line), "-shown")

    def _hint(self) -> Line:
        tables = [name for name, _ in self.desk.tables()]
        if tables:
            return (("Tables you can ask: ", "dim"), (", ".join(tables), "plain"))
        said = keyed("Nothing is pulled yet, so there is nothing to ask. Choose a source, then {evidence.pull}.")
        return ((f"{SYMBOLS['unknown']} {said}", "unknown"),)
