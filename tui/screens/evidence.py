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
from simulator.exercise.room.evidence import EvidenceDesk, SourceLine, VaultLine, desk_of, rows_query, table_of
from simulator.exercise.room.exhibits import Answer, exhibit_text, export_rows, remarks
from tui.dialogs.decide import OrderDialog
from tui.dialogs.evidence import PinDialog, RemarkDialog, RowDialog
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean, day_and_time
from tui.widgets.paint import paint, paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines, Rows
from tui.widgets.sqlbox import SqlBox

_TONES = {
    "pulled": "done",
    "under way": "info",
    "not pulled": "unknown",
    "not recording": "watch",
    "expired": "late",
    "lost": "late",
}


class EvidenceScreen(PanedScreen):
    """Sources with their standing, a query over what was pulled, and the vault."""

    HELP = (
        "Evidence is what you pulled, nothing else. Enter on a source shows its rows, or orders the pull. "
        "F9 asks the query; e pins the row under the cursor, x exports the rows as CSV. "
        "A source not pulled is an error in SQL, never an empty result. Logs speak UTC. "
        "The vault keeps each pull with its digest, collector and time."
    )
    DEFAULT_CSS = """
    EvidenceScreen #upper { height: 1fr; }
    EvidenceScreen #pane-sources { width: 50; }
    EvidenceScreen #pane-sources Lines { border: round $secondary; }
    EvidenceScreen #pane-sources Lines:focus, EvidenceScreen Rows:focus, EvidenceScreen #vault:focus,
    EvidenceScreen #pinned:focus {
        border: heavy $accent;
    }
    EvidenceScreen #about { height: 10; border: round $secondary; padding: 0 1; }
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
    EvidenceScreen.-single #about { height: 7; }
    EvidenceScreen.-flat #about { display: none; }
    EvidenceScreen.-flat SqlBox { height: 4; }
    EvidenceScreen.-single #lower { height: 1fr; }
    EvidenceScreen.-single.-pane-1 #lower, EvidenceScreen.-single.-pane-2 #lower { display: none; }
    EvidenceScreen.-single.-pane-3 #upper, EvidenceScreen.-single.-pane-4 #upper { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "pull", "Pull"),
        Binding("e", "pin", "Pin row"),
        Binding("x", "export", "Export"),
        Binding("f9", "run", "Run", key_display="F9", show=False),
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
                yield SqlBox("sql")
                yield Static("", markup=False, id="said")
                yield Rows("result", "Result")
        with Horizontal(id="lower"):
            with Pane(id="pane-vault"):
                yield Lines("vault", "Vault - chain of custody")
            with Pane(id="pane-pinned"):
                yield Lines("pinned", "Pinned and noted")

    def redraw(self) -> None:
        """Look at the desk again, in the threads where that belongs."""
        self._show_pinned()
        self._look()

    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        fetched = await asyncio.wrap_future(self.drill.ask(lambda _: self.desk.fetch()))
        if fetched:
            await asyncio.to_thread(self.desk.store, fetched)
        lines = await asyncio.wrap_future(self.drill.ask(lambda _: self.desk.sources()))
        self.sources = {line.source: line for line in lines}
        self.query_one("#sources", Lines).show([(line.source, source_line(line)) for line in lines])
        vault = [(str(line.number), vault_line(line, self.drill)) for line in reversed(self.desk.vault)]
        nothing: list[tuple[str, Line]] = [("", (("Nothing is in the vault yet.", "dim"),))]
        self.query_one("#vault", Lines).show(vault or nothing)
        self._about()
        if not self.query_one("#result", Rows).columns:
            self._say(self._hint())

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
        try:
            path = await asyncio.to_thread(export_rows, self.answer, self.drill.folder)
        except BreachdrillError as fault:
            self.notify(clean(str(fault)), severity="error", markup=False)
            return
        more = "; there are more than the answer holds" if self.answer.truncated else ""
        self.notify(clean(f"{counted(len(self.answer.rows))} exported{more}: {path}"), timeout=15, markup=False)

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
        """Answer in a thread, so that nothing waits for it."""
        self._answer(asked.sql)

    @work(group="query", exclusive=True)
    async def _answer(self, sql: str) -> None:
        self._say((("Asking … Esc cancels.", "dim"),))
        try:
            answer = await asyncio.to_thread(self.desk.query, sql)
        except BreachdrillError as problem:
            hint = f" {problem.hint}" if problem.hint else ""
            self._say(((f"{SYMBOLS['red']} {clean(problem.message)}", "red"), (clean(hint), "plain")))
            self._no_result()
            return
        self._say(())
        self.answer, self.asked = answer, sql
        result = self.query_one("#result", Rows)
        result.show(answer.columns, answer.rows)
        more = " (there are more)" if answer.truncated else ""
        when = day_and_time(self.drill.view.when)
        result.border_subtitle = Content(f"{counted(len(answer.rows))}{more} · as known {when} · e pin · x CSV")
        result.focus()

    def _no_result(self) -> None:
        """Rows of an earlier question are no answer to this one."""
        self.answer, self.asked = None, ""
        result = self.query_one("#result", Rows)
        result.show((), ())
        result.border_subtitle = Content("no result")

    def _show_pinned(self) -> None:
        rows = [(str(place), remark_line(role, text)) for place, (role, text) in enumerate(remarks(self.drill.words))]
        nothing: list[tuple[str, Line]] = [("", (("Nothing is pinned. e pins a row, n notes.", "dim"),))]
        self.query_one("#pinned", Lines).show(rows or nothing)

    def _say(self, line: Line) -> None:
        said = self.query_one("#said", Static)
        said.update(paint(line))
        said.set_class(bool(line), "-shown")

    def _hint(self) -> Line:
        tables = [name for name, _ in self.desk.tables()]
        if tables:
            return (("Tables you can ask: ", "dim"), (", ".join(tables), "plain"))
        return (("Nothing is pulled yet, so there is nothing to ask. Choose a source, then p.", "unknown"),)

    def _about(self) -> None:
        line = self.sources.get(self.query_one("#sources", Lines).key)
        if line is not None:
            self.query_one("#about-text", Static).update(paint_all(about_lines(line)))


def counted(rows: int) -> str:
    """So many rows."""
    return f"{rows:,} row{'' if rows == 1 else 's'}"


def source_line(line: SourceLine) -> Line:
    """A source and how it stands: a symbol, a word or its rows, its name."""
    tone = _TONES[line.standing]
    word = counted(line.rows) if line.rows is not None else line.standing
    if line.held and line.standing == "not pulled":
        word = "held"
    quiet = "plain" if line.standing == "pulled" else "dim"
    return (
        (f"{SYMBOLS[tone]:<2} ", tone),
        (f"{word:<14}", tone if tone == "late" else quiet),
        (clean(line.title), "plain"),
    )


def about_lines(line: SourceLine) -> tuple[Line, ...]:
    """What there is to know of a source."""
    head: Line = ((f"{line.code} ", "dim"), (clean(line.title), "strong"))
    table: Line = (("table ", "dim"), (line.table, "plain"))
    return (
        head,
        table,
        (("pull  ", "dim"), (f"{clean(line.owner)}, {line.takes}", "plain")),
        (("keeps ", "dim"), (line.keeps + (", held from expiry" if line.held else ""), "plain")),
        *(((clean(said), "plain"),) for said in line.remarks),
    )


def vault_line(line: VaultLine, drill: Drill) -> Line:
    """One pull: when, what, how much, who took it and its digest."""
    when = drill.playbook.calendar.at(line.at)
    short = f" ({line.left_off:,} left off)" if line.left_off else ""
    return (
        (f"{when:%a %d %H:%M}  ", "dim"),
        (f"{line.table} #{line.pull}  ", "strong"),
        (f"{counted(line.rows)}{short}  ", "plain"),
        (f"by {clean(line.collector)}  ", "plain"),
        (f"sha256 {line.sha256[:12]}…  ", "dim"),
        (clean(line.note), "dim"),
    )


def remark_line(role: str, text: str) -> Line:
    """An exhibit, or a note, as it begins."""
    return ((f"{'pin ' if role == 'exhibit' else 'note'}  ", "dim"), (clean(text), "plain"))
