"""Whether the conditions of an inject, of one of its answers or of a vendor's reply hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from simulator.domain import msel as m
from simulator.engine.context import Context
from simulator.engine.figures import missed


def all_hold(context: Context, conditions: Iterable[m.Condition]) -> bool:
    """Whether every one of them holds now."""
    return all(_holds(context, condition) for condition in conditions)


def _holds(context: Context, condition: m.Condition) -> bool:
    state = context.state
    match condition:
        case m.UnlessAction(action=action):
            return state.first_done(action) is None
        case m.UnlessDetermined():
            return state.determination is None
        case m.UnlessNotice(audience=audience):
            return all(notice.fact.audience != audience for notice in state.notices)
        case m.PeopleMissed(people=people):
            return missed(context) >= people
        case m.CountChanged(audience=audience, state=where):
            return _count_changed(context, audience, where)
        case m.Noticed(indicator=indicator):
            return indicator in state.indicators
        case m.Pulled(source=source):
            return source in state.pulled
        case m.Answered(inject=inject, option=option):
            return inject in state.answers and state.answers[inject].fact.option == option
        case _:
            assert_never(condition)


def _count_changed(context: Context, audience: str, where: str) -> bool:
    """The number told to an audience is not the number of the team's latest list."""
    told = next((n.fact.version for n in context.state.notices if n.fact.audience == audience), None)
    sent = context.state.list_version(told) if told is not None else None
    if sent is None or not context.state.lists:
        return False
    return dict(sent.by_state).get(where, 0) != dict(context.state.lists[-1].fact.by_state).get(where, 0)
