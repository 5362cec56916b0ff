"""The rows that a pull copied, as their source writes them: rebuilt from the sandbox as of that pull.

Nothing is kept while the world runs: copies and reads never change their past, so the rows of any pull can be laid out
again. Each row says by which pull it came; a log of reads brings only what earlier pulls had not brought.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.facts import EvidenceChanged, EvidencePulled
from simulator.domain.ids import SourceId, StoreId
from simulator.domain.journal import Journal
from simulator.domain.nouns import LogSource, SourceKind
from simulator.domain.time import DAY, HOUR, ExerciseCalendar, Seconds
from simulator.engine.copies import NEVER, Slots, Times
from simulator.engine.evidence import people_shown
from simulator.engine.exposure import reach
from simulator.engine.sampling import NOBODY
from simulator.engine.sandbox import Sandbox, Vault
from simulator.engine.streams import triangular_array, uniforms
from simulator.world.identifiers import mrn

Cell: TypeAlias = str | int | None
Row: TypeAlias = tuple[Cell, ...]

MOST_ROWS = 100_000
"""Rows that one pull lays out at most; assumed."""
ORDINARY_EGRESS = 200_000_000
"""Bytes that leave the metered stores on a day without incident. Source: domain.md 5, S1 (0.2 GB)."""
MIDDLEWARE = "203.0.113.10"
"""The address of our own middleware; assumed."""
_ACCOUNT = "arn:sim:iam::000000000000"
_A40_DAYS = 1_500
"""How far back merges may lie, in days before StartEx; assumed."""

_COLUMNS: dict[SourceKind, str] = {
    SourceKind.READS: "pull:INTEGER time remote_ip operation key bytes_sent:INTEGER http_status:INTEGER requester "
    "request_id bucket mrn clinic_state",
    SourceKind.COUNTS: "pull:INTEGER control_id first_enqueued_at received_count:INTEGER our_receives:INTEGER "
    "first_received_at approximate_age_s:INTEGER message_id mrn clinic_state",
    SourceKind.CONTENT: "pull:INTEGER bucket key size:INTEGER last_modified encryption lay_open:INTEGER "
    "mrn clinic_state",
    SourceKind.METER: "pull:INTEGER day bytes_out:INTEGER",
    SourceKind.MERGES: "pull:INTEGER mrn surviving_mrn a40_at is_test:INTEGER",
    SourceKind.ADDRESSES: "pull:INTEGER mrn state deceased:INTEGER address_quality",
    SourceKind.NOTES: "pull:INTEGER time subject text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeRows:
    """One pull's rows: columns with their SQL types, and how many rows there were in all."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AsOf:
    """A source as it was when it was pulled for the `number`th time."""

    number: int
    until: Seconds
    vault: Vault

    def visible(self, when: Times | NDArray[np.int64], seen: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which rows of a log could be seen: happened, arrived, not lost, not expired or held from expiry."""
        there: NDArray[np.bool_] = (when < self.until) & (seen <= self.until)
        return there & (when >= self.vault.reaches_back(self.until))


def native_rows(sandbox: Sandbox, journal: Journal, number: int) -> NativeRows:
    """The rows of the pull that entry `number` of the journal records.

    Raises:
        KeyError: that entry records no pull.
    """
    pulled = journal[number].fact
    if not isinstance(pulled, EvidencePulled):
        raise KeyError(number)
    source = sandbox.playbook.sources[pulled.source]
    views = _views(sandbox, journal, source.id, number)
    rows = list(_rows(sandbox, source, views))
    columns = tuple(_column(word) for word in native_columns(source.kind))
    return NativeRows(columns=columns, rows=tuple(rows[:MOST_ROWS]), total=len(rows))


def native_columns(kind: SourceKind) -> tuple[str, ...]:
    """What a source of this kind writes down, `name` or `name:TYPE`."""
    return tuple(_COLUMNS[kind].split())


def control_id(slot: int) -> str:
    """The message control id (MSH-10) of a message, which names its object in a bucket too."""
    return f"NB{slot:08d}"


def _column(word: str) -> tuple[str, str]:
    name, _, kind = word.partition(":")
    return name, kind or "TEXT"


def _views(sandbox: Sandbox, journal: Journal, source: SourceId, number: int) -> tuple[AsOf, ...]:
    """The source at each of its pulls up to that entry; the last is that entry's own."""
    keep = sandbox.vaults[source].keep
    vault = Vault(since=sandbox.playbook.sources[source].since, keep=keep)
    views: list[AsOf] = []
    for entry in journal:
        fact = entry.fact
        if isinstance(fact, EvidenceChanged) and fact.source == source:
            vault = _after(vault, fact, entry.at)
        elif isinstance(fact, EvidencePulled) and fact.source == source:
            views.append(AsOf(number=len(views) + 1, until=fact.until, vault=vault))
        if entry.number == number:
            break
    return tuple(views)


def _after(vault: Vault, fact: EvidenceChanged, at: Seconds) -> Vault:
    match fact.now:
        case "held":
            return replace(vault, held_from=at if vault.held_from is None else vault.held_from)
        case "enabled":
            return replace(vault, since=at if vault.since is None else vault.since)
        case "lost":
            return replace(vault, lost_until=at)


def _rows(sandbox: Sandbox, source: LogSource, views: tuple[AsOf, ...]) -> Iterator[Row]:
    match source.kind:
        case SourceKind.READS:
            return _access_log(sandbox, source, views)
        case SourceKind.COUNTS:
            return _counters(sandbox, source, views)
        case SourceKind.CONTENT:
            return _inventory(sandbox, source, views[-1])
        case SourceKind.METER:
            return _meter(sandbox, source, views[-1])
        case SourceKind.MERGES:
            return _merge_table(sandbox, source, views[-1])
        case SourceKind.ADDRESSES:
            return _residence_report(sandbox, source, views[-1])
        case SourceKind.NOTES:
            return _notes(sandbox, source, views[-1])


def _access_log(sandbox: Sandbox, source: LogSource, views: tuple[AsOf, ...]) -> Iterator[Row]:
    """Reads by others, and writes by our own middleware: an object is put for each message (assumed)."""
    now, earlier = views[-1], views[:-1]
    found: list[tuple[int, int, Row]] = []
    for read in sandbox.reads(now.until):
        if source.id not in read.rows:
            continue
        when = read.when.astype(np.int64)
        fresh = _fresh(now, earlier, when, read.rows[source.id])
        grant, reader = sandbox.playbook.grants[read.grant], sandbox.playbook.readers[read.reader]
        call = (read.store, "out", f"{_ACCOUNT}:user/{grant.credential}", reader.address)
        found += _lines(sandbox, now, call, read.slots[fresh], when[fresh])
    for store in source.stores:
        arrive = sandbox.copies.shelves[store].arrive.astype(np.int64)
        seen = _writes_seen(sandbox, source, now.vault.since, arrive)
        slots = np.flatnonzero(_fresh(now, earlier, arrive, seen))
        found += _lines(sandbox, now, (store, "in", f"{_ACCOUNT}:role/middleware", MIDDLEWARE), slots, arrive[slots])
    return (row for _, _, row in sorted(found, key=lambda one: one[:2]))


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
        whose = _whose(sandbox, slot)
        stamp = _stamp(sandbox, at)
        yield at, slot, (
            view.number, stamp, address, operation, _key(slot), size, 200, who, request, store, *whose
        )  # fmt: skip


def _operation(sandbox: Sandbox, store: StoreId, way: str) -> str:
    """What the provider calls it: a store that expires its copies is a queue, another a bucket."""
    if sandbox.playbook.stores[store].keep is not None:
        return "ReceiveMessage" if way == "out" else "SendMessage"
    return "REST.GET.OBJECT" if way == "out" else "REST.PUT.OBJECT"


def _counters(sandbox: Sandbox, source: LogSource, views: tuple[AsOf, ...]) -> Iterator[Row]:
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
        for slot in there[_lay_open(sandbox, store, now.until)[there]].tolist():
            own = [view.until for view in views[:-1] if arrive[slot] <= view.until]
            received = min([int(first[slot]), *own])
            yield (
                now.number, control_id(slot), _stamp(sandbox, int(copies.entered[slot])),
                int(times[slot]) + len(own), len(own), None if received == NEVER else _stamp(sandbox, received),
                now.until - int(copies.entered[slot]), f"SIM-{slot:010d}", *_whose(sandbox, slot),
            )  # fmt: skip


def _inventory(sandbox: Sandbox, source: LogSource, view: AsOf) -> Iterator[Row]:
    for store in source.stores:
        arrive = sandbox.copies.shelves[store].arrive
        lay_open = _lay_open(sandbox, store, view.until)
        encryption = "own key" if sandbox.playbook.stores[store].secured else "none"
        for slot in sandbox.copies.present(store, view.until).tolist():
            size, changed = int(sandbox.copies.size[slot]), _stamp(sandbox, int(arrive[slot]))
            reached = int(lay_open[slot])
            yield view.number, store, _key(slot), size, changed, encryption, reached, *_whose(sandbox, slot)


def _lay_open(sandbox: Sandbox, store: StoreId, until: Seconds) -> NDArray[np.bool_]:
    """Which copies lay in the store while some path that should not exist stood open."""
    found = np.zeros(len(sandbox.copies), dtype=np.bool_)
    for grant in sandbox.playbook.grants.values():
        if store in grant.stores and not grant.authorised:
            since, closes = reach(sandbox, grant, store, until)
            found |= closes > since
    return found


def _meter(sandbox: Sandbox, source: LogSource, view: AsOf) -> Iterator[Row]:
    """Bytes out a day: the ordinary traffic, give or take a fifth (assumed), and what was read besides."""
    calendar = sandbox.playbook.calendar
    begins = max(sandbox.playbook.begins, view.vault.reaches_back(view.until))
    days = range(calendar.number(begins), calendar.number(view.until) + 1)
    noise = uniforms(sandbox.seed, f"native/{source.id}", len(days))
    for index, number in enumerate(days):
        day = calendar.start.date() + timedelta(days=number)
        since, until = calendar.starts(day), min(calendar.ends(day), view.until)
        taken = sum(
            int(sandbox.copies.size[read.slots[(read.when >= since) & (read.when <= until)]].sum(dtype=np.int64))
            for read in sandbox.reads(view.until)
            if read.store in source.stores
        )
        share = (until - since + 1) / DAY
        ordinary = int(ORDINARY_EGRESS * (0.8 + 0.4 * float(noise[index])) * min(1.0, share))
        yield view.number, day.isoformat(), ordinary + taken


def _merge_table(sandbox: Sandbox, source: LogSource, view: AsOf) -> Iterator[Row]:
    shown = people_shown(sandbox, source, view.until)
    ages = uniforms(sandbox.seed, "native/a40", len(sandbox.population))
    for record, survivor in shown.merges or ():
        merged = _stamp(sandbox, -int(_A40_DAYS * DAY * float(ages[record])) - 60 * DAY)
        yield view.number, mrn(record), mrn(survivor), merged, 0
    for record in shown.tests or ():
        yield view.number, mrn(record), None, None, 1


def _residence_report(sandbox: Sandbox, source: LogSource, view: AsOf) -> Iterator[Row]:
    shown = people_shown(sandbox, source, view.until)
    bad, deceased = set(shown.bad_addresses or ()), set(shown.deceased or ())
    lines = sorted((record, state) for state, records in shown.residences or () for record in records)
    for record, state in lines:
        yield (
            view.number,
            mrn(record),
            state,
            int(record in deceased),
            "undeliverable" if record in bad else "good",
        )


def _notes(sandbox: Sandbox, source: LogSource, view: AsOf) -> Iterator[Row]:
    for key in source.reveals:
        sign = sandbox.playbook.indicators[key]
        yield view.number, _stamp(sandbox, min(sign.at, view.until)), sign.title, sign.text
    rest = "Nothing else in it bears on the incident." if source.reveals else "Nothing in it bears on the incident."
    yield view.number, _stamp(sandbox, view.until), "Read through", rest


def _whose(sandbox: Sandbox, slot: int) -> tuple[str | None, str | None]:
    """The MRN (PID-3) in a message and the state of its clinic; None where it carries no person."""
    record = int(sandbox.copies.record[slot])
    if record == NOBODY:
        return None, None
    population = sandbox.population
    return mrn(record), population.states[population.clinic_state[record]]


def _key(slot: int) -> str:
    return f"{control_id(slot)}.hl7"


def _stamp(sandbox: Sandbox, at: Seconds) -> str:
    """A moment as logs write it, in UTC (domain.md 2.4: tickets and people speak local time, logs do not)."""
    return f"{(_start(sandbox.playbook.calendar) + timedelta(seconds=at)).isoformat()}Z"


@lru_cache(maxsize=8)
def _start(calendar: ExerciseCalendar) -> datetime:
    """StartEx in UTC; kept, because finding a zone for each row takes ten times as long as the row."""
    return calendar.at(0).astimezone(UTC).replace(tzinfo=None)
