"""Worlds on a PostgreSQL server: a schema each, filled under another name and given its own when it is whole."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.domain.worldspec import WorldSpec
from simulator.errors import InputError
from simulator.world.marker import SCHEMA_VERSION
from simulator.world.storage.postgres import EXAMPLE, ServerConnection, connect, shown, value, words

if TYPE_CHECKING:
    from psycopg import Connection

_PAUSE = 0.1
"""Seconds between two looks at another builder; assumed."""
_MOST_WHILE_WAITING = 0.95


@dataclass(slots=True)
class ServerHome:
    """Where a world lies: its schema in the database of a URL."""

    url: str
    schema: str
    _spare: list[Connection[Any]] = field(default_factory=list)
    _closed: bool = False

    @property
    def where(self) -> str:
        """For people to read; a password is not shown."""
        return f"schema {self.schema} of {shown(self.url)}"

    @property
    def remedy(self) -> str:
        """What to do about a world that is not what it should be."""
        return f"Run: DROP SCHEMA {self.schema} CASCADE; it is built again."

    def dial(self) -> Connection[Any]:
        """A new connection that reads this world and changes nothing."""
        raw = connect(self.url)
        raw.execute(f'SET search_path = "{self.schema}"; SET default_transaction_read_only = on')
        return raw

    def connect(self) -> ServerConnection:
        """A read-only connection, which the caller closes."""
        return ServerConnection(
            self._spare.pop() if self._spare else self.dial(), self.schema, self.dial, self.take_back
        )

    def check(self) -> None:
        """A server looks after its own pages."""

    def take_back(self, raw: Connection[Any]) -> None:
        """Keeps one connection for the next reader."""
        if self._closed or self._spare:
            raw.close()
        else:
            self._spare.append(raw)

    def close(self) -> None:
        """Lets go of the server."""
        self._closed = True
        while self._spare:
            self._spare.pop().close()


def server_home(spec: WorldSpec, seed: int, url: str, progress: Callable[[float], None]) -> ServerHome:
    """The schema of a world, built now if it is not there.

    Raises:
        InputError: the server is out of reach or full, refuses us, or gives us no right to make a schema.
    """
    schema = f"world_{spec.digest(seed)[:20]}_v{SCHEMA_VERSION}"
    raw = connect(url)
    from psycopg import Error

    try:
        if not _exists(raw, schema):
            _build_in_turn(raw, schema, spec, seed, progress)
    except Error as fault:
        hint = (
            f"What is finished is kept. Give that user room and the right to make a schema, and build again. {EXAMPLE}"
        )
        raise InputError(f"The world cannot be built at {shown(url)}: {words(fault)}.", hint) from fault
    finally:
        raw.close()
    return ServerHome(url, schema)


def _build_in_turn(
    raw: Connection[Any], schema: str, spec: WorldSpec, seed: int, progress: Callable[[float], None]
) -> None:
    """One process builds, the others wait; the server lets go of the lock of a process that died."""
    number = int.from_bytes(bytes.fromhex(spec.digest(seed)[:16]), "big", signed=True)
    while not value(raw, "SELECT pg_try_advisory_lock(%s)", number):
        done, steps = _state(raw, f"{schema}\\_part\\_%")
        progress(min(done / steps, _MOST_WHILE_WAITING))
        time.sleep(_PAUSE)
    if _exists(raw, schema):
        return
    from simulator.world.storage.build import fill, recipe, steps_of
    from simulator.world.storage.partschema import PartSchema

    part = PartSchema(raw, schema, recipe(spec, seed), steps_of(spec))
    part.sweep()
    fill(part, spec, seed, progress)


def _exists(raw: Connection[Any], schema: str) -> bool:
    return bool(value(raw, "SELECT count(*) FROM pg_namespace WHERE nspname = %s", schema))


def _state(raw: Connection[Any], pattern: str) -> tuple[int, int]:
    """How many steps of how many the part of this name has, by its comment."""
    query = "SELECT max(obj_description(oid, 'pg_namespace')) FROM pg_namespace WHERE nspname LIKE %s"
    done, _, steps = str(value(raw, query, pattern) or "0/1").partition("/")
    return int(done), int(steps)
