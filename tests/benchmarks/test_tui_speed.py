"""How soon the tabletop is there, and how soon it answers a key while the simulation runs flat out.

Measured on a real pseudo-terminal: from spawning the process to the text on the screen, and from writing a key to
reading back what it changed. Ratios taken in one run are asserted with slack; absolute figures are only printed.
"""

from __future__ import annotations

import os
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX"),
]

ROOT = Path(__file__).parents[2]
ROUNDS = 5
KEYS = 60
FIRST_PAINT = 1.75
"""How much longer than a minimal app the first painted screen may take. Source: issue 2, Speed and memory."""
SLACK = 1.25
"""What a shared machine may add to a ratio; assumed."""
BUSY = 6.0
"""How much slower than at rest a key may be painted with the engine flat out (perf.md 4: 13 ms to 48 ms at p95)."""

MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("Scenarios")
Minimal().run()
"""
TABLETOP = "from tui.start import run_tabletop; run_tabletop(None)"
ROOM = """
import sys
from simulator.exercise.play import Exercise
from tests.tui.drills import DrillHost, a_drill, a_playbook
from tui.screens.room import WarRoom

drill = a_drill()
stopped = False

def flat_out(_):
    while not stopped:
        Exercise(a_playbook(), 1).finish()

if sys.argv[1] == "busy":
    drill.ask(flat_out)
try:
    DrillHost(drill, WarRoom).run()
finally:
    stopped = True
"""


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, master: int) -> None:
        self._master = master
        self.seen = b""

    def wait_for(self, marker: bytes, seconds: float = 30.0) -> None:
        """Read until the marker was painted."""
        ends = time.monotonic() + seconds
        while marker not in self.seen:
            ready, _, _ = select.select([self._master], [], [], 0.5)
            if ready:
                self.seen += os.read(self._master, 65_536)
            assert time.monotonic() < ends, f"waited in vain for {marker!r}: {self.seen[-500:]!r}"

    def press(self, key: bytes, marker: bytes) -> float:
        """Seconds from writing a key to reading what it painted."""
        self.seen = b""
        begun = time.perf_counter()
        os.write(self._master, key)
        self.wait_for(marker)
        return time.perf_counter() - begun


@contextmanager
def terminal(code: str, *arguments: str) -> Iterator[Terminal]:
    """The program on a terminal of 80x24; it ends with the block."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "PYTHONUTF8": "1", "COLUMNS": "80", "LINES": "24"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, env=environment, stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    try:
        yield Terminal(master)
    finally:
        process.kill()
        process.wait()
        os.close(master)


def first_paint(code: str, marker: bytes) -> float:
    """Seconds from spawning the process to the marker on its screen."""
    begun = time.perf_counter()
    with terminal(code) as shown:
        shown.wait_for(marker)
        return time.perf_counter() - begun


def key_times(how: str) -> list[float]:
    """Seconds to paint the other panel of the war room, key by key."""
    with terminal(ROOM, how) as shown:
        shown.wait_for(b"[1 Feed]")
        time.sleep(1.0)
        turns = ((b"2", b"[2 Decide]"), (b"1", b"[1 Feed]"))
        return [shown.press(*turns[n % 2]) for n in range(KEYS)][4:]


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def test_first_painted_screen() -> None:
    """The lobby's frame is on the screen within 1.75 times a minimal Textual app."""
    minimal, ours = [], []
    for _ in range(ROUNDS):
        minimal.append(first_paint(MINIMAL, b"Scenarios"))
        ours.append(first_paint(TABLETOP, b"Scenarios"))
    ratio = statistics.median(ours) / statistics.median(minimal)
    print(f"\nfirst paint {statistics.median(ours):.3f} s, minimal {statistics.median(minimal):.3f} s, x{ratio:.2f}")  # noqa: T201
    assert ratio <= FIRST_PAINT * SLACK


def test_a_key_is_painted_while_the_engine_runs_flat_out() -> None:
    """A key that changes a whole panel is painted about as soon with the engine at full speed as at rest."""
    rest, busy = key_times("rest"), key_times("busy")
    ratio = p95(busy) / p95(rest)
    print(  # noqa: T201
        f"\nkey painted: at rest {statistics.median(rest) * 1000:.0f} ms, p95 {p95(rest) * 1000:.0f} ms; "
        f"flat out {statistics.median(busy) * 1000:.0f} ms, p95 {p95(busy) * 1000:.0f} ms, x{ratio:.1f}"
    )
    assert ratio <= BUSY
