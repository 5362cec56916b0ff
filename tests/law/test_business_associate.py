"""A business associate's discovery is the entity's own only where it is an agent."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.law.facts import BusinessAssociate, Discovery
from tests.law.incidents import days, incident, notice, owed

FOUND = date(2026, 1, 1)


@pytest.mark.parametrize(("agent", "day"), [(True, 60), (False, 105)])
def test_agency_decides_when_the_entity_discovers(agent: bool, day: int) -> None:
    """Told on day 45, the entity has until day 60 where the associate is its agent, until day 105 where it is not."""
    facts = incident(
        FOUND,
        {"TX": 600},
        as_of=FOUND + days(50),
        discovery=Discovery(),
        business_associate=BusinessAssociate(discovered=FOUND, agent=agent, name="billing partner"),
        notices=[notice("ba", FOUND + days(45))],
    )
    rows = owed(facts)
    assert rows["us.hipaa.individual"].due == FOUND + days(day)
    associate = rows["us.hipaa.ba"]
    assert (associate.status, associate.due, associate.entity) == ("met", FOUND + days(60), "billing partner")
