"""The rows that an exercise pulled from one source, as files: as the product names them, or as FHIR AuditEvent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from simulator.authored import suggest
from simulator.domain.facts import EvidencePulled
from simulator.errors import InputError
from simulator.exercise.folders import cannot_write, reason_of
from simulator.exercise.play import Exercise
from simulator.world.canary import canary_of
from simulator.world.exports.csvfile import write_table

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
    if path.suffix == ".ndjson":
        require_access_log(columns)
    canary = canary_of(exercise.playbook.world.digest(exercise.seed))
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            if path.suffix == ".csv":
                count = write_table(file, canary, columns, rows)
            else:
                lines = audit_lines(columns, rows, exercise.playbook.calendar.zone)
                count = sum(file.write(f"{line}\n") > 0 for line in lines)
        unfinished.replace(path)
    except OSError as error:
        if not path.parent.is_dir():
            raise InputError(f"{path} cannot be written: there is no such folder.", "Make it first.") from error
        raise cannot_write(path, reason_of(error)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return count


def require_access_log(columns: Sequence[str]) -> None:
    """Check that rows with these columns can be AuditEvents.

    Raises:
        InputError: they are of another log than an EHR's access log.
    """
    from simulator.world.exports.fhir.audit import is_access_log

    if not is_access_log(columns):
        raise InputError("given another log, expected the access log of an EHR for .ndjson.", "Write it as .csv.")


def audit_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]], zone: str) -> Iterator[str]:
    """Rows of an EHR's access log as FHIR AuditEvent, one JSON text a row; `zone` is of times without offset."""
    from simulator.world.exports.fhir.audit import audit_record

    for row in rows:
        record = audit_record(dict(zip(columns, row, strict=True)), zone)
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _pulled(exercise: Exercise, source: str) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    facts = [(entry.number, entry.fact) for entry in exercise.journal]
    pulls = [(number, fact.source) for number, fact in facts if isinstance(fact, EvidencePulled)]
    numbers = [number for number, pulled in pulls if pulled == source]
    if not numbers:
        known = sorted({pulled for _, pulled in pulls})
        message = f'given the source "{source}", expected one that was pulled{"" if known else "; none was"}.'
        raise InputError(message, suggest(source, known) if known else "")
    columns = tuple(name for name, _ in exercise.rows(numbers[0]).columns)
    return columns, (row for number in numbers for chunk in exercise.rows(number).chunks() for row in chunk)
