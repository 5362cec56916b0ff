"""The evidence screen: pull a source, look at its rows, ask with SQL; a source not pulled is said as such."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.ids import SourceId
from simulator.errors import BreachdrillError
from simulator.exercise.room.desk.desk import EvidenceDesk, desk_of, rows_query
from simulator.exercise.room.desk.exhibits import Answer, exhibit_text, export_rows, remarks
from simulator.exercise.room.desk.queries import asked_before, questions_text, struck_out
from simulator.exercise.room.desk.sourceline import SourceLine, table_of
from tui.dialogs.decide import OrderDialog
from tui.dialogs.evidence import CustodyDialog, DictionaryDialog, PinDialog, QueriesDialog, RemarkDialog, RowDialog
from tui.dialogs.guide import GuideDialog
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean, day_and_time
from tui.screens.evidence_lines import about_lines, counted, remark_line, source_line, vault_line
from tui.widgets.frame import bindings
from tui.widgets.guard import Doubts
from tui.widgets.paint import paint, paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines, Rows
from tui.widgets.sqlbox import SqlBox

_LOOK = 0.1
"""Seconds between two looks at a log that loads; assumed."""
_PAGES = 10
"""Pages of an answer that are read before the screen counts them; assumed."""


class EvidenceScreen(PanedScreen):
    """Sources with their standing, a query over what was pulled, and the vault."""

    HELP = (
        "Evidence is what you pulled, nothing else. Enter on a source shows its rows, or orders the pull. "
        "{evidence.run} asks the query; Tab completes a word in it, {evidence.queries} lists earlier queries, "
        "{evidence.dictionary} the tables and their columns. {evidence.pin} pins the row under the cursor, "
        "{evidence.guide} asks about its person, {evidence.export} exports all rows as CSV, {evidence.custody} shows "
        "the chain of custody of a pull. A source not pulled is an error in SQL, never an empty result. Each log "
        "writes time in its own way; the column utc has it alike."
    )
    DEFAULT_CSS = """
    EvidenceScreen #upper { height: 1fr; }
    EvidenceScreen #pane-sources { width: 50; }
    EvidenceScreen #pane-sources Lines { border: round $secondary; }
    EvidenceScreen #pane-sources Lines:focus, EvidenceScreen Rows:focus, EvidenceScreen #vault:focus,
    EvidenceScreen #pinned:focus {
        border: heavy $accent;
    }
    EvidenceScreen #about { height: auto; max-height: 15; overflow-y: auto; border: round $secondary; padding: 0 1; }
    EvidenceScreen #pane-query { width: 1fr; }
    EvidenceScreen SqlBox { height: 8; }
    EvidenceScreen Rows { border: round $secondary; height: 1fr; }
    EvidenceScreen #said { height: auto; max-height: 3; padding: 0 1; display: none; }
    EvidenceScreen #said.-shown { display: block; }
    EvidenceScreen #lower { height: 7; }
    EvidenceScreen #pane-vault { width: 2fr; height: 100%; }
    EvidenceScreen #pane-pinned { width: 1fr; height: 100%; }
    EvidenceScreen #vault, EvidenceScreen #pinned { border: round $secondary; }
    EvidenceScreen.-single SqlBox { height: 6; }
    EvidenceScreen.-single #about { max-height: 10; }
    EvidenceScreen.-flat #about { display: none; }
    EvidenceScreen.-flat SqlBox { height: 4; }
    EvidenceScreen.-single #lower { height: 1fr; }
    EvidenceScreen.-single.-pane-1 #lower, EvidenceScreen.-single.-pane-2 #lower { display: none; }
    EvidenceScreen.-single.-pane-3 #upper, EvidenceScreen.-single.-pane-4 #upper { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("evidence",)),
        Binding("escape", "cancel", "Cancel query", show=False),
    ]
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pane-sources", "Sources"),
        ("pane-query", "Query"),
        ("pane-vault", "Vault"),
        ("pane-pinned", "Pinned"),
    )

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill)
        self.desk: EvidenceDesk = desk_of(drill.exercise, drill.seat)
        self.sources: dict[str, SourceLine] = {}
        self.answer: Answer | None = None
        self.asked = ""
        self.doubts = Doubts(self.app)

    def compose_panes(self) -> Iterable[Widget]:
        """Sources and their standing; the query and its rows; the vault; what was pinned and noted."""
        with Horizontal(id="upper"):
            with Pane(id="pane-sources"):
                sources = Lines("sources", "Sources")
                sources.border_subtitle = Content("Enter rows or pull · p pull")
                yield sources
                with Vertical(id="about"):
                    yield Static("", markup=False, id="about-text")
            with Pane(id="pane-query"):
                asked = asked_before(self.drill.words, self.drill.seat)
                yield SqlBox("sql", lambda: dict(self.desk.tables()), asked)
                yield Static("", markup=False, id="said")
                yield Rows("result", "Result")
        with Horizontal(id="lower"):
            with Pane(id="pane-vault"):
                vault = Lines("vault", "Vault - chain of custody")
                vault.border_subtitle = Content("Enter rows · c custody")
                yield vault
            with Pane(id="pane-pinned"):
                yield Lines("pinned", "Pinned and noted")

    def redraw(self) -> None:
        """Look at the desk again, in the threads where that belongs."""
        if struck_out(self.drill.words):
            self.query_one("#sql", SqlBox).forget()
        self._show_pinned()
        self._load()
        self._look()

    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        lines = await asyncio.wrap_future(self.drill.ask(lambda _: self.desk.sources()))
        self.sources = {line.source: line for line in lines}
        self._show_sources()
        vault = [(str(line.number), vault_line(line, self.drill)) for line in reversed(self.desk.vault)]
        nothing: list[tuple[str, Line]] = [("", (("Nothing is in the vault yet.", "dim"),))]
        self.query_one("#vault", Lines).show(vault or nothing)
        self._about()
        if not self.query_one("#result", Rows).columns:
            self._say(self._hint())

    @work(group="load")
    async def _load(self) -> None:
        """New pulls go into the vault in a thread; what is there can be asked meanwhile."""
        fetched = await asyncio.wrap_future(self.drill.ask(lambda _: self.desk.fetch()))
        if not fetched or self.desk.loading():
            return
        ticking = self.set_interval(_LOOK, self._show_sources)
        try:
            await asyncio.to_thread(self.desk.store, fetched)
        finally:
            ticking.stop()
        if self.answer is not None and self.answer.loading and not self.desk.loading():
            again = keyed("The rows below are from before: {evidence.run} asks again.")
            self._say((("Everything is loaded. ", "plain"), (again, "watch")))
        self.redraw()

    def _show_sources(self) -> None:
        loading = self.desk.loading()
        self.query_one("#sources", Lines).show(
            [(line.source, source_line(line, loading.get(line.table))) for line in self.sources.values()]
        )

    def on_drawn_list_moved(self, moved: Lines.Moved) -> None:
        """Tell more about the source under the cursor."""
        if moved.control.id == "sources":
            self._about()

    def on_drawn_list_chosen(self, chosen: Lines.Chosen) -> None:
        """A source opens its rows or the pull, a pull its rows, a row all its columns."""
        match chosen.control.id:
            case "sources":
                line = self.sources[self.query_one("#sources", Lines).key]
                if line.standing == "pulled":
                    self._ask_for(line.source)
                else:
                    self.action_pull()
            case "vault":
                number = int(self.query_one("#vault", Lines).key)
                pull = next(line for line in self.desk.vault if line.number == number)
                self._ask_for(pull.source, pull.pull)
            case "result":
                result = self.query_one("#result", Rows)
                self.app.push_screen(RowDialog(self.drill, result.row))
            case "pinned":
                said = remarks(self.drill.words)
                self.app.push_screen(RemarkDialog(self.drill, said[int(self.query_one("#pinned", Lines).key)][1]))

    def action_pull(self) -> None:
        """Order the action that pulls the source under the cursor."""
        line = self.sources.get(self.query_one("#sources", Lines).key)
        if line is None:
            return
        if not line.actions:
            self.notify("No action pulls this source.", markup=False)
            return
        self.app.push_screen(OrderDialog(self.drill, line.actions[0], f"Pull: {line.title}"))

    def action_guide(self) -> None:
        """Whose record, when, by whom, can we exclude them: about the person of the row under the cursor."""
        cells = dict(self.query_one("#result", Rows).row)
        people = self.drill.known.lists[-1].fact.counted_in if self.drill.known.lists else {}
        self.app.push_screen(GuideDialog(self.drill, people, asked=str(cells.get("mrn") or "")))

    def action_pin(self) -> None:
        """Pin the row under the cursor as an exhibit."""
        result = self.query_one("#result", Rows)
        if result.count:
            self.app.push_screen(PinDialog(self.drill, result.row, self._pin))
        else:
            self.notify("There is no row to pin. Enter on a source shows its rows.", markup=False)

    @work(group="pin")
    async def _pin(self, note: str) -> None:
        number = 1 + sum(role == "exhibit" for _, role, _ in self.drill.words)
        when, row = day_and_time(self.drill.view.when), self.query_one("#result", Rows).row
        kept = self.drill.keep("exhibit", clean(exhibit_text(number, when, self.asked, row, note)))
        try:
            await asyncio.shield(asyncio.wrap_future(kept))
        except BreachdrillError as fault:
            self.notify(clean(f"The exhibit is not kept: {fault}"), severity="error", markup=False)
        self._show_pinned()

    @work(group="export", exclusive=True)
    async def action_export(self) -> None:
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

    def action_custody(self) -> None:
        """The chain of custody of the pull under the cursor."""
        number = self.query_one("#vault", Lines).key
        pull = next((line for line in self.desk.vault if str(line.number) == number), None)
        if pull is None:
            self.notify("Nothing is in the vault yet.", markup=False)
        else:
            self.app.push_screen(CustodyDialog(self.drill, pull))

    def action_dictionary(self) -> None:
        """The tables and their columns."""
        sources = {table_of(one.id): one for one in self.drill.playbook.sources.values()}
        tables = [(table, sources[table].title, self.desk.types(table)) for table, _ in self.desk.tables()]
        self.app.push_screen(DictionaryDialog(self.drill, tables))

    def action_queries(self) -> None:
        """Earlier queries, to look through."""
        box = self.query_one("#sql", SqlBox)
        self.app.push_screen(QueriesDialog(self.drill, box.asked, box.put))

    def action_run(self) -> None:
        """Ask the query, wherever the cursor is."""
        self.query_one("#sql", SqlBox).action_run()

    def action_cancel(self) -> None:
        """End a query that takes too long."""
        self.desk.cancel()

    def _ask_for(self, source: SourceId, pull: int | None = None) -> None:
        table = table_of(source)
        self.action_pane(2)
        self.query_one("#sql", SqlBox).ask(rows_query(table, pull))

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
        self.query_one("#result", Rows).border_subtitle = Content(
            clean(f"{counted(len(self.answer.rows))}{still}{more} · as known {when} · e pin · x CSV")
        )

    def _no_result(self) -> None:
        """Rows of an earlier question are no answer to this one."""
        self.answer, self.asked = None, ""
        result = self.query_one("#result", Rows)
        result.show((), ())
        result.border_subtitle = Content("no result")

    def _show_pinned(self) -> None:
        rows = [(str(place), remark_line(role, text)) for place, (role, text) in enumerate(remarks(self.drill.words))]
        none = keyed("Nothing is pinned. {evidence.pin} pins a row, {note} notes.")
        nothing: list[tuple[str, Line]] = [("", ((none, "dim"),))]
        self.query_one("#pinned", Lines).show(rows or nothing)

    def _say(self, line: Line) -> None:
        said = self.query_one("#said", Static)
        said.update(paint(line))
        said.set_class(bool(line), "-shown")

    def _hint(self) -> Line:
        tables = [name for name, _ in self.desk.tables()]
        if tables:
            return (("Tables you can ask: ", "dim"), (", ".join(tables), "plain"))
        said = "Nothing is pulled yet, so there is nothing to ask. Choose a source, then p."
        return ((f"{SYMBOLS['unknown']} {said}", "unknown"),)

    def _about(self) -> None:
        line = self.sources.get(self.query_one("#sources", Lines).key)
        if line is not None:
            self.query_one("#about-text", Static).update(paint_all(about_lines(line)))
