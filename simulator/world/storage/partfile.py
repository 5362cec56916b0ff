"""An unfinished world in a SQLite file: one transaction a step, so that a kill at any moment loses one step at most."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from simulator.world.storage.build import Progress
from simulator.world.synth import Batch
from simulator.world.tables import INDEXES, metadata

PRAGMAS = ("journal_mode=TRUNCATE", "synchronous=NORMAL", "locking_mode=EXCLUSIVE", "cache_size=-65536")
"""A rollback journal, because a step must vanish whole when the process is killed in it. Rows are only appended,
so that it holds next to nothing and costs a twentieth (measured: 100,000 patients against `journal_mode=OFF`)."""
_MOST_PARAMETERS = 900
"""Values of one INSERT of many rows, which costs four fifths of one a row (perf.md 2). SQLite's lowest limit is 999."""


class PartFile:
    """The file while it is filled; `user_version` counts the steps that are complete."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")

    @classmethod
    def open(cls, path: Path) -> PartFile:
        """The file as far as it was filled; begun anew if it is damaged (a power cut, another program).

        Raises:
            sqlite3.Error: the disk is full or cannot be written.
        """
        if path.is_file() and not _is_sound(path):
            path.unlink()
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        return cls(path)

    def done(self) -> int:
        """How many steps are complete."""
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def write(self, step: int, batches: Iterable[Batch]) -> None:
        """Loads the rows of one step, whole or not at all; the first step makes the tables."""
        run = self._connection.execute
        run("BEGIN")
        try:
            if step == 1:
                for table in metadata.sorted_tables:
                    run(str(CreateTable(table).compile(dialect=sqlite.dialect())))
            for name, rows in batches:
                if rows:
                    insert(self._connection, name, rows)
            run(f"PRAGMA user_version = {step}")
            run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled back already
                run("ROLLBACK")
            raise

    def index(self, progress: Progress) -> None:
        """Builds every index that is not there yet."""
        for number, index in enumerate(INDEXES, start=1):
            self._connection.execute(str(CreateIndex(index, if_not_exists=True).compile(dialect=sqlite.dialect())))
            progress(number / len(INDEXES))

    def close(self) -> None:
        """Lets go of the file; a step under way is gone."""
        self._connection.close()


def insert(connection: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    """Loads ready tuples, many with one statement."""
    width = len(rows[0])
    at_once = max(_MOST_PARAMETERS // width, 1)
    even = len(rows) // at_once * at_once
    place = f"({','.join('?' * width)})"
    head = f'INSERT INTO "{table}" VALUES '
    blocks = (rows[start : start + at_once] for start in range(0, even, at_once))
    connection.executemany(head + ",".join([place] * at_once), (list(chain.from_iterable(block)) for block in blocks))
    connection.executemany(head + place, rows[even:])


def _is_sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong; the first look also takes back a step that was under way."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
