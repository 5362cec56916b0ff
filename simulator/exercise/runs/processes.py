"""The processes that runs are played in: forked from a server that has the program loaded, where the system can."""

from __future__ import annotations

import multiprocessing
import os
from importlib import import_module
from multiprocessing.context import BaseContext

_SERVER = "forkserver"
_LOADED = ["simulator.exercise.runs.battery"]
"""What the server loads once, so that no process has to."""


def context() -> BaseContext:
    """How processes are started: forked from the server; a system without one starts each anew."""
    if _SERVER not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context(_SERVER)
    found.set_forkserver_preload(_LOADED)
    return found


def get_ready() -> None:
    """Start the server, which loads the program while this process does something else."""
    if context().get_start_method() == _SERVER and os.cpu_count() != 1:
        import_module("multiprocessing.forkserver").ensure_running()  # where there is no fork, it cannot be imported
