"""Drills that have ended, and apps that open in their hot wash."""

from __future__ import annotations

from simulator.domain.evaluation import records as r
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import follow
from tests.tui.drills import Clock, a_playbook, a_tiny_playbook
from tui.app import DrillApp
from tui.pacing import Drill
from tui.shell import Ground


def an_ended_drill(*, washed: bool = False) -> Drill:
    """The tiny scenario, in which nobody did anything, at EndEx."""
    exercise = Exercise(a_tiny_playbook(), 1)
    exercise.finish()
    return _ended(exercise, washed=washed)


def _ended(exercise: Exercise, *, washed: bool) -> Drill:
    drill = Drill(exercise, wall=Clock())
    if washed:
        drill.write(lambda at, room: r.Washed(at=at, room=room, stage="ended", seconds=60)).result()
    return drill


def a_played_drill(runbook: str, *, washed: bool = False) -> Drill:
    """The first scenario, played to EndEx by a runbook."""
    playbook = a_playbook()
    exercise = Exercise(playbook, playbook.seed)
    follow(exercise, find_runbook(exercise.playbook, runbook))
    return _ended(exercise, washed=washed)


class EndedApp(DrillApp):
    """The app with an exercise that has ended: F7 leads to its hot wash, and from there to the truth."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(calm=True)
        self._given = drill

    def show_first(self) -> None:
        """No lobby."""
        self.push_screen(Ground())
        self.enter(self._given)
