"""A hold on notices moves clocks when it is recorded and came from an official, and only then (45 CFR 164.412)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from simulator.domain.decisions import RecordHold
from simulator.domain.facts import DecisionRefused, HoldRecorded
from simulator.domain.ids import InjectId
from simulator.domain.msel import Hold
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR
from simulator.engine.engine import Engine
from simulator.law.incident import incident_facts, obligations_of
from simulator.law.load import load_rulebook
from simulator.world.population import population
from tests.playbooks import PRESS_CALL, PRIVACY, a_playbook

REQUEST = Hold(agency="County sheriff", official=True, written=True, days=100)


def a_drill(hold: Hold | None) -> Engine:
    """The tiny scenario after a message that asks for this hold has come."""
    tiny = a_playbook()
    playbook: Playbook = replace(tiny, injects={**tiny.injects, PRESS_CALL.id: replace(PRESS_CALL, hold=hold)})
    engine = Engine(playbook, population(playbook.world, 1), 1)
    engine.advance(3 * HOUR)
    return engine


def record(engine: Engine, official: str = "Detective in charge", inject: InjectId = PRESS_CALL.id) -> object:
    """What comes of recording it."""
    return engine.submit(RecordHold(seat=PRIVACY, inject=inject, official=official)).fact


def due(engine: Engine) -> object:
    """When the letters are due, as the law sees the truth so far."""
    owed = obligations_of(load_rulebook(), engine.state, engine.playbook)
    return next(one.due for one in owed if one.id == "us.hipaa.individual")


def test_a_recorded_statement_of_an_official_moves_the_letters() -> None:
    """A written statement for a hundred days moves the due date to its end."""
    engine = a_drill(REQUEST)
    before = due(engine)
    record(engine)
    stated = engine.playbook.calendar.day(engine.state.injects[PRESS_CALL.id].at)
    assert due(engine) == stated + timedelta(days=100)
    assert due(engine) != before


@pytest.mark.parametrize("official", [True, False])
def test_what_nobody_records_or_no_official_states_moves_nothing(*, official: bool) -> None:
    """An official's request that is not recorded, and a recorded one of anybody else, leave the clock as it was."""
    engine = a_drill(replace(REQUEST, official=official))
    before = due(engine)
    if not official:
        record(engine)
    engine.advance(DAY)
    assert due(engine) == before
    assert incident_facts(engine.state, engine.playbook).holds == ()


def test_an_oral_statement_holds_thirty_days_at_most() -> None:
    """Recorded as oral, a request for a hundred days is one for thirty: it ends before the letters are due."""
    engine = a_drill(replace(REQUEST, written=False))
    before = due(engine)
    fact = record(engine)
    assert any(isinstance(one.fact, HoldRecorded) and not one.fact.written for one in engine.journal), fact
    assert due(engine) == before


def test_a_hold_is_recorded_once_with_somebody_named_and_of_a_message_that_asks() -> None:
    """Nobody named, no such request, or a second time: refused, and the reason is told."""
    engine = a_drill(REQUEST)
    assert isinstance(record(engine, official=" "), DecisionRefused)
    assert isinstance(record(engine, inject=InjectId("late-letter")), DecisionRefused)
    record(engine)
    again = record(engine)
    assert isinstance(again, DecisionRefused)
    assert "already" in again.reason
    assert isinstance(record(a_drill(None)), DecisionRefused)
