"""Every copy of every message: which store holds it from when to when. Exact, per message, as arrays.

A message is *planned* for the second at which it fails, *entered* once it did. A copy is in a store at `t` when
`arrive <= t < leave`. Pauses, purges, redrives and retention changes rewrite only what has not happened yet; they come
before the world in the same second, so a copy that would arrive in that very second is still to come.
"""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import FlowId, StoreId
from simulator.domain.nouns import Flow, Store
from simulator.domain.time import Seconds
from simulator.engine.streams import BLOCK
from simulator.world.draws import Flags

NEVER = 2**31 - 1
"""A moment that does not come."""

Slots: TypeAlias = NDArray[np.integer[Any]]
Times: TypeAlias = NDArray[np.int32]
Change: TypeAlias = tuple[Hashable, ...]
"""What was done: its name, to which flow or store, and when."""


@dataclass(slots=True, kw_only=True, eq=False)
class Shelf:
    """One store's copies. `keep` is the age at which a copy expires, in seconds since its first enqueueing.

    Only messages between `first` and `last` ever have a copy there.
    """

    keep: Seconds | None
    after: dict[int, Seconds]
    arrive: Times
    leave: Times
    first: int = NEVER
    last: int = 0

    @property
    def extent(self) -> slice:
        """Where the messages are that may have a copy there."""
        return slice(min(self.first, self.last), self.last)


