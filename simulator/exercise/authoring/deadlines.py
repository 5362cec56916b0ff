"""Whether a scenario's deadlines are a risk: a drill whose every team is in time trains nobody to be."""

from __future__ import annotations

from pathlib import Path

from simulator.authored import Problem, Problems
from simulator.exercise.runs.seed import Played
from simulator.scenario.check import sorted_problems
from simulator.scenario.folders import find_runbooks

TIGHT_DAYS = 7
"""A duty that the best response meets with less to spare is at risk by itself: a diligent entity takes up to a week to
have the facts in hand. Source: domain.md 4, A48."""
SLOW = "slow"
"""The runbook of a team that does the right things late."""


def check_deadlines(folder: Path, published: Played) -> tuple[Problem, ...]:
    """A problem where nobody can be late: the slow team meets every duty, and the reference has a week to spare.

    `published`: what the scenario's runbooks came to on the published seed.
    """
    problems = Problems()
    if SLOW in published:
        if not published[SLOW].late:
            place = Path(find_runbooks(folder)[SLOW])
            message = "given a slow team that meets every duty, expected one that is late; let it begin later."
            problems.add(place, (), message)
    elif (spare := published["reference"].spare) is None or spare >= TIGHT_DAYS:
        message = (
            f"given no deadline at risk (the reference has {TIGHT_DAYS} days to spare for each duty), expected one; "
            f"write runbooks/{SLOW}.yaml, a team that does the right things late."
        )
        problems.add(folder, (), message)
    return sorted_problems(problems)
