"""The debrief: what was true, what was known, what was done, on one time axis; score, three sets, decision log."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.words import NO_DUFF
from simulator.errors import BreachdrillError
from simulator.exercise.room.debrief import Debrief, Score, debrief
from simulator.exercise.room.scoping.grading import Grading, grading_of
from simulator.exercise.runs.anchors import anchored
from simulator.exercise.runs.priors import Forecasts, forecasts_of
from tui.dialogs.aftermath import AftermathDialog
from tui.dialogs.graded import GradedDialog
from tui.pacing import Drill
from tui.present import Line, clean
from tui.texts.debrief import (
    closed_lines,
    duty_lines,
    log_lines,
    score_lines,
    seen_lines,
    set_lines,
    unnamed_lines,
)
from tui.texts.expected import expected_lines
from tui.texts.grades import grade_lines
from tui.widgets.frame import bindings
from tui.widgets.paint import paint_all
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines
from tui.widgets.timeline import lane_lines


class DebriefScreen(PanedScreen):
    """Opens at EndEx; before it the truth stays closed."""

    HELP = (
        "Left and right scrub from one thing that happened to the next, with Shift only within the lane. The counts "
        "beside the lanes are those of that moment. The duties are a list and never part of the score."
    )
    DEFAULT_CSS = """
    DebriefScreen #closed { padding: 1 2; height: auto; }
    DebriefScreen #pane-time { height: 13; }
    DebriefScreen .box, DebriefScreen Lines { border: round $secondary; scrollbar-size-vertical: 1; }
    DebriefScreen .box { padding: 0 1; height: 1fr; }
    DebriefScreen .box:focus, DebriefScreen Lines:focus { border: heavy $accent; }
    DebriefScreen #rest { height: 1fr; }
    DebriefScreen #right { width: 1fr; }
    DebriefScreen #pane-score { height: 11; }
    DebriefScreen #pane-log { height: 1fr; }
    DebriefScreen #pane-people { width: 50; }
    DebriefScreen.-single.-pane-1 #rest { display: none; }
    DebriefScreen.-single.-pane-4 #right { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "scrub(-1)", "Back", key_display="←", priority=False),
        Binding("right", "scrub(1)", "On", key_display="→"),
        Binding("shift+left", "scrub_lane(-1)", "Back in the lane", show=False),
        Binding("shift+right", "scrub_lane(1)", "On in the lane", show=False),
        *bindings(("debrief",)),
    ]
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pane-time", "Timeline"),
        ("pane-score", "Score"),
        ("pane-log", "Decisions"),
        ("pane-people", "People and duties"),
    )

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill)
        self.score: Score | None = None
        self.found: Debrief | None = None
        self.graded: Grading | None = None
        self.forecasts: Forecasts | None = None
        self._playing = True
        self.place = 0

    def compose_panes(self) -> Iterable[Widget]:
        """A closed door, and behind it timeline, score, log and people."""
        yield Static("", markup=False, id="closed")
        with Pane(id="pane-time"), VerticalScroll(classes="box", id="time-box") as box:
            box.border_title = Content("What was true, what you knew, what you did")
            box.border_subtitle = Content("←/→ scrub · Shift within the lane")
            yield Static("", markup=False, id="lanes")
        with Horizontal(id="rest"):
            with Pane(id="pane-people"), VerticalScroll(classes="box", id="people-box") as box:
                box.border_title = Content("Three sets of people · duties · the list")
                yield Static("", markup=False, id="people")
            with Vertical(id="right"):
                with Pane(id="pane-score"), VerticalScroll(classes="box", id="score-box") as box:
                    box.border_title = Content("Score")
                    yield Static("", markup=False, id="score")
                with Pane(id="pane-log"):
                    log = Lines("log", "Decisions")
                    log.border_subtitle = Content("Enter moves the timeline there")
                    yield log

    def redraw(self) -> None:
        """Open the door once EndEx has come."""
        ended = self.drill.view.ended
        closed = self.query_one("#closed", Static)
        closed.display = not ended
        for pane in self.query(Pane):
            pane.set_class(not ended, "hidden")
        if not ended:
            closed.update(paint_all(closed_lines()))
        elif self.found is None:
            self._open()
        else:
            self._draw_all()

    @work(group="debrief", exclusive=True)
    async def _open(self) -> None:
        entries = await asyncio.wrap_future(self.drill.ask(lambda exercise: tuple(exercise.journal)))
        playbook, seed = self.drill.playbook, self.drill.exercise.seed
        found = await asyncio.to_thread(debrief, entries, playbook, tuple(self.drill.words))
        self.found = found
        self._draw_all()
        if not self.stopped:
            try:
                self.score = await asyncio.to_thread(anchored, playbook, seed, entries, found.duties)
            except BreachdrillError as problem:
                self.notify(clean(f"No score: {problem.message}"), markup=False)
            self._draw_all()
        self.graded = await asyncio.wrap_future(self.drill.ask(grading_of))
        self._draw_all()
        given = self.drill.evaluation.estimates
        self.forecasts = await asyncio.to_thread(forecasts_of, self.drill.exercise, given)
        self._playing = False
        self._draw_all()
        self.refresh_bindings()

    @property
    def stopped(self) -> bool:
        """Whether play was stopped for a real emergency, so that nothing is scored."""
        return any(role == "stop" for _, role, _ in self.drill.words)

    def on_resize(self, _: Resize) -> None:
        """The axis is as wide as the screen."""
        if self.found is not None:
            self.call_after_refresh(self._draw_all)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No table of people before the list is graded, or where it is right."""
        del parameters
        return action != "people" or (self.graded is not None and any(one.people for one in self.graded.both))

    def action_people(self) -> None:
        """Who was wrongly listed or missed, person by person."""
        if self.graded is not None:
            self.app.push_screen(GradedDialog(self.drill, self.graded))

    def action_following(self) -> None:
        """What may follow the exercise."""
        if self.found is not None:
            self.app.push_screen(AftermathDialog(self.drill, self.found.aftermath))

    async def action_turning(self) -> None:
        """The decisions on which it turned; a key of this screen's own, so that it stands on the line of keys."""
        await self.app.run_action("app.show_turning")

    def action_scrub(self, by: int) -> None:
        """To another thing that happened."""
        if self.found is not None:
            self.place = max(0, min(self.place + by, len(self.found.moments) - 1))
            self._draw_lanes()

    def action_scrub_lane(self, by: int) -> None:
        """To the next thing that happened in the same lane."""
        if self.found is None:
            return
        moments, lane = self.found.moments, self.found.moments[self.place].lane
        place = self.place + by
        while 0 <= place < len(moments) and moments[place].lane != lane:
            place += by
        if 0 <= place < len(moments):
            self.place = place
            self._draw_lanes()

    def on_drawn_list_chosen(self, chosen: Lines.Chosen) -> None:
        """A decision moves the timeline to its time."""
        if self.found is None or chosen.control.id != "log":
            return
        entry = int(self.query_one("#log", Lines).key)
        self.place = next(
            (place for place, one in enumerate(self.found.moments) if one.number >= entry), len(self.found.moments) - 1
        )
        self._draw_lanes()

    def _draw_all(self) -> None:
        if self.found is None:
            return
        self._draw_lanes()
        width = max(44, self.query_one("#score-box").size.width - 2)
        unscored: list[Line] = [(("Not scored: ", "watch"), (NO_DUFF, "plain"))]
        shown = unscored if self.stopped else score_lines(self.score, width)
        self.query_one("#score", Static).update(paint_all(shown))
        log = [line for one in self.found.log for line in log_lines(one)]
        self.query_one("#log", Lines).show(log or [("", (("Nothing was decided.", "dim"),))])
        graded = grade_lines(self.graded, self.drill.playbook.calendar) if self.graded else ()
        lines = [
            *set_lines(self.found.sets),
            *seen_lines(self.found),
            *duty_lines(self.found),
            *unnamed_lines(self.found),
            *expected_lines(self.drill.evaluation.estimates, self.forecasts, waiting=self._playing),
            (("", "plain"),),
            *graded,
        ]
        self.query_one("#people", Static).update(paint_all(lines))

    def _draw_lanes(self) -> None:
        if self.found is not None and self.found.moments:
            width = max(40, self.query_one("#time-box").size.width - 3)
            self.query_one("#lanes", Static).update(paint_all(lane_lines(self.found, self.place, width)))
