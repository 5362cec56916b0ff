"""The rows that the incident leaves: reads, writes, rejected messages, visits, changes, and what the author adds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simulator.domain.facts import EvidenceChanged, Fact, FlowChanged, GrantClosed, GrantOpened, StoreChanged
from simulator.domain.ids import StoreId
from simulator.domain.journal import Journal
from simulator.domain.sources import LogSource, RowKind, RowOf, SourceKind, Trace
from simulator.domain.time import Seconds
from simulator.engine.copies import NEVER, Slots
from simulator.engine.filing import issues
from simulator.engine.rows.happenings import Change, Happenings, Moments, Written
from simulator.engine.rows.writing import DRAWS, twice, write
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import uniforms
from simulator.engine.visits import Read


def incident(sandbox: Sandbox, source: LogSource, journal: Journal, until: Seconds) -> Iterator[Written]:
    """Every row that the incident ever left in a log, kind by kind, as far as it had come by `until`.

    A log sees visits to the stores that it names; messages that fail it sees of all flows, if it names none.
    """
    stores = source.stores
    reads = sorted((read for read in sandbox.reads(until) if read.store in stores), key=lambda one: (one.at, one.name))
    for kind in kinds_of(source):
        match kind.of:
            case RowOf.READ if source.kind is SourceKind.READS:
                yield from (_shown(sandbox, source, kind, read) for read in reads if source.id in read.rows)
            case RowOf.READ:
                yield from (_drawn(sandbox, source, _taken(kind, read)) for read in reads)
            case RowOf.WRITE:
                yield from (_drawn(sandbox, source, _arrived(sandbox, kind, store)) for store in stores)
            case RowOf.REJECT:
                yield _drawn(sandbox, source, _rejected(sandbox, kind, source.stores))
            case RowOf.SESSION | RowOf.BULK:
                yield _drawn(sandbox, source, _visits(kind, tuple(reads)))
            case RowOf.CHANGE:
                yield _drawn(sandbox, source, _changes(kind, changes(sandbox, journal)))
            case _:
                continue
    yield from (_trace(sandbox, source, number, trace) for number, trace in enumerate(source.traces))


def kinds_of(source: LogSource) -> tuple[RowKind, ...]:
    """The kinds of rows of a source; one that says nothing of them shows what its kind must."""
    if source.rows or source.kind is not SourceKind.READS:
        return source.rows
    return RowKind(of=RowOf.READ), RowKind(of=RowOf.WRITE)


def _drawn(sandbox: Sandbox, source: LogSource, of: Happenings) -> Written:
    """The rows of happenings, by draws of the source's own: the n-th three belong to the n-th row for ever."""
    count = len(of.when)
    draws = uniforms(sandbox.seed, f"rows/{source.id}/{of.identity}", DRAWS * count).reshape(count, DRAWS)
    return write(sandbox.seed, sandbox.playbook.calendar, source, of, draws)


def _shown(sandbox: Sandbox, source: LogSource, kind: RowKind, read: Read) -> Written:
    """The rows that show who was read: exactly those that the sandbox counts people by."""
    of = _taken(kind, read)
    seen = read.rows[source.id]
    base = np.arange(len(seen), dtype=np.intp)
    if source.files == "none":
        once = Written(of=of, base=base, when=of.when, seen=seen)
        if not source.duplicates:
            return once
        return twice(source, once, uniforms(sandbox.seed, f"rows/{source.id}/{of.identity}/twice", len(seen)))
    return _reissued(sandbox, source, of, seen)


def _reissued(sandbox: Sandbox, source: LogSource, of: Happenings, seen: Moments) -> Written:
    """Rows that stood in the first issue of an hour's file stand in the second one, too."""
    first, second = issues(sandbox.seed, sandbox.playbook.calendar, source, of.when)
    base = np.arange(len(seen), dtype=np.intp)
    again = np.flatnonzero((seen == first) & (seen < NEVER)) if source.files == "hourly" else base[:0]
    number = 0 if source.files == "daily" else 1 + (seen == second).astype(np.int8)
    return Written(
        of=of,
        base=np.concatenate([base, again]),
        when=np.concatenate([of.when, of.when[again]]),
        seen=np.concatenate([seen, second[again]]),
        sequence=np.concatenate([np.broadcast_to(np.int8(number), len(base)), np.full(len(again), 2, dtype=np.int8)]),
    )


def _taken(kind: RowKind, read: Read) -> Happenings:
    """The copies of one visit; `batch` of them share a row."""
    when, slots, values = _batched(kind, read.when.astype(np.int64), read.slots)
    return Happenings(
        kind=kind, identity=f"visit/{read.name}", when=when, slots=slots, store=read.store, read=read, values=values
    )


