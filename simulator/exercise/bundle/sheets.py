"""The tables of a bundle as CSV: duties, custody, lists and their differences, improvement plan, MSEL as played."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from simulator.domain import facts as f
from simulator.domain.ids import RecordId, SourceId
from simulator.exercise.room.desk.vaultline import collector_of
from simulator.exercise.room.scoping.changes import bases
from simulator.exercise.room.scoping.exports import LIST_COLUMNS, list_rows
from simulator.law.model import Obligation
from simulator.report.layout import cells, columns
from simulator.report.legal.delay import reasons
from simulator.report.material import Material
from simulator.report.model import AfterActionReport, Table
from simulator.world.canary import canary_of
from simulator.world.exports.csvfile import write_table
from simulator.world.identifiers import mrn

DUTY_COLUMNS = (
    "id", "entity", "to", "title", "citation", "trigger", "theory", "discovered", "due", "done", "margin_days",
    "late_days", "idle_days", "status", "reason_for_delay", "entries", "why", "assumptions", "confirm_with_counsel",
)  # fmt: skip
CUSTODY_COLUMNS = (
    "entry",
    "source",
    "title",
    "pull",
    "collected",
    "covers_until",
    "rows",
    "collector",
    "note",
    "rows_sha256",
    "entry_digest",
)
CHANGE_COLUMNS = ("version", "before", "mrn", "change", "state", "state_before")
TABLES = {"plan": "improvement-plan.csv", "msel": "msel-as-played.csv"}
"""Sections whose tables are files: the first by this name, further ones with their number."""


def sheets(material: Material, report: AfterActionReport, digests: Mapping[int, str]) -> Iterator[tuple[str, bytes]]:
    """Each table as a file: its name in the bundle, its content. `digests`: of each pull's rows, by its entry."""
    played = material.played
    canary = canary_of(played.playbook.world.digest(played.seed))
    yield "duties.csv", _csv(canary, DUTY_COLUMNS, (_duty(one, material) for one in played.true))
    yield "evidence/custody.csv", _csv(canary, CUSTODY_COLUMNS, _custody(material, digests))
    found = bases(material.known, played.journal)
    for one in material.truth.lists:
        rows = list_rows(one.fact, found[one.fact.version], played.playbook)
        yield f"lists/list-v{one.fact.version}.csv", _csv(canary, LIST_COLUMNS, rows)
    yield "lists/changes.csv", _csv(canary, CHANGE_COLUMNS, _changes(material))
    for section in report.sections:
        tables = [block for block in section.blocks if isinstance(block, Table)] if section.id in TABLES else []
        for number, table in enumerate(tables, 1):
            name = TABLES[section.id] if number == 1 else TABLES[section.id].replace(".csv", f"-{number}.csv")
            yield name, _csv(canary, (*columns(table), "Notes"), _rows(table))


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        yield (*cells(table, row), " ".join(row.notes))


def _csv(canary: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO(newline="")
    write_table(written, canary, names, rows)
    return written.getvalue().encode()


def _duty(one: Obligation, material: Material) -> tuple[object, ...]:
    sent = material.notice_refs(one)
    return (
        one.id, one.entity, one.to, one.title, one.citation, one.trigger, one.theory or "", one.trigger_date or "",
        one.due or "", one.done or "", "" if one.margin_days is None else one.margin_days, one.late_days,
        "" if one.idle_days is None else one.idle_days, one.status.value, "; ".join(reasons(one, material)),
        " ".join(f"#{number}" for number in sent), " ".join((*one.why, *one.why_not)), " ".join(one.assumptions),
        "yes" if one.unverified or one.confidence != "high" else "no",
    )  # fmt: skip


def _custody(material: Material, digests: Mapping[int, str]) -> Iterator[tuple[object, ...]]:
    """Every pull: who collected it, the digest of its rows, and that of its entry, which the journal's chain holds."""
    for entry in material.entries:
        fact = entry.fact
        if isinstance(fact, f.EvidencePulled):
            source = material.playbook.sources[SourceId(fact.source)]
            yield (
                f"#{entry.number}", fact.source, source.title, fact.pull, material.when(entry.at),
                material.when(fact.until), fact.rows, collector_of(material.journal, entry.number, material.playbook),
                fact.note, digests[entry.number], entry.digest,
            )  # fmt: skip


def _changes(material: Material) -> Iterator[tuple[object, ...]]:
    """Who came, who went and who is counted in another state, from each version to the next."""
    before: Mapping[RecordId, str] = {}
    number = 0
    for one in material.truth.lists:
        after = one.fact.counted_in
        for record in sorted(before.keys() | after.keys()):
            was, now = before.get(record), after.get(record)
            if was != now and number:
                change = "added" if was is None else "removed" if now is None else "another state"
                yield f"v{one.fact.version}", f"v{number}", mrn(record), change, now or "", was or ""
        before, number = after, one.fact.version
