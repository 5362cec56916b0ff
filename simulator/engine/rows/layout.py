"""Rows laid out chunk by chunk: the source's own columns first, then what the pull's tooling resolves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from simulator.domain.playbook import Playbook
from simulator.domain.sources import Cell, ColumnType, LogSource, RowOf, SourceKind
from simulator.engine.asof import AsOf, Row
from simulator.engine.evidence import label_of
from simulator.engine.rows.fills import column
from simulator.engine.rows.happenings import Indexes, Written
from simulator.engine.rows.pulls import Brought
from simulator.engine.rows.sheet import Cells, Draws, Sheet
from simulator.engine.rows.stamps import stamps
from simulator.engine.rows.words import cells, moments
from simulator.engine.sandbox import Sandbox

CHUNK = 2_000
"""Rows that are laid out at once; assumed."""

_TRAILING: Mapping[SourceKind, str] = {
    SourceKind.READS: "pull utc taken control_id mrn clinic_state",
    SourceKind.COUNTS: "pull utc received_count our_receives control_id mrn clinic_state",
    SourceKind.CONTENT: "pull utc lay_open control_id mrn clinic_state",
    SourceKind.METER: "pull",
    SourceKind.MERGES: "pull mrn surviving_mrn is_test",
    SourceKind.ADDRESSES: "pull mrn state deceased address_quality",
    SourceKind.NOTES: "pull subject signs findings",
    SourceKind.LOG: "pull utc",
}
_BEGINS = {SourceKind.COUNTS: "enqueued-time", SourceKind.CONTENT: "arrived-time"}
"""Which moment of a copy stands in `utc`; elsewhere it is the row's own, as the clock that wrote it went."""
_RESOLVED = {RowOf.READ, RowOf.WRITE, RowOf.COPY, RowOf.PERSON, RowOf.NOTE}
"""Rows that the tooling finds a record, or an answer, for."""
_WORD = {
    "received_count": "received-count",
    "our_receives": "our-receives",
    "lay_open": "lay-open",
    "control_id": "control-id",
    "clinic_state": "clinic-state",
    "surviving_mrn": "survivor-mrn",
    "is_test": "is-test",
    "state": "residence",
    "address_quality": "address-quality",
}
_INTEGERS = {"pull", "taken", "received_count", "our_receives", "lay_open", "is_test", "deceased", "signs"}


def columns_of(source: LogSource, playbook: Playbook) -> tuple[tuple[str, ColumnType], ...]:
    """The source's own columns, then those that the pull adds: which pull, and what a record's numbers resolve to.

    `who` is the label of the row, where the source has rows of more than one.
    """
    own = {name.lower() for name, _ in source.columns}
    names = (*_TRAILING[source.kind].split(), *(["who"] if playbook.labels(source) else []))
    added = [name for name in names if name not in own]
    return (*source.columns, *((name, "INTEGER" if name in _INTEGERS else "TEXT") for name in added))


def laid_out(
    sandbox: Sandbox, source: LogSource, view: AsOf, what: Brought, named_in: str | None = None
) -> Iterator[list[Row]]:
    """The rows of a pull, in order of time; standing rows first, in their own order.

    With a query, the columns that it does not name hold nothing: texts take most of the time.
    """
    draws = Draws(sandbox.seed)

    def sheet(one: Written) -> Sheet:
        return Sheet(
            sandbox=sandbox,
            source=source,
            view=view,
            of=one.of,
            at=one.base,
            seen=one.seen,
            sequence=one.sequence,
            draws=draws,
        )

    for of in what.standing:
        for begin in range(0, len(of.when), CHUNK):
            at = np.arange(begin, min(begin + CHUNK, len(of.when)), dtype=np.intp)
            yield _rows(sheet(Written(of=of, base=at, when=of.when[at], seen=of.when[at])), named_in)
    for parts in _in_order(what.written):
        rows: list[Row] = [()] * sum(len(places) for places, _ in parts)
        for places, one in parts:
            for place, row in zip(places.tolist(), _rows(sheet(one), named_in), strict=True):
                rows[place] = row
        yield rows


def _in_order(written: tuple[Written, ...]) -> Iterator[list[tuple[Indexes, Written]]]:
    """Chunks of rows in order of time: for each kind in it, at which places of the chunk its rows stand."""
    if not written:
        return
    lengths = [len(one.when) for one in written]
    which = np.repeat(np.arange(len(written), dtype=np.int32), lengths)
    row = np.concatenate([np.arange(length, dtype=np.intp) for length in lengths])
    order = np.argsort(np.concatenate([one.when for one in written]), kind="stable")
    for begin in range(0, len(order), CHUNK):
        these = order[begin : begin + CHUNK]
        mine = [(np.flatnonzero(which[these] == number), number) for number in np.unique(which[these]).tolist()]
        yield [(places, written[number].only(row[these][places])) for places, number in mine]


def _rows(sheet: Sheet, named_in: str | None) -> list[Row]:
    source, fill = sheet.source, dict(sheet.of.kind.fill)
    own = [
        column(sheet, name, kind, fill.get(name))
        if named_in is None or name.lower() in named_in
        else [None] * len(sheet)
        for name, kind in source.columns
    ]
    added = [_added(sheet, name) for name, _ in columns_of(source, sheet.playbook)[len(source.columns) :]]
    return list(zip(*own, *added, strict=True))


def _added(sheet: Sheet, name: str) -> Cells:
    """A column of the pull's tooling; none where a row has no record of the stores behind it."""
    if name == "pull":
        return [sheet.view.number] * len(sheet)
    if name == "utc":
        begins = "time" if sheet.kind is RowOf.PERSON else _BEGINS.get(sheet.source.kind, "time")
        return stamps(sheet.playbook.calendar, "utc", "iso", moments(sheet, begins))
    empty: list[Cell] = [None] * len(sheet)
    if sheet.kind not in _RESOLVED:
        return empty
    if name == "taken":
        return [int(sheet.kind is RowOf.READ)] * len(sheet)
    if name == "who":
        read = sheet.of.read
        return [sheet.of.store if read is None else label_of(sheet.sandbox, read)] * len(sheet)
    if name == "control_id" and sheet.kind is RowOf.PERSON:
        return empty
    return cells(sheet, _WORD.get(name, name))
