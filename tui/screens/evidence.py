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
from simulator.exercise.room.desk.exhibits import exhibit_text, remarks
from simulator.exercise.room.desk.queries import struck_out
from simulator.exercise.room.desk.sourceline import SourceLine, table_of
from tui.dialogs.evidence import CustodyDialog, DictionaryDialog, PinDialog, QueriesDialog, RemarkDialog
from tui.dialogs.guide import GuideDialog
from tui.dialogs.order import OrderDialog
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import Line, clean, day_and_time
from tui.screens.evidence_lines import about_lines, remark_line, source_line, vault_line
from tui.screens.querypane import QueryPane
from tui.widgets.frame import bindings
from tui.widgets.paint import paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines, Rows
from tui.widgets.sqlbox import SqlBox

_LOOK = 0.1
"""Seconds between two looks at a log that loads; assumed."""


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

    def compose_panes(self) -> Iterable[Widget]:
        """Sources and their standing; the query and its rows; the vault; what was pinned and noted."""
        with Horizontal(id="upper"):
            with Pane(id="pane-sources"):
                sources = Lines("sources", "Sources")
                sources.border_subtitle = Content(keyed("Enter rows or pull · {evidence.pull} pull"))
                yield sources
                with Vertical(id="about"):
                    yield Static("", markup=False, id="about-text")
            yield QueryPane(self.drill, self.desk)
        with Horizontal(id="lower"):
            with Pane(id="pane-vault"):
                vault = Lines("vault", "Vault - chain of custody")
                vault.border_subtitle = Content(keyed("Enter rows · {evidence.custody} custody"))
                yield vault
            with Pane(id="pane-pinned"):
                yield Lines("pinned", "Pinned and noted")

    @property
    def asking(self) -> QueryPane:
        """Where questions are asked and answered."""
        return self.query_one(QueryPane)

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
        if not (self.app.is_running and self.is_attached):  # it is being taken down, widget by widget
            return
        self._show_sources()
        vault = [(str(line.number), vault_line(line, self.drill)) for line in reversed(self.desk.vault)]
        nothing: list[tuple[str, Line]] = [("", (("Nothing is in the vault yet.", "dim"),))]
        self.query_one("#vault", Lines).show(vault or nothing)
        self._about()
        self.asking.show_hint()

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
        if self.app.is_running and self.is_attached:
            self.asking.show_loaded()
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
        kept = self.drill.keep("exhibit", clean(exhibit_text(number, when, self.asking.asked, row, note)))
        try:
            await asyncio.shield(asyncio.wrap_future(kept))
        except BreachdrillError as fault:
            self.notify(clean(f"The exhibit is not kept: {fault}"), severity="error", markup=False)
        self._show_pinned()

    def action_export(self) -> None:
        """Write the rows of the answer to a file."""
        self.asking.export()

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

    def _show_pinned(self) -> None:
        rows = [(str(place), remark_line(role, text)) for place, (role, text) in enumerate(remarks(self.drill.words))]
        none = keyed("Nothing is pinned. {evidence.pin} pins a row, {note} notes.")
        nothing: list[tuple[str, Line]] = [("", ((none, "dim"),))]
        self.query_one("#pinned", Lines).show(rows or nothing)

    def _about(self) -> None:
        line = self.sources.get(self.query_one("#sources", Lines).key)
        if line is not None:
            self.query_one("#about-text", Static).update(paint_all(about_lines(line)))
