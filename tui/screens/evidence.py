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

from simulator.errors import BreachdrillError
from simulator.exercise.room.evidence import EvidenceDesk, SourceLine, VaultLine, desk_of
from tui.dialogs.decide import OrderDialog
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean, day_and_time
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint, paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Cell, Lines, Rows, text_of
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
        "F9 asks the query. A source not pulled is an error in SQL, never an empty result. Logs speak UTC. "
        "The vault keeps each pull with its digest, collector and time."
    )
    DEFAULT_CSS = """
    EvidenceScreen #upper { height: 1fr; }
    EvidenceScreen #pane-sources { width: 50; }
    EvidenceScreen #pane-sources Lines { border: round $secondary; }
    EvidenceScreen #pane-sources Lines:focus, EvidenceScreen Rows:focus, EvidenceScreen #vault:focus {
        border: round $accent;
    }
    EvidenceScreen #about { height: 10; border: round $secondary; padding: 0 1; }
    EvidenceScreen #pane-query { width: 1fr; }
    EvidenceScreen SqlBox { height: 8; }
    EvidenceScreen Rows { border: round $secondary; height: 1fr; }
    EvidenceScreen #said { height: auto; max-height: 3; padding: 0 1; display: none; }
    EvidenceScreen #said.-shown { display: block; }
    EvidenceScreen #pane-vault { height: 7; }
    EvidenceScreen #vault { border: round $secondary; }
    EvidenceScreen.-single SqlBox { height: 6; }
    EvidenceScreen.-single #about { height: 7; }
    EvidenceScreen.-flat #about { display: none; }
    EvidenceScreen.-flat SqlBox { height: 4; }
    EvidenceScreen.-single.-pane-3 #upper { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "pull", "Pull"),
        Binding("f9", "run", "Run", key_display="F9", show=False),
        Binding("escape", "cancel", "Cancel query", show=False),
    ]
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pane-sources", "Sources"),
        ("pane-query", "Query"),
        ("pane-vault", "Vault"),
    )

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill)
        self.desk: EvidenceDesk = desk_of(drill.exercise, drill.seat)
        self.sources: dict[str, SourceLine] = {}

    def compose_panes(self) -> Iterable[Widget]:
        """Sources and their standing; the query and its rows; the vault."""
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
        with Pane(id="pane-vault"):
            yield Lines("vault", "Vault - chain of custody")

    def redraw(self) -> None:
        """Look at the desk again, in the threads where that belongs."""
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
                    self._ask_for(line.table)
                else:
                    self.action_pull()
            case "vault":
                number = int(self.query_one("#vault", Lines).key)
                pull = next(line for line in self.desk.vault if line.number == number)
                self._ask_for(pull.table, pull.pull)
            case "result":
                result = self.query_one("#result", Rows)
                self.app.push_screen(RowDialog(self.drill, result.columns, result.rows[result.cursor]))

    def action_pull(self) -> None:
        """Order the action that pulls the source under the cursor."""
        line = self.sources.get(self.query_one("#sources", Lines).key)
        if line is None:
            return
        if not line.actions:
            self.notify("No action pulls this source.", markup=False)
            return
        self.app.push_screen(OrderDialog(self.drill, line.actions[0], f"Pull: {line.title}"))

    def action_run(self) -> None:
        """Ask the query, wherever the cursor is."""
        self.query_one("#sql", SqlBox).action_run()

    def action_cancel(self) -> None:
        """End a query that takes too long."""
        self.desk.cancel()

    def _ask_for(self, table: str, pull: int | None = None) -> None:
        where = "" if pull is None else f" WHERE pull = {pull}"
        self.action_pane(2)
        self.query_one("#sql", SqlBox).ask(f"SELECT * FROM {table}{where}")

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
            return
        self._say(())
        result = self.query_one("#result", Rows)
        result.show(answer.columns, answer.rows)
        more = " (there are more)" if answer.truncated else ""
        when = day_and_time(self.drill.view.when)
        result.border_subtitle = Content(f"{len(answer.rows):,} rows{more} · as known {when} · Enter opens a row")
        result.focus()

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


class RowDialog(DrillDialog):
    """One row, all of its columns."""

    HOLDS = False

    def __init__(self, drill: Drill, columns: Iterable[str], row: Iterable[Cell]) -> None:
        super().__init__(drill, "One row of evidence")
        self.cells = tuple(zip(columns, row, strict=True))

    def compose_box(self) -> Iterable[Widget]:
        """Name and value, a line each."""
        wide = max((len(name) for name, _ in self.cells), default=0)
        lines: list[Line] = [
            ((f"{clean(name):<{wide}}  ", "dim"), (text_of(cell), "plain")) for name, cell in self.cells
        ]
        yield Static(paint_all(lines), markup=False)


def source_line(line: SourceLine) -> Line:
    """A source and how it stands: a symbol, a word or its rows, its name."""
    tone = _TONES[line.standing]
    word = f"{line.rows:,} rows" if line.rows is not None else line.standing
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
    """One pull: when, what, how much, its digest and who took it."""
    when = drill.playbook.calendar.at(line.at)
    short = f" ({line.left_off:,} left off)" if line.left_off else ""
    return (
        (f"{when:%a %d %H:%M}  ", "dim"),
        (f"{line.table} #{line.pull}  ", "strong"),
        (f"{line.rows:,} rows{short}  ", "plain"),
        (f"sha256 {line.sha256[:12]}…  ", "dim"),
        (f"by {clean(line.collector)}  ", "plain"),
        (clean(line.note), "dim"),
    )
