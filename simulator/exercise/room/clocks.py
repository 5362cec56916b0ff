"""What a seat owes by law, as far as it knows: the shipped rulebook over what the seat's facts imply."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from simulator.domain import decisions as d
from simulator.domain.actions import PrepareNotice, effects_on
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation


def owed(state: State, playbook: Playbook) -> tuple[Obligation, ...]:
    """Every obligation that a seat's facts imply, as things stand."""
    return obligations_of(load_rulebook(), state, playbook)


def opened(state: State, playbook: Playbook) -> frozenset[str]:
    """The duties that the team opened itself: it ordered, or sent, a notice that would discharge them."""
    audiences = {notice.fact.audience for notice in state.notices} | set(state.prepared)
    for one in state.decisions:
        decision = one.fact.decision
        if isinstance(decision, d.TakeAction):
            effects = effects_on(playbook.actions[decision.action], decision.target)
            audiences |= {effect.audience for effect in effects if isinstance(effect, PrepareNotice)}
    whole = audiences | {audience.partition(".")[0] for audience in audiences}
    return frozenset(duty for duty, done_by in _done_by().items() if whole & set(done_by))


@lru_cache(maxsize=1)
def _done_by() -> Mapping[str, tuple[str, ...]]:
    return {duty.id: duty.done_by for duty in load_rulebook().duties}
