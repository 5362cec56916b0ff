"""What happens in the engine's thread: decisions are taken, time is travelled, and both are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from simulator.domain import facts as f
from simulator.domain.decisions import Decision
from simulator.domain.direction import SetChance, SubstituteRole
from simulator.domain.ids import CONTROLLER, SeatId
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.domain.words import Role
from simulator.exercise.play import Exercise
from simulator.exercise.room.aside import aside
from simulator.exercise.room.clocks import ClockRow, Mode, clock_rows
from simulator.exercise.room.console.stall import heard_in
from simulator.exercise.room.history import ClockMemory
from simulator.exercise.room.pending import OpenDecision
from simulator.exercise.room.view import SeatView, view
from tui.pacing.stops import Watch
from tui.pacing.terms import TICK, Halt, Say, Stops, Told
from tui.pacing.wallclock import WallClock
from tui.pacing.written import Written


class Played(Written):
    """An exercise as its thread plays it. `view` and `known` are what the seat sees, as of the last look."""

    tell: Callable[[Told], None]
    _reached: Callable[[Seconds], None]

    def __init__(
        self,
        exercise: Exercise,
        seat: SeatId,
        mode: Mode,
        *,
        say: Say | None,
        words: Iterable[tuple[int, Role, str]],
        wall: WallClock,
    ) -> None:
        super().__init__(say, words)
        self.exercise = exercise
        self.seat = seat
        self.mode: Mode = mode
        self.halt: Halt | None = Halt(kind="start")
        self.room_seconds = 0.0
        self.move_seconds = 0.0
        self.heard: dict[SeatId, float] = {}
        self.decided = 0.0
        self.spent: Callable[[float, float], None] = lambda *_: None
        self._wall = wall
        self._running = False
        self._cancel = False
        self._end_asked = False
        self._counted = 0
        self._engine = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine")
        self._memory = ClockMemory(exercise.playbook)
        self._look()
        self.watch = Watch(seat, exercise.playbook, self._clocks, mail=bool(self.known.returns))

    @property
    def playbook(self) -> Playbook:
        """The scenario in play."""
        return self.exercise.playbook

    @property
    def begun(self) -> bool:
        """Whether any of it was played: room time spent, or a decision taken beyond those of the set-up."""
        set_up = SetChance | SubstituteRole
        return self.room_seconds > 0 or any(not isinstance(one.decision, set_up) for one in self.exercise.submitted)

    @property
    def unanswered(self) -> list[OpenDecision]:
        """Main messages that nobody answered."""
        return [one for one in self.view.open if one.main]

    def _remember(self) -> None:
        """How far time ran since the last decision, and the room's own time: a kept exercise goes on with both."""
        if not self.exercise.ended:
            self._reached(self.exercise.now)
            self.spent(self.room_seconds, self.move_seconds)

    def _submit(self, decision: Decision, said: dict[str, str], *, quiet: bool = False) -> Entry:
        bare, typed = aside(decision)
        entry = self.exercise.submit(bare)
        fact = entry.fact
        if isinstance(fact, f.DecisionRecorded | f.DecisionRefused):
            for role, text in ({_role(name): text for name, text in said.items()} | typed).items():
                self.say(fact.number, role, text)
        new = self.exercise.advance(self.exercise.now + 1)
        self._end_asked = False
        self._hear()
        halt = self._stop(new, stops="main")
        if halt is not None:
            self._running, self.halt = False, halt
        self._look()
        if self.halt is not None and self.halt.kind in {"inject", "start", "kept"}:
            waiting = self.unanswered
            self.halt = Halt(kind="inject", subject=waiting[0].title) if waiting else Halt(kind="answered")
        refused = fact if isinstance(fact, f.DecisionRefused) and not quiet else None
        self.tell(Told(facts=True, refused=refused))
        return entry

    def _hear(self) -> None:
        """When, in room seconds, the last decision came, and when each role's did: what a facilitator looks at."""
        made = heard_in(self.exercise.known(CONTROLLER), self.playbook)
        new, self._counted = made[self._counted :], len(made)
        self.heard |= {seat: self.room_seconds for _, seat in new}
        self.decided = self.room_seconds

    def _travel(self, until: Seconds, *, stops: Stops) -> None:
        """Advance step by step until something needs the team, or somebody stops it."""
        told = self._wall.seconds()
        while not self._cancel and self.exercise.now < until:
            if self.exercise.next_at() >= self.playbook.ends and until > self.playbook.ends:
                if self.watch.next_warning(self.exercise.now) >= self.playbook.ends and not self._end_asked:
                    self._end_asked = True
                    self._arrive(Halt(kind="last"))
                    return
                new = self._towards_the_end()
            else:
                new = self.exercise.advance(
                    min(until, self.exercise.next_at() + 1, self.watch.next_warning(self.exercise.now))
                )
            halt = self._stop(new, stops=stops)
            if halt is not None or self.exercise.ended:
                self._arrive(halt or Halt(kind="end"))
                return
            if self._wall.seconds() - told > TICK:
                self._look()
                told = self._wall.seconds()
                self.tell(Told(facts=bool(new)))
        before = self.view.entries
        self._look()
        if not self._running and not self._cancel:
            self._end_asked = self._end_asked or self.exercise.now >= self.playbook.ends
            self.halt = Halt(kind="last" if self.exercise.now >= self.playbook.ends else "day")
        self.tell(Told(facts=self.view.entries != before))

    def _arrive(self, halt: Halt) -> None:
        """Time stands here; a crash from now on loses none of the way."""
        self._look()
        self._running, self.halt = False, halt
        self.tell(Told(facts=True))
        self._engine.submit(self._remember)

    def _towards_the_end(self) -> tuple[Entry, ...]:
        warning = self.watch.next_warning(self.exercise.now)
        return self.exercise.advance(warning) if warning < self.playbook.ends else self.exercise.finish()

    def _finish(self) -> None:
        self.exercise.finish()
        self._arrive(Halt(kind="end"))

    def _stop(self, new: tuple[Entry, ...], *, stops: Stops) -> Halt | None:
        halt, began = self.watch.stop(new, stops=stops)
        if began:
            self.move_seconds = 0.0
        return halt

    def _clocks(self) -> tuple[ClockRow, ...]:
        return clock_rows(self.exercise.known(self.seat), self.playbook, self.mode, self.exercise.now)

    def _look(self) -> None:
        self.view: SeatView = view(self.exercise, self.seat, self.mode, self._memory, tuple(self.words))
        self.known: State = self.exercise.known(self.seat)


def _role(name: str) -> Role:
    roles: dict[str, Role] = {
        "reason": "reason",
        "decider": "decider",
        "dissent": "dissent",
        "note": "note",
        "answer": "answer",
        "outcome": "outcome",
        "inject": "inject",
    }
    return roles[name]
