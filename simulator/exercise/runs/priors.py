"""The naive answers that estimates are held against: a scenario's other seeds, played once and kept by digest."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TypeAlias

from simulator import __version__
from simulator.domain.evaluation.records import Estimated
from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.folders import cache_folder
from simulator.exercise.play import Exercise
from simulator.exercise.runs.anchors import ANCHORS, program_digest
from simulator.exercise.runs.players import Players
from simulator.exercise.runs.runner import play_runbook
from simulator.law.load import load_rulebook
from simulator.scenario.runbook import load_runbook
from simulator.scoring.estimates import Interval
from simulator.scoring.expected import (
    ACQUIRED,
    PEOPLE,
    QUESTIONS,
    RESTORED,
    Answers,
    Forecasts,
    Prior,
    answered,
    answers,
    forecasts,
    prior_of,
)

__all__ = [
    "ACQUIRED",
    "PEOPLE",
    "QUESTIONS",
    "RESTORED",
    "SEEDS",
    "Forecasts",
    "Interval",
    "answered",
    "forecasts_of",
    "prior_for",
]

SEEDS = 8
"""Other seeds that are played, each by both anchors. Assumed: sixteen runs, enough for a tenth and nine tenths."""
Progress: TypeAlias = Callable[[int, int], None]
_Task: TypeAlias = tuple[Playbook, str, int]


def forecasts_of(
    exercise: Exercise,
    given: Iterable[Estimated],
    progress: Progress = lambda _done, _of: None,
    jobs: int | None = None,
) -> Forecasts | None:
    """How the team's estimates did; None: nobody gave one, play goes on, or the scenario has no anchors."""
    said = tuple(one for one in given if answered(one))
    if not said or not exercise.ended or not set(ANCHORS) <= set(exercise.playbook.runbooks):
        return None
    prior = prior_for(exercise.playbook, exercise.seed, progress, jobs)
    return forecasts(said, answers(exercise.known(CONTROLLER)), prior)


def prior_for(
    playbook: Playbook, seed: int, progress: Progress = lambda _done, _of: None, jobs: int | None = None
) -> Prior:
    """The naive answers for a run on this seed: from the first seeds that are not its own."""
    seeds = [one for one in range(1, SEEDS + 2) if one != seed][:SEEDS]
    tasks = [(replace(playbook.on(one), branches={}, base=None), name, one) for one in seeds for name in ANCHORS]
    path = _file(playbook, seeds)
    kept = _read(path)
    if len(kept) != len(tasks):
        with Players(jobs) as players:
            found: dict[int, Answers] = {}
            for place, one in players.each(_play, tasks):
                found[place] = one
                progress(len(found), len(tasks))
        kept = [found[place] for place in sorted(found)]
        _write(path, kept)
    return prior_of(kept)


def _play(task: _Task) -> Answers:
    playbook, name, seed = task
    exercise = play_runbook(playbook, load_runbook(Path(playbook.runbooks[name]), playbook), seed)
    return answers(exercise.known(CONTROLLER))


def _file(playbook: Playbook, seeds: Iterable[int]) -> Path | None:
    """Where the answers are kept: scenario, anchors, rules and program in its name; None: nowhere."""
    whole = hashlib.sha256()
    for name in ANCHORS:
        whole.update(Path(playbook.runbooks[name]).read_bytes())
    for part in (__version__, playbook.digest, load_rulebook().digest, program_digest(), *seeds):
        whole.update(f"\n{part}".encode())
    with contextlib.suppress(InputError):
        return cache_folder() / f"prior-{whole.hexdigest()[:32]}.json"
    return None


def _read(path: Path | None) -> list[Answers]:
    """What is kept; nothing where there is nothing, or something else."""
    if path is not None:
        with contextlib.suppress(OSError, ValueError, TypeError):
            return [
                Answers(**{key: float(value) for key, value in one.items()})
                for one in json.loads(path.read_text("utf-8"))
            ]
    return []


def _write(path: Path | None, runs: Iterable[Answers]) -> None:
    """Keep them; a place that takes no writing only costs time."""
    if path is not None:
        with contextlib.suppress(OSError):
            path.write_text(json.dumps([asdict(one) for one in runs]), encoding="utf-8")
