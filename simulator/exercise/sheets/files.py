"""Sheets on disk: CSV, and XLSX where openpyxl is there. What somebody typed is text in them, never a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import InputError
from simulator.exercise.folders import cannot_write, reason_of
from simulator.exercise.room.scoping.listfile import Problems, encoding_of, require_readable
from simulator.world.exports.csvfile import EXERCISE, as_written, export_csv

if TYPE_CHECKING:
    from types import ModuleType

SUFFIXES = (".csv", ".xlsx")
_WIDTHS = (12, 60)
"""Narrowest and widest column, in signs."""
_MOMENT, _LONG_AGO = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.]+Z"), b"1980-01-01T00:00:00Z"
"""When a workbook was made and changed; the earliest moment that ZIP knows."""
_LONGEST_CELL = 32_767
"""What a cell of a workbook holds at most. Source: Excel specifications and limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet as it was read: its header and each row, with the lines that they stand on."""

    path: Path
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    line: int = 1


def write_sheet(
    path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]], canary: str, title: str = "MSEL"
) -> None:
    """Write a table; the suffix says how. A workbook calls its sheet by the title.

    Raises:
        InputError: another suffix, no openpyxl, or a place that takes no writing.
    """
    _require_suffix(path)
    if path.suffix.lower() == ".csv":
        export_csv(columns, rows, canary, path)
        return
    workbook = _openpyxl().Workbook()
    sheet = workbook.active
    sheet.title = title
    for number, line in enumerate(([EXERCISE], [canary], columns, *rows), 1):
        for place, text in enumerate(line, 1):
            cell = sheet.cell(row=number, column=place)
            cell.value = str(text)[:_LONGEST_CELL]
            cell.data_type = "s"
            cell.alignment = _styles().Alignment(wrap_text=True, vertical="top")
            if number <= 3:
                cell.font = _styles().Font(bold=True)
    sheet.freeze_panes = "A4"
    for place, name in enumerate(columns, 1):
        longest = max([len(name), *(len(row[place - 1]) for row in rows)])
        letter = sheet.cell(row=3, column=place).column_letter
        sheet.column_dimensions[letter].width = min(max(longest, _WIDTHS[0]), _WIDTHS[1])
    written = io.BytesIO()
    workbook.save(written)
    try:
        path.write_bytes(_settled(written.getvalue()))
    except OSError as error:
        raise cannot_write(path, reason_of(error)) from error


def _settled(raw: bytes) -> bytes:
    """The same workbook without the moment at which it was written: the same table gives the same bytes."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = _MOMENT.sub(_LONG_AGO, old.read(name)) if name == "docProps/core.xml" else old.read(name)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return settled.getvalue()


def read_sheet(path: Path) -> Sheet:
    """What a sheet says: the first row with two named cells or more is its header.

    Raises:
        InputError: it cannot be read, or has no header.
    """
    _require_suffix(path)
    require_readable(path)
    lines = _read_csv(path) if path.suffix.lower() == ".csv" else _read_workbook(path)
    start = next((at for at, (_, line) in enumerate(lines) if sum(bool(cell.strip()) for cell in line) > 1), None)
    if start is None:
        raise InputError(f"{path}:1: given no header, expected a row of column names; write one.")
    header = tuple(cell.strip() for cell in lines[start][1])
    width = len(header)
    rows = tuple(
        (number, tuple([*line, *[""] * width][:width]))
        for number, line in lines[start + 1 :]
        if any(cell.strip() for cell in line)
    )
    return Sheet(path=path, header=header, rows=rows, line=lines[start][0])


def _read_csv(path: Path) -> list[tuple[int, list[str]]]:
    problems = Problems(path)
    try:
        encoding, _ = encoding_of(path, problems)
        problems.raise_if_any()
        with path.open(encoding=encoding, newline="") as file:
            text = file.read()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {reason_of(error)}.", "Name another file.") from error
    first = next((line for line in text.splitlines() if line.count(",") + line.count(";") + line.count("\t")), "")
    delimiter = max(",;\t", key=first.count)
    try:
        reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
        begins, lines = 1, []
        for line in reader:
            lines.append((begins, [as_written(cell) for cell in line]))
            begins = reader.line_num + 1
    except csv.Error as error:
        message = f"{path}:{reader.line_num}: given text that is not CSV ({error}), expected a table; save it again."
        raise InputError(message) from error
    return lines


def _read_workbook(path: Path) -> list[tuple[int, list[str]]]:
    from zipfile import BadZipFile

    opener = _openpyxl()
    try:
        with closing(opener.load_workbook(path, read_only=True, data_only=True)) as workbook:
            lines = enumerate(workbook.worksheets[0].iter_rows(values_only=True), 1)
            return [(at, ["" if cell is None else str(cell) for cell in line]) for at, line in lines]
    except (OSError, BadZipFile, KeyError, ValueError, IndexError) as error:
        raise InputError(f"{path}:1: given a file that is no workbook, expected .xlsx; save it again.") from error


def formula_cells(path: Path) -> tuple[tuple[str, int], ...]:
    """The cells of a workbook that hold a formula and not text, each with its line; a CSV has none."""
    if path.suffix.lower() == ".csv":
        return ()
    with closing(_openpyxl().load_workbook(path, read_only=True)) as workbook:
        return tuple(
            (cell.coordinate, line)
            for line, row in enumerate(workbook.worksheets[0].iter_rows(), 1)
            for cell in row
            if cell.value is not None and cell.data_type == "f"
        )


def _require_suffix(path: Path) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f'given the sheet "{path}", expected a name that ends in {" or ".join(SUFFIXES)}.')


def _openpyxl() -> ModuleType:
    try:
        import openpyxl
    except ImportError:
        hint = "Install it: pip install 'breachdrill[xlsx]', or use .csv."
        raise InputError("A workbook needs openpyxl.", hint) from None
    return openpyxl  # type: ignore[no-any-return]


def _styles() -> ModuleType:
    from openpyxl import styles

    return styles  # type: ignore[no-any-return]
