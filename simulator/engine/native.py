"""The rows that a pull copied, as their source writes them: rebuilt from the sandbox as of that pull.

Nothing is kept while the world runs: copies and reads never change their past, so the rows of any pull can be laid out
again. Each row says by which pull it came; a log of reads brings only what earlier pulls had not brought.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from simulator.domain.facts import EvidencePulled
from simulator.domain.journal import Journal
from simulator.domain.nouns import LogSource, SourceKind
from simulator.domain.time import DAY, Seconds
from simulator.engine.asof import AsOf, Row, key_of, lay_open, stamp, views_of, whose
from simulator.engine.evidence import people_shown
from simulator.engine.object_logs import access_log, counters, logged
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import uniforms
from simulator.world.identifiers import mrn

MOST_ROWS = 100_000
"""Rows that one pull lays out at most; assumed."""
ORDINARY_EGRESS = 200_000_000
"""Bytes that leave the metered stores on a day without incident. Source: domain.md 5, S1 (0.2 GB)."""
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
    SourceKind.NOTES: "pull:INTEGER time subject signs:INTEGER text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeRows:
    """One pull's rows: columns with their SQL types, and how many rows there were in all."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    total: int


def native_rows(sandbox: Sandbox, journal: Journal, number: int) -> NativeRows:
    """The rows of the pull that entry `number` of the journal records.

    Raises:
        KeyError: that entry records no pull.
    """
    pulled = journal[number].fact
    if not isinstance(pulled, EvidencePulled):
        raise KeyError(number)
    source = sandbox.playbook.sources[pulled.source]
    views = views_of(sandbox, journal, source.id, number)
    rows = list(_rows(sandbox, source, views))
    columns = tuple(_column(word) for word in native_columns(source.kind))
    return NativeRows(columns=columns, rows=tuple(rows[:MOST_ROWS]), total=len(rows))


def rows_brought(sandbox: Sandbox, journal: Journal, source: LogSource, now: Seconds) -> int:
    """How many rows a pull at `now` brings: as many as `native_rows` would lay out, counted without laying them out."""
    earlier = views_of(sandbox, journal, source.id, len(journal))
    view = AsOf(number=len(earlier) + 1, until=now, vault=sandbox.vaults[source.id])
    stores = {store: sandbox.copies.present(store, now) for store in source.stores}
    match source.kind:
        case SourceKind.READS:
            return logged(sandbox, source, (*earlier, view))
        case SourceKind.COUNTS:
            return sum(int(lay_open(sandbox, store, now)[there].sum()) for store, there in stores.items())
        case SourceKind.CONTENT:
            return sum(len(there) for there in stores.values())
        case SourceKind.METER:
            return len(_metered(sandbox, view))
        case SourceKind.MERGES:
            shown = people_shown(sandbox, source, now)
            return len(shown.merges or ()) + len(shown.tests or ())
        case SourceKind.ADDRESSES:
            return sum(len(records) for _, records in people_shown(sandbox, source, now).residences or ())
        case SourceKind.NOTES:
            return 1


def native_columns(kind: SourceKind) -> tuple[str, ...]:
    """What a source of this kind writes down, `name` or `name:TYPE`."""
    return tuple(_COLUMNS[kind].split())


def _column(word: str) -> tuple[str, str]:
    name, _, kind = word.partition(":")
    return name, kind or "TEXT"


def _rows(sandbox: Sandbox, source: LogSource, views: tuple[AsOf, ...]) -> Iterator[Row]:
    match source.kind:
        case SourceKind.READS:
            return access_log(sandbox, source, views)
        case SourceKind.COUNTS:
            return counters(sandbox, source, views)
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


def _inventory(sandbox: Sandbox, source: LogSource, view: AsOf) -> Iterator[Row]:
    for store in source.stores:
        arrive = sandbox.copies.shelves[store].arrive
        open_once = lay_open(sandbox, store, view.until)
        encryption = "own key" if sandbox.playbook.stores[store].secured else "none"
        for slot in sandbox.copies.present(store, view.until).tolist():
            size, changed = int(sandbox.copies.size[slot]), stamp(sandbox, int(arrive[slot]))
            reached = int(open_once[slot])
            yield view.number, store, key_of(slot), size, changed, encryption, reached, *whose(sandbox, slot)


def _meter(sandbox: Sandbox, source: LogSource, view: AsOf) -> Iterator[Row]:
    """Bytes out a day: the ordinary traffic, give or take a fifth (assumed), and what was read besides."""
    calendar = sandbox.playbook.calendar
    days = _metered(sandbox, view)
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


def _metered(sandbox: Sandbox, view: AsOf) -> range:
    """The numbers of the days that a meter still has."""
    calendar = sandbox.playbook.calendar
    begins = max(sandbox.playbook.begins, view.vault.reaches_back(view.until))
    return range(calendar.number(begins), calendar.number(view.until) + 1)


def _merge_table(sandbox: Sandbox, source: LogSource, view: AsOf) -> Iterator[Row]:
    shown = people_shown(sandbox, source, view.until)
    ages = uniforms(sandbox.seed, "native/a40", len(sandbox.population))
    for record, survivor in shown.merges or ():
        merged = stamp(sandbox, -int(_A40_DAYS * DAY * float(ages[record])) - 60 * DAY)
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
    """What somebody who read it through brings back: one row, with the count of signs found in it."""
    signs = [sandbox.playbook.indicators[key] for key in source.reveals]
    said = [f"{stamp(sandbox, min(one.at, view.until))} {one.title}: {one.text}" for one in signs]
    said.append(f"Nothing {'else ' if signs else ''}in it bears on the incident.")
    yield view.number, stamp(sandbox, view.until), source.title, len(signs), " ".join(said)
