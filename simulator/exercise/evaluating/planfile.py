"""The improvement plan as a file: CSV and XLSX to edit and bring back, ICS for the owners' calendars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from simulator.domain.evaluation.records import Planned
from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.due_days import DueDay, as_calendar
from simulator.exercise.folders import cannot_write, reason_of
from simulator.exercise.sheets.files import write_sheet
from simulator.report.model import MARK
from simulator.report.text import plain
from simulator.world.canary import canary_of

COLUMNS: Mapping[str, str] = {
    "ID": "id",
    "Capability": "capability",
    "Issue / area for improvement": "issue",
    "Corrective action": "action",
    "Capability element": "element",
    "Primary responsible organization": "organization",
    "Organization POC": "owner",
    "Start date": "start",
    "Completion date": "due",
    "Priority": "priority",
    "Measure of done": "measure",
    "Evidence": "refs",
    "Critical tasks": "tasks",
    "Re-test": "retest",
    "Status": "status",
}
"""Each column and the field it holds. Source: HSEEP improvement plan; from ID and Priority on, practice.md 1.4."""
SUFFIXES = (".csv", ".xlsx", ".ics")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Signs that a workbook refuses, or that end a line of a CSV for some programs."""
ALARMS = (14, 3)
"""Days before a completion date on which calendars ring; assumed."""
PROPOSED = "proposed"
"""The status of a row that nobody decided yet."""


def write_plan(rows: Sequence[tuple[Planned, str]], playbook: Playbook, seed: int, paths: Iterable[Path]) -> None:
    """Write actions, each with its status, to each path; the suffix says how.

    Raises:
        InputError: another suffix, no openpyxl, or a place that takes no writing; a wrong suffix stops all.
    """
    wanted = tuple(paths)
    for path in wanted:
        require_suffix(path)
    canary = canary_of(playbook.world.digest(seed))
    for path in wanted:
        if path.suffix.lower() == ".ics":
            _write(path, as_ics(rows, playbook))
        else:
            write_sheet(path, tuple(COLUMNS), [cells_of(one, status) for one, status in rows], canary, "Plan")


def require_suffix(path: Path) -> None:
    """Whether a plan can be written to a file of this name.

    Raises:
        InputError: it cannot.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f'given the file "{path}", expected a name that ends in one of: {", ".join(SUFFIXES)}.',
            "Choose one of them.",
        )


def cells_of(one: Planned, status: str) -> tuple[str, ...]:
    """An action as the cells of a row."""
    return tuple(status if field == "status" else cell(getattr(one, field)) for field in COLUMNS.values())


def cell(value: object) -> str:
    """A field of an action as a cell: in signs that a sheet can hold, so that it comes back as it went out."""
    if isinstance(value, tuple):
        return " ".join(f"#{one}" if isinstance(one, int) else str(one) for one in value)
    return "" if value is None else _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", one_ending(str(value)))


def one_ending(text: str) -> str:
    """The text with the one ending of lines that every spreadsheet leaves alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_ics(rows: Iterable[tuple[Planned, str]], playbook: Playbook) -> str:
    """Each open action with a completion date, on that day, with its owner; the same UIDs each time."""
    return as_calendar("improvement plan", f"Improvement plan (EXERCISE): {playbook.title}", _days(rows, playbook))


def _days(rows: Iterable[tuple[Planned, str]], playbook: Playbook) -> Iterator[DueDay]:
    for one, status in rows:
        if one.due is not None and status == "open":
            yield DueDay(
                uid=f"{playbook.slug}.{playbook.digest[:12]}.{one.id}",
                written=playbook.calendar.day(0),
                summary=f"EXERCISE {one.id} due: {plain(one.action or one.issue)}",
                day=one.due,
                categories=(one.id, "improvement plan"),
                lines=_lines(one),
                rings={days: f"{one.id}: {days} days left" for days in ALARMS},
                also=_also(one),
            )


def _also(one: Planned) -> dict[str, str | int]:
    """What calendars know besides: how urgent it is, and whose it is."""
    urgent = {"high": 1, "medium": 5, "low": 9}[one.priority]
    return {"priority": urgent, **({"contact": plain(one.owner)} if one.owner else {})}


def _lines(one: Planned) -> tuple[str, ...]:
    fields = (
        ("Issue", one.issue),
        ("Action", one.action),
        ("Owner", one.owner),
        ("Organization", one.organization),
        ("Measure", one.measure),
        ("Test again with", one.retest),
    )
    return (*(f"{name}: {plain(value)}" for name, value in fields if value), f"{MARK}.")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise cannot_write(path, reason_of(error)) from error
