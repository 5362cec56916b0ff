"""Built worlds: built once, cached by digest, opened read-only and never written again.

A world lies in a folder of SQLite files, or in a schema of its own in a PostgreSQL database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from simulator.domain.worldspec import WorldSpec
from simulator.errors import InputError
from simulator.world.marker import SCHEMA_VERSION
from simulator.world.storage.changes import Session
from simulator.world.storage.files import file_home, world_path
from simulator.world.storage.reader import Connection, DatabaseFault

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["World", "open_world", "world_path"]


class Home(Protocol):
    """Where a world lies."""

    @property
    def where(self) -> str:
        """Its file, or its schema and server, for people to read."""

    @property
    def remedy(self) -> str:
        """What to do about a world that is not what it should be."""

    def connect(self) -> Connection:
        """A read-only connection, which the caller closes."""

    def check(self) -> None:
        """Looks at all of it; InputError, if it is not as it was built."""

    def close(self) -> None:
        """Lets go of the file or the server."""


@dataclass(frozen=True, slots=True)
class World:
    """A built world: the template that nobody changes, and a connection that reads it."""

    home: Home
    spec: WorldSpec
    seed: int
    connection: Connection

    @property
    def where(self) -> str:
        """Its file, or its schema and server, for people to read."""
        return self.home.where

    @property
    def path(self) -> Path:
        """The file of a world that lies in one."""
        return Path(self.home.where)

    def fresh(self) -> Session:
        """The world as built, with changes of its own kept aside; costs well under a millisecond."""
        return Session(self.home.connect())

    def connect(self) -> Connection:
        """Another read-only connection, which the caller closes."""
        return self.home.connect()

    def engine(self) -> Engine:
        """For mapped objects, which only interactive play uses; the caller disposes of it."""
        from sqlalchemy import create_engine
        from sqlalchemy.pool import NullPool

        if isinstance(self.connection, sqlite3.Connection):
            return create_engine("sqlite://", creator=self.connect, poolclass=NullPool)
        return create_engine("postgresql+psycopg://", creator=self.connection.another, poolclass=NullPool)

    def close(self) -> None:
        """Gives the file or the connection back; sessions that are open stay so."""
        self.connection.close()
        self.home.close()


def open_world(spec: WorldSpec, seed: int, place: Path | str, progress: Callable[[float], None] | None = None) -> World:
    """The world of this spec and seed, built now if the place does not hold it yet.

    `place` is a folder, or the URL of a PostgreSQL database. `progress` gets 0 to 1 while building, and 1 at once for
    a cached world. A build that was stopped or killed goes on where it was; of two processes that want the same
    world one builds and the other waits.

    Raises:
        InputError: the place takes no writing, is full or out of reach, or what it holds is not that world as built.
    """
    tell = progress or _silent
    home = _home(spec, seed, place, tell)
    tell(1.0)
    connection = home.connect()
    try:
        _check(connection, home, spec, seed)
    except InputError:
        connection.close()
        home.close()
        raise
    return World(home, spec, seed, connection)


def _home(spec: WorldSpec, seed: int, place: Path | str, progress: Callable[[float], None]) -> Home:
    if isinstance(place, Path):
        return file_home(spec, seed, place, progress)
    from simulator.world.storage.server import server_home

    return server_home(spec, seed, place, progress)


def _check(connection: Connection, home: Home, spec: WorldSpec, seed: int) -> None:
    try:
        row = connection.execute("SELECT spec_digest, schema_version FROM exercise_marker").fetchone()
    except (sqlite3.DatabaseError, DatabaseFault) as problem:
        raise InputError(f"{home.where} is not a world: {problem}.", home.remedy) from problem
    if row != (spec.digest(seed), SCHEMA_VERSION):
        raise InputError(f"{home.where} is another world than its name says.", home.remedy)


def _silent(_done: float) -> None:
    """Nobody watches."""
