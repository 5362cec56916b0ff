"""One exercise in play at one seat: the interface's handle on the engine's thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from simulator.domain.decisions import Decision
from simulator.domain.ids import CONTROLLER, SeatId
from simulator.domain.journal import Entry
from simulator.domain.time import DAY, Seconds
from simulator.domain.words import Role
from simulator.exercise.play import Exercise
from simulator.exercise.room.clocks import Mode
from simulator.exercise.room.console.pin import Tries
from simulator.exercise.room.console.trim import minutes_late
from simulator.exercise.room.rehearsal import PACE
from tui.keeping import Control, NoControl
from tui.pacing.played import Played
from tui.pacing.terms import GEARS, KEPT_EVERY, STANDS, Halt, RunState, Say, Told
from tui.pacing.wallclock import WallClock, date_seconds

if TYPE_CHECKING:
    from simulator.exercise.whatif.calls import Judged
    from simulator.exercise.whatif.pricing import Price
    from tui.keeping import Opened

T = TypeVar("T")


class Drill(Played):
    """An exercise in play at one seat. `view` and `known` are what this seat sees, as of the last look."""

    def __init__(  # noqa: PLR0913 - what a drill is begun with
        self,
        exercise: Exercise,
        seat: str = "room",
        mode: Mode = "assisted",
        *,
        say: Say | None = None,
        words: Iterable[tuple[int, Role, str]] = (),
        reached: Callable[[Seconds], None] = lambda _: None,
        tell: Callable[[Told], None] = lambda _: None,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        clock = WallClock(wall, date_seconds if wall is time.monotonic else wall)
        super().__init__(exercise, SeatId(seat), mode, say=say, words=words, wall=clock)
        self.folder = "exercise"
        self.control: Control = NoControl()
        self.tries = Tries()
        self.tell = tell
        self.gear = PACE
        self.by_jumps = False  # from one thing to the next, in every move
        self.whatif: int | None = None  # the decision before which a what-if began
        self.prices: tuple[Price, ...] = ()  # of its decisions, once somebody had them worked out
        self.judged: tuple[Judged, ...] = ()  # their calls, likewise
        self._reached = reached
        self._kept_at = 0.0
        self._owed = 0.0
        self._held = 0
        self._job: Future[None] | None = None

    @classmethod
    def of(cls, opened: Opened, wall: Callable[[], float] = time.monotonic) -> Drill:
        """The drill of an exercise that a library opened."""
        drill = cls(
            opened.exercise,
            opened.seat,
            opened.mode,
            say=opened.say,
            words=opened.words,
            reached=opened.reached,
            wall=wall,
        )
        drill.folder = opened.folder
        drill.control = opened.control
        drill.spent = opened.spent
        drill.strike = opened.strike
        drill.room_seconds, drill.move_seconds = opened.room_time
        drill._kept_at = drill.decided = drill.room_seconds
        drill.halt = Halt(kind="kept" if drill.begun else "start")
        drill.set_pace(drill.evaluation.arranged.pace if drill.evaluation.arranged else opened.pace)
        return drill

    def set_pace(self, pace: str) -> None:
        """How time runs from now on: x10, x60, x360, or jumps; a word of another version changes nothing."""
        self.by_jumps = pace == "jumps"
        self.gear = next((gear for gear in GEARS if pace == f"x{gear}"), self.gear)

    @property
    def pace(self) -> str:
        """How time runs, in the word that set it."""
        return "jumps" if self.by_jumps else f"x{self.gear}"

    @property
    def move_gear(self) -> str:
        """`paced` where time runs in this move, `jump` where it goes from one thing to the next."""
        return "jump" if self.by_jumps else self.view.move.gear if self.view.move else "paced"

    @property
    def controls(self) -> bool:
        """Whether this seat is the controller, who may see the truth."""
        return self.seat == CONTROLLER

    @property
    def run_state(self) -> RunState:
        """Whether time runs, and if not, in which of its ways it stands."""
        if self.view.ended:
            return "ended"
        if self._job is not None and not self._running and not self._cancel:
            return "jump"
        if self._running:
            return "frozen" if self._held else "live"
        return STANDS.get(self.halt.kind if self.halt else "hand", "frozen")

    @property
    def late(self) -> int:
        """By how many room minutes the exercise would end late as things stand; negative: early."""
        return minutes_late(self.playbook, self.view.now, self.room_seconds / 60)

    def submit(self, decision: Decision, **said: str) -> Future[Entry]:
        """Take a decision; `said` are words by their role (`reason`, `decider`, `dissent`, `note`, `answer`).

        The future holds the entry: recorded, or refused.
        """
        return self._engine.submit(self._submit, decision, said)

    def direct(self, decision: Decision, **said: str) -> Future[Entry]:
        """Take a decision of the facilitator's; a refused one is not told to the room, but to who asked."""
        return self._engine.submit(self._submit, decision, said, quiet=True)

    def ask(self, question: Callable[[Exercise], T]) -> Future[T]:
        """Ask the engine something (`losing`, the journal), in its own thread."""
        return self._engine.submit(question, self.exercise)

    @property
    def moving(self) -> bool:
        """Whether time runs, or would but for a dialog."""
        return self._running or self._job is not None

    def pause(self, halt: Halt | None = None) -> None:
        """Let time stand."""
        self._running, self._cancel = False, True
        self.halt = halt or Halt(kind="hand")
        self._engine.submit(self._remember)
        self.tell(Told())

    def begin(self) -> None:
        """Start: a main message that waits is discussed first; else time stands until it is let run."""
        if self.halt == Halt(kind="start") and self.unanswered:
            self.halt = Halt(kind="inject", subject=self.unanswered[0].title)
        self.tell(Told())

    def toggle(self) -> None:
        """Pause, or let time run in the gear of the move: at x60, or to whatever comes next."""
        if self._running or self._job is not None:
            self.pause()
        elif self._held:
            self._running, self.halt = True, None
            self.tell(Told())
        elif self.view.move is not None and self.move_gear == "paced":
            self._running, self._cancel, self.halt = True, False, None
            self._owed = 0.0
            self._wall.skip()
            self.tell(Told())
        else:
            self.jump()

    def jump(self) -> None:
        """Go to the next message, finished work, move or due date."""
        self._go(lambda: self._travel(self.playbook.ends + 1, stops="news"))

    def day(self) -> None:
        """Let one day pass, or less when something needs the team."""
        self._go(lambda: self._travel(self.exercise.now + DAY, stops="messages"))

    def travel_to(self, moment: Seconds) -> None:
        """Go to a time, or less far when something needs the team."""
        self._go(lambda: self._travel(moment, stops="main"))

    def end(self) -> None:
        """EndEx now, whatever would still come."""
        if not self.view.ended:
            self.pause()
            self._job = self._engine.submit(self._finish)

    def shift(self, steps: int) -> None:
        """Run so many gears faster or slower from now on; what has passed stays as it was."""
        self.tick()
        place = GEARS.index(self.gear) + steps
        self.gear = GEARS[min(max(place, 0), len(GEARS) - 1)]
        self.tell(Told())

    def seconds(self) -> float:
        """The wall clock's, counted from anywhere."""
        return self._wall.seconds()

    def hold(self) -> None:
        """A dialog asks something: time stands under it."""
        self._held += 1
        self.tell(Told())

    def release(self) -> None:
        """The dialog is gone."""
        self._held -= 1
        self.tell(Told())

    def tick(self) -> None:
        """Look at the wall clock: room time passes, and in the gear exercise time with it. A sleep is not played."""
        passed, slept = self._wall.look()
        if self._job is not None and self._job.done():
            finished, self._job = self._job, None
            finished.result()
            self.tell(Told())
        if slept and self.run_state in {"live", "jump", "frozen"}:
            self.pause(Halt(kind="slept", subject=f"{round(slept / 60)} min" if slept >= 90 else f"{round(slept)} s"))
        if self.run_state in {"live", "jump", "frozen"}:
            shown = self.room_seconds // 60
            self.room_seconds += passed
            self.move_seconds += passed
            if self.room_seconds // 60 != shown:  # while a discussion runs nothing else says so
                self.tell(Told())
        if self.run_state == "live":
            self._owed += passed * self.gear
            if self._job is None and self._owed >= 1:
                whole, self._owed = divmod(self._owed, 1)
                self._job = self._engine.submit(self._travel, self.view.now + int(whole), stops="main")
        if self.room_seconds - self._kept_at >= KEPT_EVERY:
            self._kept_at = self.room_seconds
            self._writer.submit(self.spent, self.room_seconds, self.move_seconds)

    def settle(self) -> None:
        """Wait until a jump has arrived; for who reads line by line."""
        if self._job is not None:
            job, self._job = self._job, None
            job.result()

    def close(self) -> None:
        """End the engine's thread."""
        self._running, self._cancel = False, True
        self._engine.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._remember()

    def _go(self, travel: Callable[[], None]) -> None:
        on_the_way = self._job is not None and not self._running
        if not on_the_way and not self.view.ended:
            self._running, self._cancel, self.halt = False, False, None
            self._wall.skip()
            self._job = self._engine.submit(travel)
            self.tell(Told())
