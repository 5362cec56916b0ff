"""Writes a world to a file or a folder, the form chosen by suffix; row by row, and whole or not at all.

A folder or `.zip` gets the tables as CSV with a data dictionary; `.ndjson` gets FHIR R4 resources, one a line; `.json`
gets them as one Bundle.
"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TextIO, TypeAlias, TypeVar

from simulator.errors import InputError
from simulator.world.exports.csvfile import write_table
from simulator.world.exports.fhir.elements import EXERCISE, OURS, TEST_DATA, Resource
from simulator.world.exports.fhir.stream import resource_count, resources
from simulator.world.exports.selection import Part
from simulator.world.exports.spreadsheets import DICTIONARY, dictionary_rows
from simulator.world.queries import canary_in
from simulator.world.storage.reader import Readable
from simulator.world.tables import metadata

Progress: TypeAlias = Callable[[float], None]
T = TypeVar("T")
Opened: TypeAlias = Callable[[str], AbstractContextManager[TextIO]]
"""Opens a file of this name for writing."""

_STEP = 2_000
"""Rows between two looks at the progress bar."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive: the same world gives the same bytes."""
_DICTIONARY = "data-dictionary.csv"


def check_target(path: Path) -> None:
    """Check that a world can be written there.

    Raises:
        InputError: a suffix that nothing writes, a folder that holds something, or no folder to write into.
    """
    if path.is_dir():
        if any(path.iterdir()):
            raise InputError(f'given the folder "{path}", expected one that is empty or new.', "Name another folder.")
        return
    if path.suffix not in _WRITERS:
        raise InputError(
            f'cannot write "{path.name}": given the suffix "{path.suffix}", expected a folder (CSV), .zip (CSV), '
            ".ndjson (FHIR R4) or .json (FHIR R4 Bundle).",
            "Choose one of them.",
        )
    if not path.absolute().parent.is_dir():
        raise InputError(f'cannot write "{path}": there is no folder "{path.parent}".', "Make it first.")
    if path.exists() and not path.suffix:
        raise InputError(f'given the folder "{path}", which is a file.', "Name another folder.")


def write_world(world: Readable, part: Part, path: Path, progress: Progress) -> None:
    """Writes a part of the world; `progress` gets 0 to 1.

    Raises:
        InputError: the place takes no writing; nothing is left there.
    """
    check_target(path)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        _remove(unfinished)
        _WRITERS["" if path.is_dir() else path.suffix](world, part, unfinished, progress)
        if path.is_dir():
            path.rmdir()
        unfinished.replace(path)
    except OSError as fault:
        raise InputError(
            f"{path} cannot be written: {fault.strerror}.", "Free space there, or name another."
        ) from fault
    finally:
        _remove(unfinished)
    progress(1.0)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _counted(things: Iterable[T], start: int, total: int, progress: Progress) -> Iterator[T]:
    """The things, while the bar follows them."""
    for number, thing in enumerate(things, start):
        if number % _STEP == 0:
            progress(min(number / total, 1.0))
        yield thing


def _write_folder(world: Readable, part: Part, path: Path, progress: Progress) -> None:
    path.mkdir()

    @contextmanager
    def opened(name: str) -> Iterator[TextIO]:
        with (path / name).open("w", encoding="utf-8", newline="") as file:
            yield file

    _write_tables(world, part, opened, progress)


def _write_zip(world: Readable, part: Part, path: Path, progress: Progress) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:

        @contextmanager
        def opened(name: str) -> Iterator[TextIO]:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with (
                archive.open(entry, "w", force_zip64=True) as raw,
                io.TextIOWrapper(raw, encoding="utf-8", newline="") as file,
            ):
                yield file

        _write_tables(world, part, opened, progress)


def _write_tables(world: Readable, part: Part, opened: Opened, progress: Progress) -> None:
    canary = canary_in(world)
    tables = metadata.sorted_tables
    counts = [part.count(world, table) for table in tables]
    total, done = sum(counts), 0
    for table, count in zip(tables, counts, strict=True):
        with opened(f"{table.name}.csv") as file:
            rows = _counted(part.rows(world, table), done + 1, total, progress)
            write_table(file, canary, table.columns.keys(), rows)
        done += count
    with opened(_DICTIONARY) as file:
        write_table(file, canary, DICTIONARY, dictionary_rows(tables))


def _write_ndjson(world: Readable, part: Part, path: Path, progress: Progress) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for one in _resources(world, part, progress):
            file.write(_json(one) + "\n")


def _write_bundle(world: Readable, part: Part, path: Path, progress: Progress) -> None:
    head = {"resourceType": "Bundle", "meta": {"security": [TEST_DATA], "tag": [EXERCISE]}, "type": "collection"}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_json(head)[:-1] + ',"entry":[')
        for number, one in enumerate(_resources(world, part, progress)):
            address = f"{OURS}/{one['resourceType']}/{one['id']}"
            file.write((",\n" if number else "\n") + _json({"fullUrl": address, "resource": one}))
        file.write("\n]}\n")


def _resources(world: Readable, part: Part, progress: Progress) -> Iterator[Resource]:
    return _counted(resources(world, part), 1, resource_count(world, part), progress)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_WRITERS: Mapping[str, Callable[[Readable, Part, Path, Progress], None]] = {
    "": _write_folder,
    ".zip": _write_zip,
    ".ndjson": _write_ndjson,
    ".json": _write_bundle,
}
