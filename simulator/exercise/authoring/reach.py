"""Whether every inject comes to somebody: what no runbook and no exploit ever brings about nobody has seen played."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from simulator.authored import Problem, Problems
from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.exploits.catalogue import EXPLOITS
from simulator.exercise.runs.runner import play_unread
from simulator.scenario.check import sorted_problems
from simulator.scenario.layering.layers import Layers, read_layers
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import Runbook

_FIRST = ("reference", "silent", "slow", "good", "independent")
"""Between them most injects come, so that few runs are needed."""


def check_reach(folder: Path, reached: Collection[str], tailoring: Tailoring = AS_WRITTEN) -> tuple[Problem, ...]:
    """A problem for each inject that came to no runbook and no exploit on the published seed, as `reached` says.

    What is left is looked for on each branch's first seed with its own runbooks, and what a cut adds at its length.
    The scenario's files must be sound.
    """
    problems = Problems()
    known: dict[str, Layers] = {}
    left: dict[str, str] = {}
    for variant, seed, told in _variants(folder, tailoring):
        playbook = load_playbook(folder, told).on(seed)
        here = read_layers(folder, Problems(), tailoring=told, branch=playbook.branch)
        left |= dict.fromkeys(playbook.injects.keys() - known.keys(), variant)
        known = dict.fromkeys(playbook.injects, here) | known
        wanted = {name for name, of in left.items() if name in playbook.injects and (of == variant or playbook.branch)}
        for name in _came(playbook, seed, wanted) if variant else wanted & set(reached):
            del left[name]
    for name, variant in left.items():
        msel = known[name].msel
        if msel is not None:
            message = (
                f'given the inject "{name}", which comes to no runbook and to no exploit{variant}, expected some team '
                "that meets it; change when or only, or write a runbook of the team that it is for."
            )
            problems.add(msel, ("injects", name), message, key=True)
    return sorted_problems(problems)


def _variants(folder: Path, tailoring: Tailoring) -> Iterator[tuple[str, int, Tailoring]]:
    """The scenario as written, each branch on its first seed, and each cut, in words."""
    seed = load_playbook(folder, tailoring).seed
    layers = read_layers(folder, Problems(), tailoring=tailoring)
    yield "", seed, tailoring
    for branch in layers.branches:
        yield f" of the branch {branch.name}", branch.file.seeds[0], tailoring
    for length in layers.cuts:
        yield f" in {length} minutes", seed, replace(tailoring, length=length)


def _came(playbook: Playbook, seed: int, wanted: Collection[str]) -> set[str]:
    """Those of the injects that some run releases; played until none is left."""
    came: set[str] = set()
    for book in _books(playbook, seed) if wanted else ():
        came |= play_unread(playbook, book, seed).known(CONTROLLER).injects.keys() & set(wanted)
        if len(came) == len(wanted):
            break
    return came


def _books(playbook: Playbook, seed: int) -> Iterator[Runbook]:
    """Every written runbook, then every exploit that the scenario offers means for."""
    written = [*(name for name in _FIRST if name in playbook.runbooks), *playbook.runbooks]
    for name in dict.fromkeys((*written, *EXPLOITS)):
        with contextlib.suppress(InputError):
            yield find_runbook(playbook, name, seed)
