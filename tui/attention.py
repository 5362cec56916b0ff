"""Who runs when the engine's thread and the interface both want to: keys first.

Python hands the interpreter over only after the switch interval of whoever waits. While the interface has nothing to
do its interval is short, so that a key is taken up at once; while it works its interval is long, so that the engine
does not double the time that a screen takes to draw.
"""

from __future__ import annotations

import asyncio
import selectors
import sys
import time
from collections.abc import Callable

IDLE = 0.0001
"""Seconds until the engine makes room for a key."""
DRAWING = 0.02
"""Seconds that the interface may work before the engine gets its turn."""
ON_THE_WAY = 0.005
"""Seconds of work after which it is asked whether more has come; asking lets the engine in."""


class Attentive(selectors.DefaultSelector):
    """Waits for keys and messages as any selector; tells the interpreter whether the interface waits or works."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._asked = float("-inf")

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready, as of `selectors`; with work at hand nothing, if it was asked a moment ago."""
        if timeout is not None and timeout <= 0 and self._clock() - self._asked < ON_THE_WAY:
            return []
        sys.setswitchinterval(IDLE)
        try:
            return super().select(timeout)
        finally:
            sys.setswitchinterval(DRAWING)
            self._asked = self._clock()


def attentive_loop() -> asyncio.AbstractEventLoop:
    """An event loop for an interface beside a busy thread."""
    return asyncio.SelectorEventLoop(Attentive())
