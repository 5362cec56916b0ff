"""The reasons of a score, as people read them: things by their titles, and authors' words as they were written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook
from simulator.exercise.runs.runner import play_unread
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import load_runbook
from simulator.scenario.weights import load_weights, tasks_of
from simulator.scoring.harm import harm

_RUNS = (
    ("vendor-delay", "silent"),
    ("vendor-delay", "good"),
    ("bypassed-mfa-override", "slow"),
    ("leavers-report", "slow"),
)


class _Run(NamedTuple):
    playbook: Playbook
    reasons: tuple[str, ...]
    duties: dict[str, str]


@pytest.fixture(scope="module", params=_RUNS, ids="-".join)
def run(request: pytest.FixtureRequest) -> _Run:
    """The reasons for the harm of one runbook on the published seed of one scenario."""
    slug, runbook = request.param
    playbook = load_playbook(slug)
    exercise = play_unread(playbook, load_runbook(Path(playbook.runbooks[runbook]), playbook), playbook.seed)
    truth = exercise.known(CONTROLLER)
    duties = obligations_of(load_rulebook(), truth, playbook, "truth")
    found = harm(tuple(exercise.journal), playbook, duties, load_weights(), truth)
    return _Run(playbook, tuple(atom.why for atom in found.atoms), {one.id: one.title for one in duties})


def test_reasons_name_things_by_their_titles(run: _Run) -> None:
    """No id of a thing or of a duty is in a reason; the title of each task that nobody did is in one."""
    playbook = run.playbook
    things = (
        *(playbook.actions, playbook.sources, playbook.stores, playbook.flows, playbook.services, playbook.grants),
        *(playbook.injects, playbook.audiences, run.duties),
    )
    ids = {str(one) for group in things for one in group if "-" in one or "." in one}
    said = " ".join(run.reasons)
    assert not ids & set(re.findall(r"[a-z0-9]+(?:[.-][a-z0-9_]+)+", said))
    undone = [one for one in playbook.actions.values() if f"“{one.title}” done never" in said]
    assert undone


def test_words_of_an_author_stay_as_they_are(run: _Run) -> None:
    """Why a task matters stands in its reason to the letter, though a word of it is the id of something."""
    tasks = tasks_of(load_weights(), run.playbook)
    whys = {task.why for task in tasks.values()}
    told = [why for why in run.reasons if " in time until " in why]
    assert told
    assert all(any(one.endswith(f". {why}") for why in whys) for one in told)
