"""Striking words out of the library: where they were said, where an action was brought to, and on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from simulator.domain import words as w
from simulator.domain.evaluation.fold import record_of
from simulator.domain.evaluation.records import Brought, Planned
from simulator.errors import JournalError
from simulator.exercise.library import tables

ASK_AGAIN = "Something was struck out meanwhile: ask again."


def strike(connection: sa.Connection, exercise: int, gone: Iterable[w.Words]) -> None:
    """Strike words out in an exercise, and the actions among them in the later exercises that took them up.

    What the facilitator's console asked and was answered goes too: it may say the same.
    """
    struck = tuple(gone)
    for one in struck:
        _strike(connection, exercise, one.ref)
    for number, ref in _copies(connection, exercise, struck):
        _strike(connection, number, ref)
    table = tables.requests
    connection.execute(table.update().where(table.c.exercise == exercise).values(json="", answer=""))
    waiting = (table.c.exercise == exercise, table.c.ok.is_(None))
    connection.execute(table.update().where(*waiting).values(answer=ASK_AGAIN, ok=False))


def _strike(connection: sa.Connection, exercise: int, ref: str) -> None:
    there = (tables.words.c.exercise == exercise, tables.words.c.ref == ref)
    connection.execute(tables.words.update().where(*there).values(text=w.TOMBSTONE, redacted=True))


def _copies(connection: sa.Connection, exercise: int, gone: Iterable[w.Words]) -> Iterator[tuple[int, str]]:
    """Where actions of this exercise were brought into others: the exercise and the reference."""
    actions = {one.id for one in _records(gone) if isinstance(one, Planned)}
    table = tables.words
    query = sa.select(table).where(table.c.role == "record", table.c.text.contains('"kind":"brought"'))
    for row in connection.execute(query).mappings().all() if actions else ():
        for one in _records([w.Words(ref=row["ref"], decision=0, role="record", text=row["text"])]):
            if isinstance(one, Brought) and (one.exercise, one.id in actions) == (exercise, True):
                yield row["exercise"], row["ref"]


def _records(said: Iterable[w.Words]) -> Iterator[object]:
    for one in said:
        if one.role == "record" and not one.redacted:
            try:
                yield record_of(one.text)
            except JournalError:
                continue
