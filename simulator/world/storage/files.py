"""Worlds in a folder: one SQLite file each, filled beside its name and given it when it is whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from simulator.domain.worldspec import WorldSpec
from simulator.errors import InputError
from simulator.world.marker import SCHEMA_VERSION
from simulator.world.storage.seal import check_seal, seal
from simulator.world.storage.turn import our_turn

BYTES_PER_PATIENT = 3_600
"""Of a finished file. Measured: 59.6 MB for 20,000 patients; a fifth is added."""
BYTES_OF_ANY_WORLD = 2_000_000
"""The tables that do not grow with the patients. Measured: 0.9 MB with 200 patients; rounded up."""
_MOST_WHILE_WAITING = 0.95
"""What a process that waits for another shows at most."""
_HINT = "What is finished is kept. Free space there, or name another folder, and build again."


@dataclass(frozen=True, slots=True)
class FileHome:
    """Where a world lies: its file."""

    path: Path

    @property
    def where(self) -> str:
        """For people to read."""
        return str(self.path)

    @property
    def remedy(self) -> str:
        """What to do about a world that is not what it should be."""
        return f"Delete {self.path.name}; it is built again."

    def connect(self) -> sqlite3.Connection:
        """A read-only connection, which the caller closes."""
        uri = f"{self.path.as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA temp_store=MEMORY")
        return connection

    def check(self) -> None:
        """Reads the whole file.

        Raises:
            InputError: it is not as it was built.
        """
        check_seal(self.path, thorough=True)

    def close(self) -> None:
        """A file is nothing that stays open."""


def file_home(spec: WorldSpec, seed: int, folder: Path, progress: Callable[[float], None]) -> FileHome:
    """The file of a world, built now if it is not there.

    Raises:
        InputError: the folder takes no writing, the disk is full, or the file is not as it was built.
    """
    path = world_path(spec, seed, folder.resolve())
    if not path.is_file():
        _build(path, spec, seed, progress)
    check_seal(path)
    return FileHome(path)


def world_path(spec: WorldSpec, seed: int, folder: Path) -> Path:
    """Where the file of a world lies, whether it is built or not."""
    return folder / f"world-{spec.digest(seed)[:20]}-v{SCHEMA_VERSION}.sqlite3"


def _build(path: Path, spec: WorldSpec, seed: int, progress: Callable[[float], None]) -> None:
    needed = BYTES_OF_ANY_WORLD + BYTES_PER_PATIENT * spec.patients
    lock = path.with_suffix(".lock")

    def follow() -> None:
        sizes = [part.stat().st_size for part in path.parent.glob(f"{path.stem}.*.part")]
        progress(min(max(sizes, default=0) / needed, _MOST_WHILE_WAITING))

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with our_turn(lock, follow):
            if not path.is_file():
                _build_alone(path, spec, seed, progress)
        # Whoever still waits for the lock will find the world, not the file that was locked.
        with suppress(OSError):
            lock.unlink(missing_ok=True)
    except OSError as fault:
        raise InputError(f"The world cannot be built in {path.parent}: {fault.strerror or fault}.", _HINT) from fault
    except sqlite3.Error as fault:
        raise InputError(f"The world cannot be built in {path.parent}: {fault}.", _HINT) from fault


def _build_alone(path: Path, spec: WorldSpec, seed: int, progress: Callable[[float], None]) -> None:
    from simulator.world.storage.build import fill, recipe
    from simulator.world.storage.partfile import PartFile

    part = path.with_suffix(f".{recipe(spec, seed)}.part")
    _sweep(path, part)
    _check_space(part, spec)
    with closing(PartFile.open(part)) as filling:
        fill(filling, spec, seed, progress)
    part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    seal(part, path)
    part.replace(path)


def _check_space(part: Path, spec: WorldSpec) -> None:
    written = part.stat().st_size if part.is_file() else 0
    needed = BYTES_OF_ANY_WORLD + BYTES_PER_PATIENT * spec.patients - written
    free = shutil.disk_usage(part.parent).free
    if free < needed:
        raise InputError(
            f"{part.parent} has {free / 1e6:,.0f} MB free; a world of {spec.patients:,} patients needs "
            f"{needed / 1e6:,.0f} MB: {(needed - free) / 1e6:,.0f} MB are missing.",
            _HINT,
        )


def _sweep(path: Path, part: Path) -> None:
    """Removes parts that nobody can finish: other releases made their rows."""
    for other in sorted(path.parent.glob(f"{path.stem}.*.part*")):
        if not other.name.startswith(part.name):
            other.unlink(missing_ok=True)
