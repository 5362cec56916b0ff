"""The same proof for what left the program: exports, reports, lists, saves; what is not ours is named with its line.

Bare numbers of columns and keys that count or measure are left alone: a size of ten digits is no telephone.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Integer

from simulator.errors import InputError
from simulator.world.proof.shapes import strange_identifiers
from simulator.world.tables import metadata

_MARK = "EXERCISE"
_CANARY = re.compile(r"SIM-CANARY-[0-9A-F]{10}")
_UNMARKED = frozenset({".drill", ".ics"})
"""Files whose format has no place for the mark: a save, which only this program opens, and a calendar of deadlines,
which may be a real incident's."""
_MEASURE = re.compile(
    r"size|bytes|count(?!ry)|rows|time|length|duration|sequence|amount|total|processed|epoch|ttl|(?:^|_)age|_m?s$",
    re.IGNORECASE,
)
"""Names of numbers that count or measure; all others are read like text."""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_NAMED_NUMBER = re.compile(r'"([^"\\]*)"\s*:\s*(-?\d+(?:\.\d+)?)')
_LONG_NUMBER = re.compile(r"(?<![\d.])\d{9,}(?![\d.])")
_AT_ONCE = 2_000
"""Lines that are searched in one go; only where something is found is each looked at."""
_MOST_BYTES = 1 << 30
"""What a packed file may hold unpacked; assumed."""


@dataclass(frozen=True, slots=True)
class Strange:
    """What a file holds that is not provably synthetic, or what it lacks."""

    place: str
    """File and line, as `aar.html:12`."""
    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.place}: {self.kind} {self.value}"


def verify_path(path: Path) -> tuple[Strange, ...]:
    """What in a file, in a folder's files or in an archive's is not provably synthetic or not marked as an exercise.

    Raises:
        InputError: there is no such file, it cannot be read, or it is no text.
    """
    return tuple(dict.fromkeys(found for name, text in _files(path) for found in _strange_in(name, text)))


def _files(path: Path) -> Iterator[tuple[str, str]]:
    try:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file():
                    yield from _files(inner)
        elif zipfile.is_zipfile(path):
            yield from _packed(path)
        else:
            yield str(path), _text(str(path), path.read_bytes())
    except OSError as fault:
        raise InputError(f"{path} cannot be read: {fault.strerror}.", "Name a file or a folder of exports.") from fault


def _packed(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if sum(entry.file_size for entry in entries) > _MOST_BYTES:
            raise InputError(f"{path} holds more than {_MOST_BYTES:,} bytes.", "Unpack it and name the folder.")
        for entry in entries:
            yield f"{path}/{entry.filename}", _text(entry.filename, archive.read(entry))


def _text(name: str, data: bytes) -> str:
    if b"\0" in data:
        raise InputError(f"{name} is no text.", "Verify a world without PATH: breachdrill world verify.")
    return data.decode("utf-8-sig", errors="replace")


def _strange_in(name: str, text: str) -> Iterator[Strange]:
    suffix = Path(name).suffix.lower()
    if suffix not in _UNMARKED and _MARK not in text:
        yield Strange(f"{name}:1", "mark", f"{_MARK} missing")
    if Path(name).stem in metadata.tables and not _CANARY.search(text):
        yield Strange(f"{name}:1", "canary", "missing")
    lines = iter(_lines(name, suffix, text))
    while several := list(islice(lines, _AT_ONCE)):
        if any(strange_identifiers("\n".join(line for _, line in several))):
            for number, line in several:
                yield from (Strange(f"{name}:{number}", kind, value) for kind, value in strange_identifiers(line))


def _lines(name: str, suffix: str, text: str) -> Iterable[tuple[int, str]]:
    if suffix == ".csv":
        return _cells(name, text)
    lines = enumerate(text.splitlines(), start=1)
    if suffix in {".json", ".ndjson", ".drill"}:
        return ((number, _strings(line)) for number, line in lines)
    if suffix in {".html", ".xml", ".svg"}:
        return ((number, html.unescape(line)) for number, line in lines)
    return lines


def _strings(line: str) -> str:
    """The texts of a line of JSON, unescaped, and its long numbers but those that measure."""
    others = _NAMED_NUMBER.sub(lambda found: "" if _MEASURE.search(found[1]) else found[0], line)
    texts = [_unescaped(found) for found in _STRING.findall(line)]
    return "\n".join((*texts, *_LONG_NUMBER.findall(_STRING.sub(" ", others))))


def _unescaped(literal: str) -> str:
    try:
        return str(json.loads(literal))
    except ValueError:
        return literal


def _cells(name: str, text: str) -> Iterator[tuple[int, str]]:
    """The cells of each row but bare numbers of columns that count or measure."""
    reader = csv.reader(io.StringIO(text, newline=""))
    header: list[str] = []
    start = 1
    for row in reader:
        if not header and row and not (row[0].startswith(_MARK) or _CANARY.match(row[0])):
            header = row
        measures = _measures(Path(name).stem, header)
        kept = [cell for at, cell in enumerate(row) if not (cell.isdecimal() and at in measures)]
        yield start, "\n".join(kept)
        start = reader.line_num + 1


def _measures(table: str, header: list[str]) -> frozenset[int]:
    """The places of columns whose bare numbers are measures: by the schema, else by the column's name."""
    declared = metadata.tables.get(table)
    if declared is not None:
        whole = {column.name for column in declared.columns if isinstance(column.type, Integer)}
        return frozenset(at for at, column in enumerate(header) if column in whole)
    return frozenset(at for at, column in enumerate(header) if _MEASURE.search(column))
