"""A score's parts sum to its total, its anchors are 0 and 100, and a small spread scores nothing."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.scoring.atoms import PARTS, Atom
from simulator.scoring.harm import Harm
from simulator.scoring.score import score

amounts = st.floats(0, 1000)
harms = st.builds(
    lambda atoms: Harm(atoms=tuple(atoms)),
    st.lists(st.builds(lambda part, amount: Atom(part, amount, "why", (1,)), st.sampled_from(PARTS), amounts)),
)


@given(team=harms, silent=harms, reference=harms)
def test_parts_sum_to_the_total(team: Harm, silent: Harm, reference: Harm) -> None:
    """Whatever the three runs did, the six parts are the whole score."""
    assume(silent.total - reference.total >= 1)
    found = score(team, silent, reference, 1)
    assert found.total == pytest.approx(sum(found.parts.values()), abs=1e-9)
    expected = 100 * (silent.total - team.total) / (silent.total - reference.total)
    assert found.total == pytest.approx(expected, rel=1e-6, abs=1e-6)
    assert tuple(found.parts) == PARTS


@given(silent=harms, reference=harms)
def test_the_anchors_are_0_and_100(silent: Harm, reference: Harm) -> None:
    """By algebra: silence scores 0 and the reference 100 wherever anything is scored at all."""
    assume(silent.total - reference.total >= 1)
    assert score(silent, silent, reference, 1).total == pytest.approx(0)
    assert score(reference, silent, reference, 1).total == pytest.approx(100)


@given(team=harms, silent=harms, reference=harms)
def test_a_small_spread_is_not_scored(team: Harm, silent: Harm, reference: Harm) -> None:
    """Below the smallest spread the total is None and there are no parts; the anchors are told all the same."""
    found = score(team, silent, reference, silent.total - reference.total + 1e-3)
    assert found.total is None
    assert found.parts == {}
    assert found.anchors.silent == silent.total
