"""How a service stands is told when it changes, and is what holds afterwards."""

from __future__ import annotations

import pytest

from simulator.domain.decisions import TakeAction
from simulator.domain.facts import CareDisturbed, ServiceChanged
from simulator.domain.ids import ActionId, ServiceId
from simulator.domain.time import DAY, HOUR
from simulator.engine.engine import Engine
from simulator.engine.processes.care import service_state
from simulator.world.population import population
from tests.playbooks import SECURITY, a_playbook

SCHEDULING = ServiceId("scheduling")


@pytest.fixture
def engine() -> Engine:
    """The tiny scenario at StartEx."""
    playbook = a_playbook()
    return Engine(playbook, population(playbook.world, 1), 1)


def test_the_room_is_told_from_startex_on(engine: Engine) -> None:
    """A service that fails at StartEx is said to fail at once, not only when it no longer does."""
    assert engine.state.services == {SCHEDULING: "failing"}


def test_what_is_told_is_what_holds(engine: Engine) -> None:
    """After each change the fold says the state that holds now, while the books are of the state that ended."""
    engine.submit(TakeAction(seat=SECURITY, action=ActionId("pause-sync"), target=None))
    engine.advance(DAY + HOUR)
    context = engine._context
    word, _ = service_state(context, context.playbook.services[SCHEDULING])
    assert engine.state.services == {SCHEDULING: word} == {SCHEDULING: "paused"}
    told = [entry.fact for entry in engine.journal if isinstance(entry.fact, ServiceChanged | CareDisturbed)]
    words = [one.now if isinstance(one, ServiceChanged) else one.why for one in told]
    assert words == ["failing", "failing", "paused"]
