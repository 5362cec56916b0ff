"""The event loop of the interface beside a busy thread."""

from __future__ import annotations

import asyncio
import selectors
import socket
import sys
import threading

import pytest
from textual.app import App

from tui.app import DrillApp
from tui.attention import DRAWING, IDLE, ON_THE_WAY, Attentive, attentive_loop


def test_the_engine_makes_room_while_the_interface_waits() -> None:
    """Waiting for a key the switch interval is the short one; with the key in hand it is the long one."""
    seen: list[float] = []
    before = sys.getswitchinterval()
    mine, other = socket.socketpair()

    def press() -> None:
        seen.append(sys.getswitchinterval())
        other.send(b"j")

    try:
        with mine, other, Attentive() as selector:
            selector.register(mine, selectors.EVENT_READ)
            key = threading.Timer(0.05, press)
            key.start()
            assert selector.select(5)
            seen.append(sys.getswitchinterval())
            key.join()
    finally:
        sys.setswitchinterval(before)
    assert seen == pytest.approx([IDLE, DRAWING])


def test_work_at_hand_is_not_interrupted_for_long() -> None:
    """A key that comes while the interface works is not asked for at once, and is found a few milliseconds later."""
    before = sys.getswitchinterval()
    mine, other = socket.socketpair()
    now = 7.0
    try:
        with mine, other, Attentive(lambda: now) as selector:
            selector.register(mine, selectors.EVENT_READ)
            assert selector.select(0) == []
            other.send(b"j")
            now += ON_THE_WAY / 2
            assert selector.select(0) == []
            now += ON_THE_WAY
            assert len(selector.select(0)) == 1
    finally:
        sys.setswitchinterval(before)


def test_the_app_leaves_the_interpreter_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the app the switch interval is the one from before; inside the loop is ours."""

    async def inside() -> float:
        await asyncio.sleep(0)
        return sys.getswitchinterval()

    seen: list[float] = []

    def run(_: object, *, loop: asyncio.AbstractEventLoop) -> int:
        seen.append(loop.run_until_complete(inside()))
        return 0

    monkeypatch.setattr(App, "run", run)
    before = sys.getswitchinterval()
    assert DrillApp().run() == 0
    assert seen == pytest.approx([DRAWING])
    assert sys.getswitchinterval() == before


def test_the_loop_runs_what_other_threads_send() -> None:
    """A call from another thread wakes the loop."""
    before = sys.getswitchinterval()

    async def wait() -> str:
        loop = asyncio.get_running_loop()
        told: asyncio.Future[str] = loop.create_future()
        threading.Timer(0.05, loop.call_soon_threadsafe, (told.set_result, "facts")).start()
        return await asyncio.wait_for(told, 5)

    try:
        with asyncio.Runner(loop_factory=attentive_loop) as runner:
            assert runner.run(wait()) == "facts"
    finally:
        sys.setswitchinterval(before)
