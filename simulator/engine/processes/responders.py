"""Responders: finding somebody, doing the work, and what fatigue, shift changes and mistakes add (domain.md 6.6)."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.actions import CHANGE_WINDOW, ResponseAction, effects_on
from simulator.domain.decisions import TakeAction
from simulator.domain.facts import ActionCompleted, ActionStarted, WorkRepeated
from simulator.domain.journal import Entry
from simulator.domain.playbook import Seat
from simulator.domain.time import DAY, HOUR, MINUTE, Seconds
from simulator.engine.context import Context, Process
from simulator.engine.labour import NIGHT_ENDS, Labour, Task, daily, is_night, labour, taken_over
from simulator.engine.processes.changes import go_live, next_window, pulled
from simulator.engine.processes.effects import carry_out
from simulator.engine.streams import triangular

PAGE_EVERY = 30 * MINUTE
"""Availability in domain.md 6.6 is the share reachable within 30 minutes."""
TIRED_AFTER = 10.0
"""Hours of work a person may have had in the last day before durations grow. Source: domain.md 6.6."""
TIRED_FACTOR = 1.25
"""How much longer tired work takes. Source: domain.md 6.6."""
EXHAUSTED_AFTER = 14.0
"""Hours of work in the last day after which people make more mistakes. Source: domain.md 6.6."""
EXHAUSTED_ERRORS = 2.0
"""How many more. Source: domain.md 6.6."""
FORGOTTEN = 0.05
"""The share of shift changes at which work is lost that the decision log does not explain. Source: domain.md 6.6."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order to do something; `ordinal` counts the orders of this action on this target."""

    number: int
    decision: TakeAction
    action: ResponseAction
    owner: Seat
    ordinal: int

    @property
    def name(self) -> str:
        """What its draws are named by: nothing that another order could change."""
        return f"{self.action.id}/{self.decision.target}/{self.ordinal}"


def work(context: Context, decision: TakeAction, number: int, cause: int) -> Process:
    """One action from the order to its effects."""
    action = context.playbook.actions[decision.action]
    owner = context.playbook.seats[action.owner]
    ordinal = _orders(context, decision, number)
    order = Order(number=number, decision=decision, action=action, owner=owner, ordinal=ordinal)
    ordered = context.now
    yield context.wait(_wait_for_somebody(context, order))
    yield from (_project if action.share else _by_hand)(context, order, ordered, cause)


def _by_hand(context: Context, order: Order, ordered: Seconds, cause: int) -> Process:
    """Work that somebody sits down to: the seat's hands are full while it lasts."""
    action, owner = order.action, order.owner
    hands = context.hands[owner.id].request()
    yield hands
    factor = TIRED_FACTOR if _hours_lately(context, owner, context.now) > TIRED_AFTER else 1.0
    lasting = _lasting(context, order, factor * pulled(context, owner))
    task = _task(context, order, min(lasting, int(action.staff_hours * HOUR)))
    yield context.until(taken_over(task, context.now))
    started = _begin(context, order, ordered, cause)
    done = _labour(context, order, task)
    yield from _hands_on(context, order, done, started.number)
    context.hands[owner.id].release(hands)
    busy = context.now - started.at
    context.worked[owner.id].append((context.now, busy / HOUR))
    yield context.wait(lasting - task.work)
    again = busy / task.work if task.work else 1.0
    completed = ActionCompleted(
        number=order.number,
        action=action.id,
        target=order.decision.target,
        staff_hours=round(action.staff_hours * factor * again, 2),
        dollars=action.dollars,
        fatigue=factor,
        handovers=len(done.handovers),
    )
    _finish(context, order, completed, started.number)


def _project(context: Context, order: Order, ordered: Seconds, cause: int) -> Process:
    """Weeks of work that take a share of one person; then it goes live."""
    action, target = order.action, order.decision.target
    started = _begin(context, order, ordered, cause)
    context.shares[order.owner.id] = round(context.shares[order.owner.id] + action.share, 6)
    yield context.wait(_lasting(context, order, 1.0))
    context.shares[order.owner.id] = round(context.shares[order.owner.id] - action.share, 6)
    if action.change and target == CHANGE_WINDOW:
        yield context.until(next_window(context))
    completed = ActionCompleted(
        number=order.number,
        action=action.id,
        target=target,
        staff_hours=action.staff_hours,
        dollars=action.dollars,
        fatigue=1.0,
        handovers=0,
    )
    done = _finish(context, order, completed, started.number)
    if action.change:
        go_live(context, order.name, done)


