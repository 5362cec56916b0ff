"""Each order-sensitive pair of the shipped weights matters, and only where a scenario has both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain import facts as f
from simulator.domain.ids import ActionId
from simulator.domain.journal import Journal
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.scenario.weights import Pair, load_weights
from simulator.scenario.written.names import LEGAL_ACTS
from simulator.scoring.harm import harm
from tests.playbooks import SECURITY, a_playbook

PAIRS = [one for one in load_weights().pairs if not {one.first, one.second} & set(LEGAL_ACTS)]


def charged(pair: Pair, *, first: Seconds, second: Seconds, has: tuple[str, ...]) -> float:
    """What the pair costs when its steps were begun, and done an hour later, at these times."""
    tiny = a_playbook()
    model = next(iter(tiny.actions.values()))
    actions = {ActionId(one): replace(model, id=ActionId(one)) for one in has}
    playbook = replace(tiny, actions={**tiny.actions, **actions})
    happened: list[tuple[Seconds, f.Fact]] = []
    for number, (at, step) in enumerate([(first, pair.first), (second, pair.second)], start=1):
        if ActionId(step) in actions:
            action = ActionId(step)
            begun = f.ActionStarted(number=number, action=action, target=None, owner=SECURITY, waited=0)
            over = f.ActionCompleted(
                number=number, action=action, target=None, staff_hours=1.0, dollars=0.0, fatigue=1.0, handovers=0
            )
            happened += [(at, begun), (at + HOUR, over)]
    journal = Journal()
    for at, fact in sorted(happened, key=lambda one: one[0]):
        journal.append(at, fact, seats=(SECURITY,))
    journal.append(
        playbook.ends,
        f.TruthRevealed(merges=(), tests=(), residences=(), clinics=(), deceased=(), bad_addresses=()),
        seats=(SECURITY,),
    )
    journal.append(playbook.ends, f.ExerciseEnded(), seats=(SECURITY,))
    atoms = harm(tuple(journal), playbook, (), load_weights()).atoms
    return sum(one.amount for one in atoms if one.why.endswith(pair.why))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda one: f"{one.first} {one.second} {one.within}")
def test_the_wrong_order_costs_what_the_pair_weighs(pair: Pair) -> None:
    """In order nothing, out of order exactly its value; with a limit, whatever comes later than it."""
    both = (pair.first, pair.second)
    late = 10 * DAY if pair.within is not None else -2 * HOUR
    soon = pair.within // 2 if pair.within is not None else 2 * HOUR
    assert charged(pair, first=DAY, second=DAY + soon, has=both) == 0
    assert charged(pair, first=DAY, second=DAY + late, has=both) == pytest.approx(pair.value)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda one: f"{one.first} {one.second} {one.within}")
def test_a_pair_asks_for_nothing_that_a_scenario_does_not_have(pair: Pair) -> None:
    """Where one of the two is no action of the scenario, neither its absence nor the other's time costs anything."""
    for only in (pair.first, pair.second):
        assert charged(pair, first=DAY, second=2 * DAY, has=(only,)) == 0
