"""The list screen: switches instead of SQL, what they give at once, versions and their differences, and the SQL."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.decisions import BuildList
from simulator.domain.ids import RecordId, SourceId
from simulator.domain.lists import ListSpec
from simulator.errors import BreachdrillError
from simulator.exercise.room.desk.desk import EvidenceDesk, desk_of
from simulator.exercise.room.scoping.changes import Basis, Reasons, bases, basis_now, reasons, step_by_step
from simulator.exercise.room.scoping.exports import export_list
from simulator.exercise.room.scoping.lists import (
    difference,
    listable,
    new_evidence,
    preview,
    versions,
)
from tui.dialogs.guide import GuideDialog
from tui.dialogs.outside import ImportDialog
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import Line, clean
from tui.texts.lists import WITHOUT, count_lines, reason_lines, switch_lines, version_lines
from tui.widgets.frame import bindings
from tui.widgets.paint import paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines


class ListsScreen(PanedScreen):
    """Who is affected, by which switches, and what changed since the last version."""

    HELP = (
        "Enter turns a switch; {lists.take} ticks what was pulled since the last version. Narrow takes those whom "
        "evidence shows as read; presumed takes everybody whose record lay in reach, less those whom evidence "
        "excludes. Without leaves out what one login from one address did, or what lay in one store; who stands under "
        "another label too stays on the list. {lists.build} builds a version, {lists.freeze} freezes one: notices go "
        "by the frozen version. Messages, rows, records and individuals are four different numbers. {lists.guide} "
        "asks whose record, when, by whom, and whether they can be excluded; {lists.import} takes over a list made "
        "outside, {lists.export} writes a version as CSV."
    )
    DEFAULT_CSS = """
    ListsScreen #columns { height: 1fr; }
    ListsScreen #pane-switches { width: 50; }
    ListsScreen #pane-counts { width: 1fr; }
    ListsScreen Lines, ListsScreen .box { border: round $secondary; }
    ListsScreen Lines:focus, ListsScreen .box:focus { border: heavy $accent; }
    ListsScreen .box { padding: 0 1; height: 1fr; }
    ListsScreen #below { height: 11; }
    ListsScreen #pane-sql { width: 1fr; }
    ListsScreen #pane-versions { width: 1fr; height: 100%; }
    ListsScreen.-single #below { height: 1fr; }
    ListsScreen.-single.-pane-1 #below, ListsScreen.-single.-pane-2 #below { display: none; }
    ListsScreen.-single.-pane-3 #columns, ListsScreen.-single.-pane-4 #columns { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("lists",)),
    ]
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pane-switches", "Switches"),
        ("pane-counts", "Counts"),
        ("pane-versions", "Versions"),
        ("pane-sql", "SQL"),
    )

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill)
        self.desk: EvidenceDesk = desk_of(drill.exercise, drill.seat)
        own = [one.fact.spec for one in drill.known.lists if not one.fact.spec.imported]
        last = own[-1] if own else None
        pulled = tuple(key for key in listable(drill.playbook) if key in drill.known.pulled)
        self.spec = last or ListSpec(scope="narrow", sources=pulled)
        self.opened = drill.known.number
        self.looked: dict[SourceId, int] = {}
        self.people: Mapping[RecordId, str] = {}
        self.bases: Mapping[int, Basis] = {}
        self.whys: Mapping[int, Reasons] = {}

    def compose_panes(self) -> Iterable[Widget]:
        """Switches and counts above, versions and SQL below."""
        with Horizontal(id="columns"):
            with Pane(id="pane-switches"):
                switches = Lines("switches", "Switches")
                switches.border_subtitle = Content(keyed("Enter turns · {lists.build} build · {lists.freeze} freeze"))
                yield switches
            with Pane(id="pane-counts"), VerticalScroll(classes="box", id="counts-box") as box:
                box.border_title = Content("What these switches give")
                yield Static("", markup=False, id="counts")
        with Horizontal(id="below"):
            with Pane(id="pane-versions"):
                yield Lines("versions", "Versions")
            with Pane(id="pane-sql"), VerticalScroll(classes="box", id="sql-box") as box:
                box.border_title = Content("The SQL that it runs")
                yield Static("", markup=False, id="sql")

    def redraw(self) -> None:
        """Switches and versions at once; the counts when they are there."""
        self.query_one("#switches", Lines).show(switch_lines(self.spec, self.drill, self.new))
        self.refresh_bindings()
        self._show_versions()
        self._count()

    @work(group="count", exclusive=True)
    async def _count(self) -> None:
        fetched = await asyncio.wrap_future(self.drill.ask(lambda _: self.desk.fetch()))
        await asyncio.to_thread(self.desk.store, fetched)
        known, playbook = self.drill.known, self.drill.playbook
        found = await asyncio.to_thread(preview, self.spec, known, playbook, self.desk)
        self.people = found.states
        newest = known.lists[-1].fact if known.lists else None
        changed = (newest.version, difference(newest.counted_in, found.states)) if newest else None
        if len(self.bases) != len(known.lists):
            self.bases = await asyncio.wrap_future(self.drill.ask(lambda exercise: bases(known, exercise.journal)))
            self.whys = await asyncio.to_thread(step_by_step, self.bases, playbook)
            self._show_versions()
        why: Reasons | None = None
        if newest is not None:
            now = basis_now(self.spec, found.people, known)
            why = await asyncio.to_thread(reasons, self.bases[newest.version], now, playbook)
        self.query_one("#counts", Static).update(paint_all([*count_lines(found, changed), *reason_lines(why)]))
        self.query_one("#sql", Static).update(paint_all([((line, "plain"),) for line in found.sql.splitlines()]))

    def on_drawn_list_chosen(self, chosen: Lines.Chosen) -> None:
        """Turn the switch under the cursor."""
        if chosen.control.id == "switches":
            key = self.query_one("#switches", Lines).key
            self.spec = turned(self.spec, key)
            self.looked[SourceId(key)] = self.drill.known.number
            self.redraw()

    @property
    def new(self) -> frozenset[SourceId]:
        """Sources with evidence that no version, and no look at the switches, has taken into account."""
        return new_evidence(self.drill.known, self.drill.playbook, self.opened, self.looked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing new to take, no key for it."""
        del parameters
        return action != "take" or bool(self.new - set(self.spec.sources))

    def action_take(self) -> None:
        """Tick every source that is new."""
        fresh = [key for key in listable(self.drill.playbook) if key in self.new and key not in self.spec.sources]
        self.spec = replace(self.spec, sources=(*self.spec.sources, *fresh))
        self.redraw()

    async def action_build(self) -> None:
        """Build the next version."""
        decision = BuildList(seat=self.drill.seat, spec=self.spec)
        await asyncio.wrap_future(self.drill.submit(decision))
        self.redraw()

    def action_guide(self) -> None:
        """Ask about one person or a store."""
        self.app.push_screen(GuideDialog(self.drill, self.people))

    def action_import(self) -> None:
        """Take over a list made outside."""
        self.app.push_screen(ImportDialog(self.drill))

    @work(group="export", exclusive=True)
    async def action_export(self) -> None:
        """Write the version under the cursor, or the newest, to a file."""
        known = self.drill.known
        key = self.query_one("#versions", Lines).key
        version = known.list_version(int(key)) if key else known.lists[-1].fact if known.lists else None
        if version is None:
            self.notify(keyed("There is no version to export. {lists.build} builds one."), markup=False)
            return
        found = await asyncio.wrap_future(self.drill.ask(lambda exercise: bases(known, exercise.journal)))
        basis, seed = found[version.version], self.drill.exercise.seed
        try:
            path = await asyncio.to_thread(export_list, version, basis, self.drill.playbook, seed, self.drill.folder)
        except BreachdrillError as fault:
            self.notify(clean(str(fault)), severity="error", markup=False)
            return
        self.notify(clean(f"Version {version.version} exported: {path}"), timeout=15, markup=False)

    def _show_versions(self) -> None:
        known = self.drill.known
        rows: list[tuple[str, Line]] = []
        older = None
        for version in versions(known):
            fact = known.list_version(version.number)
            change = difference(older.counted_in, fact.counted_in) if older and fact else None
            told = [("", line) for line in reason_lines(self.whys.get(version.number), indent="   ")]
            rows = [*version_lines(version, change), *told, *rows]
            older = fact
        none = keyed("No version yet. {lists.build} builds one.")
        self.query_one("#versions", Lines).show(rows or [("", ((none, "dim"),))])


def turned(spec: ListSpec, switch: str) -> ListSpec:
    """The switches after one of them was turned."""
    match switch:
        case "scope":
            return replace(spec, scope="presumed" if spec.scope == "narrow" else "narrow")
        case "by":
            return replace(spec, by="clinic" if spec.by == "residence" else "residence")
        case "merges":
            return replace(spec, merges=not spec.merges)
        case "drop_tests":
            return replace(spec, drop_tests=not spec.drop_tests)
        case "keep_deceased":
            return replace(spec, keep_deceased=not spec.keep_deceased)
        case _ if switch.startswith(WITHOUT):
            label = switch.removeprefix(WITHOUT)
            others = tuple(one for one in spec.without if one != label)
            return replace(spec, without=others if label in spec.without else (*spec.without, label))
        case _:
            source = SourceId(switch)
            kept = tuple(one for one in spec.sources if one != source)
            return replace(spec, sources=kept if source in spec.sources else (*spec.sources, source))
