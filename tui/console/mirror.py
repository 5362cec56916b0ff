"""The room's exercise on the facilitator's terminal: a drill that follows, and asks instead of deciding."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, get_args

from simulator.domain.ids import CONTROLLER, ROOM
from simulator.exercise.room.clocks import Mode
from simulator.exercise.room.console.wire import CLOSED, GONE_AFTER, SILENT_AFTER, Answer, Pulse, Request
from simulator.exercise.room.view import view
from tui.hints import keyed
from tui.pacing import GEARS, Drill, Halt, Told
from tui.pacing.terms import HaltKind, RunState

if TYPE_CHECKING:
    from simulator.exercise.library.following import Following

ANSWERED_WITHIN = 5.0
"""Seconds without a word from the room after which a console no longer waits for an answer; assumed."""
LOOK = 0.15
"""Seconds between two looks for an answer."""


def _halt(named: str) -> HaltKind:
    kinds: tuple[HaltKind, ...] = get_args(HaltKind)
    return next((one for one in kinds if one == named), "hand")


class Mirror(Drill):
    """What the playing process does, as the library tells it. Time and halts come from its pulse."""

    def __init__(self, following: Following, mode: Mode, wall: Callable[[], float] = time.monotonic) -> None:
        self._pulse = Pulse()
        self._pulsed_at = wall()
        super().__init__(following.exercise, CONTROLLER, mode, wall=wall)
        self.following = following
        self.control = following.control

    @property
    def run_state(self) -> RunState:
        """As the room says."""
        states: tuple[RunState, ...] = get_args(RunState)
        return next((one for one in states if one == self._pulse.state), "paused")

    @property
    def silent(self) -> float:
        """Seconds since the room last said how it stands; 0 while it does so in time."""
        return self.unheard if self.unheard >= SILENT_AFTER else 0.0

    @property
    def closed(self) -> bool:
        """Whether the room's process said that it ends."""
        return self._pulse.state == CLOSED

    @property
    def unheard(self) -> float:
        """Seconds since the room was last heard of."""
        return self.seconds() - self._pulsed_at

    def sync(self) -> Future[None]:
        """Look at the library, in the engine's thread."""
        return self._engine.submit(self._sync)

    def _sync(self) -> None:
        made = len(self.exercise.submitted)
        step = self.following.step()
        pulse = step.pulse or self._pulse
        if pulse.beat != self._pulse.beat:
            self._pulsed_at = self.seconds()
        started = self._pulse.beat == 0
        self._pulse = pulse
        self.room_seconds, self.move_seconds = pulse.room, pulse.move
        self.gear = pulse.gear if pulse.gear in GEARS else self.gear
        self.halt = Halt(kind=_halt(pulse.halt), subject=pulse.subject) if pulse.halt else None
        self.watch.pauses = set(pulse.pauses.split())
        if len(self.exercise.submitted) != made or started:
            self._hear()
        self.decided = pulse.decided
        typed = list(step.words) != self.words
        self.words = list(step.words)
        self._look()
        self.tell(Told(facts=step.fresh or typed))

    def _look(self) -> None:
        """The clock lines are the room's; what is true stands in its own frame."""
        super()._look()
        seen = view(self.exercise, ROOM, self.mode, self._memory, tuple(self.words))
        self.view = replace(seen, seat=CONTROLLER, seat_title="FACILITATOR")

    def close(self) -> None:
        """End the threads; nothing is kept by who only looks."""
        self._engine.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)


class RemoteDesk:
    """A desk on another terminal: one console holds, the others look."""

    covered = False

    def __init__(self, mirror: Mirror) -> None:
        self.drill: Drill = mirror
        self.mirror = mirror
        self.holding = False
        self.holder = ""
        self._beat: tuple[str, int] = ("", -1)
        self._seen = mirror.seconds()
        self._left = False
        self._turn = Lock()  # a look in its thread, a key and the leave each see what the one before made

    async def ask(self, request: Request) -> Answer:
        """Post it, and wait for what came of it as long as the room is heard of: a busy room is slow, not gone."""
        mirror, control = self.mirror, self.mirror.following.control
        if not self.holding:
            takes = keyed("{console.take} takes")
            return Answer(ok=False, text=f"{self.holder or 'Another console'} holds the console; {takes} it over.")
        if mirror.closed:
            return Answer(ok=False, text="The room is closed: resume it there, then ask again.")
        number, asked = await asyncio.to_thread(control.ask, request), mirror.seconds()
        while min(mirror.unheard, mirror.seconds() - asked) < ANSWERED_WITHIN and not mirror.closed:
            await asyncio.sleep(LOOK)
            answered = await asyncio.to_thread(control.answered, number)
            if answered is not None:
                return Answer(ok=answered[0], text=answered[1])
        return Answer(ok=False, text="Asked; the room has not answered yet.")

    def hold(self) -> None:
        """Beat while this console holds; else see whether the one that does still lives. Nothing once it has left."""
        with self._turn:
            if not self._left:
                self._hold()

    def _hold(self) -> None:
        control = self.mirror.following.control
        if self.holding:
            self.holding = control.beat()
        holder = control.holder()
        if holder is None:
            self._take()
            return
        self.holder = holder.who
        if self._beat != (holder.token, holder.beat):
            self._beat, self._seen = (holder.token, holder.beat), self.mirror.seconds()
        elif not self.holding and self.mirror.seconds() - self._seen >= GONE_AFTER:
            self._take()

    def take(self) -> None:
        """Hold from now on, whoever held."""
        with self._turn:
            self._take()

    def _take(self) -> None:
        self.mirror.following.control.take()
        self.holding = True

    def leave(self) -> None:
        """Hold no more, and not again."""
        with self._turn:
            self._left = True
            if self.holding:
                self.mirror.following.control.leave()
