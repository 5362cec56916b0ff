"""Vendors: asked now, answering in their own time; some things they say by themselves, some only when they must."""

from __future__ import annotations

from simulator.domain.facts import VendorAsked, VendorReplied
from simulator.domain.ids import SeatId
from simulator.domain.nouns import Triangle
from simulator.domain.time import HOUR, Seconds
from simulator.domain.vendors import Reply, Vendor
from simulator.engine.context import Context, Process
from simulator.engine.processes.conditions import all_hold
from simulator.engine.processes.pulls import bring
from simulator.engine.processes.signs import reveal
from simulator.engine.streams import triangular


def asked(context: Context, key: str, owner: SeatId, cause: int) -> None:
    """Somebody asks a vendor."""
    vendor = context.playbook.vendors[key]
    hours = vendor.contract.sla_hours
    _told(context, vendor, formal=False, promised=None if hours is None else context.now + hours * HOUR, cause=cause)
    _owed(context, vendor, {"ask"}, owner, cause)


def demanded(context: Context, key: str, owner: SeatId, cause: int) -> None:
    """Somebody sends a vendor a formal demand, which asks too."""
    vendor = context.playbook.vendors[key]
    hours = vendor.contract.notice_hours
    _told(context, vendor, formal=True, promised=None if hours is None else context.now + hours * HOUR, cause=cause)
    _owed(context, vendor, {"ask", "demand"}, owner, cause)


def come_forward(context: Context, vendor: Vendor) -> None:
    """What a vendor will say by itself."""
    for number, reply in enumerate(vendor.replies):
        if reply.at is not None:
            context.start(_by_itself(context, vendor, number, reply.at))


def _told(context: Context, vendor: Vendor, *, formal: bool, promised: Seconds | None, cause: int) -> None:
    if vendor.recorded:
        context.emit(VendorAsked(vendor=vendor.id, formal=formal, promised=promised), cause=cause)


def _owed(context: Context, vendor: Vendor, because: set[str], owner: SeatId, cause: int) -> None:
    """Set every reply going that this calls for, once."""
    asked_at = context.now
    for number, reply in enumerate(vendor.replies):
        if reply.hours is None or reply.needs not in because or (vendor.id, number) in context.replying:
            continue
        context.replying.add((vendor.id, number))
        hours = vendor.contract.notice_hours if reply.needs == "demand" else vendor.contract.sla_hours
        promised = None if hours is None else asked_at + hours * HOUR
        context.start(_answer(context, vendor, number, owner, (asked_at, promised, cause)))


def _answer(
    context: Context, vendor: Vendor, number: int, owner: SeatId, asking: tuple[Seconds, Seconds | None, int]
) -> Process:
    """A vendor's human answer (domain.md 6.5), after its own subcontractor's."""
    reply, (asked_at, promised, cause) = vendor.replies[number], asking
    order = context.order_of(cause)
    waited = _chain(context, vendor, order) if reply.waits else 0
    yield context.wait(waited)
    yield context.wait(_drawn(context, (vendor.id, number), reply.hours, order))
    _say(context, vendor, number, (owner, *vendor.to) if vendor.to else (owner,), (asked_at, promised, waited), cause)


def _by_itself(context: Context, vendor: Vendor, number: int, at: Seconds) -> Process:
    yield context.until(at)
    _say(context, vendor, number, vendor.to or context.everyone, (None, None, 0), None)


def _say(
    context: Context,
    vendor: Vendor,
    number: int,
    seats: tuple[SeatId, ...],
    course: tuple[Seconds | None, Seconds | None, Seconds],
    cause: int | None,
) -> None:
    """A reply comes, if its conditions hold: its words, its signs, and what it hands over."""
    reply: Reply = vendor.replies[number]
    if not all_hold(context, reply.conditions):
        return
    entry = cause
    if vendor.recorded:
        asked_at, promised, waited = course
        said = VendorReplied(
            vendor=vendor.id, reply=number + 1, text=reply.text, asked=asked_at, promised=promised, waited=waited
        )
        entry = context.emit(said, seats, cause).number
    for indicator in reply.reveals:
        reveal(context, indicator, seats, entry)
    for source in reply.brings:
        bring(context, source, seats, entry)
    context.signal("vendor-replied", vendor.id)


def _chain(context: Context, vendor: Vendor, order: int | None) -> Seconds:
    """How long it takes until the vendor's subcontractor, and everybody behind it, has answered the vendor."""
    waited, behind = 0, vendor.subcontractor
    while behind is not None:
        below = context.playbook.vendors[behind]
        first = next((number for number, one in enumerate(below.replies) if one.hours is not None), None)
        waited += 0 if first is None else _drawn(context, (behind, first), below.replies[first].hours, order)
        behind = below.subcontractor
    return waited


def _drawn(context: Context, reply: tuple[str, int], hours: Triangle | None, order: int | None) -> Seconds:
    if hours is None:
        return 0
    key, number = reply
    name = f"vendor/{key}/answer" if number == 0 else f"vendor/{key}/answer/{number}"
    return int(triangular(hours, context.luck(name, order)) * HOUR)
