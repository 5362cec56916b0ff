"""Checks of authored scenarios, for whoever edits them and for CI: by themselves, and against the rulebook."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from simulator.authored import Problem, Problems
from simulator.errors import InputError, ScenarioError
from simulator.exercise.authoring.advice import advice
from simulator.exercise.authoring.deadlines import check_deadlines
from simulator.exercise.authoring.reach import check_reach
from simulator.exercise.authoring.roomtime import room_advice
from simulator.exercise.runs.battery import EVERYTHING, Battery, Playing, begin_battery
from simulator.exercise.runs.players import Players
from simulator.exercise.runs.standing import SPARING, note_battery
from simulator.law.load import load_rulebook
from simulator.scenario.building.build import build_world
from simulator.scenario.check import check_scenario, sorted_problems
from simulator.scenario.checking.messages import prepared
from simulator.scenario.layering.layers import read_layers
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import find_scenarios, scenario_folder
from simulator.scenario.reading import read_sources
from simulator.scenario.weights import load_weights

SEEDS = 20
"""On how many seeds a check plays. Source: the issue; a scenario is published after 200."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The scenarios that were checked, what was played, every problem and all advice, one a line."""

    names: tuple[str, ...]
    batteries: tuple[Battery, ...]
    problems: tuple[str, ...]
    advice: tuple[str, ...]


def check_all(names: Sequence[str] = (), tailoring: Tailoring = AS_WRITTEN) -> Checked:
    """Check the files of these scenarios, or of all.

    Raises:
        InputError: there is no such scenario.
    """
    folders: Sequence[Path] = [scenario_folder(name) for name in names] or find_scenarios()
    problems = [str(problem) for folder in folders for problem in check_folder(folder, tailoring)]
    told = () if problems else advice(names)
    return Checked(names=tuple(folder.name for folder in folders), batteries=(), problems=tuple(problems), advice=told)


def check_folder(folder: Path, tailoring: Tailoring = AS_WRITTEN) -> tuple[Problem, ...]:
    """Every problem of one scenario's files."""
    return (*check_scenario(folder, tailoring), *check_audiences(folder, tailoring))


def play_all(
    names: Sequence[str], seeds: int | None, progress: Callable[[str, float], None], tailoring: Tailoring = AS_WRITTEN
) -> Checked:
    """Check these scenarios, or all, and play those whose files are sound: every gate that does not hold is a problem.

    Without `seeds` on `SEEDS` of them, each runbook until its verdict is certain. Processes play while the files are
    checked here.

    Raises:
        InputError: there is no such scenario.
    """
    batteries: list[Battery] = []
    problems: list[Problem] = []
    told: list[str] = []
    folders = [scenario_folder(name) for name in names] or find_scenarios()
    for folder in folders:
        with Players(few=1) as players:
            playing = _begun(folder, seeds, players, tailoring)
            found = check_folder(folder, tailoring)
            problems += found
            if playing is None or found:
                continue
            told += (*advice([str(folder)]), *room_advice([str(folder)], tailoring))
            battery, found = check_played(folder, playing, partial(_share, progress, folder.name), tailoring)
            batteries.append(battery)
            problems += found
    return Checked(
        names=tuple(folder.name for folder in folders),
        batteries=tuple(batteries),
        problems=tuple(str(one) for one in problems),
        advice=() if problems else tuple(told),
    )


def check_played(
    folder: Path,
    playing: Playing,
    share: Callable[[int, int], None] = lambda _done, _of: None,
    tailoring: Tailoring = AS_WRITTEN,
) -> tuple[Battery, tuple[Problem, ...]]:
    """What comes of a scenario that is being played, and every gate of it that does not hold."""
    published = playing.published(share)
    late = check_deadlines(folder, published)
    unreached = check_reach(folder, {inject for one in published.values() for inject in one.injects}, tailoring)
    battery = playing.finish(share)
    return battery, (*note_battery(folder, battery, load_weights()), *late, *unreached)


def _begun(folder: Path, seeds: int | None, players: Players, tailoring: Tailoring) -> Playing | None:
    """What plays while the files are checked; None where they cannot be played, and the check will say why."""
    with contextlib.suppress(ScenarioError, InputError):
        return begin_battery(folder, seeds or SEEDS, players, tailoring, EVERYTHING if seeds else SPARING)
    return None


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
