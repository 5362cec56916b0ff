"""The figures that injects may quote are those that the engine computes."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.authored import Problems
from simulator.engine.figures import Figures
from simulator.exercise.play import Exercise
from simulator.scenario.checking.figures import figure_names
from simulator.scenario.load import find_scenarios, load_playbook
from simulator.scenario.reading import read_sources
from tests.unit.scenario.scenes import S1


@pytest.mark.parametrize("folder", find_scenarios(), ids=lambda folder: folder.name)
def test_the_check_and_the_engine_know_the_same_figures(folder: Path) -> None:
    """A text that passes the check can be filled in play, and no figure is kept from authors."""
    exercise = Exercise(load_playbook(folder), seed=1)
    computed = set(Figures(exercise._engine._context))
    sources = read_sources(folder, Problems())
    assert sources is not None
    assert set(figure_names(sources.scenario)) == computed


def test_the_first_scenario_is_among_them() -> None:
    """The claim above is made of something."""
    assert S1 in {folder.name for folder in find_scenarios()}
