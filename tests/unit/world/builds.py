"""What the tests of building share: a tiny world in many chunks, and a process that builds it slowly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.domain.worldspec import WorldSpec

TINY = WorldSpec(patients=200, test_patients=4)
CHUNK = 40
"""Patients of a chunk here: a build has a step for the fixed tables and five for the patients."""

SLOW = f"""
import sys
from pathlib import Path
from simulator.domain.worldspec import WorldSpec
from simulator.world.storage import build
from simulator.world.storage import store
from simulator.world.storage.reader import world_digest

for name, module in list(sys.modules.items()):
    if name.startswith("simulator.world") and hasattr(module, "CHUNK"):
        module.CHUNK = {CHUNK}
stop, place = float(sys.argv[1]), sys.argv[2]
shares = []

def wait(share):
    print(share, flush=True)
    if share >= abs(stop):
        sys.stdin.readline()

def stall(crowd, chunk, made=build.chunk_batches):
    for number, batch in enumerate(made(crowd, chunk)):
        yield batch
        if number == 1 and chunk == -stop:
            wait(9.0)

build.chunk_batches = stall
spec = WorldSpec(patients=200, test_patients=4)
world = store.open_world(spec, 1, place if "://" in place else Path(place), wait)
print(world_digest(world), flush=True)
"""


def small_chunks(patch: pytest.MonkeyPatch) -> None:
    """Lets a chunk have `CHUNK` patients."""
    import simulator.world.storage.build  # noqa: F401 - and with it every module that knows the size

    for name, module in list(sys.modules.items()):
        if name.startswith("simulator.world") and hasattr(module, "CHUNK"):
            patch.setattr(module, "CHUNK", CHUNK)


def slow_build(place: Path | str, stop: float) -> subprocess.Popen[str]:
    """A process that builds the tiny world: it tells each share, and at `stop` waits for a line.

    A negative number stops it in the middle of that chunk, when two of its tables are loaded.
    """
    command = [sys.executable, "-c", SLOW, str(stop), str(place)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def until(process: subprocess.Popen[str], share: float) -> None:
    """Reads what a slow build tells until it has come so far."""
    assert process.stdout is not None
    while float(process.stdout.readline()) < share:
        pass
