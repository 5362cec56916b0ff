"""A version of the list as a CSV that spreadsheets take for text alone; it says EXERCISE and carries the canary."""

from __future__ import annotations

from pathlib import Path

from simulator.domain.facts import ListBuilt
from simulator.domain.playbook import Playbook
from simulator.exercise.folders import cannot_write, data_folder, reason_of
from simulator.exercise.room.scoping.changes import Basis, put_there
from simulator.world.canary import canary_of
from simulator.world.exports.csvfile import export_csv
from simulator.world.identifiers import mrn

LIST_COLUMNS = ("mrn", "state", "put_there_by")


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
    export_csv(LIST_COLUMNS, list_rows(version, basis, playbook), canary_of(playbook.world.digest(seed)), path)
    return path