def _arrived(sandbox: Sandbox, kind: RowKind, store: StoreId) -> Happenings:
    arrive = sandbox.copies.shelves[store].arrive.astype(np.int64)
    when, slots, values = _batched(kind, arrive, np.arange(len(arrive), dtype=np.intp))
    return Happenings(kind=kind, identity=f"arrived/{store}", when=when, slots=slots, store=store, values=values)


def _batched(kind: RowKind, when: Moments, slots: Slots) -> tuple[Moments, Slots, dict[str, NDArray[np.intp]]]:
    """One row for so many: the first of them, and how many they are."""
    if kind.batch == 1:
        return when, slots, {}
    begins = np.arange(0, len(slots), kind.batch)
    return when[begins], slots[begins], {"count": np.diff(np.append(begins, len(slots)))}


def _rejected(sandbox: Sandbox, kind: RowKind, stores: tuple[StoreId, ...]) -> Happenings:
    """Messages that failed; with stores named, only those that leave copies there."""
    copies, when = sandbox.copies, sandbox.copies.entered.astype(np.int64)
    flows = sandbox.playbook.flows.values()
    fails = [not flow.lies and (not stores or any(leg.store in stores for leg in flow.route)) for flow in flows]
    when = np.where(np.array(fails)[copies.flow], when, NEVER)
    slots = np.repeat(np.arange(len(when), dtype=np.intp), kind.times)
    when = np.repeat(when, kind.times)
    # The lines about one message follow each other by the second.
    when += np.where(when < NEVER, np.arange(len(when)) % kind.times, 0)
    return Happenings(kind=kind, identity="rejected", when=when, slots=slots)


def _visits(kind: RowKind, reads: tuple[Read, ...]) -> Happenings:
    """A session stands when it begins, a bulk job when it is over."""
    moments = [read.at if kind.of is RowOf.SESSION else read.ended for read in reads]
    return Happenings(kind=kind, identity=kind.of.value, when=np.array(moments, dtype=np.int64), visits=reads)


def changes(sandbox: Sandbox, journal: Journal) -> list[Change]:
    """What was opened, closed or changed, in order."""
    opened = sorted((grant.opened, grant.id) for grant in sandbox.playbook.grants.values())
    found = [Change(at=at, now="opened", target=key) for at, key in opened]
    for entry in journal:
        change = _change(entry.fact, entry.at)
        if change is not None:
            found.append(change)
    return found


def _change(fact: Fact, at: Seconds) -> Change | None:
    match fact:
        case GrantClosed(grant=grant):
            return Change(at=at, now="closed", target=grant)
        case GrantOpened(grant=grant):
            return Change(at=at, now="opened", target=grant)
        case StoreChanged(store=store, now=now):
            return Change(at=at, now=now, target=store)
        case FlowChanged(flow=flow, now=now):
            return Change(at=at, now="resumed" if now == "failing" else now, target=flow)
        case EvidenceChanged(source=source, now=now):
            return Change(at=at, now=now, target=source)
        case _:
            return None


def _changes(kind: RowKind, found: list[Change]) -> Happenings:
    """Changes that the card has a name for: a column that looks them up and knows neither them nor another answer."""
    known = [{value for value, _ in fill.lookup} for _, fill in kind.fill if fill.word == "change" and fill.lookup]
    free = any(fill.word == "change" and fill.lookup and fill.otherwise is not None for _, fill in kind.fill)
    told = tuple(one for one in found if free or not known or any(one.now in names for names in known))
    when = np.array([one.at for one in told], dtype=np.int64)
    return Happenings(kind=kind, identity=RowOf.CHANGE.value, when=when, changes=told)


def _trace(sandbox: Sandbox, source: LogSource, number: int, trace: Trace) -> Written:
    """What the author adds is never lost; the other columns are as in ordinary traffic."""
    usual = next((dict(kind.fill) for kind in source.rows if kind.of is RowOf.BACKGROUND), {})
    kind = RowKind(of=RowOf.TRACE, fill=tuple({**usual, **dict(trace.fill)}.items()))
    if trace.every:
        until = sandbox.playbook.ends if trace.until is None else trace.until
        when = np.arange(trace.since, until, trace.every, dtype=np.int64)
    else:
        when = np.array([trace.since], dtype=np.int64)
    of = Happenings(kind=kind, identity=f"{source.stream}/trace/{number}", when=when)
    draws: NDArray[np.float64] = uniforms(sandbox.seed, f"rows/{source.id}/trace/{number}", DRAWS * len(when))
    draws = draws.reshape(len(when), DRAWS)
    draws[:, 0] = 0.0
    draws[:, 2] = 1.0
    return write(sandbox.seed, sandbox.playbook.calendar, source, of, draws)
