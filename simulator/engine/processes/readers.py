"""Readers: their visits before StartEx, and their returns until they are locked out."""

from __future__ import annotations

from dataclasses import replace

import simpy

from simulator.domain.facts import ReaderLockedOut, RecordsRead
from simulator.domain.journal import TRUTH
from simulator.domain.nouns import Reader, Returns, Visit
from simulator.domain.time import HOUR, Seconds
from simulator.engine.context import Context, Process
from simulator.engine.ground import visit_name
from simulator.engine.streams import triangular
from simulator.engine.visits import Call


def lurk(context: Context, reader: Reader) -> Process:
    """A reader's whole stay; a visit that another one delays begins when that is over."""
    for number, planned in enumerate(reader.visits):
        yield context.until(planned.at)
        yield from _call(context, reader, number, replace(planned, at=context.now))
    if reader.returns is not None:
        yield from _come_back(context, reader, reader.returns)


def _come_back(context: Context, reader: Reader, returns: Returns) -> Process:
    """The stores in turn, on the reader's own schedule; a closed door sends it to the next, all closed is the end."""
    draws = context.draws(f"reader/{reader.id}/returns")

    def wait() -> Seconds:
        settled = context.settled()
        return int(triangular(returns.every_hours, draws.random() if settled is None else settled) * HOUR)

    yield context.until(returns.first)
    number = len(reader.visits)
    while True:
        while any(context.sandbox.paths.opens(reader.grants, store, context.now) for store in returns.stores):
            begun = context.now
            store = returns.stores[(number - len(reader.visits)) % len(returns.stores)]
            yield from _call(context, reader, number, Visit(at=begun, store=store, lasting=returns.lasting))
            number += 1
            yield context.until(begun + wait())
        if not all(context.playbook.grants[grant].authorised for grant in reader.grants):
            context.emit(ReaderLockedOut(reader=reader.id), TRUTH)
        yield simpy.AnyOf(context.env, [context.signalled("grant-opened", grant) for grant in reader.grants])
        yield context.wait(wait())


def _call(context: Context, reader: Reader, number: int, visit: Visit) -> Process:
    """One visit: list, then take copy after copy until the end or until the door closes."""
    grant = context.sandbox.paths.opens(reader.grants, visit.store, context.now)
    if grant is None:
        return
    call = context.sandbox.begin(reader.id, visit_name(reader.id, number), grant, visit)
    closes = context.signalled("grant-closed", grant.id)
    yield simpy.AnyOf(context.env, [context.wait(visit.lasting), closes])
    _write_down(context, call)


def _write_down(context: Context, call: Call) -> None:
    sandbox = context.sandbox
    read = sandbox.end(call)
    if not len(read.slots) or call.grant.authorised:
        return
    taking = sandbox.taking(read)
    flows = tuple(context.playbook.flows.values())
    kinds = {element for index in taking.flows for element in flows[index].elements}
    until: Seconds = int(read.when[-1])
    fact = RecordsRead(
        reader=read.reader,
        store=read.store,
        grant=read.grant,
        since=int(read.when[0]),
        until=until,
        messages=len(read.slots),
        records=taking.records,
        elements=tuple(sorted(kinds)),
        secured=context.playbook.stores[read.store].secured,
        size=taking.size,
    )
    context.emit(fact, TRUTH)
    context.refresh(f"{read.store} read")
