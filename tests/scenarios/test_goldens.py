"""Every scenario comes out as it is published: each written runbook, on the published seed."""

from __future__ import annotations

import json

import pytest

from simulator.scenario.load import load_playbook, scenario_folder
from tests.scenarios.goldens import SCENARIOS, WRITTEN, expected, golden


@pytest.mark.parametrize(("slug", "runbook"), WRITTEN)
def test_each_runbook_comes_out_as_published(slug: str, runbook: str) -> None:
    """Digest, sets, duties and score of a shipped runbook are those in `expected/`; see scenarios/README.md."""
    kept = json.loads(expected(slug, runbook).read_text(encoding="utf-8"))
    assert json.loads(json.dumps(golden(slug, runbook))) == kept


@pytest.mark.parametrize("slug", SCENARIOS)
def test_nothing_is_expected_of_a_runbook_that_is_no_more(slug: str) -> None:
    """The files in `expected/` are those of the runbooks that there are."""
    kept = {path.stem for path in (scenario_folder(slug) / "expected").glob("*.json")}
    assert kept == set(load_playbook(slug).runbooks)


@pytest.mark.parametrize(("slug", "runbook"), WRITTEN)
def test_no_shipped_run_is_long(slug: str, runbook: str) -> None:
    """A shipped scenario stays under 10,000 facts, whatever is done in it."""
    assert json.loads(expected(slug, runbook).read_text(encoding="utf-8"))["facts"] < 10_000
