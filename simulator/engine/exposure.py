"""Who cannot be shown not to have been read: the set `notifiable`, recomputed from copies, grants and evidence.

45 CFR 164.402(2) and 164.414(b): an impermissible use is presumed a breach, and the burden of showing otherwise lies on
the entity. So everyone whose record lay in reach of a path that should not have been open counts, unless sources whose
silence proves something cover all of that time, still exist, and show none of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import StoreId
from simulator.domain.nouns import Grant
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import HOUR, Seconds
from simulator.engine.copies import NEVER
from simulator.engine.ground import Bare
from simulator.engine.sandbox import Sandbox
from simulator.engine.vaults import Vault

Flags = NDArray[np.bool_]
Moments = NDArray[np.int32]
EVERY = slice(None)
"""All messages."""
Span: TypeAlias = tuple[Seconds, Seconds]
Spans: TypeAlias = Callable[[LogSource, Vault], list[Span]]
"""The times that a log's vault answers for."""


def notifiable(sandbox: Sandbox, now: Seconds, *, losing: StoreId | None = None) -> NDArray[np.int32]:
    """The records that cannot be excluded at `now`, ascending; `losing` asks what if that store's copies were gone."""
    return np.flatnonzero(notifiable_flags(sandbox, now, losing=losing)).astype(np.int32)


def notifiable_flags(sandbox: Sandbox, now: Seconds, *, losing: StoreId | None = None) -> Flags:
    """The same, as a flag for each record; not to be written to."""
    lasting = [store for store in sandbox.playbook.stores if store != losing]
    unsecured = [store.id for store in sandbox.playbook.stores.values() if not store.secured]
    unproven = _unproven(sandbox, now, unsecured, lasting, lambda _, vault: vault.spans(now))
    if sandbox.unproven is None or not np.array_equal(sandbox.unproven[0], unproven):
        sandbox.unproven = unproven, sandbox.flagged(unproven)
    return sandbox.unproven[1]


def cleared(sandbox: Sandbox, now: Seconds, among: Flags) -> NDArray[np.int32]:
    """The records among these whom what is in the vault excludes, wherever they lay in reach; ascending.

    A row may come as late as its source's longest latency, so a log's silence proves nothing of that time yet. That a
    store is secured is for the team to find.
    """

    def settled(source: LogSource, vault: Vault) -> list[Span]:
        late = now - int(source.latency_hours.high * HOUR)
        return [(begin, min(end, late)) for begin, end in vault.pulled]

    found = among.copy()
    found[sandbox.distinct(_unproven(sandbox, now, list(sandbox.playbook.stores), (), settled))] = False
    return np.flatnonzero(found).astype(np.int32)


def reach(
    sandbox: Sandbox, grant: Grant, store: StoreId, now: Seconds, among: slice = EVERY
) -> tuple[Moments, Moments]:
    """From when to when each copy in the store lay open to the grant; empty where the second is not later.

    A path that was opened again counts from the first time that it reached a copy to the last.
    """
    shelf = sandbox.copies.shelves[store]
    arrive, leave = shelf.arrive[among], shelf.leave[among]
    first, *later = (
        (np.maximum(arrive, np.int32(opened)), np.minimum(leave, np.int32(min(closes, now))))
        for opened, closes in sandbox.spans(grant)
    )
    since, until = first
    for begins, ends in later:
        open_before, open_again = until > since, ends > begins
        since = np.where(open_again & ~open_before, begins, since)
        until = np.where(open_again, ends, until)
    return since, until


def covering(sandbox: Sandbox, store: StoreId, spans: Spans) -> list[Span]:
    """The times in which logs that prove absence recorded every read of the store, all of them together."""
    found: list[Span] = []
    for source in sandbox.proving[SourceKind.READS][store]:
        found += spans(source, sandbox.vaults[source.id])
    return joined(found)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same times, those that meet as one."""
    found: list[Span] = []
    for begin, end in sorted(one for one in spans if one[0] < one[1]):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def within(spans: Iterable[Span], since: Moments, until: Moments) -> Flags:
    """Which copies' time in reach lies wholly in one of these times, copy by copy."""
    covered = np.zeros(len(since), dtype=np.bool_)
    for begin, end in spans:
        covered |= (since >= begin) & (until <= end)
    return covered


def _unproven(
    sandbox: Sandbox, now: Seconds, stores: Iterable[StoreId], lasting: Collection[StoreId], spans: Spans
) -> Flags:
    """Which copies in these stores somebody took, or nothing shows that nobody did; `lasting` counters can be asked."""
    unproven = np.zeros(len(sandbox.copies), dtype=np.bool_)
    for store in stores:
        unproven |= sandbox.touched_in(store, now)
        times = covering(sandbox, store, spans)
        for grant in (one for one in sandbox.paths[store] if sandbox.was_open(one, now)):
            if _covered(sandbox, grant, times, now):
                continue
            bare = _bare(sandbox, grant, store, now, times)
            slots = bare.slots
            if sandbox.proving[SourceKind.COUNTS][store] and len(slots):
                slots = slots[~_counted(sandbox, store, bare, now, still=store in lasting)]
            unproven[slots] = True
    return unproven


def _bare(sandbox: Sandbox, grant: Grant, store: StoreId, now: Seconds, times: Iterable[Span]) -> Bare:
    """The copies in reach of the path whose time there lies in none of these times.

    Most changes that are followed by this question change nothing in it: what was last found is kept. Times count as
    far as the path stood open in them.
    """
    spans = tuple((begins, min(ends, now)) for begins, ends in sandbox.spans(grant) if begins < now)
    first, last = spans[0][0], max(ends for _, ends in spans)
    covered = tuple((max(begin, first), min(end, last)) for begin, end in times if begin < last and end > first)
    asked = (store, grant.id, sandbox.copies.version, spans, covered)
    if (kept := sandbox.bare.get(asked)) is not None:
        return kept
    among = sandbox.copies.shelves[store].extent
    since, until = reach(sandbox, grant, store, now, among)
    bare = until > since
    if covered:
        bare &= ~within(covered, since, until)
    there = np.flatnonzero(bare)
    found = Bare(slots=there + among.start, since=since[there], until=until[there])
    sandbox.keep_bare(asked, found, now)
    return found


def _covered(sandbox: Sandbox, grant: Grant, times: Iterable[Span], now: Seconds) -> bool:
    """Whether the path stood open in nothing but one of these times: then so did every copy's time in reach of it."""
    spans = sandbox.spans(grant)
    first, last = spans[0][0], max(min(closes, now) for _, closes in spans)
    return any(begin <= first and last <= end for begin, end in times)


def _counted(sandbox: Sandbox, store: StoreId, bare: Bare, now: Seconds, *, still: bool) -> Flags:
    """Which of these copies' counters stood at nothing all of that time: in the vault, or still there to be asked."""
    shelf, slots = sandbox.copies.shelves[store], bare.slots
    proven = np.zeros(len(slots), dtype=np.bool_)
    for source in sandbox.proving[SourceKind.COUNTS][store]:
        reached = sandbox.captured(source.id, store)[slots] >= bare.until
        if still:
            reached |= (shelf.arrive[slots] <= now) & (now < shelf.leave[slots])
        began = sandbox.vaults[source.id].since
        proven |= reached & (bare.since >= (NEVER if began is None else began))
    for authorised in (False, True):
        proven &= ~sandbox.touched_in(store, now, authorised=authorised)[slots]
    return proven
