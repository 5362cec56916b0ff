"""Whose turn it is to build a world: one process at a time, and nobody once it has died.

SQLite's exclusive lock is the one file lock that the standard library has on every platform.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_PAUSE = 0.1
"""Seconds between two tries; assumed."""


@contextmanager
def our_turn(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Holds the file at `path` while the block lasts; calls `waiting` again and again while another process does.

    Raises:
        sqlite3.OperationalError: the folder takes no writing.
    """
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        while not _taken(connection):
            waiting()
            time.sleep(_PAUSE)
        yield


def _taken(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("PRAGMA journal_mode=MEMORY")  # no second file beside the first
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
