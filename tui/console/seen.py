"""What one look at the exercise brings to the console, worked out in the exercise's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.domain.ids import CONTROLLER, ROOM
from simulator.domain.time import Seconds
from simulator.exercise.evaluating.review import Standing, standings_of, unscored
from simulator.exercise.play import Exercise
from simulator.exercise.reports import played
from simulator.exercise.room.console.hints import Hint, next_hints
from simulator.exercise.room.console.masterlist import Listed, Play, master_list, play_of
from simulator.exercise.room.console.stall import Quiet, Stall, quiet_roles, stall
from simulator.exercise.room.console.trim import TrimPlan, trim_plan
from simulator.exercise.room.truth import TruthView, truth_view
from simulator.report.material import Played
from tui.pacing import Drill
from tui.records import words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Everything that the console shows, as of one look."""

    rows: tuple[Listed, ...]
    truth: TruthView
    hints: tuple[Hint, ...]
    stall: Stall | None
    quiet: tuple[Quiet, ...]
    trim: TrimPlan
    standings: tuple[Standing, ...]


class Sight:
    """Looks at one drill. The proposals are worked out anew only where something happened or was written.

    The score is a ceiling of them after EndEx. It takes seconds: the look that finds the end does without it, the next
    one works it out, once.
    """

    def __init__(self, drill: Drill) -> None:
        self._drill = drill
        self._judged = (-1, -1)
        self._ended = False
        self._scored: Played | None = None
        self._standings: tuple[Standing, ...] = ()

    def look(self, exercise: Exercise) -> Seen:
        """Everything at once; to be asked in the exercise's thread."""
        drill = self._drill
        play, room = play_of(exercise, CONTROLLER), play_of(exercise, ROOM)
        heard = {seat: at / 60 for seat, at in drill.heard.items()}
        return Seen(
            rows=self._rows(play, exercise.now),
            truth=truth_view(exercise, CONTROLLER),
            hints=next_hints(room),
            stall=stall(room, drill.view.clocks, (drill.room_seconds - drill.decided) / 60),
            quiet=() if exercise.ended else quiet_roles(exercise.playbook, heard, drill.room_seconds / 60),
            trim=trim_plan(play, exercise.now, drill.late),
            standings=self._judge(exercise),
        )

    def _rows(self, play: Play, now: Seconds) -> tuple[Listed, ...]:
        """The master list; what was improvised is named by its first line."""
        said = {str(number): text.partition("\n")[0] for number, role, text in self._drill.words if role == "inject"}
        return tuple(
            replace(one, title=said[one.ref]) if one.type == "improvised" and one.ref in said else one
            for one in master_list(play, now)
        )

    def _judge(self, exercise: Exercise) -> tuple[Standing, ...]:
        now, words = (len(exercise.journal), len(self._drill.words)), words_of(self._drill)
        score_it = self._ended and self._scored is None
        if score_it:
            self._scored = played(exercise, words)
        if score_it or now != self._judged:
            told = replace(self._scored, words=words) if self._scored else unscored(exercise, words)
            self._judged, self._standings = now, standings_of(told)
        self._ended = exercise.ended
        return self._standings
