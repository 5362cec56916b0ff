"""Projects beside the daily work: what they take from a seat's other work, and how a change goes live."""

from __future__ import annotations

from simulator.domain.nouns import Triangle
from simulator.domain.playbook import Seat
from simulator.domain.time import HOUR, Seconds
from simulator.engine.context import Context
from simulator.engine.labour import daily
from simulator.engine.processes.care import disturb_at_once
from simulator.engine.streams import triangular

WINDOW_BEGINS, WINDOW_ENDS = 2 * HOUR, 4 * HOUR
"""The change window by the local clock, when no clinic is open. Source: domain.md 3.4 O08."""
GOES_WRONG = 0.3
"""The share of go-lives outside the window that disturb visits. Assumed."""
DISTURBED = Triangle(low=10, typical=40, high=120)
"""How many visits such a go-live disturbs. Assumed."""
_MOST = 0.9
"""Assumed: however many projects run, a tenth of a seat is left for the incident."""


def pulled(context: Context, seat: Seat) -> float:
    """How much longer the seat's other work takes while projects have a share of its people. Source: domain.md O06."""
    return 1 / (1 - min(_MOST, context.shares[seat.id] / seat.staff))


def in_window(context: Context, at: Seconds) -> bool:
    """Whether a moment lies in the change window."""
    hour = context.playbook.calendar.at(at).hour
    return WINDOW_BEGINS // HOUR <= hour < WINDOW_ENDS // HOUR


def next_window(context: Context) -> Seconds:
    """Now, if the change window is open; else when it opens next."""
    if in_window(context, context.now):
        return context.now
    return next(daily(context.playbook.calendar, (WINDOW_BEGINS,), context.now))


def go_live(context: Context, name: str, cause: int) -> None:
    """A change goes live now: outside the window it may disturb visits."""
    if in_window(context, context.now):
        return
    order = context.order_of(cause)
    if context.mishap(f"change/{name}", order) < GOES_WRONG:
        visits = triangular(DISTURBED, context.luck(f"change/{name}/visits", order))
        disturb_at_once(context, visits, cause)