class Copies:
    """The messages of all flows and their copies in all stores.

    `changes` is all that was done to them since they were laid down: where it is the same, every moment is.
    """

    def __init__(self, flows: dict[FlowId, Flow], stores: dict[StoreId, Store], capacity: int = 0) -> None:
        self._flows = list(flows)
        self.flow: NDArray[np.int8] = np.empty(capacity, dtype=np.int8)
        self.planned: Times = np.empty(capacity, dtype=np.int32)
        self.entered: Times = np.empty(capacity, dtype=np.int32)
        self.record: NDArray[np.int32] = np.empty(capacity, dtype=np.int32)
        self.size: NDArray[np.int32] = np.empty(capacity, dtype=np.int32)
        self.paused: set[FlowId] = set()
        self.fixed: set[FlowId] = set()
        self.spared: dict[FlowId, tuple[Slots, Times]] = {}
        self.changes: tuple[Change, ...] = ()
        self.shelves = {
            store: Shelf(
                keep=stores[store].keep,
                after={
                    index: leg.after
                    for index, flow in enumerate(flows.values())
                    for leg in flow.route
                    if leg.store == store
                },
                arrive=np.empty(capacity, dtype=np.int32),
                leave=np.empty(capacity, dtype=np.int32),
            )
            for store in stores
        }

    def __len__(self) -> int:
        return len(self.planned)

    def shared(self) -> Copies:
        """The same copies for one more run, which takes arrays of its own before its first change; these stay."""
        for array in (self.flow, self.planned, self.entered, self.record, self.size):
            array.flags.writeable = False
        for shelf in self.shelves.values():
            shelf.arrive.flags.writeable = shelf.leave.flags.writeable = False
        other = copy(self)
        other.changes = ()
        other.paused, other.fixed, other.spared = set(self.paused), set(self.fixed), dict(self.spared)
        other.shelves = {store: replace(shelf) for store, shelf in self.shelves.items()}
        return other

    def _change(self, *change: Hashable) -> None:
        """Before a change: moments that other runs see too are copied."""
        self.changes = (*self.changes, change)
        if self.entered.flags.writeable:
            return
        self.planned, self.entered = self.planned.copy(), self.entered.copy()
        for shelf in self.shelves.values():
            shelf.arrive, shelf.leave = shelf.arrive.copy(), shelf.leave.copy()

    def add(self, flow: FlowId, planned: Times, record: NDArray[np.int32], size: NDArray[np.int32]) -> Slots:
        """Lay down messages of a flow; returns their slots."""
        first, count = len(self), len(planned)
        self._change("add", flow, count)
        index = np.full(count, self._flows.index(flow), dtype=np.int8)
        self.flow = np.concatenate([self.flow, index])
        self.planned = np.concatenate([self.planned, planned.astype(np.int32, copy=False)])
        self.record = np.concatenate([self.record, record.astype(np.int32, copy=False)])
        self.size = np.concatenate([self.size, size.astype(np.int32, copy=False)])
        unset = np.broadcast_to(np.int32(NEVER), count)
        self.entered = np.concatenate([self.entered, unset])
        for shelf in self.shelves.values():
            shelf.arrive = np.concatenate([shelf.arrive, unset])
            shelf.leave = np.concatenate([shelf.leave, unset])
            if self._flows.index(flow) in shelf.after:
                shelf.first, shelf.last = min(shelf.first, first), first + count
        slots = np.arange(first, first + count, dtype=np.int32)
        if flow not in self.paused:
            self._enter(slots, self.planned[first:])
        return slots

    def of(self, flow: FlowId) -> Slots:
        """The slots of a flow."""
        return np.flatnonzero(self.flow == self._flows.index(flow))

    def lying(self, store: StoreId, at: Seconds) -> Flags:
        """Which copies lie in the store at that second."""
        shelf = self.shelves[store]
        there: Flags = (shelf.arrive <= at) & (at < shelf.leave)
        return there

    def present(self, store: StoreId, at: Seconds) -> Slots:
        """The copies that lie in the store at that second, oldest first."""
        slots = np.flatnonzero(self.lying(store, at))
        return slots[np.argsort(self.entered[slots], kind="stable")]

    def pause(self, flow: FlowId, at: Seconds) -> None:
        """From this second on messages of the flow wait."""
        if flow in self.paused:
            return
        self._change("pause", flow, at)
        self.paused.add(flow)
        slots = self.of(flow)
        waiting = slots[self.entered[slots] >= at]
        self._enter(waiting, np.full(len(waiting), NEVER, dtype=np.int32))

    def resume(self, flow: FlowId, at: Seconds) -> None:
        """Those that waited are sent at this second; they fail unless the flow was fixed."""
        if flow not in self.paused:
            return
        self._change("resume", flow, at)
        self.paused.remove(flow)
        if flow in self.fixed:
            return
        slots = self.of(flow)
        waiting = slots[self.entered[slots] == NEVER]
        self._enter(waiting, np.maximum(self.planned[waiting], np.int32(at)))

    def fix(self, flow: FlowId, at: Seconds) -> None:
        """From this second on no message of the flow fails, those that wait included."""
        if flow in self.fixed:
            return
        self._change("fix", flow, at)
        self.fixed.add(flow)
        slots = self.of(flow)
        spared = slots[self.entered[slots] >= at]
        self.spared[flow] = (spared, self.planned[spared])
        self.planned[spared] = NEVER
        self._enter(spared, np.full(len(spared), NEVER, dtype=np.int32))

    def fail(self, flow: FlowId, at: Seconds) -> None:
        """From this second on messages of a flow that was fixed fail again, as they would have without the fix."""
        if flow not in self.fixed:
            return
        self._change("fail", flow, at)
        self.fixed.remove(flow)
        slots, planned = self.spared.pop(flow)
        coming = slots[planned >= at]
        self.planned[coming] = planned[planned >= at]
        if flow not in self.paused:
            self._enter(coming, self.planned[coming])

    def purge(self, store: StoreId, at: Seconds) -> Slots:
        """Everything in the store is gone at this second; returns what was there."""
        shelf = self.shelves[store]
        there = self.present(store, at)
        gone = there[shelf.arrive[there] < at]
        self._change("purge", store, at)
        shelf.leave[gone] = at
        return gone

    def keep(self, store: StoreId, keep: Seconds | None, at: Seconds) -> Slots:
        """Retention for copies still there and to come; returns those that are there."""
        shelf = self.shelves[store]
        shelf.keep = keep
        self._change("keep", store, keep, at)
        alive = np.flatnonzero((shelf.arrive != NEVER) & ((shelf.leave > at) | (shelf.arrive >= at)))
        shelf.leave[alive] = np.maximum(_later(self.entered[alive], keep), at)
        return self.present(store, at)

    def redrive(self, store: StoreId, at: Seconds) -> Slots:
        """Copies leave the store and are sent again: a flow that still fails gives new messages, stamped now."""
        gone = self.purge(store, at)
        for index, flow in enumerate(self._flows):
            again = gone[self.flow[gone] == index]
            if flow not in self.fixed and len(again):
                stamp = np.full(len(again), at, dtype=np.int32)
                self.add(flow, stamp, self.record[again], self.size[again])
        return gone

    def _enter(self, slots: Slots, at: Times) -> None:
        """Messages enter at these seconds (or never), and their copies follow."""
        for begin in range(0, len(slots), BLOCK):
            self._enter_block(slots[begin : begin + BLOCK], at[begin : begin + BLOCK])

    def _enter_block(self, slots: Slots, at: Times) -> None:
        self.entered[slots] = at
        for shelf in self.shelves.values():
            for index, after in shelf.after.items():
                here = self.flow[slots] == index
                mine, when = slots[here], at[here]
                shelf.arrive[mine] = _later(when, after)
                shelf.leave[mine] = _later(when, shelf.keep)


def _later(at: Times, by: Seconds | None) -> Times:
    """So many seconds after each moment; never stays never, and None is never."""
    if by is None:
        return np.full(len(at), NEVER, dtype=np.int32)
    return np.where(at >= NEVER - by, np.int32(NEVER), at + np.int32(by))
