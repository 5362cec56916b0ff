"""What shipped scenarios say when the room is stuck, and whom a role can call."""

from __future__ import annotations

import re

import pytest

from simulator.scenario.layering.tailoring import tailoring
from simulator.scenario.load import load_playbook
from tests.scenarios.goldens import SCENARIOS

every_scenario = pytest.mark.parametrize("slug", SCENARIOS)


@every_scenario
@pytest.mark.parametrize("length", [None, 45, 180])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_decision_point_has_a_ladder_of_three(slug: str, length: int | None, seed: int) -> None:
    """A question, then where to look, then a move; and none is told that names an answer before the third."""
    asked = [one for one in load_playbook(slug, tailoring(length)).on(seed).injects.values() if one.options]
    assert asked
    for one in asked:
        question, place, move = one.hints
        assert question.endswith("?")
        assert place.startswith("Look at ")
        assert not move.endswith("?")


@every_scenario
def test_every_role_can_be_called_and_replaced(slug: str) -> None:
    """A number that nobody owns, an address of the example domains, and somebody else who is at the table."""
    seats = load_playbook(slug).seats
    for seat in seats.values():
        assert re.match(r"555-01\d\d\b", seat.contact)
        assert re.search(r"@[a-z]+\.example\.org$", seat.contact)
        assert seat.substitutes
        assert set(seat.substitutes) <= set(seats) - {seat.id}
    assert len({seat.contact for seat in seats.values()}) == len(seats)
