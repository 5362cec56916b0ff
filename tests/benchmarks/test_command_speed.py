"""How long the command takes to answer: ratios in one run are asserted with slack, absolute figures only told."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9


def seconds(home: Path, *arguments: str) -> float:
    """The median wall time of a Python process with these arguments."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BREACHDRILL_HOME": str(home)}
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], env=env, check=True, capture_output=True)
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def test_help_costs_little_more_than_python(tmp_path: Path) -> None:
    """`breachdrill --help` takes at most five times a bare `python -c pass` (asserted: six)."""
    bare, told = seconds(tmp_path, "-c", "pass"), seconds(tmp_path, "-m", "simulator", "--help")
    print(f"\n--help {told * 1e3:.0f} ms, bare Python {bare * 1e3:.0f} ms: {told / bare:.1f} times")  # noqa: T201
    assert told < 6 * bare


def test_a_scripted_run_loads_no_screen_and_no_database(tmp_path: Path) -> None:
    """`breachdrill run` over cached anchors loads no Textual, ORM, Faker or calendar library; its time is told."""
    run = ("-m", "simulator", "run", "leaky-sync-queue")
    seconds(tmp_path, *run[:2], "scenarios", "list")
    whole = seconds(tmp_path, *run)
    loaded = "import sys; from simulator.exercise.runs.batch import run_all; run_all('leaky-sync-queue')"
    unwanted = ("textual", "rich", "sqlalchemy", "faker", "holidays")
    check = f"{loaded}; sys.exit(any(name in sys.modules for name in {unwanted}))"
    print(f"\nrun of S1, cached: {whole:.2f} s")  # noqa: T201
    assert seconds(tmp_path, "-c", check) > 0
