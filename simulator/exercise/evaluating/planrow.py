"""How a row of an edited improvement plan is read: every cell that does not fit is told with its line and its place."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

from simulator.domain.evaluation.records import Planned
from simulator.domain.time import Seconds
from simulator.exercise.evaluating.planfile import COLUMNS, PROPOSED, cell, one_ending
from simulator.exercise.room.scoping.listfile import SAVE_AS, Problems
from simulator.exercise.sheets.files import formula_cells, read_sheet
from simulator.report.improving.proposed import ID

DROPPED = "dropped"
MOST_TEXT = 1_000
"""Characters of one cell; assumed: an action stays well below the longest words that a library keeps."""
ISSUE = "Issue / area for improvement"
_CHOICES: Mapping[str, tuple[str, ...]] = {
    name: get_args(get_type_hints(Planned)[name]) for name in ("element", "priority", "status")
}


class PlanRow:
    """One row of a plan: its line, its cells by column, and where to complain."""

    def __init__(self, line: int, cells: Sequence[str], places: Mapping[str, int], problems: Problems) -> None:
        self.line, self._cells, self._places, self._problems = line, cells, places, problems

    def has(self, column: str) -> bool:
        """Whether the sheet has that column."""
        return column in self._places

    def text(self, column: str) -> str:
        """What stands in a column; nothing where there is none."""
        return one_ending(self._cells[self._places[column]]).strip() if column in self._places else ""

    def refuse(self, column: str, expected: str, do: str) -> None:
        """Tell that a cell does not fit."""
        given = f'"{self.text(column)[:60]}" in {column} ({_letter(self._places[column])}{self.line})'
        self._problems.add(self.line, given, expected, do)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """A plan as it was read: its rows, and the columns that it does not have."""

    rows: tuple[PlanRow, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What cells may name: critical tasks, and entries up to a number; None: another exercise's, which is not known."""

    tasks: Collection[str] | None = None
    entries: int | None = None


def read_plan(path: Path, problems: Problems) -> PlanSheet:
    """The rows of a plan in CSV or XLSX; its columns may stand in any order.

    Raises:
        InputError: it cannot be read, or has no ids.
    """
    sheet = read_sheet(path)
    for place, line in formula_cells(path):
        problems.add(line, f"a formula in {place}", "text or a date", "paste its value, and save again")
    ours = {name.casefold(): name for name in COLUMNS}
    places: dict[str, int] = {}
    for at, given in enumerate(sheet.header):
        name = ours.get(given.casefold())
        if name in places:
            problems.add(sheet.line, f'the column "{name}" twice', "it once", "take one out")
        elif name is not None:
            places[name] = at
        elif given or any(cells[at].strip() for _, cells in sheet.rows):
            near = difflib.get_close_matches(given, COLUMNS, n=1)
            do = f'name it "{near[0]}"' if near else "take it out"
            problems.add(sheet.line, f'the column "{given}"', f"only {', '.join(COLUMNS)}", do)
    if "ID" not in places:
        problems.add(sheet.line, "no column ID", "the ids of the plan that was exported", "keep that column")
        problems.raise_if_any()
    rows = tuple(PlanRow(line, cells, places, problems) for line, cells in sheet.rows)
    return PlanSheet(rows=rows, missing=tuple(name for name in COLUMNS if name not in places))


def plan_in_file(path: Path) -> tuple[Planned, ...]:
    """The actions of a plan that some exercise wrote to a file.

    Raises:
        InputError: it is no such file; every problem with its line.
    """
    problems = Problems(path)
    rows = read_plan(path, problems).rows
    found = tuple(_foreign(rows, problems))
    problems.raise_if_any()
    return found


def _foreign(rows: Sequence[PlanRow], problems: Problems) -> Iterator[Planned]:
    for row in rows:
        name = row.text("ID")
        if not ID.fullmatch(name):
            row.refuse("ID", "an id like IP-2", "correct it")
        if row.text("Status").casefold() not in {DROPPED, PROPOSED}:
            yield read_action(row, Planned(at=0, room=0.0, id=name, issue=""), 0, Bounds())
    if not rows:
        problems.add(1, "a plan without a row", "the actions of an exercise", "export it again")


def read_action(row: PlanRow, before: Planned, at: Seconds, bounds: Bounds) -> Planned:
    """The action of a row; a column that is not there leaves its field as it was."""
    found: dict[str, Any] = {
        field: _value(row, column, before, bounds)
        for column, field in COLUMNS.items()
        if field != "id" and row.has(column)
    }
    after = replace(before, **{**found, "at": at})
    if not after.issue:
        row.refuse(ISSUE if row.has(ISSUE) else "ID", "what is to be improved", "write the issue")
    if after.start and after.due and after.due < after.start:
        row.refuse(
            "Completion date" if row.has("Completion date") else "Start date",
            f"a completion on or after the start, {after.start}",
            "correct one of them",
        )
    return after


def _value(row: PlanRow, column: str, before: Planned, bounds: Bounds) -> object:
    field, given = COLUMNS[column], row.text(column)
    was: object = getattr(before, field)
    if given == cell(was).strip():
        return was
    if field in {"start", "due"}:
        return _day(row, column)
    if field in _CHOICES:
        return _choice(row, column, was)
    if field == "refs":
        return _refs(row, column, bounds.entries)
    if field == "tasks":
        return _tasks(row, column, bounds.tasks)
    if len(given) > MOST_TEXT:
        row.refuse(column, f"at most {MOST_TEXT:,} characters", "shorten it")
    if "\N{REPLACEMENT CHARACTER}" in given:
        row.refuse(column, "text in one encoding", SAVE_AS)
    return given


def _choice(row: PlanRow, column: str, was: object) -> object:
    field, given = COLUMNS[column], row.text(column).casefold()
    known = {one.casefold(): one for one in _CHOICES[field]}
    if field == "status" and given in {DROPPED, PROPOSED, ""}:
        return was
    if field == "priority" and not given:
        return "medium"
    if given not in known:
        more = (DROPPED,) if field == "status" else ()
        row.refuse(column, f"one of: {', '.join(filter(None, (*known.values(), *more)))}", "write one of them")
    return known.get(given, was)


def _refs(row: PlanRow, column: str, entries: int | None) -> tuple[int, ...]:
    numbers = [word.removeprefix("#") for word in row.text(column).replace(",", " ").split()]
    most = 10**9 if entries is None else entries
    if not all(one.isascii() and one.isdecimal() and len(one) < 10 and 0 < int(one) <= most for one in numbers):
        upto = f", up to #{entries}" if entries is not None else ""
        row.refuse(column, f"numbers of entries like #12{upto}", "leave the cell as it was exported")
        return ()
    return tuple(dict.fromkeys(map(int, numbers)))


def _tasks(row: PlanRow, column: str, known: Collection[str] | None) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(row.text(column).replace(",", " ").split()))
    unknown = [one for one in given if known is not None and one not in known]
    if unknown:
        row.refuse(column, f"tasks of this scenario, without {', '.join(unknown)}", "leave the cell as it was exported")
    return given


def _day(row: PlanRow, column: str) -> date | None:
    """A date as a plan or a workbook writes it; empty: none."""
    given = row.text(column).removesuffix(" 00:00:00")
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        row.refuse(column, "a date like 2027-01-31", "write it so, in a column of text, and save again")
        return None


def _letter(place: int) -> str:
    """The letters of a column, as spreadsheets name it."""
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
