"""Rows of what is, not of what happened: copies in a store, records in a register, days of a meter, a reader's note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from simulator.domain.ids import StoreId
from simulator.domain.rowwords import NEEDS
from simulator.domain.sources import LogSource, RowKind, RowOf, SourceKind
from simulator.domain.time import DAY
from simulator.engine.asof import AsOf, lay_open
from simulator.engine.copies import NEVER, Slots
from simulator.engine.evidence import known_copies
from simulator.engine.registers import handed_over, has_come, people_known
from simulator.engine.rows.happenings import Happenings
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import uniforms

ORDINARY_EGRESS = 200_000_000
"""Bytes that leave the metered stores on a day without incident. Source: domain.md 5, S1 (0.2 GB)."""


def standing(sandbox: Sandbox, source: LogSource, views: tuple[AsOf, ...]) -> Iterator[Happenings]:
    """What the source holds at its last view; each pull brings all of it."""
    kinds = source.rows
    if not kinds and source.kind in NEEDS:
        kinds = (RowKind(of=RowOf.PERSON if source.pools else NEEDS[source.kind]),)
    for kind in kinds:
        match kind.of:
            case RowOf.COPY:
                yield from (_copies(sandbox, source, kind, store, views) for store in source.stores)
            case RowOf.PERSON if source.pools:
                yield _handed_over(sandbox, source, kind, views[-1])
            case RowOf.PERSON:
                yield _people(sandbox, source, kind, views[-1])
            case RowOf.DAY:
                yield from (_days(sandbox, source, kind, store, views[-1]) for store in source.stores)
            case RowOf.NOTE:
                yield Happenings(kind=kind, identity="note", when=np.array([views[-1].until], dtype=np.int64))
            case _:
                continue


def _copies(sandbox: Sandbox, source: LogSource, kind: RowKind, store: StoreId, views: tuple[AsOf, ...]) -> Happenings:
    """The copies that lie there, oldest first; of a queue's counters only those in reach."""
    now = views[-1].until
    there = sandbox.copies.present(store, now)
    open_once = lay_open(sandbox, store, now)
    if source.kind is SourceKind.COUNTS:
        there = there[open_once[there]]
    there = there[known_copies(sandbox, source, store)[there]]
    values = {"lay-open": open_once[there].astype(np.int64)}
    if source.kind is not SourceKind.CONTENT:
        values |= _counters(sandbox, store, there, views)
    return Happenings(
        kind=kind,
        identity=f"copy/{store}",
        when=np.full(len(there), now, dtype=np.int64),
        slots=there,
        store=store,
        values=values,
    )


def _counters(
    sandbox: Sandbox, store: StoreId, there: Slots, views: tuple[AsOf, ...]
) -> dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """How often each was received, by whom ever, first when, and how often by ourselves."""
    now, arrive = views[-1], sandbox.copies.shelves[store].arrive[there]
    times = np.zeros(len(sandbox.copies), dtype=np.int64)
    first = np.full(len(sandbox.copies), NEVER, dtype=np.int64)
    for read in sandbox.reads(now.until):
        if read.store == store:
            past = read.when < now.until
            np.add.at(times, read.slots[past], 1)
            first[read.slots[past]] = np.minimum(first[read.slots[past]], read.when[past])
    ours = np.zeros(len(there), dtype=np.int64)
    earliest = first[there]
    for view in views[:-1]:
        received = arrive <= view.until
        ours += received
        earliest = np.where(received, np.minimum(earliest, view.until), earliest)
    return {"received-count": times[there] + ours, "our-receives": ours, "first-received-time": earliest}


def _people(sandbox: Sandbox, source: LogSource, kind: RowKind, view: AsOf) -> Happenings:
    """Records that a register shows: of merges those merged and the tests, of addresses all."""
    population, numbers = sandbox.population, np.flatnonzero(people_known(sandbox, view.until))
    if source.kind is SourceKind.MERGES:
        merged, tests = population.merged_into[numbers] >= 0, population.is_test[numbers]
        numbers = np.concatenate([numbers[merged], numbers[tests]])
    when = np.full(len(numbers), view.until, dtype=np.int64)
    return Happenings(kind=kind, identity="register", when=when, records=numbers)


def _handed_over(sandbox: Sandbox, source: LogSource, kind: RowKind, view: AsOf) -> Happenings:
    """The records on a list that somebody made and sent; none before it has come."""
    numbers = np.flatnonzero(handed_over(sandbox, source))[: None if has_come(view.vault, view.until) else 0]
    when = np.full(len(numbers), view.until, dtype=np.int64)
    open_once = np.ones(len(numbers), dtype=np.int64)
    return Happenings(kind=kind, identity="register", when=when, records=numbers, values={"lay-open": open_once})


def _days(sandbox: Sandbox, source: LogSource, kind: RowKind, store: StoreId, view: AsOf) -> Happenings:
    """Bytes and calls out of one store a day: its part of the ordinary traffic, give or take a fifth, and reads.

    Ordinary calls fetch copies of the size in the middle (both assumed).
    """
    calendar = sandbox.playbook.calendar
    begins = max(sandbox.playbook.begins, view.vault.reaches_back(view.until))
    numbers = range(calendar.number(begins), calendar.number(view.until) + 1)
    noise = uniforms(sandbox.seed, f"rows/{source.id}/{store}/usual", len(numbers))
    days = [calendar.start.date() + timedelta(days=number) for number in numbers]
    since = np.array([calendar.starts(day) for day in days], dtype=np.int64)
    until = np.minimum(np.array([calendar.ends(day) for day in days], dtype=np.int64), view.until)
    usual = ORDINARY_EGRESS / len(source.stores) * (0.8 + 0.4 * noise) * np.minimum(1.0, (until - since + 1) / DAY)
    total, calls = usual.astype(np.int64), (usual / _typical_size(sandbox, store)).astype(np.int64)
    for read in sandbox.reads(view.until):
        if read.store == store and sandbox.unauthorised(read):
            day = np.searchsorted(since, read.when, side="right") - 1
            inside = (day >= 0) & (read.when <= until[np.maximum(day, 0)])
            np.add.at(total, day[inside], sandbox.copies.size[read.slots[inside]])
            np.add.at(calls, day[inside], 1)
    return Happenings(
        kind=kind, identity=f"meter/{store}", when=since, store=store, values={"bytes": total, "count": calls}
    )


def _typical_size(sandbox: Sandbox, store: StoreId) -> float:
    """Bytes of the copy in the middle of all that are made for a store, whatever is decided later; 1 where none is."""
    made = np.array([any(leg.store == store for leg in flow.route) for flow in sandbox.playbook.flows.values()])
    sizes = sandbox.copies.size[made[sandbox.copies.flow]]
    return max(1.0, float(np.median(sizes))) if len(sizes) else 1.0
