"""Tables as CSV: no spreadsheet takes a cell for a formula, every cell can be read back, and the head says EXERCISE.

The first line says EXERCISE, the second one is the world's canary, the third one names the columns.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from simulator.errors import InputError

EXERCISE = "EXERCISE: all patients are synthetic"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the start of a formula. Source: OWASP, CSV Injection."""


def harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: such a text is quoted by an apostrophe; bytes are hexadecimal.

    Some programs trim a cell, or narrow its signs, before they look for a formula; none of them likes a NUL.
    """
    if isinstance(cell, bytes):
        return cell.hex()
    if not isinstance(cell, str):
        return cell
    text = cell.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    bare = unicodedata.normalize("NFKC", text[:8]).lstrip(" \u200b\v\f\ufeff")
    return f"'{text}" if text.startswith("'") or bare.startswith(_FORMULA) else text


def as_written(cell: str) -> str:
    """The text that `harmless` guarded."""
    return cell[1:] if cell.startswith("'") else cell


def write_table(file: TextIO, canary: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table, one row at a time; how many. `file` was opened with `newline=""`."""
    writer = csv.writer(file)
    writer.writerows(([EXERCISE], [canary], [harmless(name) for name in names]))
    count = 0
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        count += 1
    return count


def export_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], canary: str, path: Path) -> int:
    """Write a table into a file; how many rows.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            return write_table(file, canary, columns, rows)
    except OSError as problem:
        raise InputError(f"{path} cannot be written: {problem.strerror}.", "Name another file.") from problem
