"""The sensitivity table is the score computed again, not assumed."""

from __future__ import annotations

import pytest

from simulator.report.annexes.sensitivity import rescored
from simulator.report.build import build
from simulator.report.material import Played
from tests.unit.report.texts import rows, section


def test_unchanged_weights_give_the_score(reference: Played, silent: Played, vendor: Played) -> None:
    """With every weight as it is, the total computed from atoms and anchors is the total that was handed in."""
    for run in (reference, silent, vendor):
        assert run.score is not None
        assert run.score.total is not None
        for part in run.score.parts:
            assert rescored(run.score, part, 1.0) == pytest.approx(run.score.total)


def test_the_anchors_stay_where_they_are(reference: Played, silent: Played) -> None:
    """Silence scores 0 and the reference 100 whatever the weights, for both are weighed anew."""
    for run, total in ((reference, 100), (silent, 0)):
        assert run.score is not None
        for part in run.score.parts:
            for factor in (0.5, 1.5):
                assert rescored(run.score, part, factor) == pytest.approx(total, abs=1e-6)


def test_a_weight_moves_a_run_between_the_anchors(vendor: Played) -> None:
    """A run that is neither anchor moves, and the table prints where to."""
    assert vendor.score is not None
    table = {row.cells[0]: row.cells[1:] for row in rows(section(build(vendor), "score"), "The total if every weight")}
    moved = [part for part, cells in table.items() if len(set(cells)) > 1]
    assert moved
    for part, cells in table.items():
        expected = [rescored(vendor.score, part, factor) for factor in (0.5, 1.0, 1.5)]
        assert [float(cell) for cell in cells] == pytest.approx(expected, abs=0.05)