def _begin(context: Context, order: Order, ordered: Seconds, cause: int) -> Entry:
    fact = ActionStarted(
        number=order.number,
        action=order.action.id,
        target=order.decision.target,
        owner=order.owner.id,
        waited=context.now - ordered,
    )
    return context.emit(fact, cause=cause)


def _lasting(context: Context, order: Order, factor: float) -> Seconds:
    return int(triangular(order.action.hours, context.luck(f"action/{order.name}", order.number)) * factor * HOUR)


def _task(context: Context, order: Order, seconds: Seconds) -> Task:
    """The work for hands; it is lost at no shift change when the log says why it was ordered."""

    def forgotten(change: Seconds) -> bool:
        explained = order.decision.explained
        return not explained and context.mishap(f"handover/{order.name}/{change}", order.number) < FORGOTTEN

    return Task(work=seconds, calendar=context.playbook.calendar, shifts=order.owner.shifts, forgotten=forgotten)


def _labour(context: Context, order: Order, task: Task) -> Labour:
    """The work from now on. One draw says how high the error rate must be for it to go wrong."""
    seat, now = order.owner, context.now
    draw = context.mishap(f"error/{order.name}", order.number)
    if draw >= error_rate(context, seat, now):
        return labour(task, now)
    morning = next(daily(context.playbook.calendar, (NIGHT_ENDS,), now))
    rested = (at + DAY for at, _ in context.worked[seat.id] if at + DAY > now)
    fresh = [at for at in (morning, *rested) if error_rate(context, seat, at) <= draw]
    return labour(task, now, wrong=True, relief=min(fresh, default=None))


def _hands_on(context: Context, order: Order, done: Labour, cause: int) -> Process:
    for repeat in done.repeats:
        yield context.until(repeat.at)
        fact = WorkRepeated(
            number=order.number,
            action=order.action.id,
            target=order.decision.target,
            why=repeat.why,
            lost=repeat.lost,
        )
        context.emit(fact, cause=cause)
    yield context.until(done.ends)


def error_rate(context: Context, seat: Seat, at: Seconds) -> float:
    """The share of actions begun at that moment that go wrong, as far as the seat's work until now says."""
    night = seat.night_error_factor if is_night(context.playbook.calendar, at) else 1.0
    exhausted = EXHAUSTED_ERRORS if _hours_lately(context, seat, at) > EXHAUSTED_AFTER else 1.0
    return seat.error_rate * night * exhausted


def reachable(context: Context, seat: Seat, at: Seconds) -> float:
    """The share of pages that somebody answers at that hour."""
    return seat.reach(context.playbook.calendar.at(at))


def _wait_for_somebody(context: Context, order: Order) -> Seconds:
    """How long until a page is answered. Pages go out on the half hour; within four days somebody answers.

    Each half hour has its own draw, so that ordering something later never has it answered earlier. Where luck is
    settled, it says which share of all teams would have found somebody before.
    """
    settled = context.settled(order.number)
    first, unanswered = context.now // PAGE_EVERY, 1.0
    for page in range(first, first + 192):
        share = reachable(context, order.owner, max(page * PAGE_EVERY, context.now))
        unanswered *= 1 - share
        drawn = context.draw(f"reach/{order.name}/{page}") < share
        if drawn if settled is None else settled < 1 - unanswered:
            return max(0, page * PAGE_EVERY - context.now)
    return 192 * PAGE_EVERY


def _orders(context: Context, order: TakeAction, number: int) -> int:
    """How often this was ordered, up to this order."""
    orders = [one.fact.decision for one in context.state.decisions if one.fact.number <= number]
    wanted = (order.action, order.target)
    return sum(1 for one in orders if isinstance(one, TakeAction) and (one.action, one.target) == wanted)


def _hours_lately(context: Context, seat: Seat, at: Seconds) -> float:
    """Hours that each person of the seat worked in the day before."""
    return sum(hours for ended, hours in context.worked[seat.id] if ended > at - DAY) / seat.staff


def _finish(context: Context, order: Order, completed: ActionCompleted, cause: int) -> int:
    """Write down that it is done, and carry out its effects; the entry's number."""
    done = context.emit(completed, cause=cause)
    effects = effects_on(order.action, completed.target)
    for effect in effects:
        carry_out(context, effect, order.owner.id, done.number)
    if effects:
        context.refresh(completed.action, done.number)
    context.signal("action-completed", completed.action)
    return done.number
