"""The master scenario events list in play: an inject waits for its trigger; if its conditions hold, it is delivered."""

from __future__ import annotations

from typing import assert_never

from simulator.domain import msel as m
from simulator.domain.facts import InjectDelivered, MoveBegan
from simulator.domain.ids import InjectId
from simulator.engine.context import Context, Process
from simulator.engine.figures import Figures
from simulator.engine.processes.conditions import all_hold
from simulator.engine.processes.signs import reveal


def deliver(context: Context, inject: m.Inject) -> Process:
    """One inject, from the beginning to its delivery or its omission."""
    yield from _triggered(context, inject.trigger)
    yield from _kept_back(context, inject.id)
    if not _settled(context, inject.id) and all_hold(context, inject.conditions):
        send(context, inject)


def send(context: Context, inject: m.Inject, cause: int | None = None) -> None:
    """An inject reaches its seats now; `cause`: the decision by which the facilitator fired it."""
    entry = context.emit(
        InjectDelivered(
            inject=inject.id,
            title=inject.title,
            text=_text(context, inject),
            sender=inject.sender,
            main=inject.main,
            options=tuple((one.id, one.title) for one in inject.options if all_hold(context, one.conditions)),
            suggests=inject.suggests,
            fired=cause is not None,
        ),
        inject.to,
        cause,
    )
    for indicator in inject.reveals:
        reveal(context, indicator, inject.to, entry.number)


def _text(context: Context, inject: m.Inject) -> str:
    if context.scored_only or "{" not in inject.text:
        return inject.text
    return inject.text.format_map(Figures(context))


def _settled(context: Context, inject: InjectId) -> bool:
    """Whether the facilitator has fired the inject, or left it out."""
    return inject in context.state.injects or inject in context.state.directed.skipped


def _kept_back(context: Context, inject: InjectId) -> Process:
    """As long as the facilitator holds an inject or has put it off."""
    waited = 0
    while not _settled(context, inject):
        directed = context.state.directed
        if inject in directed.held:
            yield context.signalled("inject-let-go", inject)
        elif (rest := directed.later.get(inject, 0) - waited) > 0:
            yield context.wait(rest)
            waited += rest
        else:
            return


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
