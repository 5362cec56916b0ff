"""What a team takes from the evidence: a row pinned as an exhibit, and the rows of an answer as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from simulator.domain.words import Role
from simulator.exercise.folders import cannot_write, data_folder, reason_of
from simulator.exercise.play import Exercise
from simulator.world.canary import canary_of
from simulator.world.exports.csvfile import export_csv
from simulator.world.sql.answers import Answer as Paged
from simulator.world.sql.answers import Cell

Answer: TypeAlias = Paged
_CELL, _QUESTION = 200, 400
"""Characters of a value, and of the query, that an exhibit keeps; assumed."""


def exhibit_text(number: int, when: str, question: str, row: Iterable[tuple[str, Cell]], note: str) -> str:
    """A pinned row in one line: its number, what was noted, when it was pinned, its values, and the query behind it."""
    values = "; ".join(f"{name} {_short(cell)}" for name, cell in row if cell is not None)
    said = f": {note}" if note else ""
    return f"E{number}{said} ({when}) [{values}] from {' '.join(question.split())[:_QUESTION]}"


def note_text(when: str, who: str, said: str) -> str:
    """A note in one line: when it was made in exercise time, at which seat, and its words."""
    return f"{when}, {who}: {said.strip()}"


def remarks(words: Sequence[tuple[int, Role, str]]) -> tuple[tuple[Role, str], ...]:
    """Exhibits and notes about the exercise as a whole, the newest first."""
    found = [(role, text) for decision, role, text in words if decision == 0 and role in {"exhibit", "note"}]
    return tuple(reversed(found))


def export_rows(answer: Answer, exercise: Exercise, folder: str) -> Path:
    """Write an answer to the next CSV file of the exercise's folder, row by row, and say which.

    Raises:
        InputError: the place takes no writing.
    """
    path = next_file(folder, "evidence", "csv")
    export_csv(answer.columns, answer.rows, canary_of(exercise.playbook.world.digest(exercise.seed)), path)
    return path


def export_text(text: str, folder: str, name: str) -> Path:
    """Write a text to the next file of that name in the exercise's folder, and say which.

    Raises:
        InputError: the place takes no writing.
    """
    path = next_file(folder, name, "txt")
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise cannot_write(path, reason_of(error)) from error
    return path


def next_file(folder: str, name: str, ending: str) -> Path:
    """The next numbered file in the exercise's folder.

    Raises:
        InputError: there can be no such folder.
    """
    place = data_folder() / folder
    try:
        place.mkdir(exist_ok=True)
        taken = [one.stem.rpartition("-")[2] for one in place.glob(f"{name}-*.{ending}")]
    except OSError as error:
        raise cannot_write(place, reason_of(error)) from error
    number = 1 + max((int(one) for one in taken if one.isdigit()), default=0)
    return place / f"{name}-{number:02}.{ending}"


def _short(cell: Cell) -> str:
    text = cell.hex() if isinstance(cell, bytes) else str(cell)
    return text if len(text) <= _CELL else f"{text[:_CELL]}…"
