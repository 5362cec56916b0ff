"""Plays many exercises at once: in as many processes as there are processors, or here where there is little to play.

Processes are forked from a server that has the program loaded; a system without one starts each anew.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import redirect_stderr
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_FEW = 4
"""Tasks that are done sooner here than processes start."""
_RARELY = 100_000
"""Objects that are made, and not let go of, before garbage is looked for: a run leaves a few hundred. Assumed."""
_SERVER = "forkserver"
_LOADED = ["simulator.exercise.runs.loaded"]
"""What the server loads once, so that no process has to."""


def get_ready() -> None:
    """Start the server, which loads the program while this process does something else."""
    if _context().get_start_method() == _SERVER and os.cpu_count() != 1:
        import_module("multiprocessing.forkserver").ensure_running()  # where there is no fork, it cannot be imported


@dataclass(slots=True)
class Players:
    """As many processes as there are processors, started when there is enough to do; use it in a `with`.

    Up to `few` tasks are done here. Leaving it drops what has not begun, and waits for what has.
    """

    jobs: int | None = None
    few: int = _FEW
    _pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Players:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    @property
    def at_once(self) -> int:
        """How many tasks are played at the same time."""
        return self.jobs or os.cpu_count() or 1

    def each(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Each task's place and what came of it, as they come; in this process where there is little to do.

        Processes begin at once, whenever somebody asks what came of it. `work` may bring along what all tasks share, a
        scenario for one: a process unpacks it once.
        """
        jobs = self.at_once
        if self._pool is None and (jobs == 1 or len(tasks) <= self.few):
            return ((place, work(task)) for place, task in enumerate(tasks))
        if self._pool is None:
            _track()
            self._pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_begin)
        packed = pickle.dumps(work)
        waiting = {self._pool.submit(_play, packed, task): place for place, task in enumerate(tasks)}
        return ((waiting[future], future.result()) for future in as_completed(waiting))


def _context() -> BaseContext:
    if _SERVER not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context(_SERVER)
    found.set_forkserver_preload(_LOADED)
    return found


def _begin() -> None:
    """A process begins: Ctrl-C is its parent's to hear. A run leaves little garbage, which is rarely looked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_RARELY)


def _play(packed: bytes, task: Any) -> Any:  # noqa: ANN401 - what comes of it, only `work` says
    return _work(packed)(task)


@lru_cache(maxsize=1)
def _work(packed: bytes) -> Callable[[Any], Any]:
    """The work, unpacked for the first of its tasks. What is there by then stays: no search for garbage looks at it."""
    work: Callable[[Any], Any] = pickle.loads(packed)  # noqa: S301 - our own, from the process that started this one
    gc.freeze()
    return work


def _track() -> None:
    """Start what watches over the processes while stderr is a file.

    It hands stderr's descriptor on, and a full-screen interface puts something without one in its place.
    """
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
