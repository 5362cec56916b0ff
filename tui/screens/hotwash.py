"""The hot wash: straight after play, before the truth. Its own timer, four questions, and the plan that comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import Future
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import Evaluation
from tui.dialogs.feedback import FeedbackDialog
from tui.dialogs.plan import ChangeDialog, PlanDialog
from tui.dialogs.wash import EndWashDialog, SayDialog
from tui.pacing import Drill
from tui.texts.wash import LENGTH, WANTED, clock, feedback_lines, plan_lines, question_lines, timer_line
from tui.widgets.frame import bindings
from tui.widgets.paint import paint, paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines

_KEPT_EVERY = 30
"""Seconds between two times that the timer is written down; assumed, what a crash may cost."""


class HotWashScreen(PanedScreen):
    """Talk first, truth after: the debrief opens when this ends, and it does not end silently."""

    HELP = (
        "Ask the four questions, each function in turn. Enter answers the one under the cursor. What is to change "
        "becomes a row of the improvement plan, with owner and date where the room knows them: Enter on the row fills "
        "them in later. {hotwash.end} ends the talk and opens the reveal; before its time, or with too little said, "
        "{hotwash.end} asks why, and the report prints that."
    )
    DEFAULT_CSS = """
    HotWashScreen #timer { height: 1; }
    HotWashScreen #above { height: 1fr; }
    HotWashScreen #below { height: 1fr; }
    HotWashScreen #pane-plan { width: 3fr; }
    HotWashScreen #pane-felt { width: 2fr; }
    HotWashScreen .box, HotWashScreen Lines { border: round $secondary; scrollbar-size-vertical: 1; padding: 0 1; }
    HotWashScreen .box { height: 1fr; }
    HotWashScreen .box:focus, HotWashScreen Lines:focus { border: heavy $accent; }
    HotWashScreen.-single.-pane-1 #below { display: none; }
    HotWashScreen.-single.-pane-2 #above, HotWashScreen.-single.-pane-3 #above { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(("hotwash",))
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pane-talk", "Talk"),
        ("pane-plan", "Plan"),
        ("pane-felt", "Feedback"),
    )

    def __init__(self, drill: Drill, *, runs: bool = True) -> None:
        super().__init__(drill)
        wash = drill.evaluation.wash
        self.seconds = wash.seconds if wash else 0
        self.runs = runs and (wash is None or wash.stage == "begun")
        self._written = wash is not None

    def compose_panes(self) -> Iterable[Widget]:
        """The timer, the talk, what comes of it."""
        yield Static("", markup=False, id="timer")
        with Vertical(id="above"), Pane(id="pane-talk"):
            yield Lines("talk", "Talk: Enter writes an answer down")
        with Horizontal(id="below"):
            with Pane(id="pane-plan"):
                yield Lines("plan", "Into the improvement plan: Enter fills a row in")
            with Pane(id="pane-felt"), VerticalScroll(classes="box", id="felt-box") as box:
                box.border_title = Content("Feedback on the exercise itself")
                yield Static("", markup=False, id="felt")

    def on_mount(self) -> None:
        """The timer runs from the first look; that the talk began is written down."""
        super().on_mount()
        if not self._written and self.drill.view.ended:
            self._write("begun")
        self.set_interval(1.0, self._second)

    def on_unmount(self) -> None:
        """Where the talk stood, so that it goes on there."""
        if self.stage == "begun":
            self._write("begun")

    @property
    def stage(self) -> r.WashStage:
        """How far the talk has come."""
        wash = self.drill.evaluation.wash
        return wash.stage if wash else "begun"

    def redraw(self) -> None:
        """What was said since."""
        evaluation = self.drill.evaluation
        self._draw_timer(evaluation)
        self.query_one("#talk", Lines).show(question_lines(evaluation))
        self.query_one("#plan", Lines).show(plan_lines(evaluation))
        roles = {str(seat): one.title for seat, one in self.drill.playbook.seats.items()}
        self.query_one("#felt", Static).update(paint_all(feedback_lines(evaluation, roles)))

    def on_drawn_list_chosen(self, chosen: Lines.Chosen) -> None:
        """Enter on a question answers it; on a row of the plan it says who does what by when."""
        if chosen.control.id == "talk":
            self._ask(self.query_one("#talk", Lines).key)
        elif chosen.control.id == "plan":
            key = self.query_one("#plan", Lines).key
            for row in (one for one in self.drill.evaluation.plan if one.id == key):
                self.app.push_screen(PlanDialog(self.drill, row))

    def _ask(self, question: str) -> None:
        dialog = ChangeDialog(self.drill) if question == "change" else SayDialog(self.drill, question)
        self.app.push_screen(dialog)

    def action_keep(self) -> None:
        """Something to keep."""
        self._ask("keep")

    def action_change(self) -> None:
        """Something to change."""
        self._ask("change")

    def action_feedback(self) -> None:
        """The form goes round."""
        self.app.push_screen(FeedbackDialog(self.drill))

    def action_timer(self) -> None:
        """Let the timer stand, or run."""
        if self.stage == "begun":
            self.runs = not self.runs
            self._draw_timer(self.drill.evaluation)

    async def action_end(self) -> None:
        """To the reveal; ask why where the talk is cut short."""
        if self.stage != "begun":
            self.app.call_later(self.app.run_action, "show_debrief")
            return
        missing = self._missing()
        if missing:
            self.app.push_screen(EndWashDialog(self.drill, missing, self._skip))
        else:
            await self._close("ended")

    def _missing(self) -> str:
        evaluation = self.drill.evaluation
        if evaluation.arranged is not None and evaluation.arranged.solo:
            return ""
        kept = sum(one.keep for one in evaluation.learned)
        changed = len(evaluation.learned) - kept
        left = LENGTH - self.seconds
        lacks = [f"{WANTED - kept} more to keep"] if kept < WANTED else []
        lacks += [f"{WANTED - changed} more to change"] if changed < WANTED else []
        if not lacks:
            return ""
        return f"Still wanted: {', '.join(lacks)}." + (f" {clock(left)} are left." if left > 0 else "")

    async def _skip(self, why: str) -> None:
        await self._close("skipped", why)

    async def _close(self, stage: r.WashStage, why: str = "") -> None:
        self.runs = False
        await asyncio.wrap_future(self._write(stage, why))
        self.app.call_later(self.app.run_action, "show_debrief")

    def _write(self, stage: r.WashStage, why: str = "") -> Future[None]:
        self._written, seconds = True, self.seconds
        return self.drill.write(lambda at, room: r.Washed(at=at, room=room, stage=stage, seconds=seconds, why=why))

    def _second(self) -> None:
        if self.runs and self.stage == "begun":
            self.seconds += 1
            if self.seconds % _KEPT_EVERY == 0:
                self._write("begun")
            self._draw_timer(self.drill.evaluation)

    def _draw_timer(self, evaluation: Evaluation) -> None:
        for timer in self.query("#timer").results(Static):
            timer.update(paint(timer_line(self.seconds, evaluation, runs=self.runs)))


def washed(drill: Drill) -> bool:
    """Whether the truth may be opened: the hot wash is over, or play was stopped for a real emergency."""
    wash = drill.evaluation.wash
    stopped = any(role == "stop" for _, role, _ in drill.words)
    return stopped or (wash is not None and wash.stage != "begun")
