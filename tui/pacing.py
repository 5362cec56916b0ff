"""Runs an exercise beside the interface, and is the only reader of wall time.

One thread owns the engine: decisions, questions and advances queue up for it, so the interface never waits for the
simulation and nothing is shared but frozen values. The interface calls `tick` a few times a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from simulator.domain import facts as f
from simulator.domain.decisions import Decision
from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import Evaluation, evaluation_of, text_of
from simulator.domain.ids import CONTROLLER, SeatId
from simulator.domain.journal import Entry, may_know
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import DAY, Seconds
from simulator.domain.words import TOMBSTONE, Role
from simulator.exercise.play import Exercise
from simulator.exercise.room.clocks import RED_BAND, ClockRow, Mode, clock_rows
from simulator.exercise.room.history import ClockMemory
from simulator.exercise.room.view import OpenDecision, SeatView, view

if TYPE_CHECKING:
    from tui.keeping import Opened

T = TypeVar("T")
Say: TypeAlias = Callable[[int, Role, str], None]
"""Keeps what people typed about a decision (by number; 0: about the exercise)."""
RunState: TypeAlias = Literal["ready", "live", "jump", "paused", "frozen", "ended"]
"""`paused` by hand, a break: room time stands too. `frozen` for a discussion: room time goes on."""

PACE = 60
"""Exercise seconds in a room second while hours matter (design.md 9)."""
TICK = 0.25
"""Seconds between two looks at the wall clock."""
KEPT_EVERY = 15.0
"""Room seconds between two times that they are kept; assumed, what a crash may cost."""
Stops: TypeAlias = Literal["main", "messages", "news"]
"""What a way through time stops at beside clocks and moves: main messages, all that ask something, or any news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """Why time stands: by `hand`, before the `start`, for a main `inject`, a red `clock`, the end of a `move`, ..."""

    kind: Literal["hand", "start", "inject", "answered", "clock", "move", "news", "day", "last", "end"]
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a look at the engine brought: facts, a refusal, or only time."""

    facts: bool = False
    refused: f.DecisionRefused | None = None


class Drill:
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
        self.exercise = exercise
        self.seat = SeatId(seat)
        self.mode: Mode = mode
        self.words: list[tuple[int, Role, str]] = list(words)
        self.folder = "exercise"
        self.tell = tell
        self.halt: Halt | None = Halt(kind="start")
        self.room_seconds = 0.0
        self.move_seconds = 0.0
        self.spent: Callable[[float, float], None] = lambda *_: None
        self.strike: Callable[[int, Role, str], None] = lambda *_: None
        self._kept_at = 0.0
        self._end_asked = False
        self._say = say
        self._reached = reached
        self._wall = wall
        self._last = wall()
        self._running = False
        self._held = 0
        self._cancel = False
        self._job: Future[None] | None = None
        self._engine = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine")
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._memory = ClockMemory(exercise.playbook)
        self._look()
        self._warned = _warnings(self.view.clocks)

    @classmethod
    def of(cls, opened: Opened) -> Drill:
        """The drill of an exercise that a library opened."""
        drill = cls(
            opened.exercise, opened.seat, opened.mode, say=opened.say, words=opened.words, reached=opened.reached
        )
        drill.folder = opened.folder
        drill.spent = opened.spent
        drill.strike = opened.strike
        drill.room_seconds, drill.move_seconds = opened.room_time
        drill._kept_at = drill.room_seconds
        return drill

    @property
    def controls(self) -> bool:
        """Whether this seat is the controller, who may see the truth."""
        return self.seat == CONTROLLER

    @property
    def playbook(self) -> Playbook:
        """The scenario in play."""
        return self.exercise.playbook

    @property
    def run_state(self) -> RunState:
        """Whether time runs, and if not, in which of its ways it stands."""
        if self.view.ended:
            return "ended"
        if self._job is not None and not self._running:
            return "jump"
        if self._running:
            return "frozen" if self._held else "live"
        kinds: dict[str, RunState] = {"hand": "paused", "start": "ready"}
        return kinds.get(self.halt.kind if self.halt else "hand", "frozen")

    def submit(self, decision: Decision, **said: str) -> Future[Entry]:
        """Take a decision; `said` are words by their role (`reason`, `decider`, `dissent`, `note`, `answer`).

        The future holds the entry: recorded, or refused.
        """
        return self._engine.submit(self._submit, decision, said)

    def ask(self, question: Callable[[Exercise], T]) -> Future[T]:
        """Ask the engine something (`losing`, the journal), in its own thread."""
        return self._engine.submit(question, self.exercise)

    def say(self, number: int, role: Role, text: str) -> None:
        """Keep what somebody typed."""
        if text.strip():
            self.words.append((number, role, text))
            if self._say is not None:
                self._say(number, role, text)

    def keep(self, role: Role, text: str) -> Future[None]:
        """Keep something about the exercise, in order and before the drill closes, without waiting for the disk."""
        return self._writer.submit(self.say, 0, role, text)

    def redact(self, place: int) -> Future[None]:
        """Strike out one of the `words`, here and where they are kept; a tombstone stays."""
        number, role, text = self.words[place]
        self.words[place] = (number, role, TOMBSTONE)
        return self._writer.submit(self.strike, number, role, text)

    def write(self, make: Callable[[Seconds, float], r.Record]) -> Future[None]:
        """Write down something about the exercise; `make` is given the exercise second and the room's seconds."""
        return self.keep("record", text_of(make(self.view.now, round(self.room_seconds, 1))))

    @property
    def evaluation(self) -> Evaluation:
        """What was written down about the exercise so far."""
        return evaluation_of(text for _, role, text in self.words if role == "record")

    @property
    def moving(self) -> bool:
        """Whether time runs, or would but for a dialog."""
        return self._running or self._job is not None

    @property
    def unanswered(self) -> list[OpenDecision]:
        """Main messages that nobody answered."""
        return [one for one in self.view.open if one.main]

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
        elif self.view.move is not None and self.view.move.gear == "paced":
            self._running, self._cancel, self.halt = True, False, None
            self._last = self._wall()
            self.tell(Told())
        else:
            self.jump()

    def jump(self) -> None:
        """Go to the next message, finished work, move or due date."""
        self._go(lambda: self._travel(self.playbook.ends + 1, stops="news"))

    def day(self) -> None:
        """Let one day pass, or less when something needs the team."""
        self._go(lambda: self._travel(self.exercise.now + DAY, stops="messages"))

    def hold(self) -> None:
        """A dialog asks something: time stands under it."""
        self._held += 1
        self.tell(Told())

    def release(self) -> None:
        """The dialog is gone."""
        self._held -= 1
        self._last = self._wall()
        self.tell(Told())

    def tick(self) -> None:
        """Look at the wall clock: room time passes, and at x60 exercise time with it."""
        now = self._wall()
        passed, self._last = now - self._last, now
        if self._job is not None and self._job.done():
            finished, self._job = self._job, None
            finished.result()
            self.tell(Told())
        if self.run_state in {"live", "jump", "frozen"}:
            self.room_seconds += passed
            self.move_seconds += passed
        if self.run_state == "live" and self._job is None:
            until = self.view.now + max(round(passed * PACE), 1)
            self._job = self._engine.submit(self._travel, until, stops="main")
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
        if self._job is None and not self.view.ended:
            self._running, self._cancel, self.halt = False, False, None
            self._last = self._wall()
            self._job = self._engine.submit(travel)
            self.tell(Told())

    # From here on: in the engine's thread, or after it ended.

    def _remember(self) -> None:
        """How far time ran since the last decision, and the room's own time: a kept exercise goes on with both."""
        if not self.exercise.ended:
            self._reached(self.exercise.now)
            self.spent(self.room_seconds, self.move_seconds)

    def _submit(self, decision: Decision, said: dict[str, str]) -> Entry:
        entry = self.exercise.submit(decision)
        fact = entry.fact
        if isinstance(fact, f.DecisionRecorded | f.DecisionRefused):
            for role, text in said.items():
                self.say(fact.number, _role(role), text)
        new = self.exercise.advance(self.exercise.now + 1)
        self._end_asked = False
        halt = self._stop(new, stops="main")
        if halt is not None:
            self._running, self.halt = False, halt
        self._look()
        if self.halt is not None and self.halt.kind in {"inject", "start"}:
            waiting = self.unanswered
            self.halt = Halt(kind="inject", subject=waiting[0].title) if waiting else Halt(kind="answered")
        self.tell(Told(facts=True, refused=fact if isinstance(fact, f.DecisionRefused) else None))
        return entry

    def _travel(self, until: Seconds, *, stops: Stops) -> None:
        """Advance step by step until something needs the team, or somebody stops it."""
        told = self._wall()
        while not self._cancel and self.exercise.now < until:
            if self.exercise.next_at() >= self.playbook.ends and until > self.playbook.ends:
                if self._next_warning() >= self.playbook.ends and not self._end_asked:
                    self._end_asked = True
                    self._arrive(Halt(kind="last"))
                    return
                new = self._towards_the_end()
            else:
                new = self.exercise.advance(min(until, self.exercise.next_at() + 1, self._next_warning()))
            halt = self._stop(new, stops=stops)
            if halt is not None or self.exercise.ended:
                self._arrive(halt or Halt(kind="end"))
                return
            if self._wall() - told > TICK:
                self._look()
                told = self._wall()
                self.tell(Told(facts=bool(new)))
        before = self.view.entries
        self._look()
        if not self._running and not self._cancel:
            self.halt = Halt(kind="day")
        self.tell(Told(facts=self.view.entries != before))

    def _arrive(self, halt: Halt) -> None:
        """Time stands here; a crash from now on loses none of the way."""
        self._look()
        self._running, self.halt = False, halt
        self.tell(Told(facts=True))
        self._engine.submit(self._remember)

    def _towards_the_end(self) -> tuple[Entry, ...]:
        warning = self._next_warning()
        return self.exercise.advance(warning) if warning < self.playbook.ends else self.exercise.finish()

    def _stop(self, new: tuple[Entry, ...], *, stops: Stops) -> Halt | None:
        seen = [entry.fact for entry in new if may_know(self.seat, entry)]
        for fact in seen:
            if isinstance(fact, f.InjectDelivered) and fact.main:
                return Halt(kind="inject", subject=fact.title)
        for fact in seen:
            if isinstance(fact, f.MoveBegan):
                self.move_seconds = 0.0
                title = next(move.title for move in self.playbook.moves if move.id == fact.move)
                return Halt(kind="move", subject=title)
        rows = self._clocks()
        warned = _warnings(rows)
        fresh = [row for row in rows if (row.id, row.entity, row.tone) in warned - self._warned]
        self._warned |= warned
        if fresh:
            return Halt(kind="clock", subject=fresh[0].title)
        asked = [fact for fact in seen if isinstance(fact, f.InjectDelivered) and fact.options]
        if asked and stops == "messages":
            return Halt(kind="news", subject=asked[0].title)
        for fact in seen:
            if stops == "news" and isinstance(
                fact, f.InjectDelivered | f.InjectImprovised | f.WorkRepeated | f.ActionCompleted | f.MailReturned
            ):
                title = fact.title if isinstance(fact, f.InjectDelivered) else ""
                return Halt(kind="news", subject=title)
        return None

    def _next_warning(self) -> Seconds:
        """When the next clock enters its red band or passes its due date."""
        now = self.exercise.now
        rows = self._clocks()
        running = [row.left for row in rows if row.left is not None and row.tone not in {"done", "late"}]
        moments = [now + left - band + 1 for left in running for band in (RED_BAND, 0)]
        return min((moment for moment in moments if moment > now), default=self.playbook.ends + 1)

    def _clocks(self) -> tuple[ClockRow, ...]:
        return clock_rows(self.exercise.known(self.seat), self.playbook, self.mode, self.exercise.now)

    def _look(self) -> None:
        self.view: SeatView = view(self.exercise, self.seat, self.mode, self._memory, tuple(self.words))
        self.known: State = self.exercise.known(self.seat)


def _warnings(rows: tuple[ClockRow, ...]) -> set[tuple[str, str, str]]:
    return {(row.id, row.entity, row.tone) for row in rows if row.tone in {"red", "late"} and row.done is None}


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
