"""Waiting on an official's word: excused while it is recorded and obeyed, and a harm of its own where it is not."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

import pytest

from simulator.domain import facts as f
from simulator.domain.fold import fold
from simulator.domain.msel import Hold
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scoring.harm import Harm, harm
from tests.playbooks import PRESS_CALL
from tests.unit.scoring.ended import PLAYBOOK, WEIGHTS, Told, ended, listed, owed, told

HELD_DAYS = 8
REQUEST = Hold(agency="County sheriff", official=True, written=True, days=HELD_DAYS)
STATED = PLAYBOOK.calendar.day(2 * HOUR)
CAME: Told = (
    2 * HOUR,
    f.InjectDelivered(inject=PRESS_CALL.id, title="", text="", sender="", main=False, options=(), suggests=()),
)
RECORDED: Told = (
    3 * HOUR,
    f.HoldRecorded(
        inject=PRESS_CALL.id,
        agency=REQUEST.agency,
        official="Detective in charge",
        written=True,
        stated=STATED,
        until=PLAYBOOK.calendar.day(2 * HOUR + HELD_DAYS * DAY),
    ),
)


def harm_with(hold: Hold, *facts: Told) -> Harm:
    """The harm of two people told by letter, where a message asked for this hold."""
    playbook = replace(PLAYBOOK, injects={**PLAYBOOK.injects, PRESS_CALL.id: replace(PRESS_CALL, hold=hold)})
    known: tuple[Told, ...] = ((0, owed(1, 2)), (HOUR, listed(1, 2)))
    entries = ended(*sorted((*known, *facts), key=itemgetter(0)), residents=(1, 2))
    duties = obligations_of(load_rulebook(), fold(entries), playbook, "truth")
    return harm(entries, playbook, duties, WEIGHTS)


def waiting(found: Harm) -> str:
    """What the score says of the people who were told."""
    return next(one.why for one in found.atoms if "people told by individual" in one.why)


def against(found: Harm) -> float:
    """What notices against an official's word cost."""
    return sum(one.amount for one in found.atoms if "an official had asked to wait" in one.why)


def letters(day: int) -> Told:
    """The letters leave on that day."""
    return (day * DAY, told())


def test_recorded_days_of_a_hold_are_no_waiting() -> None:
    """Letters that leave when it ends waited for nothing; the same letters without a record waited all those days."""
    end = HELD_DAYS + 1
    plain = harm_with(REQUEST, CAME, letters(end))
    excused = harm_with(REQUEST, CAME, RECORDED, letters(end))
    assert excused.parts["notice"] < plain.parts["notice"]
    assert against(excused) == against(plain) == 0


@pytest.mark.parametrize("facts", [(CAME,), (CAME, RECORDED)])
def test_a_notice_within_a_hold_costs_whether_or_not_it_was_recorded(facts: tuple[Told, ...]) -> None:
    """An official's word forbids it either way; no day of waiting is excused then."""
    assert against(harm_with(REQUEST, *facts, letters(HELD_DAYS - 2))) == WEIGHTS.notice.against_hold.value


def test_nobodys_word_but_an_officials_counts() -> None:
    """What a counsel or an insurer asked for forbids nothing and excuses nothing."""
    theirs = replace(REQUEST, official=False)
    held, plain = harm_with(theirs, CAME, RECORDED, letters(9)), harm_with(theirs, CAME, letters(9))
    assert against(held) == 0
    assert held.parts["notice"] == plain.parts["notice"]


@pytest.mark.parametrize(("names", "cost"), [((), 0.0), (("individual", "tx.ag"), WEIGHTS.notice.against_hold.value)])
def test_a_states_office_waits_where_the_statement_names_it(names: tuple[str, ...], cost: float) -> None:
    """A statement that names no state leaves its offices free."""
    office: Told = (3 * DAY, told("tx.ag"))
    assert against(harm_with(replace(REQUEST, audiences=names), CAME, office, letters(9))) == cost


def test_a_statement_that_names_a_state_holds_its_offices() -> None:
    """By its code, as a request under that state's law does."""
    asked: Seconds = 3 * DAY
    hold = replace(REQUEST, audiences=("individual",), states=("TX",))
    assert against(harm_with(hold, CAME, (asked, told("tx.ag")), letters(9))) > 0
