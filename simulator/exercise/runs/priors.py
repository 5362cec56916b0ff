"""The naive answers that estimates are held against: a scenario's other seeds, played once and kept by digest."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias

from simulator.domain.evaluation.records import Estimated
from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook
from simulator.exercise.cache import cache_name, read_cache, write_cache
from simulator.exercise.play import Exercise
from simulator.exercise.runs.anchors import ANCHORS
from simulator.exercise.runs.players import Players
from simulator.exercise.runs.runner import play_runbook
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
    tasks = [(playbook.on(one).alone, name, one) for one in seeds for name in ANCHORS]
    runbooks = (Path(playbook.runbooks[name]).read_bytes() for name in ANCHORS)
    key = cache_name("prior", playbook.digest, *runbooks, *seeds)
    kept = _read(key)
    if len(kept) != len(tasks):
        with Players(jobs) as players:
            found: dict[int, Answers] = {}
            for place, one in players.each(_play, tasks):
                found[place] = one
                progress(len(found), len(tasks))
        kept = [found[place] for place in sorted(found)]
        write_cache(key, [asdict(one) for one in kept])
    return prior_of(kept)


def _play(task: _Task) -> Answers:
    playbook, name, seed = task
    exercise = play_runbook(playbook, load_runbook(Path(playbook.runbooks[name]), playbook), seed)
    return answers(exercise.known(CONTROLLER))


def _read(name: str) -> list[Answers]:
    """What is kept; nothing where there is nothing, or something else."""
    with contextlib.suppress(ValueError, TypeError, AttributeError):
        return [Answers(**{key: float(value) for key, value in one.items()}) for one in read_cache(name) or ()]
    return []
