"""The master scenario events list in play: an inject waits for its trigger; if its conditions hold, it is delivered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from simulator.domain import msel as m
from simulator.domain.facts import InjectDelivered, MoveBegan
from simulator.engine.context import Context, Process
from simulator.engine.figures import Figures, missed
from simulator.engine.processes.signs import reveal


def deliver(context: Context, inject: m.Inject) -> Process:
    """One inject, from the beginning to its delivery or its omission."""
    yield from _triggered(context, inject.trigger)
    if not _all_hold(context, inject.conditions):
        return
    entry = context.emit(
        InjectDelivered(
            inject=inject.id,
            title=inject.title,
            text=inject.text.format_map(Figures(context)) if "{" in inject.text else inject.text,
            sender=inject.sender,
            main=inject.main,
            options=tuple((one.id, one.title) for one in inject.options if _all_hold(context, one.conditions)),
            suggests=inject.suggests,
        ),
        inject.to,
    )
    for indicator in inject.reveals:
        reveal(context, indicator, inject.to, entry.number)


def begin_move(context: Context, move: m.Move) -> Process:
    """A move begins at its time."""
    yield context.until(move.starts)
    context.emit(MoveBegan(move=move.id))


def _triggered(context: Context, trigger: m.Trigger) -> Process:
    match trigger:
        case m.At(at=at):
            yield context.until(at)
        case m.AfterAction(action=action, delay=delay):
            yield context.signalled("action-completed", action)
            yield context.wait(delay)
        case m.AfterIndicator(indicator=indicator, delay=delay):
            yield context.signalled("indicator-noticed", indicator)
            yield context.wait(delay)
        case m.AfterNotice(audience=audience, delay=delay):
            yield context.signalled("notice-sent", audience)
            yield context.wait(delay)
        case m.AfterReturns(letters=letters):
            while len(context.state.returned) < letters:
                yield context.signalled("mail-returned")
        case _:
            assert_never(trigger)


def _all_hold(context: Context, conditions: Iterable[m.Condition]) -> bool:
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
