"""What an ended exercise would have been otherwise: prices first, then call and luck. Runs in a thread, can be stopped.

Knows no screen: the turning points and the plain conversation both ask it.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Literal, TypeAlias

from simulator.errors import BreachdrillError
from simulator.exercise.play import Exercise
from simulator.exercise.whatif.calls import Judged, each_call, turning_numbers
from simulator.exercise.whatif.pricing import Priced, price_run

Stage: TypeAlias = Literal["waiting", "prices", "calls", "done", "stopped", "failed"]


class Reckoner:
    """The reckoning of one exercise. `share` is how far its stage is, in thousandths."""

    def __init__(self, exercise: Exercise, told: Callable[[], None] = lambda: None, jobs: int | None = None) -> None:
        self.priced: Priced | None = None
        self.judged: dict[int, Judged] = {}
        self.stage: Stage = "waiting"
        self.share = 0
        self.problem = ""
        self._exercise = exercise
        self._told = told
        self._jobs = jobs
        self._stop = Event()

    @property
    def runs(self) -> bool:
        """Whether it is at work."""
        return self.stage in {"prices", "calls"}

    @property
    def wanted(self) -> tuple[int, ...]:
        """The decisions whose call is judged, the weightiest first; none where the seed is not scored."""
        return () if self.priced is None or self.priced.spread is None else turning_numbers(self.priced)

    def stop(self) -> None:
        """Stop at the next play; what was played is kept, and `run` goes on from there."""
        self._stop.set()

    def run(self, *, calls: bool = True) -> None:
        """Work until all is done, or somebody stops it; without `calls`, until the prices are."""
        self._stop.clear()
        try:
            self._prices()
            if calls:
                self._calls()
            self.stage = "done" if calls else "stopped"
        except _StoppedError:
            self.stage = "stopped"
        except BreachdrillError as problem:
            self.stage, self.problem = "failed", problem.message

    def _prices(self) -> None:
        if self.priced is None:
            self._enter("prices")
            self.priced = price_run(self._exercise, progress=self._progress, jobs=self._jobs)

    def _calls(self) -> None:
        if self.priced is None:
            return
        self._enter("calls")
        left = [number for number in self.wanted if number not in self.judged]
        before = len(self.judged)
        for one in each_call(self.priced, left, self._progress, self._jobs) if left else ():
            self.judged[one.number] = one
            self._progress(len(self.judged) - before, len(left))

    def _enter(self, stage: Stage) -> None:
        self.stage, self.share = stage, 0
        self._progress(0, 1)

    def _progress(self, done: int, of: int) -> None:
        """From the worker's thread, after each play."""
        if self._stop.is_set():
            raise _StoppedError
        self.share = 1000 * done // max(1, of)
        self._told()


class _StoppedError(Exception):
    """Somebody stopped the reckoning."""
