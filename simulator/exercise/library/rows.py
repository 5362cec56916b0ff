"""What is kept of an exercise, row by row: its decisions, the words about them, and the room's time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields

import sqlalchemy as sa

from simulator.domain import words as w
from simulator.domain.codec import canonical, decode_decision, encode
from simulator.errors import InputError, JournalError
from simulator.exercise.library.tables import decisions, exercises, room_times, words
from simulator.exercise.play import Submitted

LONGEST_WORDS = 20_000
"""Characters of one reason or note; assumed."""


def keep_decisions(connection: sa.Connection, exercise: int, taken: Iterable[Submitted]) -> None:
    """Write decisions down."""
    for one in taken:
        row = {"number": one.number, "at": one.at, "json": canonical(encode(one.decision))}
        connection.execute(decisions.insert().values(exercise=exercise, **row))


def kept_decisions(connection: sa.Connection, exercise: int, after: int = 0) -> tuple[Submitted, ...]:
    """The decisions after that number, in order.

    Raises:
        JournalError: one is damaged or missing.
    """
    query = sa.select(decisions).where(decisions.c.exercise == exercise, decisions.c.number > after)
    rows = connection.execute(query.order_by(decisions.c.number)).mappings().all()
    return tuple(_submitted(row, number) for number, row in enumerate(rows, start=after + 1))


def keep_words(connection: sa.Connection, exercise: int, said: Iterable[w.Words]) -> None:
    """Write words down after those that are there."""
    last = sa.select(sa.func.max(words.c.position)).where(words.c.exercise == exercise)
    before = connection.scalar(last) or 0
    for position, one in enumerate(said, start=before + 1):
        connection.execute(words.insert().values(exercise=exercise, position=position, **asdict(one)))


def say(connection: sa.Connection, exercise: int, decision: int, role: w.Role, text: str) -> w.Words:
    """Write down what somebody typed, once; a draft takes the place of the last."""
    salt = connection.scalar(sa.select(exercises.c.salt).where(exercises.c.id == exercise))
    said = w.words(decision, role, text, salt=str(salt))
    own = words.c.exercise == exercise
    if role in w.DRAFTS:
        connection.execute(words.delete().where(own, words.c.role == role))
    if connection.scalar(sa.select(words.c.ref).where(own, words.c.ref == said.ref)) is None:
        keep_words(connection, exercise, (said,))
    return said


def sayable(text: str) -> str:
    """A text as every database takes it.

    Raises:
        InputError: it is too long.
    """
    if len(text) > LONGEST_WORDS:
        raise InputError(f"given {len(text):,} characters, expected at most {LONGEST_WORDS:,}.", "Shorten the text.")
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def kept_words(connection: sa.Connection, exercise: int) -> tuple[w.Words, ...]:
    """Everything that was typed, in order."""
    columns = [words.c[one.name] for one in fields(w.Words)]
    query = sa.select(*columns).where(words.c.exercise == exercise).order_by(words.c.position)
    return tuple(w.Words(**row) for row in connection.execute(query).mappings())


def keep_room_time(connection: sa.Connection, exercise: int, room: float, move: float) -> None:
    """Write down the seconds that the room spent, in all and in the move under way."""
    row = {"room": room, "move": move}
    if connection.execute(room_times.update().where(room_times.c.exercise == exercise).values(row)).rowcount == 0:
        connection.execute(room_times.insert().values(exercise=exercise, **row))


def kept_room_time(connection: sa.Connection, exercise: int) -> tuple[float, float]:
    """The seconds that the room spent so far, in all and in the move under way."""
    query = sa.select(room_times).where(room_times.c.exercise == exercise)
    row = connection.execute(query).mappings().one_or_none()
    return (0.0, 0.0) if row is None else (row["room"], row["move"])


def _submitted(row: sa.RowMapping, number: int) -> Submitted:
    try:
        decision = decode_decision(json.loads(row["json"]))
    except (ValueError, RecursionError, JournalError) as fault:
        raise JournalError(f"exercise {row['exercise']}, decision {row['number']}: damaged ({fault}).") from fault
    if row["number"] != number:
        raise JournalError(f"exercise {row['exercise']}, decision {number}: missing.")
    return Submitted(number=number, at=row["at"], decision=decision)
