"""A list of affected people that was made outside, in a spreadsheet or by a script, read back as CSV.

Refused unless it carries the canary of this exercise's world, which every export has: so nobody pastes a real list by
mistake. What is no record number of this world is never repeated on screen, because it may be a real patient's.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from simulator.domain.decisions import BuildList
from simulator.domain.ids import RecordId, SeatId
from simulator.domain.lists import ListSpec
from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.folders import data_folder, reason_of
from simulator.exercise.room.scoping.listfile import SAVE_AS, Problems, encoding_of, require_readable
from simulator.world.canary import canary_of

_HEADER_WITHIN = 20
"""Lines, of EXERCISE and canary, that may stand before the header; assumed."""
_DELIMITERS = (",", ";", "\t")
_MRN = re.compile(r"SIM-(\d{7})")
_CANARY = re.compile(r"SIM-CANARY-[0-9A-F]+")
_FORMULA = re.compile(r"[=+@-]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?|-")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideList:
    """A list as its file has it: people by the state that they are counted in, and the SHA-256 of the file."""

    sha256: str
    given: tuple[tuple[str, tuple[RecordId, ...]], ...]

    @property
    def people(self) -> int:
        """How many lines name a record."""
        return sum(len(records) for _, records in self.given)

    def decision(self, seat: SeatId) -> BuildList:
        """The decision that makes it the next version: the people are in it, so the file is needed no more."""
        return BuildList(seat=seat, spec=ListSpec(scope="presumed", sources=(), imported=self.sha256), given=self.given)


def found_file(given: str, folder: str) -> Path:
    """The file that somebody names: as it is, or in the exercise's own folder, where exports go."""
    path = Path(given).expanduser()
    own = data_folder() / folder / path.name
    return own if not path.exists() and not path.is_absolute() and own.exists() else path


def read_list(path: Path, playbook: Playbook, seed: int) -> OutsideList:
    """The list in a CSV file: a column `mrn`, and `state` if it has one.

    UTF-8, UTF-16 with its mark, or Windows-1252; commas, semicolons or tabs.

    Raises:
        InputError: every problem of the file, `file:line: given, expected, do this`, the first twenty told one by one.
    """
    require_readable(path)
    problems = Problems(path)
    try:
        encoding, digest = encoding_of(path, problems)
        problems.raise_if_any()
        with path.open(encoding=encoding, newline="") as lines:
            found = _Reading(playbook, seed, problems).read(lines)
    except OSError as fault:
        raise InputError(f"{path}: cannot be read: {reason_of(fault)}.", "Name another file.") from fault
    problems.raise_if_any()
    by_state: dict[str, list[RecordId]] = {}
    for record, state in sorted(found.items()):
        by_state.setdefault(state, []).append(record)
    return OutsideList(sha256=digest, given=tuple((state, tuple(by_state[state])) for state in sorted(by_state)))


@dataclass(slots=True)
class _Columns:
    """Where the header says that things stand."""

    delimiter: str
    width: int
    mrn: int
    state: int | None


