"""What a team takes from the evidence: a row pinned as an exhibit, and the rows of an answer as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from simulator.domain.words import Role
from simulator.exercise.folders import cannot_write, data_folder, reason_of
from simulator.world.console import Cell, QueryResult, export_csv

Answer: TypeAlias = QueryResult
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


def export_rows(answer: Answer, folder: str) -> Path:
    """Write an answer to the next file of the exercise's folder, and say which.

    Raises:
        InputError: the place takes no writing.
    """
    place = data_folder() / folder
    try:
        place.mkdir(exist_ok=True)
        taken = [one.stem.partition("-")[2] for one in place.glob("evidence-*.csv")]
    except OSError as error:
        raise cannot_write(place, reason_of(error)) from error
    number = 1 + max((int(one) for one in taken if one.isdigit()), default=0)
    path = place / f"evidence-{number:02}.csv"
    export_csv(answer, path)
    return path


def _short(cell: Cell) -> str:
    text = cell.hex() if isinstance(cell, bytes) else str(cell)
    return text if len(text) <= _CELL else f"{text[:_CELL]}…"
