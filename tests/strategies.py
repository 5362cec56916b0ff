"""Hypothesis strategies for decisions, facts and journals: any values that the types allow, records small."""

from __future__ import annotations

from hypothesis import strategies as st

from simulator.domain.decisions import DECISIONS, Decision
from simulator.domain.facts import FACTS, Fact
from simulator.domain.ids import CONTROLLER, ROOM, RecordId, SeatId
from simulator.domain.journal import Journal
from tests.builders import PRIVACY, SECURITY

st.register_type_strategy(RecordId, st.integers(0, 20).map(RecordId))

PLAYERS: tuple[SeatId, ...] = (PRIVACY, SECURITY)
SEATS: tuple[SeatId, ...] = (*PLAYERS, ROOM, CONTROLLER)
TIMES = st.integers(-(10**7), 10**7)

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 1000))


def decisions() -> st.SearchStrategy[Decision]:
    """Any decision."""
    return st.one_of([st.from_type(kind) for kind in DECISIONS])


def facts(*kinds: type[Fact]) -> st.SearchStrategy[Fact]:
    """Any fact, or any of these kinds."""
    return st.one_of([st.from_type(kind) for kind in kinds or FACTS])


def seats() -> st.SearchStrategy[list[SeatId]]:
    """Who may know an entry: at least one seat."""
    return st.lists(st.sampled_from(SEATS), min_size=1, max_size=3, unique=True)


@st.composite
def journals(draw: st.DrawFn, min_size: int = 0, max_size: int = 12) -> Journal:
    """A journal of any facts, known to any seats."""
    journal = Journal()
    for fact in draw(st.lists(facts(), min_size=min_size, max_size=max_size)):
        cause = draw(st.none() | st.integers(1, max(1, len(journal))))
        journal.append(draw(TIMES), fact, seats=draw(seats()), cause=cause)
    return journal
