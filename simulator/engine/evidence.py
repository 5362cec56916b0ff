"""What a source shows when it is pulled: records, clinics, people; and the native rows behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from simulator.domain.facts import EvidencePulled
from simulator.domain.ids import StoreId
from simulator.domain.lists import taken_by
from simulator.domain.playbook import Playbook
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import Seconds
from simulator.engine.asof import lay_open
from simulator.engine.copies import Slots, Times
from simulator.engine.exposure import cleared
from simulator.engine.registers import handed_over, has_come
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import uniforms
from simulator.engine.visits import Read
from simulator.world.draws import Flags


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """What a pull shows of copies; `who` under which label, where the source can tell them apart."""

    read: Slots
    held: Slots
    untouched: Slots
    note: str = ""
    who: tuple[tuple[str, Slots], ...] = ()


_NOTHING: Slots = np.empty(0, dtype=np.intp)


def pull(sandbox: Sandbox, source: LogSource, now: Seconds, rows: int) -> EvidencePulled:
    """Copy what the source holds now, so many rows, into the vault, and say what it shows."""
    vault = sandbox.vaults[source.id]
    sight = look(sandbox, source, now)
    vault.pull(now)
    if source.kind is SourceKind.COUNTS:
        for store in source.stores:
            sandbox.capture(source.id, store, now)
    read = sandbox.flagged(sight.read)
    come = source.pools and has_come(vault, now)
    held = handed_over(sandbox, source) if come else sandbox.flagged(sight.held)
    if source.kind is SourceKind.CONTENT:
        sandbox.shown_held = sandbox.shown_held | held
    naming = sandbox.naming
    return EvidencePulled(
        source=source.id,
        pull=vault.pulls,
        until=now,
        rows=rows,
        read=naming.records(read),
        held=naming.records(held),
        untouched=naming.records(_untouched(sandbox, source, now, sight, (read, held))),
        clinics=naming.clinics(read | held),
        note=sight.note,
        who=tuple((label, sandbox.records(slots)) for label, slots in sight.who if len(slots)),
    )


def _untouched(sandbox: Sandbox, source: LogSource, now: Seconds, sight: Sight, shown: tuple[Flags, Flags]) -> Flags:
    """Whom the pull clears: by the counters of its own store, or by all logs in the vault together.

    Logs clear only those whom some source of content has shown as held: to take anybody else off a list changes
    nothing, and a log of a whole system would name everyone.
    """
    read, held = shown
    if source.kind is SourceKind.COUNTS:
        return sandbox.flagged(sight.untouched) & ~read
    if source.kind is SourceKind.READS and source.proves_absence is not None:
        return cleared(sandbox, now, sandbox.shown_held)
    if source.kind is SourceKind.CONTENT and source.stores:
        return cleared(sandbox, now, held)
    return np.zeros(len(sandbox.population), dtype=np.bool_)


def look(sandbox: Sandbox, source: LogSource, now: Seconds) -> Sight:
    """What the source holds now, whether or not anybody pulls it."""
    match source.kind:
        case SourceKind.READS:
            return _rows_of_reads(sandbox, source, now)
        case SourceKind.COUNTS:
            return _counters(sandbox, source, now)
        case SourceKind.CONTENT:
            return _content(sandbox, source, now)
        case SourceKind.METER:
            return _meter(sandbox, source, now)
        case SourceKind.MERGES | SourceKind.ADDRESSES | SourceKind.NOTES | SourceKind.LOG:
            return Sight(read=_NOTHING, held=_NOTHING, untouched=_NOTHING)


def visible_rows(sandbox: Sandbox, source: LogSource, when: Times, seen: NDArray[np.int64], now: Seconds) -> Flags:
    """Which rows of a log of reads can be seen at `now`: arrived, not lost, not expired, or held from expiry."""
    visible: Flags = (seen <= now) & (when >= sandbox.vaults[source.id].reaches_back(now))
    return visible


def forgotten(playbook: Playbook, source: LogSource, edge: Seconds) -> bool:
    """Whether what bears on the incident has left the source by `edge`: people forget, and logs roll over.

    Notes are gone when their time, counted from StartEx, has passed; a log when it no longer holds any of its signs.
    """
    if source.keep is None:
        return False
    if source.kind is SourceKind.LOG:
        signs = [playbook.indicators[key].at for key in source.reveals]
        return bool(signs) and max(signs) <= edge - source.keep
    return source.kind is SourceKind.NOTES and edge >= source.keep


def _rows_of_reads(sandbox: Sandbox, source: LogSource, now: Seconds) -> Sight:
    shown: list[Slots] = [_NOTHING]
    who: dict[str, list[Slots]] = {label: [_NOTHING] for label in sandbox.playbook.labels(source)}
    for read in sandbox.reads(now):
        if source.id in read.rows:
            there = read.slots[visible_rows(sandbox, source, read.when, read.rows[source.id], now)]
            shown.append(there)
            if who:
                who[label_of(sandbox, read)].append(there)
    return Sight(
        read=np.concatenate(shown),
        held=_NOTHING,
        untouched=_NOTHING,
        who=tuple((label, np.concatenate(slots)) for label, slots in who.items()),
    )


def label_of(sandbox: Sandbox, read: Read) -> str:
    """Under which label a visit's rows stand."""
    playbook = sandbox.playbook
    return taken_by(playbook.grants[read.grant].credential, playbook.readers[read.reader].address)


