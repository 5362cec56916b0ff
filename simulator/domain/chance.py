"""How chance falls: what the decisions say of it, and which number each order goes by. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from simulator.domain.decisions import TakeAction
from simulator.domain.direction import SIDES, Chance, RollDie, SetChance

if TYPE_CHECKING:
    from simulator.domain.decisions import Decision
    from simulator.domain.facts import DecisionRecorded
    from simulator.domain.ids import ActionId
    from simulator.domain.state import Dated


def chance_of(decisions: Iterable[Decision]) -> Chance:
    """What decides in this exercise: it is said first, or the seed rolls."""
    first = next(iter(decisions), None)
    return first.chance if isinstance(first, SetChance) else "seeded"


def waiting_die(decisions: Iterable[Decision], action: ActionId, target: str | None) -> int | None:
    """What the die shows for the next order of an action on a target; None: nobody rolled since the last one."""
    shows = None
    for one in decisions:
        if isinstance(one, RollDie | TakeAction) and (one.action, one.target) == (action, target):
            shows = one.shows if isinstance(one, RollDie) else None
    return shows


def die_of(decisions: Sequence[Dated[DecisionRecorded]], number: int) -> int | None:
    """What the die showed for the order with that number; None where the seed rolled."""
    order = next((one.fact.decision for one in decisions if one.fact.number == number), None)
    if not isinstance(order, TakeAction):
        return None
    before = (one.fact.decision for one in decisions if one.fact.number < number)
    return waiting_die(before, order.action, order.target)


def luck_of(shows: int) -> float:
    """The share of throws that go better than this one, in the middle of its face: 20 of 20 is 0.025."""
    return 1 - (shows - 0.5) / SIDES
