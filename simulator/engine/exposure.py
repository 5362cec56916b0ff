"""Who cannot be shown not to have been read: the set `notifiable`, recomputed from copies, grants and evidence.

45 CFR 164.402(2) and 164.414(b): an impermissible use is presumed a breach, and the burden of showing otherwise lies on
the entity. So everyone whose record lay in reach of a path that should not have been open counts, unless sources whose
silence proves something cover all of that time, still exist, and show none of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.ids import StoreId
from simulator.domain.nouns import Grant
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import HOUR, Seconds
from simulator.engine.copies import NEVER, Slots
from simulator.engine.found import Bare, Exposed, Lying, Open, Part
from simulator.engine.sandbox import Sandbox
from simulator.engine.vaults import Vault
from simulator.world.draws import Flags

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
    parts = tuple(_unproven(sandbox, now, unsecured, lasting, lambda _, vault: vault.spans(now)))
    last = sandbox.exposed
    sandbox.exposed = sandbox.found.arrays.of(parts, lambda: _exposed(sandbox, parts, last), "exposed")
    return sandbox.exposed.records


def _exposed(sandbox: Sandbox, parts: Iterable[Part], last: Exposed | None) -> Exposed:
    """Put together from parts. Mostly a few come to the last messages: then only those are asked whose they are."""
    messages = _together(sandbox, parts)
    if last is None or len(last.messages) != len(messages) or (last.messages > messages).any():
        return Exposed(messages=messages, records=sandbox.flagged(messages))
    fresh = np.flatnonzero(messages > last.messages)
    records = last.records | sandbox.flagged(fresh) if len(fresh) else last.records
    return Exposed(messages=messages, records=records)


def cleared(sandbox: Sandbox, now: Seconds, among: Flags) -> Flags:
    """The records among these whom what is in the vault excludes, wherever they lay in reach.

    A row may come as late as its source's longest latency, so a log's silence proves nothing of that time yet. That a
    store is secured is for the team to find.
    """

    def settled(source: LogSource, vault: Vault) -> list[Span]:
        late = now - int(source.latency_hours.high * HOUR)
        return [(begin, min(end, late)) for begin, end in vault.pulled]

    unproven = _together(sandbox, _unproven(sandbox, now, list(sandbox.playbook.stores), (), settled))
    return among & ~sandbox.flagged(unproven)


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
        for opened, closes in sandbox.paths.spans(grant)
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
) -> Iterator[Part]:
    """Which copies in these stores somebody took, or nothing shows that nobody did; `lasting` counters can be asked."""
    for store in stores:
        yield sandbox.touched_in(store, now)
        times = covering(sandbox, store, spans)
        for grant in (one for one in sandbox.paths.unmeant[store] if sandbox.paths.was_open(one, now)):
            if _covered(sandbox, grant, times, now):
                continue
            bare = _bare(sandbox, grant, store, now, times)
            if bare.counted is None:
                yield bare.messages
            else:
                yield _uncounted(sandbox, store, now, bare.counted, still=store in lasting)


def _together(sandbox: Sandbox, parts: Iterable[Part]) -> Flags:
    """A flag for each message: whether it is in any of these."""
    found = np.zeros(len(sandbox.copies), dtype=np.bool_)
    for part in parts:
        if part.dtype == np.bool_:
            found |= part
        else:
            found[part] = True
    return found


def _bare(sandbox: Sandbox, grant: Grant, store: StoreId, now: Seconds, times: Iterable[Span]) -> Bare:
    """The copies in reach of the path whose time there lies in none of these times.

    Most changes that are followed by this question change nothing in it, and most runs ask it of the same copies. Times
    count as far as the path stood open in them.
    """
    spans = tuple((begins, min(ends, now)) for begins, ends in sandbox.paths.spans(grant) if begins < now)
    first, last = spans[0][0], max(ends for _, ends in spans)
    covered = tuple((max(begin, first), min(end, last)) for begin, end in times if begin < last and end > first)
    asked = (store, grant.id, sandbox.copies.changes, spans, covered)
    if (kept := sandbox.found.bare.get(asked)) is not None:
        return kept
    among = sandbox.copies.shelves[store].extent
    since, until = reach(sandbox, grant, store, now, among)
    bare = until > since
    if covered:
        bare &= ~within(covered, since, until)
    messages = np.zeros(len(sandbox.copies), dtype=np.bool_)
    messages[among] = bare
    counted = None
    if sandbox.proving[SourceKind.COUNTS][store]:
        counted = Open(slots=np.flatnonzero(messages), since=since[bare], until=until[bare])
    found = Bare(messages=messages, counted=counted)
    sandbox.found.keep(asked, found)
    return found


def _covered(sandbox: Sandbox, grant: Grant, times: Iterable[Span], now: Seconds) -> bool:
    """Whether the path stood open in nothing but one of these times: then so did every copy's time in reach of it."""
    spans = sandbox.paths.spans(grant)
    first, last = spans[0][0], max(min(closes, now) for _, closes in spans)
    return any(begin <= first and last <= end for begin, end in times)


def _uncounted(sandbox: Sandbox, store: StoreId, now: Seconds, copies: Open, *, still: bool) -> Slots:
    """Those of these copies whose counters do not show, in the vault or `still` there, that they stood at nothing."""
    sources = sandbox.proving[SourceKind.COUNTS][store]
    marks = [sandbox.captured(source.id, store) for source in sources]
    began = [sandbox.vaults[source.id].since for source in sources]
    touched, received = (sandbox.touched_in(store, now, authorised=authorised) for authorised in (False, True))
    there = _lying(sandbox, store, copies, now) if still else None

    def unproven() -> Slots:
        slots = copies.slots
        proven = np.zeros(len(slots), dtype=np.bool_)
        for mark, since in zip(marks, began, strict=True):
            counted = mark[slots] >= copies.until if there is None else there | (mark[slots] >= copies.until)
            proven |= counted & (copies.since >= (NEVER if since is None else since))
        found: Slots = slots[~proven | touched[slots] | received[slots]]
        return found

    return sandbox.found.arrays.of((copies, touched, received, there, *marks), unproven, "uncounted", tuple(began))


def _lying(sandbox: Sandbox, store: StoreId, copies: Open, now: Seconds) -> Flags:
    """Which of these copies lie in the store now, which stays so until the next comes or goes."""
    kept = sandbox.found.lies(copies, now)
    if kept is None:
        shelf, slots = sandbox.copies.shelves[store], copies.slots
        moments = np.concatenate([shelf.arrive[slots], shelf.leave[slots]])
        until = int(moments.min(initial=NEVER, where=moments > now))
        there = (shelf.arrive[slots] <= now) & (now < shelf.leave[slots])
        kept = Lying(there=there, since=now, until=until)
        sandbox.found.lying.setdefault(copies, []).append(kept)
    return kept.there
