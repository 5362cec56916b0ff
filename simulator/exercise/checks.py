"""Checks of authored scenarios, for whoever edits them and for CI: by themselves, and against the rulebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from simulator.authored import Problem, Problems
from simulator.exercise.authoring.deadlines import check_deadlines
from simulator.exercise.authoring.reach import check_reach
from simulator.exercise.runs.battery import Battery, play_battery
from simulator.exercise.runs.standing import note_battery, settled
from simulator.law.load import load_rulebook
from simulator.scenario.building.build import build_world
from simulator.scenario.check import check_scenario, sorted_problems
from simulator.scenario.checking.lints import prepared
from simulator.scenario.layering.layers import read_layers
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import find_scenarios, scenario_folder
from simulator.scenario.reading import read_sources
from simulator.scenario.weights import load_weights

SEEDS = 20
"""On how many seeds a check plays. Source: the issue; a scenario is published after 200."""


def check_all(names: Sequence[str] = (), tailoring: Tailoring = AS_WRITTEN) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The scenarios that were checked, and every problem of theirs, one a line.

    Raises:
        InputError: there is no such scenario.
    """
    folders: Sequence[Path] = [scenario_folder(name) for name in names] or find_scenarios()
    problems = [str(problem) for folder in folders for problem in check_folder(folder, tailoring)]
    return tuple(folder.name for folder in folders), tuple(problems)


def check_folder(folder: Path, tailoring: Tailoring = AS_WRITTEN) -> tuple[Problem, ...]:
    """Every problem of one scenario's files."""
    return (*check_scenario(folder, tailoring), *check_audiences(folder, tailoring))


def play_all(
    names: Sequence[str], seeds: int | None, progress: Callable[[str, float], None], tailoring: Tailoring = AS_WRITTEN
) -> tuple[tuple[Battery, ...], tuple[str, ...]]:
    """The batteries of scenarios that were checked, and every gate of theirs that does not hold, one a line.

    Without `seeds` on `SEEDS` of them, each exploit until its verdict is certain.

    Raises:
        InputError: there is no such scenario.
    """
    batteries: list[Battery] = []
    problems: list[Problem] = []
    for folder in [scenario_folder(name) for name in names] or find_scenarios():
        share = partial(_share, progress, folder.name)
        battery = play_battery(folder, seeds or SEEDS, share, tailoring, None if seeds else settled)
        batteries.append(battery)
        problems += note_battery(folder, battery, load_weights())
        problems += (*check_deadlines(folder, tailoring), *check_reach(folder, battery.reached, tailoring))
    return tuple(batteries), tuple(str(one) for one in problems)


def _share(progress: Callable[[str, float], None], name: str, done: int, of: int) -> None:
    progress(name, done / of)


def check_audiences(folder: Path, tailoring: Tailoring = AS_WRITTEN) -> tuple[Problem, ...]:
    """A problem for each duty of the world's states that no notice of this scenario can meet.

    None where the scenario cannot be read: `check_scenario` says why.
    """
    problems = Problems()
    sources = read_sources(folder, problems, layers=read_layers(folder, problems, tailoring=tailoring))
    if sources is None or problems:
        return ()
    world = build_world(sources.scenario.world)
    can_be_told = prepared(sources)
    for choice in load_rulebook().heard_in(state for state, _ in world.states):
        if not can_be_told.intersection(choice):
            message = (
                f"given no action that prepares a notice to {' or '.join(choice)}, expected one: the rulebook listens "
                "to it for the states of this world; add the audience, and a prepare-notice effect."
            )
            problems.add(sources.scenario_document, ("audiences",), message, key=True)
    return sorted_problems(problems)
