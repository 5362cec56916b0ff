"""Checks of authored scenarios, for whoever edits them and for CI."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.scenario.check import check_scenario
from simulator.scenario.load import find_scenarios, scenario_folder


def check_all(names: Sequence[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The scenarios that were checked, and every problem of theirs, one a line.

    Raises:
        InputError: there is no such scenario.
    """
    folders: Sequence[Path] = [scenario_folder(name) for name in names] or find_scenarios()
    problems = [str(problem) for folder in folders for problem in check_scenario(folder)]
    return tuple(folder.name for folder in folders), tuple(problems)
