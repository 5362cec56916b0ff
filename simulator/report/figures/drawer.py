"""The process that draws, seen from here: what is asked of it is promised at once and comes in the order of asking."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from threading import Lock, Thread
from typing import IO

from simulator.errors import EngineError

_PROGRAM = Path(__file__).with_name("draw_process.py")


class Drawer:
    """One process, started when it is first wanted and kept; a new one takes the place of one that has ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._promised: deque[Future[str]] = deque()

    def start(self) -> None:
        """Have the process start while this one does something else."""
        with self._lock:
            self._input()

    def ask(self, task: Mapping[str, object]) -> Future[str]:
        """What will come of a task.

        Raises:
            EngineError: (when the result is taken) it cannot be drawn, or the process has ended.
        """
        promise: Future[str] = Future()
        with self._lock:
            into = self._input()
            self._promised.append(promise)
            try:
                into.write(json.dumps(task) + "\n")
                into.flush()
            except OSError as fault:
                if promise in self._promised:
                    self._promised.remove(promise)
                    promise.set_exception(EngineError(f"the process that draws figures takes no task: {fault}"))
        return promise

    def _input(self) -> IO[str]:
        if self._process is None or self._process.poll() is not None:
            self._promised = deque()
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-P", str(_PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
            )
            Thread(target=_deliver, args=(self._process, self._promised), daemon=True).start()
            atexit.register(_end, self._process)
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        return self._process.stdin


def _deliver(process: subprocess.Popen[str], promised: deque[Future[str]]) -> None:
    for line in process.stdout or ():
        said, promise = json.loads(line), promised.popleft()
        if "made" in said:
            promise.set_result(said["made"])
        else:
            promise.set_exception(EngineError(f"a figure cannot be drawn: {said['fault']}"))
    process.wait()
    while promised:
        promised.popleft().set_exception(EngineError(f"the process that draws figures ended ({process.returncode})"))


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    process.kill()
    process.wait()