def _counters(sandbox: Sandbox, source: LogSource, now: Seconds) -> Sight:
    present, read, untouched = [_NOTHING], [_NOTHING], [_NOTHING]
    for store in source.stores:
        open_once = np.flatnonzero(sandbox.copies.lying(store, now) & lay_open(sandbox, store, now))
        touched = sandbox.received_in(store, now)[open_once]
        present.append(open_once)
        read.append(open_once[touched])
        untouched.append(open_once[~touched])
    slots = np.concatenate(present)
    return Sight(
        read=np.concatenate(read),
        held=slots,
        untouched=np.concatenate(untouched),
        note="Our own receive adds one to every counter from here on.",
        who=_by_store(sandbox, source, read[1:]),
    )


def _by_store(sandbox: Sandbox, source: LogSource, there: list[Slots]) -> tuple[tuple[str, Slots], ...]:
    """What a source shows, store by store, if it is of more than one."""
    return tuple(zip(source.stores, there, strict=True)) if sandbox.playbook.labels(source) else ()


def _content(sandbox: Sandbox, source: LogSource, now: Seconds) -> Sight:
    if source.pools:
        come = has_come(sandbox.vaults[source.id], now)
        note = "As it was handed over, made by others." if come else "It has not come yet: nobody has sent it."
        return Sight(read=_NOTHING, held=_NOTHING, untouched=_NOTHING, note=note)
    held = [_NOTHING]
    for store in source.stores:
        there = sandbox.copies.lying(store, now) & lay_open(sandbox, store, now)
        held.append(np.flatnonzero(there & known_copies(sandbox, source, store)))
    return Sight(
        read=_NOTHING,
        held=np.concatenate(held),
        untouched=_NOTHING,
        note="Held: copies that lay there while the path stood open.",
        who=_by_store(sandbox, source, held[1:]),
    )


def known_copies(sandbox: Sandbox, source: LogSource, store: StoreId) -> Flags:
    """Which copies a source of what lies in a store knows of: a share of them, drawn once; a counter is on each."""
    if source.kind is SourceKind.COUNTS or source.completeness >= 1:
        return np.ones(len(sandbox.copies), dtype=np.bool_)
    drawn = uniforms(sandbox.seed, f"rows/{source.id}/copy/{store}/known", len(sandbox.copies))
    return drawn < source.completeness


def egress(sandbox: Sandbox, source: LogSource, now: Seconds) -> dict[date, int]:
    """Bytes that readers without authority took from the metered stores, by local date."""
    calendar = sandbox.playbook.calendar
    total: dict[date, int] = {}
    for read in sandbox.reads(now):
        if read.store not in source.stores or not len(read.when) or not sandbox.unauthorised(read):
            continue
        day = calendar.day(int(read.when[0]))
        while calendar.starts(day) <= min(int(read.when[-1]), now):
            inside = (read.when >= calendar.starts(day)) & (read.when <= min(calendar.ends(day), now))
            total[day] = total.get(day, 0) + int(sandbox.copies.size[read.slots[inside]].sum(dtype=np.int64))
            day += timedelta(days=1)
    return dict(sorted(total.items()))


def _meter(sandbox: Sandbox, source: LogSource, now: Seconds) -> Sight:
    days = egress(sandbox, source, now)
    note = "; ".join(f"{day:%d %b}: {size / 1e9:.1f} GB above the usual" for day, size in days.items())
    return Sight(read=_NOTHING, held=_NOTHING, untouched=_NOTHING, note=note)
