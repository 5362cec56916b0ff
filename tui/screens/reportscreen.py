"""The report: what blocks final, ratings beside proposals, the improvement plan, the files. Made beside the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.evaluation.records import Planned
from simulator.domain.time import Seconds
from simulator.errors import BreachdrillError
from tui.dialogs.plan import ChangeDialog, PlanDialog
from tui.dialogs.rate import RateDialog
from tui.dialogs.settle import HandlingDialog, SectionDialog, SettleDialog
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import clean
from tui.records import words_of, write_down
from tui.reportfiles import FORMATS, USUAL, Reviewed, details_of, reviewed, section_text, write_files
from tui.texts.report import head_line, plan_rows, rating_lines, section_lines
from tui.widgets.frame import bindings
from tui.widgets.paint import paint
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines, Ticks


class ReportScreen(PanedScreen):
    """Opens after the reveal: evaluators rate, leaders decide the plan, and the files are written."""

    HELP = (
        "Enter opens what is under the cursor: a section to read, an objective to rate, a row of the plan to edit. "
        "{report.adopt} takes over what the record proposes, {report.add} adds a row, {report.drop} drops one. "
        "{report.handling} is the handling line, {report.settle} the stage, {report.write} writes the files that are "
        "ticked. A draft can be written at any time."
    )
    DEFAULT_CSS = """
    ReportScreen #head { height: 1; }
    ReportScreen #all { height: 1fr; }
    ReportScreen #pane-sections { width: 46; }
    ReportScreen #right { width: 1fr; }
    ReportScreen #pane-ratings { height: 8; }
    ReportScreen #pane-plan { height: 1fr; }
    ReportScreen #pane-files { height: 11; }
    ReportScreen Lines { border: round $secondary; padding: 0 1; max-height: 100%; }
    ReportScreen Lines:focus { border: heavy $accent; }
    ReportScreen.-single.-pane-1 #right { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(("report",))
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pane-sections", "Sections"),
        ("pane-ratings", "Ratings"),
        ("pane-plan", "Plan"),
        ("pane-files", "Files"),
    )

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill)
        self.found: Reviewed | None = None
        self._entries = (-1, 0, 0)

    def compose_panes(self) -> Iterable[Widget]:
        """The stage; sections, ratings, plan, files."""
        yield Static("", markup=False, id="head")
        with Horizontal(id="all"):
            with Pane(id="pane-sections"):
                yield Lines("sections", "Sections: Enter reads one")
            with Vertical(id="right"):
                with Pane(id="pane-ratings"):
                    yield Lines("ratings", "Ratings, beside what the evidence allows: Enter rates")
                with Pane(id="pane-plan"):
                    yield Lines("plan", "Improvement plan: Enter edits")
                with Pane(id="pane-files"):
                    files = Ticks("files", tuple(FORMATS.items()), USUAL)
                    files.border_title = keyed("Files: Enter ticks, {report.write} writes")
                    yield files

    def redraw(self) -> None:
        """Make it again when something was written down."""
        self._draw()
        drill = self.drill
        entries = (len(drill.words), len(drill.prices), len(drill.judged))
        if drill.view.ended and self._entries != entries:
            self._entries = entries
            self._make()

    @work(group="report", exclusive=True)
    async def _make(self) -> None:
        before = self.found.told if self.found else None
        try:
            details = await asyncio.to_thread(details_of, self.drill)
            self.found = await asyncio.to_thread(reviewed, self.drill.exercise, words_of(self.drill), details, before)
        except BreachdrillError as problem:
            self.notify(clean(f"No report: {problem}"), markup=False, severity="error")
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        review = self.found.review if self.found else None
        self.query_one("#head", Static).update(paint(head_line(review)))
        if self.found is not None and review is not None:
            self.query_one("#sections", Lines).show(section_lines(self.found.report, review))
            self.query_one("#ratings", Lines).show(rating_lines(review))
            self.query_one("#plan", Lines).show(plan_rows(review))

    def on_drawn_list_chosen(self, chosen: Lines.Chosen) -> None:
        """Enter opens what is under the cursor."""
        if self.found is None or not isinstance(chosen.control, Lines):
            return
        key, found = chosen.control.key, self.found
        if chosen.control.id == "sections":
            section = next(one for one in found.report.sections if one.id == key)
            text = section_text(found.report, section)
            self.app.push_screen(SectionDialog(self.drill, clean(f"{section.number} {section.title}"), text))
        elif chosen.control.id == "ratings":
            standing = next(one for one in found.review.standings if one.objective.id == key)
            self.app.push_screen(RateDialog(self.drill, standing))
        elif chosen.control.id == "plan" and (row := self._row(key)) is not None:
            self.app.push_screen(PlanDialog(self.drill, row))

    def _row(self, key: str) -> Planned | None:
        return next((one for one in self.drill.evaluation.plan if one.id == key), None)

    async def action_adopt(self) -> None:
        """Take over the rows that the record proposes; people then decide who does what by when."""
        if self.found is None or not self.found.review.proposed:
            self.notify("The record proposes nothing that the plan does not have.", markup=False)
            return
        await write_down(self.drill, *(partial(_again, row=one) for one in self.found.review.proposed))
        self.redraw()

    def action_add(self) -> None:
        """A row of one's own, which is something to change."""
        self.app.push_screen(ChangeDialog(self.drill))

    async def action_drop(self) -> None:
        """The row under the cursor is not wanted; its name stays taken."""
        row = self._row(self.query_one("#plan", Lines).key)
        if row is None or not self.query_one("#plan", Lines).has_focus:
            self.notify("Put the cursor on a row of the plan first.", markup=False)
            return
        await write_down(self.drill, partial(_again, row=replace(row, dropped=True)))
        self.redraw()

    def action_handling(self) -> None:
        """The handling line."""
        self.app.push_screen(HandlingDialog(self.drill))

    def action_settle(self) -> None:
        """Draft, reconciled, final."""
        if self.found is not None:
            self.app.push_screen(SettleDialog(self.drill, self.found.review))

    def action_write(self) -> None:
        """Write the files that are ticked."""
        chosen = self.query_one("#files", Ticks).ticked
        if self.found is None or not chosen:
            self.notify("Tick at least one file first.", markup=False)
            return
        self.notify(f"Writing {len(chosen)} files ...", markup=False)
        self._write(chosen, self.found)

    @work(group="files", exclusive=True)
    async def _write(self, chosen: tuple[str, ...], found: Reviewed) -> None:
        drill = self.drill
        try:
            details = await asyncio.to_thread(details_of, drill)
            paths = await asyncio.to_thread(
                write_files, drill.exercise, drill.folder, words_of(drill), details, chosen, found
            )
        except BreachdrillError as problem:
            self.notify(clean(str(problem)), title="Not written", markup=False, severity="error", timeout=20)
            return
        self.app.clear_notifications()
        self.notify(clean("\n".join(map(str, paths))), title="Written", markup=False, timeout=20)


def _again(at: Seconds, room: float, *, row: Planned) -> Planned:
    return replace(row, at=at, room=room)
