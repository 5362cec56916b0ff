"""Who cannot be shown not to have been read: the set `notifiable`, recomputed from copies, grants and evidence.

45 CFR 164.402(2) and 164.414(b): an impermissible use is presumed a breach, and the burden of showing otherwise lies on
the entity. So everyone whose record lay in reach of a path that should not have been open counts, unless a source whose
silence proves something covers all of that time, still exists, and shows none of theirs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import StoreId
from simulator.domain.nouns import Grant, LogSource, SourceKind
from simulator.domain.time import Seconds
from simulator.engine.copies import NEVER
from simulator.engine.sandbox import Sandbox

Flags = NDArray[np.bool_]
Moments = NDArray[np.int32]


def notifiable(sandbox: Sandbox, now: Seconds, *, losing: StoreId | None = None) -> NDArray[np.int32]:
    """The records that cannot be excluded at `now`, ascending; `losing` asks what if that store's copies were gone."""
    open_stores = [store.id for store in sandbox.playbook.stores.values() if not store.secured]
    presumed = np.zeros(len(sandbox.copies), dtype=np.bool_)
    for store in open_stores:
        presumed |= sandbox.touched_in(store, now)
    for grant in sandbox.playbook.grants.values():
        if grant.authorised:
            continue
        for store in grant.stores:
            if store in open_stores:
                presumed |= _presumed(sandbox, grant, store, now, gone=store == losing)
    return sandbox.distinct(presumed)


def reach(sandbox: Sandbox, grant: Grant, store: StoreId, now: Seconds) -> tuple[Moments, Moments]:
    """From when to when each copy in the store lay open to the grant; empty where the second is not later.

    A path that was opened again counts from the first time that it reached a copy to the last.
    """
    shelf = sandbox.copies.shelves[store]
    first, *later = (
        (np.maximum(shelf.arrive, np.int32(opened)), np.minimum(shelf.leave, np.int32(min(closes, now))))
        for opened, closes in sandbox.spans(grant)
    )
    since, until = first
    for begins, ends in later:
        open_before, open_again = until > since, ends > begins
        since = np.where(open_again & ~open_before, begins, since)
        until = np.where(open_again, ends, until)
    return since, until


def _presumed(sandbox: Sandbox, grant: Grant, store: StoreId, now: Seconds, *, gone: bool) -> Flags:
    """Which copies lay in reach of the grant without a source to show that nobody took them."""
    since, until = reach(sandbox, grant, store, now)
    excluded = np.zeros(len(sandbox.copies), dtype=np.bool_)
    for source in sandbox.playbook.sources.values():
        if source.proves_absence is None or store not in source.stores:
            continue
        if source.kind is SourceKind.COUNTS:
            counted = _covered_by_counts(sandbox, source, store, until, None if gone else now)
            excluded |= counted & (since >= _recording_since(sandbox, source))
        elif source.kind is SourceKind.READS:
            excluded |= _covered_by_rows(sandbox, source, since, until, now)
    return (until > since) & ~excluded


def _recording_since(sandbox: Sandbox, source: LogSource) -> Seconds:
    since = sandbox.vaults[source.id].since
    return NEVER if since is None else since


def _covered_by_counts(
    sandbox: Sandbox, source: LogSource, store: StoreId, until: Moments, now: Seconds | None
) -> Flags:
    """Counters in the vault reach to the end of each copy's time in reach, or the copy is still there to be asked."""
    covered: Flags = sandbox.captured(source.id, store) >= until
    if now is None:
        return covered
    shelf = sandbox.copies.shelves[store]
    return covered | ((shelf.arrive <= now) & (now < shelf.leave))


def _covered_by_rows(sandbox: Sandbox, source: LogSource, since: Moments, until: Moments, now: Seconds) -> Flags:
    """The log recorded all of that time, and what it recorded is in the vault or has not expired."""
    covered = np.zeros(len(since), dtype=np.bool_)
    for begin, end in sandbox.vaults[source.id].spans(now):
        covered |= (since >= begin) & (until <= end)
    return covered
