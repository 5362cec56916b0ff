"""The facilitator's part of the library: the PIN, what a console asks, how the room stands, and who holds the console.

The library is the wire between two terminals: nothing listens. Both ends look a few times a second.
"""

from __future__ import annotations

import platform
import secrets
from dataclasses import dataclass
from os import getpid

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from simulator.errors import JournalError
from simulator.exercise.library import tables
from simulator.exercise.library.database import Database
from simulator.exercise.room.console.pin import Pin, pin_of
from simulator.exercise.room.console.wire import (
    Posted,
    Pulse,
    Request,
    pulse_text,
    read_pulse,
    read_request,
    request_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The console that may ask: its token, where it runs, and a beat that counts up while it lives."""

    token: str
    pid: int
    host: str
    beat: int

    @property
    def who(self) -> str:
        """In words."""
        return f"process {self.pid} on {self.host}"


class Control:
    """The control rows of one exercise."""

    def __init__(self, database: Database, exercise: int) -> None:
        self._database = database
        self._exercise = exercise
        self._mine = secrets.token_hex(8)

    def pin(self) -> Pin | None:
        """The facilitator's PIN, if one was set."""
        row = self._row(tables.pins)
        return None if row is None else Pin(salt=row["salt"], digest=row["digest"])

    def set_pin(self, typed: str) -> None:
        """Keep a PIN, salted and hashed; it takes the place of another.

        Raises:
            InputError: it is no PIN.
        """
        pin = pin_of(typed, salt=secrets.token_hex(16))
        self._put(tables.pins, salt=pin.salt, digest=pin.digest)

    # The room's side.

    def watched(self) -> bool:
        """Whether anybody ever held the console of this exercise."""
        return self._row(tables.consoles) is not None

    def waiting(self) -> tuple[Posted, ...]:
        """What was asked and not answered, oldest first; a row that nobody can read is answered so."""
        table = tables.requests
        query = sa.select(table).where(table.c.exercise == self._exercise, table.c.ok.is_(None)).order_by(table.c.id)
        with self._database.work() as connection:
            rows = connection.execute(query).mappings().all()
        found = []
        for row in rows:
            try:
                found.append(Posted(number=row["id"], request=read_request(row["json"])))
            except JournalError as fault:
                self.answer(row["id"], fault.message, ok=False)
        return tuple(found)

    def answer(self, number: int, text: str, *, ok: bool) -> None:
        """Say what came of a request; what it said is kept where it belongs, and no longer here."""
        change = tables.requests.update().where(tables.requests.c.id == number).values(json="", answer=text, ok=ok)
        with self._database.work() as connection:
            connection.execute(change)

    def pulse(self, pulse: Pulse) -> None:
        """Say how the room stands."""
        self._put(tables.pulses, json=pulse_text(pulse))

    # The console's side.

    def ask(self, request: Request) -> int:
        """Post a request; returns its number."""
        row = {"exercise": self._exercise, "json": request_text(request), "answer": "", "ok": None}
        with self._database.work() as connection:
            key = connection.execute(tables.requests.insert().values(row)).inserted_primary_key
        return int(key[0]) if key else 0

    def answered(self, number: int) -> tuple[bool, str] | None:
        """Whether a request was done, and what came of it; None while it waits."""
        query = sa.select(tables.requests.c.ok, tables.requests.c.answer).where(tables.requests.c.id == number)
        with self._database.work() as connection:
            row = connection.execute(query).one()
        return None if row.ok is None else (bool(row.ok), str(row.answer))

    def room(self) -> Pulse | None:
        """How the room stood when it last said so."""
        row = self._row(tables.pulses)
        return None if row is None else read_pulse(row["json"])

    def holder(self) -> Holder | None:
        """Who holds the console."""
        row = self._row(tables.consoles)
        if row is None:
            return None
        return Holder(token=row["token"], pid=row["pid"], host=row["host"], beat=row["beat"])

    @property
    def token(self) -> str:
        """What this console is called among those of the exercise."""
        return self._mine

    def take(self) -> None:
        """Hold the console from now on, whoever held it."""
        self._put(tables.consoles, token=self._mine, pid=getpid(), host=platform.node(), beat=0)

    def beat(self) -> bool:
        """Say that this console lives; whether it still holds."""
        table = tables.consoles
        mine = (table.c.exercise == self._exercise, table.c.token == self._mine)
        with self._database.work() as connection:
            return connection.execute(table.update().where(*mine).values(beat=table.c.beat + 1)).rowcount == 1

    def leave(self) -> None:
        """Hold it no more."""
        table = tables.consoles
        mine = (table.c.exercise == self._exercise, table.c.token == self._mine)
        with self._database.work() as connection:
            connection.execute(table.delete().where(*mine))

    def _row(self, table: sa.Table) -> sa.RowMapping | None:
        query = sa.select(table).where(table.c.exercise == self._exercise)
        with self._database.work() as connection:
            return connection.execute(query).mappings().one_or_none()

    def _put(self, table: sa.Table, **values: str | int) -> None:
        with self._database.work() as connection:
            there = connection.execute(table.update().where(table.c.exercise == self._exercise).values(values))
            if there.rowcount:
                return
            try:
                with connection.begin_nested():
                    connection.execute(table.insert().values(exercise=self._exercise, **values))
            except IntegrityError:  # another process put the first one just now: the later one counts
                connection.execute(table.update().where(table.c.exercise == self._exercise).values(values))
