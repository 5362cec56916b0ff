"""Whether a scenario's deadlines are a risk: a drill whose every team is in time trains nobody to be."""

from __future__ import annotations

from pathlib import Path

from simulator.authored import Problem, Problems
from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_unread
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation, Status
from simulator.scenario.check import sorted_problems
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import load_playbook

TIGHT_DAYS = 7
"""A duty that the best response meets with less to spare is at risk by itself: a diligent entity takes up to a week to
have the facts in hand. Source: domain.md 4, A48."""
SLOW = "slow"
"""The runbook of a team that does the right things late."""
_LATE = {Status.MET_LATE, Status.MISSED}


def check_deadlines(folder: Path, tailoring: Tailoring = AS_WRITTEN) -> tuple[Problem, ...]:
    """A problem where nobody can be late: the slow team meets every duty, and the reference has a week to spare.

    The scenario's files must be sound; both runbooks are played on the published seed.
    """
    written = load_playbook(folder, tailoring)
    playbook = written.on(written.seed)
    problems = Problems()
    if SLOW in playbook.runbooks:
        if not any(one.status in _LATE for one in _duties(playbook, SLOW)):
            place = Path(playbook.runbooks[SLOW])
            message = "given a slow team that meets every duty, expected one that is late; let it begin later."
            problems.add(place, (), message)
    elif not any(_tight(one) for one in _duties(playbook, "reference")):
        message = (
            f"given no deadline at risk (the reference has {TIGHT_DAYS} days to spare for each duty), expected one; "
            f"write runbooks/{SLOW}.yaml, a team that does the right things late."
        )
        problems.add(folder, (), message)
    return sorted_problems(problems)


def _tight(duty: Obligation) -> bool:
    return duty.margin_days is not None and duty.done is not None and duty.margin_days < TIGHT_DAYS


def _duties(playbook: Playbook, runbook: str) -> tuple[Obligation, ...]:
    exercise = play_unread(playbook, find_runbook(playbook, runbook), playbook.seed)
    return obligations_of(load_rulebook(), exercise.known(CONTROLLER), playbook, "truth")
