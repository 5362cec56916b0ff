"""A version of the list as a CSV that spreadsheets take for text alone; it says EXERCISE and carries the canary."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.domain.facts import ListBuilt
from simulator.domain.playbook import Playbook
from simulator.exercise.folders import cannot_write, data_folder, reason_of
from simulator.exercise.room.changes import Basis, put_there
from simulator.world.canary import canary_of
from simulator.world.csvfile import EXERCISE
from simulator.world.identifiers import mrn

LIST_COLUMNS = ("mrn", "state", "put_there_by")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def list_rows(version: ListBuilt, basis: Basis, playbook: Playbook) -> tuple[tuple[str, ...], ...]:
    """One row a line of the list: record number, the state it was counted in, and what put it there."""
    why, states = put_there(basis, playbook), version.counted_in
    return tuple((mrn(record), states[record], why[record]) for record in version.people)


def export_list(version: ListBuilt, basis: Basis, playbook: Playbook, seed: int, folder: str) -> Path:
    """Write a version into the exercise's folder, and say where.

    Raises:
        InputError: the place takes no writing.
    """
    place = data_folder() / folder
    path = place / f"list-v{version.version}.csv"
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_write(place, reason_of(error)) from error
    write_csv(path, LIST_COLUMNS, list_rows(version, basis, playbook), canary=canary_of(playbook.world.digest(seed)))
    return path


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str | float]], *, canary: str) -> None:
    """Write a table: a line that it is an exercise, a line with the canary, the header, the rows.

    Raises:
        InputError: the place takes no writing.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerows([[EXERCISE], [canary], columns])
            writer.writerows([_harmless(cell) for cell in row] for row in rows)
    except OSError as error:
        raise cannot_write(path, reason_of(error)) from error


def _harmless(cell: str | float) -> str | float:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
