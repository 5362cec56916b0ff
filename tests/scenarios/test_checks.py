"""Every scenario that ships passes its own check."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.scenario.check import check_scenario
from simulator.scenario.load import find_scenarios


@pytest.mark.parametrize("folder", find_scenarios(), ids=lambda folder: folder.name)
def test_a_shipped_scenario_has_no_problems(folder: Path) -> None:
    """What we publish can be played and scored: names, fairness, texts and runbooks are sound."""
    assert [str(problem) for problem in check_scenario(folder)] == []
