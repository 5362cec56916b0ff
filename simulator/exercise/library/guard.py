"""A file that one process holds for as long as it lives: the operating system lets go of it even after kill -9.

SQLite's exclusive lock is the one file lock that the standard library has on every platform.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from simulator.exercise.folders import cannot_write, reason_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A held file."""

    path: Path
    connection: sqlite3.Connection

    def release(self) -> None:
        """Let go of the file and remove it."""
        self.connection.close()
        sweep(self.path)


def take(path: Path) -> Guard:
    """Hold a file that nobody else knows, from now on.

    Raises:
        InputError: the folder takes no writing.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _connect(path, "rwc")
        _lock(connection)
    except OSError as error:
        raise cannot_write(path.parent, reason_of(error)) from error
    except sqlite3.Error as error:
        raise cannot_write(path, error) from error
    return Guard(path=path, connection=connection)


def is_held(path: Path) -> bool:
    """Whether a living process holds the file."""
    connection = None
    try:
        connection = _connect(path, "rw")
        _lock(connection)
    except sqlite3.Error as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_BUSY
    finally:
        if connection is not None:
            connection.close()
    return False


def sweep(path: Path) -> None:
    """Remove a file that nobody needs; a system that still has it open keeps it, which harms nothing."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    name = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(name, uri=True, isolation_level=None, timeout=0, check_same_thread=False)


def _lock(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=MEMORY")  # no second file beside the first
    connection.execute("BEGIN EXCLUSIVE")
