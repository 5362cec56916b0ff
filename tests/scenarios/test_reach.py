"""Every inject comes to somebody: to a written runbook or to an exploit, on the published seed or on a branch."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.exercise.authoring.reach import check_reach
from simulator.exercise.runs.battery import begin_battery
from simulator.exercise.runs.players import Players
from simulator.scenario.load import find_runbooks, load_playbook, scenario_folder
from tests.unit.scenario.scenes import S1, copied, spoil

NOBODY = """\
injects:
  nobody-meets-it:
    title: Nobody
    text: The clinics ask what became of the two weeks.
    sender: Clinics
    to: [executive]
    when: {audience: individual, delay: 400d}
"""


def small(into: Path) -> Path:
    """A copy of the first scenario with its two anchors and the branch's reference only."""
    folder = copied(into)
    for name, path in find_runbooks(folder).items():
        if name not in {"reference", "reference-low", "silent"}:
            Path(path).unlink()
    return folder


def test_every_inject_of_the_first_scenario_comes_to_somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written runbooks and exploits together release each one; one run alone does not."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path))
    with Players(few=1) as players:
        published = begin_battery(scenario_folder(S1), 1, players).published()
    reached = {inject for one in published.values() for inject in one.injects}
    assert check_reach(scenario_folder(S1), reached) == ()
    assert not any(reached == set(one.injects) for one in published.values())


def test_an_inject_that_nobody_meets_is_a_problem_at_its_line(tmp_path: Path) -> None:
    """Its trigger is sound, and comes after EndEx: neither the scenario's runs nor the branch's release it."""
    folder = small(tmp_path)
    reached = frozenset(load_playbook(folder).injects)
    line = spoil(folder / "msel.yaml", "injects:\n", NOBODY)
    (problem,) = check_reach(folder, reached)
    assert (Path(problem.file).name, problem.position and problem.position.line) == ("msel.yaml", line + 1)
    assert "nobody-meets-it" in problem.message


def test_an_inject_of_a_branch_is_looked_for_on_its_seed(tmp_path: Path) -> None:
    """One that only the branch has is told at the branch's file when the branch's runs do not release it."""
    folder = small(tmp_path)
    reached = frozenset(load_playbook(folder).injects)
    branch = folder / "branches" / "low-probability.yaml"
    before = {one.message for one in check_reach(folder, reached)}
    given = NOBODY.replace("\n  ", "\n    ").replace("\n    title", "\n      title")
    line = spoil(branch, "msel:\n  injects:\n", "msel:\n  " + given.removesuffix("    "))
    found = [one for one in check_reach(folder, reached) if one.message not in before]
    assert [(Path(one.file).name, one.position and one.position.line) for one in found] == [(branch.name, line + 2)]
