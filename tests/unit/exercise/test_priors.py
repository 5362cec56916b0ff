"""The naive guess of a scenario: played on other seeds than the run's, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.evaluation.records import Estimated
from simulator.domain.playbook import Playbook
from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from simulator.exercise.runs import priors
from simulator.exercise.runs.priors import forecasts_of, prior_for
from simulator.exercise.runs.runner import play_runbook
from simulator.scenario.runbook import load_runbook
from simulator.scoring.expected import Answers


def test_a_prior_is_played_once(scenario: Playbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes from other seeds than the run's, without and with a response, and is then read from the cache."""
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setattr(priors, "SEEDS", 2)
    played: list[tuple[str, int]] = []
    play = priors._play

    def watched(task: tuple[Playbook, str, int]) -> Answers:
        played.append(task[1:])
        return play(task)

    monkeypatch.setattr(priors, "_play", watched)
    prior = prior_for(scenario, 2, jobs=1)
    assert played == [("silent", 1), ("reference", 1), ("silent", 3), ("reference", 3)]
    assert prior.runs == 4
    assert prior.people.p10 < prior.people.p90
    assert prior_for(scenario, 2, jobs=1) == prior
    assert len(played) == 4


def test_estimates_are_held_against_the_truth_only_at_the_end(
    scenario: Playbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In play there is no answer to how they did; at EndEx there is, and none where nobody gave one."""
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setattr(priors, "SEEDS", 1)
    given = Estimated(at=0, room=0.0, question="people", moment=1, p10=100.0, p50=900.0, p90=2000.0)
    assert forecasts_of(Exercise(scenario, 1), [given], jobs=1) is None
    runbook = load_runbook(Path(scenario.runbooks["reference"]), scenario)
    ended = play_runbook(scenario, runbook, 1)
    assert forecasts_of(ended, [], jobs=1) is None
    found = forecasts_of(ended, [given], jobs=1)
    assert found is not None
    assert found.given == (given,)
    assert found.calibration.items[0].truth > 0
