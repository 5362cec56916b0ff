"""Responders: finding somebody, doing the work, and what fatigue adds (domain.md 6.6)."""

from __future__ import annotations

from simulator.domain.actions import ResponseAction, effects_on
from simulator.domain.decisions import TakeAction
from simulator.domain.facts import ActionCompleted, ActionStarted
from simulator.domain.ids import SeatId
from simulator.domain.playbook import Seat
from simulator.domain.time import DAY, HOUR, MINUTE, Seconds
from simulator.engine.context import Context, Process
from simulator.engine.processes.effects import carry_out
from simulator.engine.streams import triangular

PAGE_EVERY = 30 * MINUTE
"""Availability in domain.md 6.6 is the share reachable within 30 minutes."""
TIRED_AFTER = 10.0
"""Hours of work a person may have had in the last day before durations grow. Source: domain.md 6.6."""
TIRED_FACTOR = 1.25
"""How much longer tired work takes. Source: domain.md 6.6."""


def work(context: Context, action: ResponseAction, target: str | None, number: int, cause: int) -> Process:
    """One action from the order to its effects."""
    owner = context.playbook.seats[action.owner]
    ordinal = _orders(context, action, target, number)
    draws = context.draws(f"action/{action.id}/{target}/{ordinal}")
    ordered = context.now
    yield context.wait(_wait_for_somebody(context, owner, f"reach/{action.id}/{target}/{ordinal}"))
    hands = context.hands[owner.id].request()
    yield hands
    started = context.emit(
        ActionStarted(number=number, action=action.id, target=target, owner=owner.id, waited=context.now - ordered),
        cause=cause,
    )
    factor = TIRED_FACTOR if _hours_lately(context, owner.id) / owner.staff > TIRED_AFTER else 1.0
    lasting = int(triangular(action.hours, draws.random()) * factor * HOUR)
    busy = min(lasting, int(action.staff_hours * HOUR))
    yield context.wait(busy)
    context.hands[owner.id].release(hands)
    context.worked[owner.id].append((context.now, busy / HOUR))
    yield context.wait(lasting - busy)
    _finish(context, action, target, number, factor, started.number)


def reachable(context: Context, seat: Seat, at: Seconds) -> float:
    """The share of pages that somebody answers at that hour."""
    moment = context.playbook.calendar.at(at)
    if moment.weekday() >= 5:
        return seat.reach_weekend
    if 8 <= moment.hour < 18:
        return seat.reach_day
    return seat.reach_evening if 18 <= moment.hour < 23 else seat.reach_night


def _wait_for_somebody(context: Context, seat: Seat, name: str) -> Seconds:
    """How long until a page is answered. Pages go out on the half hour; within four days somebody answers.

    Each half hour has its own draw, so that ordering something later never has it answered earlier.
    """
    first = context.now // PAGE_EVERY
    for page in range(first, first + 192):
        if context.draws(f"{name}/{page}").random() < reachable(context, seat, max(page * PAGE_EVERY, context.now)):
            return max(0, page * PAGE_EVERY - context.now)
    return 192 * PAGE_EVERY


def _orders(context: Context, action: ResponseAction, target: str | None, number: int) -> int:
    """How often this was ordered, up to this order."""
    orders = [one.fact.decision for one in context.state.decisions if one.fact.number <= number]
    same = [one for one in orders if isinstance(one, TakeAction) and (one.action, one.target) == (action.id, target)]
    return len(same)


def _hours_lately(context: Context, seat: SeatId) -> float:
    return sum(hours for at, hours in context.worked[seat] if at > context.now - DAY)


def _finish(
    context: Context, action: ResponseAction, target: str | None, number: int, factor: float, cause: int
) -> None:
    done = context.emit(
        ActionCompleted(
            number=number,
            action=action.id,
            target=target,
            staff_hours=round(action.staff_hours * factor, 2),
            dollars=action.dollars,
            fatigue=factor,
        ),
        cause=cause,
    )
    effects = effects_on(action, target)
    for effect in effects:
        carry_out(context, effect, action.owner, done.number)
    if effects:
        context.refresh(action.id, done.number)
    context.signal("action-completed", action.id)
