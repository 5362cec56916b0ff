"""Advice: what a scenario could still have is told, and is no fault of it."""

from __future__ import annotations

from pathlib import Path

from simulator.exercise.authoring.advice import advice
from simulator.exercise.authoring.deadlines import check_deadlines
from simulator.exercise.authoring.skeleton import write_scenario
from simulator.exercise.authoring.wishes import wish
from simulator.exercise.runs.exploits.catalogue import EXPLOITS
from simulator.exercise.runs.seed import Played, play_seed
from simulator.scenario.load import load_playbook

SLOW = "runbooks/slow.yaml"


def _mine(into: Path) -> Path:
    write_scenario(wish({"slug": "mine", "states": "TX"}), into / "mine")
    return into / "mine"


def _played(folder: Path) -> Played:
    playbook = load_playbook(folder).alone
    return play_seed(playbook, playbook.seed, frozenset(EXPLOITS))


def test_what_a_new_scenario_could_still_have_is_told(tmp_path: Path) -> None:
    """A skeleton has one length and no branch; with cuts for the others only the branch is left to be told."""
    folder = _mine(tmp_path)
    cuts, branch = advice([str(folder)])
    assert "msel.yaml: has no cut for 45 and 180 room minutes" in cuts
    assert "has no branch" in branch
    msel = folder / "msel.yaml"
    minutes = "{detect: 9, contain: 9, determine: 9, notify: 9, close: 9}"
    shorter = f"cuts:\n  45: {{drop: [one-number, reporter-number], minutes: {minutes}}}\n"
    longer = "  180: {minutes: {detect: 50}}\n"
    msel.write_text(msel.read_text(encoding="utf-8") + shorter + longer, encoding="utf-8")
    assert advice([str(folder)]) == (branch,)


def test_a_slow_team_that_is_in_time_is_a_problem(tmp_path: Path) -> None:
    """A slow team that does what the reference does is late for nothing; without one the reference must be tight."""
    folder = _mine(tmp_path)
    assert check_deadlines(folder, _played(folder)) == ()
    reference = (folder / "runbooks" / "reference.yaml").read_text(encoding="utf-8")
    (folder / SLOW).write_text(reference, encoding="utf-8")
    (problem,) = check_deadlines(folder, _played(folder))
    assert problem.file == str(folder / SLOW)
    other = _mine(tmp_path / "other")
    (other / SLOW).unlink()
    (problem,) = check_deadlines(other, _played(other))
    assert "no deadline at risk" in problem.message
