"""The rows of logs of reads and of counters on copies: what was taken from stores, by whom, and what was never."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import StoreId
from simulator.domain.nouns import LogSource
from simulator.domain.time import HOUR, Seconds
from simulator.engine.asof import AsOf, Row, control_id, key_of, lay_open, stamp, whose
from simulator.engine.copies import NEVER, Slots, Times
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import triangular_array, uniforms

MIDDLEWARE = "203.0.113.10"
"""The address of our own middleware; assumed."""
_ACCOUNT = "arn:sim:iam::000000000000"


def access_log(sandbox: Sandbox, source: LogSource, views: tuple[AsOf, ...]) -> Iterator[Row]:
    """Reads by others, and writes by our own middleware: an object is put for each message (assumed)."""
    now, earlier = views[-1], views[:-1]
    found: list[tuple[int, int, Row]] = []
    for one in _calls(sandbox, source, now):
        fresh = _fresh(now, earlier, one.when, one.seen)
        found += _lines(sandbox, now, one.call, one.slots[fresh], one.when[fresh])
    return (row for _, _, row in sorted(found, key=lambda one: one[:2]))


def logged(sandbox: Sandbox, source: LogSource, views: tuple[AsOf, ...]) -> int:
    """How many rows `access_log` lays out, without laying them out."""
    now, earlier = views[-1], views[:-1]
    return sum(int(_fresh(now, earlier, one.when, one.seen).sum()) for one in _calls(sandbox, source, now))


def delivered(sandbox: Sandbox, source: LogSource, now: AsOf, since: Seconds) -> int:
    """How many of the rows that can be seen arrived after `since`."""
    calls = _calls(sandbox, source, now)
    return sum(int((now.visible(one.when, one.seen) & (one.seen > since)).sum()) for one in calls)


class _Calls(NamedTuple):
    """Calls of one kind on one store: who and how, which copies, when, and when each row can be seen."""

    call: tuple[StoreId, str, str, str]
    slots: Slots
    when: NDArray[np.int64]
    seen: NDArray[np.int64]


def _calls(sandbox: Sandbox, source: LogSource, now: AsOf) -> Iterator[_Calls]:
    for read in sandbox.reads(now.until):
        if source.id in read.rows:
            grant, reader = sandbox.playbook.grants[read.grant], sandbox.playbook.readers[read.reader]
            call = (read.store, "out", f"{_ACCOUNT}:user/{grant.credential}", reader.address)
            yield _Calls(call, read.slots, read.when.astype(np.int64), read.rows[source.id])
    for store in source.stores:
        arrive = sandbox.copies.shelves[store].arrive.astype(np.int64)
        seen = _writes_seen(sandbox, source, now.vault.since, arrive)
        call = (store, "in", f"{_ACCOUNT}:role/middleware", MIDDLEWARE)
        yield _Calls(call, np.arange(len(arrive), dtype=np.intp), arrive, seen)


def _fresh(
    now: AsOf, earlier: tuple[AsOf, ...], when: Times | NDArray[np.int64], seen: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which rows this pull brings that no earlier one had brought."""
    fresh = now.visible(when, seen)
    for view in earlier:
        fresh &= ~view.visible(when, seen)
    return fresh


def _writes_seen(
    sandbox: Sandbox, source: LogSource, since: Seconds | None, when: Times | NDArray[np.int64]
) -> NDArray[np.int64]:
    """When the row of each write can be seen; drawn once for each message, so that two pulls agree."""
    if since is None:
        return np.full(len(when), NEVER, dtype=np.int64)
    kept = uniforms(sandbox.seed, f"native/{source.id}/kept", len(when)) < source.completeness
    late = triangular_array(source.latency_hours, uniforms(sandbox.seed, f"native/{source.id}/late", len(when)))
    return np.where(kept & (when >= since) & (when < NEVER), when + (late * HOUR).astype(np.int64), NEVER)


def _lines(
    sandbox: Sandbox, view: AsOf, call: tuple[StoreId, str, str, str], slots: Slots, when: Times | NDArray[np.int64]
) -> Iterator[tuple[int, int, Row]]:
    store, way, who, address = call
    operation = _operation(sandbox, store, way)
    for slot, at in zip(slots.tolist(), when.tolist(), strict=True):
        request = hashlib.sha256(f"{sandbox.seed}/{store}/{way}/{slot}/{at}".encode()).hexdigest()[:16].upper()
        size = int(sandbox.copies.size[slot]) if way == "out" else 0
        moment = stamp(sandbox, at)
        yield at, slot, (
            view.number, moment, address, operation, key_of(slot), size, 200, who, request, store, *whose(sandbox, slot)
        )  # fmt: skip


def _operation(sandbox: Sandbox, store: StoreId, way: str) -> str:
    """What the provider calls it: a store that expires its copies is a queue, another a bucket."""
    if sandbox.playbook.stores[store].keep is not None:
        return "ReceiveMessage" if way == "out" else "SendMessage"
    return "REST.GET.OBJECT" if way == "out" else "REST.PUT.OBJECT"


def counters(sandbox: Sandbox, source: LogSource, views: tuple[AsOf, ...]) -> Iterator[Row]:
    """The counter on each copy that lay in reach. Our own receives stand on it too, and in our vault's book."""
    now = views[-1]
    copies = sandbox.copies
    for store in source.stores:
        there = copies.present(store, now.until)
        arrive = copies.shelves[store].arrive
        times = np.zeros(len(copies), dtype=np.int64)
        first = np.full(len(copies), NEVER, dtype=np.int64)
        for read in sandbox.reads(now.until):
            past = read.when < now.until
            if read.store == store:
                np.add.at(times, read.slots[past], 1)
                first[read.slots[past]] = np.minimum(first[read.slots[past]], read.when[past])
        for slot in there[lay_open(sandbox, store, now.until)[there]].tolist():
            own = [view.until for view in views[:-1] if arrive[slot] <= view.until]
            received = min([int(first[slot]), *own])
            yield (
                now.number, control_id(slot), stamp(sandbox, int(copies.entered[slot])),
                int(times[slot]) + len(own), len(own), None if received == NEVER else stamp(sandbox, received),
                now.until - int(copies.entered[slot]), f"SIM-{slot:010d}", *whose(sandbox, slot),
            )  # fmt: skip
