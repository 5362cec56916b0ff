"""Answers as CSV: no spreadsheet takes a cell for a formula, and the first lines say that it is an exercise."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.errors import InputError
from simulator.world.answers import Cell

EXERCISE = "EXERCISE: all patients are synthetic"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def export_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]], canary: str, path: Path) -> int:
    """Write rows as CSV, one at a time; how many. The first line is the EXERCISE mark, the second the world's canary.

    Raises:
        InputError: the file cannot be written.
    """
    count = 0
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([EXERCISE])
            writer.writerow([canary])
            writer.writerow([harmless(name) for name in columns])
            for row in rows:
                writer.writerow([harmless(cell) for cell in row])
                count += 1
    except OSError as problem:
        raise InputError(f"{path} cannot be written: {problem.strerror}.", "Name another file.") from problem
    return count


def harmless(cell: Cell) -> Cell:
    """A cell as a spreadsheet may have it: bytes as hexadecimal digits, no NUL, an apostrophe before a formula.

    Some programs trim a cell before they look for a formula: space before the sign does not make it harmless.
    """
    if isinstance(cell, bytes):
        return cell.hex()
    if not isinstance(cell, str):
        return cell
    text = cell.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    bare = text.lstrip(" \u00a0\ufeff\u200b\v\f")
    return f"'{text}" if bare.startswith(_FORMULA) or bare.startswith(_WIDE) else text


_WIDE = tuple("＝＋－＠")
"""Full-width signs, which East Asian spreadsheets take for the narrow ones. Source: OWASP, CSV Injection."""
