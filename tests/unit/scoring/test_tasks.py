"""Tasks of a scenario's own: read, checked, and weighed beside the library's or in their place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook, Task
from simulator.domain.time import DAY, HOUR
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.check import check_scenario
from simulator.scenario.load import load_playbook
from simulator.scenario.weights import load_weights
from simulator.scoring.harm import harm
from tests.unit.scenario.scenes import copied, spoil

S1 = load_playbook("leaky-sync-queue")


def evidence(playbook: Playbook) -> float:
    """What silence costs in evidence."""
    exercise = play_runbook(playbook, find_runbook(S1, "silent"), 1)
    duties = obligations_of(load_rulebook(), exercise.known(CONTROLLER), playbook, "truth")
    return harm(tuple(exercise.journal), playbook, duties, load_weights()).parts["evidence"]


def task(value: float) -> Task:
    """A task of that value."""
    return Task(within=HOUR, late=DAY, value=value, why="Because.", source="assumed")


def with_tasks(folder: Path, text: str) -> Path:
    """The scenario in this folder with these lines under `tasks`."""
    spoil(folder / "scenario.yaml", "objectives:\n", f"tasks:\n{text}objectives:\n")
    return folder


def test_a_task_of_its_own_is_weighed() -> None:
    """A library task that a scenario sets to nothing costs nothing; one that it adds costs its value."""
    own = replace(S1, tasks={"declare-incident": task(0.0), "external-exposure-search": task(7.0)})
    expected = evidence(S1) - load_weights().tasks["declare-incident"].value + 7.0
    assert evidence(own) == pytest.approx(expected)


def test_tasks_are_read(tmp_path: Path) -> None:
    """What scenario.yaml says under `tasks` is what the playbook carries, and no problem."""
    folder = with_tasks(
        copied(tmp_path), '  external-exposure-search: {within: 1h, late: 1d, value: 7, why: "Because."}\n'
    )
    assert load_playbook(folder).tasks == {"external-exposure-search": task(7.0)}
    assert check_scenario(folder) == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("  declare-incidnt: {within: 1h, late: 1d, value: 7, why: Because.}\n", 'Did you mean "declare-incident"?'),
        ("  declare-incident: {within: 1d, late: 1d, value: 7, why: Because.}\n", "late before it is due"),
        (
            "  vendor-ticket: {targets: [lumen], within: 1d, late: 2d, value: 7, why: Because.}\n",
            "one of vendor-ticket",
        ),
    ],
)
def test_a_task_that_nobody_can_do_is_found(tmp_path: Path, line: str, message: str) -> None:
    """An unknown action or target, and a task that is late before it is due, are told at their line."""
    folder = with_tasks(copied(tmp_path), line)
    number = (folder / "scenario.yaml").read_text(encoding="utf-8").splitlines().index(line.rstrip("\n")) + 1
    (found,) = check_scenario(folder)
    assert found.position is not None
    assert found.position.line == number
    assert message in found.message
