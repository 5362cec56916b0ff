"""Two runs side by side."""

from __future__ import annotations

import json

import pytest

from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.exercise.whatif.diff import diff
from simulator.exercise.whatif.tables import diff_json, diff_text
from tests.exercises import an_exercise


@pytest.fixture(scope="module")
def runs(scenario: Playbook) -> tuple[Exercise, Exercise]:
    """A team that cleans up first, and a good one."""
    first, second = (play_runbook(scenario, find_runbook(scenario, name), 1) for name in ("purge", "good"))
    return first, second


@pytest.mark.usefixtures("home")
def test_a_run_does_not_differ_from_itself(runs: tuple[Exercise, Exercise]) -> None:
    """The same run has no parting, no decision and no duty that differs."""
    found = diff(runs[0], runs[0])
    assert (found.parting, found.decisions, found.duties) == (None, (), ())
    assert all(left == right for _, (left, right) in (*found.figures, *found.parts))
    assert "The same run" in diff_text(found, runs[0].playbook)


@pytest.mark.usefixtures("home")
def test_where_two_runs_part(runs: tuple[Exercise, Exercise]) -> None:
    """Up to the parting the journals are the same, at it they are not; each figure is its run's."""
    found = diff(*runs)
    assert found.parting is not None
    assert found.parting.left is not None
    place = found.parting.left.entry
    first, second = (tuple(one.journal) for one in runs)
    assert first[: place - 1] == second[: place - 1]
    assert first[place - 1] != second[place - 1]
    figures = dict(found.figures)
    assert figures["people to be told"] == (4056, 1283)
    assert sum(left or 0 for _, (left, _) in found.parts) == pytest.approx(figures["score"][0])


@pytest.mark.usefixtures("home")
def test_the_other_way_round(runs: tuple[Exercise, Exercise]) -> None:
    """Comparing in the other order swaps the sides and nothing else."""
    there, back = diff(*runs), diff(*runs[::-1])
    assert {(one.title, one.left, one.right) for one in there.decisions} == {
        (one.title, one.right, one.left) for one in back.decisions
    }
    assert [(one.id, one.left, one.right) for one in there.duties] == [
        (one.id, one.right, one.left) for one in back.duties
    ]
    assert json.loads(diff_json(there))["parts"]["evidence"]["left"] == dict(back.parts)["evidence"][1]


def test_two_scenarios_are_not_compared(runs: tuple[Exercise, Exercise]) -> None:
    """Runs of two scenarios, and runs that have not ended, are bad input."""
    with pytest.raises(InputError, match="two of one scenario"):
        diff(runs[0], an_exercise(finished=True))
    with pytest.raises(InputError, match="has not ended"):
        diff(an_exercise(), an_exercise(finished=True))