@dataclass(slots=True)
class _Reading:
    """One pass over the lines of a file."""

    playbook: Playbook
    seed: int
    problems: Problems
    found: dict[RecordId, str] = field(default_factory=dict)
    first_line: dict[RecordId, int] = field(default_factory=dict)
    at: int = 0
    canary_seen: bool = False

    def read(self, lines: Iterator[str]) -> dict[RecordId, str]:
        """Every record with the state that it is counted in; what is wrong is noted."""
        checked = self._checked(lines)
        columns = self._header(checked)
        if columns is None:
            self.problems.add(
                1, f'no column named "mrn" in the first {_HEADER_WITHIN} lines', 'a header with "mrn" once, and '
                'perhaps "state" once', "name the column of the record numbers mrn",
            )  # fmt: skip
        else:
            self._rows(checked, columns)
        if not self.canary_seen:
            canary = canary_of(self.playbook.world.digest(self.seed))
            self.problems.add(
                1, "no canary of this exercise", f"a line with {canary}, as every export has",
                "never bring a real list here; keep the first lines of the export that you began with",
            )  # fmt: skip
        elif columns is not None and not self.found and not self.problems:
            self.problems.add(self.at, "no record at all", "one line for each record", "export a version and edit that")
        return self.found

    def _checked(self, lines: Iterator[str]) -> Iterator[str]:
        """The lines, each looked at for NUL bytes and canaries; ends where there can be no more people."""
        canary = canary_of(self.playbook.world.digest(self.seed))
        records = self.playbook.world.patients
        most = records + _HEADER_WITHIN
        for line in lines:
            self.at += 1
            if self.at > most:
                self.problems.add(
                    self.at, f"more than {most:,} lines", f"at most one for each of the {records:,} records of this "
                    "world", "keep one line for each record",
                )  # fmt: skip
                return
            if "\0" in line:
                self.problems.add(self.at, "a NUL byte", "text", SAVE_AS)
                continue
            for other in _CANARY.findall(line):
                if other == canary:
                    self.canary_seen = True
                else:
                    self.problems.add(self.at, other, f"{canary}: this list is another exercise's", "use this one's")
            yield line

    def _header(self, lines: Iterator[str]) -> _Columns | None:
        for line in lines:
            for delimiter in _DELIMITERS:
                row = next(csv.reader([line], delimiter=delimiter), [])
                names = [cell.strip().strip("\"'").lower() for cell in row]
                if names.count("mrn") == 1 and names.count("state") <= 1:
                    state = names.index("state") if "state" in names else None
                    return _Columns(delimiter, len(names), names.index("mrn"), state)
            if self.at >= _HEADER_WITHIN:
                break
        return None

    def _rows(self, lines: Iterator[str], columns: _Columns) -> None:
        reader = csv.reader(lines, delimiter=columns.delimiter, strict=True)
        began = self.at + 1
        try:
            for row in reader:
                cells = [cell.strip() for cell in row]
                if any(cells) and not any(_CANARY.fullmatch(cell) or cell.startswith("EXERCISE") for cell in cells):
                    self._row(began, cells, columns)
                began = self.at + 1
        except csv.Error as fault:
            self.problems.add(began, f"what is no CSV ({fault})", "cells in whole quotes", SAVE_AS)

    def _row(self, line: int, cells: list[str], columns: _Columns) -> None:
        if len(cells) > columns.width and any(cells[columns.width :]):
            self.problems.add(
                line,
                f"{len(cells)} cells",
                f"{columns.width}, as in the header",
                "put quotes around a cell with commas",
            )
        for number, cell in enumerate(cells, start=1):
            if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
                self.problems.add(
                    line, f'a formula in column {number} (it begins with "{cell[0]}")', "a plain value",
                    "paste values instead of formulas",
                )  # fmt: skip
                return
        given = cells[columns.mrn] if columns.mrn < len(cells) else ""
        record = self._record(line, given)
        state = self._state(line, cells, columns)
        if record is None or state is None:
            return
        if record in self.found:
            self.problems.add(
                line, f"{given} again (first on line {self.first_line[record]})", "each record once", "remove one line"
            )
            return
        self.found[record], self.first_line[record] = state, line

    def _record(self, line: int, given: str) -> RecordId | None:
        last = self.playbook.world.patients - 1
        expected = f"a record of this world, SIM-{0:07} to SIM-{last:07}"
        found = _MRN.fullmatch(given.upper())
        if found is None:
            shown = f"{len(given)} characters that are no SIM number (not shown: they may be real)"
            self.problems.add(line, shown if given else "no record number", expected, "remove the line, or correct it")
            return None
        if int(found[1]) > last:
            self.problems.add(line, found[0], expected, "remove the line, or correct it")
            return None
        return RecordId(int(found[1]))

    def _state(self, line: int, cells: list[str], columns: _Columns) -> str | None:
        if columns.state is None or columns.state >= len(cells):
            return ""
        given = cells[columns.state]
        known = [state for state, _ in self.playbook.world.states]
        if given.upper() in known:
            return given.upper()
        if given.lower() in {"", "unknown"}:
            return ""
        self.problems.add(
            line, f"a state of {len(given)} characters that is none", f"{', '.join(known)} or nothing", "correct it"
        )
        return None
