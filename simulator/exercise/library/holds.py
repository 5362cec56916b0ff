"""Who plays an exercise: one process at a time, and nobody once it has died."""

from __future__ import annotations

import platform
import secrets
from contextlib import ExitStack
from os import getpid

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from simulator.errors import InputError
from simulator.exercise.folders import data_folder
from simulator.exercise.library import guard
from simulator.exercise.library.database import Database
from simulator.exercise.library.tables import locks


class Holds:
    """The exercises that this process plays. Each is a row that names a file, and that file held."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._folder = (database.file.parent if database.file else data_folder()) / "holds"
        self._held: dict[int, guard.Guard] = {}

    @property
    def exercises(self) -> tuple[int, ...]:
        """What this process plays."""
        return tuple(self._held)

    def take(self, exercise: int, beat: str) -> None:
        """Play an exercise from now on; a hold whose process died gives way.

        Raises:
            InputError: a living process plays it; the message says which, and what to do.
        """
        token = secrets.token_hex(8)
        ours = {"exercise": exercise, "token": token, "pid": getpid(), "host": platform.node(), "beat": beat}
        with ExitStack() as undo:
            mine = guard.take(self._folder / token)
            undo.callback(mine.release)
            with self._database.work() as connection:
                self._clear(connection, exercise)
                try:
                    connection.execute(locks.insert().values(ours))
                except IntegrityError as fault:
                    raise InputError(f"Exercise {exercise} was opened by another process just now.") from fault
            undo.pop_all()
        self._held[exercise] = mine

    def beat(self, connection: sa.Connection, exercise: int, beat: str) -> None:
        """Check, within the transaction that writes, that this process still plays the exercise.

        Raises:
            InputError: it does not.
        """
        held = self._held.get(exercise)
        token = held.path.name if held else ""
        found = connection.execute(locks.update().where(*_row(exercise, token)).values(beat=beat))
        if found.rowcount != 1:
            raise InputError(
                f"Exercise {exercise} is not played by this process (any more); nothing was written.",
                "Resume it first; a finished exercise takes no more decisions.",
            )

    def leave(self, exercise: int) -> None:
        """Play it no more; another process may."""
        held = self._held.pop(exercise, None)
        if held is None:
            return
        try:
            with self._database.work() as connection:
                connection.execute(locks.delete().where(*_row(exercise, held.path.name)))
        finally:
            held.release()

    def _clear(self, connection: sa.Connection, exercise: int) -> None:
        row = connection.execute(sa.select(locks).where(locks.c.exercise == exercise)).mappings().one_or_none()
        if row is None:
            return
        if self._lives(row):
            raise InputError(
                f"Exercise {exercise} is being played by process {row['pid']} on {row['host']} "
                f"(last written {row['beat']}).",
                "Close it there first, then resume: what that process kept is safe, and its hold ends with it, however "
                "it ends. To play on from here at once, export the exercise and import it: the copy is yours.",
            )
        connection.execute(locks.delete().where(*_row(exercise, row["token"])))
        guard.sweep(self._folder / row["token"])

    def _lives(self, row: sa.RowMapping) -> bool:
        """Beside a SQLite file its holder's file tells; on a server, only if the holder is on this machine."""
        elsewhere = self._database.file is None and row["host"] != platform.node()
        return elsewhere or guard.is_held(self._folder / row["token"])


def _row(exercise: int, token: str) -> tuple[sa.ColumnElement[bool], ...]:
    return locks.c.exercise == exercise, locks.c.token == token
