"""Vendors: asked now, answering in their own time."""

from __future__ import annotations

from simulator.domain.ids import SeatId
from simulator.domain.time import HOUR
from simulator.engine.context import Context, Process
from simulator.engine.processes.signs import reveal
from simulator.engine.streams import triangular


def answer(context: Context, key: str, owner: SeatId, cause: int) -> Process:
    """A vendor's first human answer (domain.md 6.5), and what it gives away."""
    vendor = context.playbook.vendors[key]
    hours = triangular(vendor.answers_hours, context.draws(f"vendor/{key}/answer").random())
    yield context.wait(int(hours * HOUR))
    for indicator in vendor.reveals:
        reveal(context, indicator, (owner,), cause)
