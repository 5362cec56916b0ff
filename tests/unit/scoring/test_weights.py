"""The authored weights: each has a reason, and names things that exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.authored import read_document, validate_document
from simulator.domain.sources import SourceKind
from simulator.errors import ScenarioError
from simulator.exercise.runs.exploits.catalogue import EXPLOITS
from simulator.scenario.load import library_files, load_playbook, scenario_folder
from simulator.scenario.weights import load_weights, overdue_share
from simulator.scenario.written.actions import LibraryFile
from simulator.scenario.written.names import LEGAL_ACTS
from simulator.scenario.written.nouns import Task

WEIGHTS = load_weights()


def test_tasks_and_pairs_name_library_actions() -> None:
    """A task or pair that names nothing would weigh nothing, silently."""
    files = library_files(scenario_folder("leaky-sync-queue"), "actions")
    library = [validate_document(read_document(path), LibraryFile).actions for path in files]
    known = {*LEGAL_ACTS, *(name for actions in library for name in actions)}
    named = {*WEIGHTS.tasks, *(step for pair in WEIGHTS.pairs for step in (pair.first, pair.second))}
    assert named <= known


def test_sources_are_weighed_by_kinds_that_exist() -> None:
    """The kinds of the file are kinds of the domain."""
    assert set(WEIGHTS.evidence.sources) <= {kind.value for kind in SourceKind}


def test_every_runbook_has_a_gate_or_is_no_exploit() -> None:
    """Of the runbooks that we ship only `hasty` and `slow` have no gate: no exploits, but ways to respond badly."""
    runbooks = set(load_playbook("leaky-sync-queue").runbooks)
    assert runbooks - set(WEIGHTS.gates) == {"hasty", "slow"}
    assert set(EXPLOITS) <= set(WEIGHTS.gates) <= {*runbooks, *EXPLOITS}


def test_a_weight_without_a_reason_is_refused(tmp_path: Path) -> None:
    """A number alone is no weight; the message names the place."""
    path = tmp_path / "weights.yaml"
    path.write_text('version: "1"\nspread_min: {value: 50}\n', encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"weights.yaml:2:1.*why"):
        load_weights(path)


@given(at=st.integers(0, 10_000), later=st.integers(0, 10_000))
def test_a_task_done_later_never_weighs_less(at: int, later: int) -> None:
    """In time it weighs nothing, late up to a half, undone the whole."""
    task = Task(within=600, late=5_000, value=1, why="a reason")
    assert 0 <= overdue_share(at, task) <= overdue_share(at + later, task) <= 0.5 < overdue_share(None, task) == 1
    assert (overdue_share(at, task) == 0) == (at <= 600)
