"""Plays many exercises at once: in as many processes as there are processors, or here where there is little to play."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import redirect_stderr
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_FEW = 4
"""Tasks that are done sooner here than processes start."""


@dataclass(slots=True)
class Players:
    """As many processes as there are processors, started when there is enough to do; use it in a `with`."""

    jobs: int | None = None
    _pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Players:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def each(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Each task's place and what came of it, as they come; in this process where there is little to do."""
        jobs = self.jobs or os.cpu_count() or 1
        if self._pool is None and (jobs == 1 or len(tasks) <= _FEW):
            yield from ((place, work(task)) for place, task in enumerate(tasks))
            return
        if self._pool is None:
            _track()
            self._pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
        waiting = {self._pool.submit(work, task): place for place, task in enumerate(tasks)}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _track() -> None:
    """Start what watches over the processes while stderr is a file.

    It hands stderr's descriptor on, and a full-screen interface puts something without one in its place.
    """
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
