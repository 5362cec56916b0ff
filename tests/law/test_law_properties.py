"""What holds for every incident."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from simulator.law.facts import BusinessAssociate, Discovery, Hold, IncidentFacts, Notice
from simulator.law.model import Status
from tests.law.incidents import days, owed

DONE = {Status.MET, Status.MET_LATE}
START = date(2026, 1, 1)
AUDIENCES = ("individual", "hhs", "media.tx", "tx.ag", "ny.ag", "ny.dos", "ca.ag", "ca.cdph", "substitute", "ba")
dates = st.integers(0, 150).map(lambda number: START + days(number))
maybe = st.none() | dates
people = st.dictionaries(
    st.sampled_from(("TX", "NY", "CA", "unknown")), st.sampled_from((0, 1, 249, 250, 499, 500, 501))
)
holds = st.builds(
    Hold,
    stated=dates,
    form=st.sampled_from(("written", "oral")),
    until=maybe,
    audiences=st.sampled_from(((), ("tx.ag",))),
)
notices = st.builds(Notice, audience=st.sampled_from(AUDIENCES), sent=dates, covers=st.none() | people)
incidents = st.builds(
    IncidentFacts,
    entity=st.just("clinic"),
    as_of=dates,
    side=st.sampled_from(("seat", "truth")),
    closed=st.booleans(),
    licensed_in=st.sampled_from([(), ("CA",)]),
    discovery=st.builds(Discovery, actual=maybe, constructive=maybe, imputed=maybe, stated=maybe),
    detected=maybe,
    determined=maybe,
    determined_breach=st.sampled_from((None, True, False)),
    facts_in_hand=maybe,
    low_probability=st.booleans(),
    unsecured=st.booleans(),
    residents=people,
    living_bad_addresses=st.sampled_from((0, 9, 10)),
    business_associate=st.none() | st.builds(BusinessAssociate, discovered=dates, agent=st.booleans()),
    holds=st.lists(holds, max_size=3).map(tuple),
    hold_policy=st.sampled_from(("floor", "toll")),
    notices=st.lists(notices, max_size=5).map(tuple),
)


def changed(facts: IncidentFacts, **more: Any) -> IncidentFacts:
    """The same incident with other facts."""
    return facts.model_copy(update=more)


@given(facts=incidents, hold=holds)
def test_a_further_hold_never_moves_a_due_date_earlier(facts: IncidentFacts, hold: Hold) -> None:
    """Whatever an official states after earlier statements, no notice is due sooner for it."""
    later = hold.model_copy(update={"stated": max([hold.stated, *(given.stated for given in facts.holds)])})
    before, after = owed(facts), owed(changed(facts, holds=(*facts.holds, later)))
    for name, row in before.items():
        assert row.due is None or (after[name].due or date.min) >= row.due


@given(facts=incidents, state=st.sampled_from(("TX", "NY", "CA", "FL", "unknown")))
def test_one_person_more_never_removes_a_duty(facts: IncidentFacts, state: str) -> None:
    """Who was owed something before one more person was found is owed it after."""
    residents = facts.residents or {}
    more = owed(changed(facts, residents={**residents, state: residents.get(state, 0) + 1}))
    for name, row in owed(facts).items():
        assert not row.required or more[name].required


@given(facts=incidents, later=st.integers(0, 200))
def test_a_met_duty_stays_met(facts: IncidentFacts, later: int) -> None:
    """Time passing undoes no notice that was in time."""
    after = owed(changed(facts, as_of=facts.as_of + days(later)))
    for name, row in owed(facts).items():
        assert row.status is not Status.MET or after[name].status is Status.MET


@given(facts=incidents)
def test_a_row_says_one_thing(facts: IncidentFacts) -> None:
    """Status, dates and reasons of a row agree, whatever the facts."""
    for row in owed(facts).values():
        assert row.required == bool(row.why) == (not row.why_not)
        assert (row.status in DONE) == (row.required and row.done is not None)
        assert (row.late_days > 0) == (row.margin_days is not None and row.margin_days < 0)
        assert row.due is None or row.trigger_date is not None
        assert row.status is not Status.DUE_TODAY or row.due == facts.as_of
        assert row.status is not Status.OVERDUE or (row.due is not None and row.due < facts.as_of and not facts.closed)
        assert row.status is not Status.MISSED or (row.done is None and facts.closed)
        assert row.coverage is None or 0 <= row.coverage <= 1


@given(facts=incidents)
def test_the_same_facts_give_the_same_rows(facts: IncidentFacts) -> None:
    """Notices and holds may be told in any order."""
    turned = changed(facts, notices=facts.notices[::-1], holds=facts.holds[::-1])
    assert {name: (row.status, row.due, row.done) for name, row in owed(facts).items()} == {
        name: (row.status, row.due, row.done) for name, row in owed(turned).items()
    }
