"""Answers each line of its input with the exit code of a command: a process forked from one that has it loaded."""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
from typing import Any

from simulator.cli.main import run_command_line
from simulator.law.load import load_rulebook
from simulator.scenario.load import find_scenarios, load_playbook

LOADED = (
    "simulator.exercise.checks",
    "simulator.exercise.evaluating.opened",
    "simulator.exercise.library",
    "simulator.exercise.reports",
    "simulator.exercise.runs.batch",
    "simulator.exercise.sweep",
    "simulator.exercise.whatif.calls",
)
"""What commands import late, and what takes longest."""
PATIENCE = 180
"""Seconds until a command is killed."""


def serve() -> None:
    """Run commands until nobody asks any more."""
    for module in LOADED:
        importlib.import_module(module)
    load_rulebook()
    for folder in find_scenarios()[:1]:
        load_playbook(folder)
    gc.freeze()  # no child looks through what is shared
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def become(asked: dict[str, Any]) -> None:
    """Be the command that was asked for: its words, folder, environment and files; it ends the process."""
    signal.alarm(PATIENCE)
    for place, path in enumerate((os.devnull, asked["out"], asked["err"])):
        opened = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, place)
        os.close(opened)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    run_command_line(asked["arguments"])


if __name__ == "__main__":
    serve()
