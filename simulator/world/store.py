"""Built worlds on disk: built once, cached by digest, opened read-only and never written again."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.domain.worldspec import WorldSpec
from simulator.errors import InputError
from simulator.world.changes import Session
from simulator.world.marker import SCHEMA_VERSION

_BYTES_PER_PATIENT = 1_300
_BYTES_OF_ANY_WORLD = 2_000_000
"""Measured: 21.4 MB for 20,000 patients; a fifth is added."""
_LEFT_BEHIND = 3_600
"""Seconds after which a half-written file belongs to a killed process; assumed."""


@dataclass(frozen=True, slots=True)
class World:
    """A built world: the template that nobody changes, and a connection that reads it."""

    path: Path
    spec: WorldSpec
    seed: int
    connection: sqlite3.Connection

    def fresh(self) -> Session:
        """The world as built, with changes of its own kept in memory; costs well under a millisecond."""
        return Session(_connect(self.path))

    def connect(self) -> sqlite3.Connection:
        """Another read-only connection, which the caller closes."""
        return _connect(self.path)

    def close(self) -> None:
        """Gives the file back; sessions that are open stay so."""
        self.connection.close()


def open_world(spec: WorldSpec, seed: int, folder: Path, progress: Callable[[float], None] | None = None) -> World:
    """The world of this spec and seed, built now if the folder does not hold it yet.

    `progress` gets 0 to 1 while building, and 1 at once for a cached world. A killed build leaves no
    world behind; two processes that build the same one do not disturb each other.

    Raises:
        InputError: the folder cannot be written, the disk is full, or the cached file is no such world.
    """
    tell = progress or _silent
    path = world_path(spec, seed, folder.resolve())
    if not path.is_file():
        _build(path, spec, seed, tell)
    tell(1.0)
    connection = _connect(path)
    try:
        _check(connection, path, spec, seed)
    except InputError:
        connection.close()
        raise
    return World(path, spec, seed, connection)


def world_path(spec: WorldSpec, seed: int, folder: Path) -> Path:
    """Where the cached file of a world lies, whether it is built or not."""
    return folder / f"world-{spec.digest(seed)[:20]}-v{SCHEMA_VERSION}.sqlite3"


def _build(path: Path, spec: WorldSpec, seed: int, progress: Callable[[float], None]) -> None:
    from sqlalchemy.exc import DBAPIError

    from simulator.world.build import fill

    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _check_space(path.parent, spec)
        handle, name = tempfile.mkstemp(prefix=f"{path.stem}.", suffix=".part", dir=path.parent)
        os.close(handle)
        part = Path(name)
        _sweep(part, path.stem)
        fill(part, spec, seed, progress)
        _keep(part, path)
    except (OSError, DBAPIError) as problem:
        reason = problem.orig if isinstance(problem, DBAPIError) else problem
        message = f"The world cannot be built in {path.parent}: {reason}."
        raise InputError(message, "Free space there, or name another folder.") from problem
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _check_space(folder: Path, spec: WorldSpec) -> None:
    needed = _BYTES_OF_ANY_WORLD + _BYTES_PER_PATIENT * spec.patients
    free = shutil.disk_usage(folder).free
    if free < needed:
        message = (
            f"{folder} has {free / 1e6:.0f} MB free; a world of {spec.patients} patients needs {needed / 1e6:.0f}."
        )
        raise InputError(message, "Free space there, or name another folder.")


def _sweep(part: Path, stem: str) -> None:
    """Removes what killed builds of this world left, an hour older than our own file by the disk's clock."""
    ours = part.stat().st_mtime
    for other in sorted(part.parent.glob(f"{stem}.*.part")):
        try:
            if other.stat().st_mtime < ours - _LEFT_BEHIND:
                other.unlink()
        except OSError:  # another process took it away first, or still holds it
            continue


def _keep(part: Path, path: Path) -> None:
    """Makes the file durable, then gives it its name in one step."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        part.replace(path)
    except PermissionError:
        if not path.is_file():  # on Windows a file that is being read keeps its name: theirs is as good as ours
            raise


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"{path.as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def _check(connection: sqlite3.Connection, path: Path, spec: WorldSpec, seed: int) -> None:
    try:
        row = connection.execute("SELECT spec_digest, schema_version FROM exercise_marker").fetchone()
    except sqlite3.DatabaseError as problem:
        raise InputError(f"{path} is not a world: {problem}.", "Delete it; it is built again.") from problem
    if row != (spec.digest(seed), SCHEMA_VERSION):
        raise InputError(f"{path} is another world than its name says.", "Delete it; it is built again.")


def _silent(_done: float) -> None:
    """Nobody watches."""
