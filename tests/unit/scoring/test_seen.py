"""What was seen of how many people."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.facts import RecordsRead
from simulator.domain.ids import FlowId, GrantId, ReaderId, RecordId, StoreId
from simulator.domain.lists import People
from simulator.domain.nouns import Flow, Leg
from simulator.domain.state import Dated
from simulator.scoring.seen import seen
from tests.playbooks import a_playbook

CASES = StoreId("cases")
CASE = replace(next(iter(a_playbook().flows.values())), per_day=0, holds=None, route=(Leg(store=CASES, after=0),))


def flows(identity: int | None) -> dict[FlowId, Flow]:
    """Two flows into one store: many names, and so many identity numbers."""
    names = replace(CASE, id=FlowId("names"), elements=("name",), history=1_000)
    return {one.id: one for one in (names, replace(CASE, id=FlowId("ids"), elements=("name", "ssn"), history=identity))}


def reading(number: int, people: range) -> Dated[RecordsRead]:
    """Somebody read all of the store."""
    fact = RecordsRead(
        reader=ReaderId("thief"), store=CASES, grant=GrantId("token"), since=0, until=1, messages=len(people),
        records=tuple(map(RecordId, people)), elements=("name", "ssn"), secured=False, size=1,
    )  # fmt: skip
    return Dated(number=number, at=0, fact=fact)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 60))
def test_no_more_people_than_messages_with_the_element(first: int, second: int, identity: int) -> None:
    """Of those read, at most so many had an element as messages with it ever lay there; all had a name."""
    read = [reading(1, range(first)), reading(2, range(20, 20 + second))]
    union = len({*range(first), *range(20, 20 + second)})
    found = {one.element: one.people for one in seen(read, People(), flows(identity))}
    assert found == {"name": union, "ssn": min(union, identity)}


def test_a_number_that_nobody_fixed_bounds_nothing() -> None:
    """Where the messages of a flow are not counted, everybody read may have had the element."""
    found = {one.element: one.people for one in seen([reading(1, range(7))], People(), flows(None))}
    assert found == {"name": 7, "ssn": 7}
