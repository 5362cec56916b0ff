"""The rows that an exercise pulled from one source, as files: as the product names them, or as FHIR AuditEvent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from simulator.authored import suggest
from simulator.domain.facts import EvidencePulled
from simulator.errors import InputError
from simulator.exercise.folders import cannot_write, reason_of
from simulator.exercise.play import Exercise
from simulator.world.canary import canary_of

_SUFFIXES = (".csv", ".ndjson")


def export_evidence(exercise: Exercise, source: str, path: Path) -> int:
    """Write every row that was pulled from a source, the earliest pull first; how many.

    `.csv` has the product's own columns; `.ndjson` has one FHIR AuditEvent a row, of an EHR's access log alone.

    Raises:
        InputError: nothing was pulled from it, the suffix does not fit, or the place takes no writing.
    """
    if path.suffix not in _SUFFIXES:
        raise InputError(f'given the file "{path}", expected a name that ends in one of: {", ".join(_SUFFIXES)}.')
    columns, rows = _pulled(exercise, source)
    canary = canary_of(exercise.playbook.world.digest(exercise.seed))
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            if path.suffix == ".csv":
                from simulator.world.spreadsheets import write_table

                return write_table(file, canary, columns, rows)
            return sum(
                file.write(line + "\n") > 0 for line in audit_lines(columns, rows, exercise.playbook.calendar.zone)
            )
    except OSError as error:
        raise cannot_write(path, reason_of(error)) from error


def audit_lines(columns: Sequence[str], rows: Iterator[tuple[Any, ...]], zone: str) -> Iterator[str]:
    """Rows of an EHR's access log as FHIR AuditEvent, one JSON text a row; `zone` is of times without offset.

    Raises:
        InputError: the columns are of another log.
    """
    from simulator.world.fhir.audit import audit_record, is_access_log

    if not is_access_log(columns):
        raise InputError("given another log, expected the access log of an EHR for .ndjson.", "Write it as .csv.")
    for row in rows:
        yield json.dumps(
            audit_record(dict(zip(columns, row, strict=True)), zone), ensure_ascii=False, separators=(",", ":")
        )


def _pulled(exercise: Exercise, source: str) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    facts = [(entry.number, entry.fact) for entry in exercise.journal]
    pulls = [(number, fact.source) for number, fact in facts if isinstance(fact, EvidencePulled)]
    numbers = [number for number, pulled in pulls if pulled == source]
    if not numbers:
        known = sorted({pulled for _, pulled in pulls})
        message = f'given the source "{source}", expected one that was pulled: {", ".join(known) or "none was"}.'
        raise InputError(message, suggest(source, known))
    columns = tuple(name for name, _ in exercise.rows(numbers[0]).columns)
    return columns, (row for number in numbers for chunk in exercise.rows(number).chunks() for row in chunk)
