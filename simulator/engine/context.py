"""What a process may do: know the time, wait, draw, write facts down, and change the sandbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

import simpy

from simulator.domain.chance import chance_of, die_of, luck_of
from simulator.domain.facts import ActionCompleted, Fact, NotifiableChanged
from simulator.domain.fold import apply
from simulator.domain.ids import SeatId, ServiceId
from simulator.domain.journal import TRUTH, Entry, Journal
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.engine.exposure import notifiable_flags
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import first_draw, stream

Process: TypeAlias = Generator[simpy.Event, Any, None]
Signal: TypeAlias = tuple[str, str]
"""What a process may wait for: a fact's kind, and its subject (or "" for any)."""


MIDDLE = 0.5
"""Where chance is off: half of all draws are luckier."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fault:
    """What a change that went wrong disturbs: the share of visits, and that by hand."""

    share: float
    by_hand: float


class Context:
    """One exercise in motion, as its processes see it.

    `scored_only`: nobody will read it, so what is only read (texts filled in, how many rows a pull brings) is left out.
    """

    def __init__(self, playbook: Playbook, sandbox: Sandbox, seed: int, *, scored_only: bool = False) -> None:
        self.playbook = playbook
        self.scored_only = scored_only
        self.sandbox = sandbox
        self.seed = seed
        self.env = simpy.Environment(initial_time=playbook.earliest)
        self.journal = Journal()
        self.state = State()
        self.hands = {seat.id: simpy.Resource(self.env, capacity=seat.staff) for seat in playbook.seats.values()}
        self.manual = False
        self.faults: dict[ServiceId, list[Fault]] = defaultdict(list)
        self.restored: dict[ServiceId, Seconds] = {}
        self.replying: set[tuple[str, int]] = set()
        self.care_since: dict[ServiceId, Seconds] = {}
        self.care_state: dict[ServiceId, tuple[str, float]] = {}
        self.worked: dict[SeatId, list[tuple[Seconds, float]]] = defaultdict(list)
        self.shares: dict[SeatId, float] = defaultdict(float)
        self._going: list[Process] = []
        self._waiting: dict[Signal, list[simpy.Event]] = defaultdict(list)
        self.notifiable = sandbox.nobody
        self.everyone: tuple[SeatId, ...] = tuple(sorted(playbook.seats))

    @property
    def now(self) -> Seconds:
        """Seconds since StartEx."""
        return int(self.env.now)

    def start(self, process: Process) -> simpy.Process:
        """Set a process going."""
        self._going.append(process)
        return self.env.process(process)

    def stop(self) -> None:
        """Let go of every process: those that still wait would hold all that there is until garbage is looked for."""
        for process in self._going:
            process.close()
        self._going.clear()

    def wait(self, seconds: Seconds) -> simpy.Event:
        """Until so many seconds have passed."""
        return self.env.timeout(max(0, seconds))

    def until(self, at: Seconds) -> simpy.Event:
        """Until that second, or now if it has passed."""
        return self.wait(at - self.now)

    def signalled(self, kind: str, subject: str = "") -> simpy.Event:
        """Until the next fact of that kind about that subject."""
        signal = self.env.event()
        self._waiting[kind, subject].append(signal)
        return signal

    def draws(self, name: str) -> Random:
        """The named stream; ask it for nothing but `random()`."""
        return stream(self.seed, name)

    def draw(self, name: str) -> float:
        """The one number of a named stream that is asked for once."""
        return first_draw(self.seed, name)

    def settled(self, order: int | None = None) -> float | None:
        """The luck that is not the seed's: the middle where chance is off, or what was rolled for this order."""
        chance = chance_of(self.state.made)
        if chance == "off":
            return MIDDLE
        shows = die_of(self.state.decisions, order) if chance == "table" and order is not None else None
        return None if shows is None else luck_of(shows)

    def luck(self, name: str, order: int | None = None) -> float:
        """A named draw in [0, 1) of which a small one is good."""
        settled = self.settled(order)
        return self.draw(name) if settled is None else settled

    def mishap(self, name: str, order: int | None = None) -> float:
        """A named draw in [0, 1) of which a small one is bad."""
        settled = self.settled(order)
        return self.draw(name) if settled is None else 1 - settled

    def order_of(self, cause: int) -> int | None:
        """The order whose completed work an entry tells of."""
        fact = self.journal[cause].fact
        return fact.number if isinstance(fact, ActionCompleted) else None

    def emit(self, fact: Fact, seats: Iterable[SeatId] | None = None, cause: int | None = None) -> Entry:
        """Write a fact down; without `seats` everyone may know it."""
        entry = self.journal.append(self.now, fact, seats=self.everyone if seats is None else tuple(seats), cause=cause)
        self.state = apply(self.state, entry)
        return entry

    def signal(self, kind: str, *subjects: str) -> None:
        """Wake those who wait for this, about these subjects or about any."""
        for subject in (*subjects, ""):
            for waiting in self._waiting.pop((kind, subject), []):
                waiting.succeed()

    def refresh(self, because: str, cause: int | None = None) -> None:
        """Recompute who cannot be excluded, and write down what changed."""
        found, before = notifiable_flags(self.sandbox, self.now), self.notifiable
        added, removed = self.sandbox.changed(before, found)
        if added or removed:
            self.notifiable = found
            self.emit(NotifiableChanged(added=added, removed=removed, because=because), TRUTH, cause)
