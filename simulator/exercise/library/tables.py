"""The tables of the library, and what one row of its list says."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

import sqlalchemy as sa

from simulator.domain.time import Seconds
from simulator.exercise.saves.save import Header

State = Literal["playing", "finished"]

metadata = sa.MetaData()

exercises = sa.Table(
    "exercise",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    *(sa.Column(one.name, sa.BigInteger if one.type == "int" else sa.Text, nullable=False) for one in fields(Header)),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("salt", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reached", sa.BigInteger, nullable=False),
    sa.Column("updated", sa.Text, nullable=False),
)
"""One exercise: its header, where its scenario lies, the salt of its words, how far it got."""

decisions = sa.Table(
    "decision",
    metadata,
    sa.Column("exercise", sa.ForeignKey("exercise.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("json", sa.Text, nullable=False),
)

words = sa.Table(
    "words",
    metadata,
    sa.Column("exercise", sa.ForeignKey("exercise.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("ref", sa.Text, nullable=False),
    sa.Column("decision", sa.Integer, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("redacted", sa.Boolean, nullable=False),
)

locks = sa.Table(
    "lock",
    metadata,
    sa.Column("exercise", sa.ForeignKey("exercise.id"), primary_key=True),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("beat", sa.Text, nullable=False),
)
"""Who plays an exercise. `token` names the file that the process holds, `beat` is the room time of its last writing."""

room_times = sa.Table(
    "room_time",
    metadata,
    sa.Column("exercise", sa.ForeignKey("exercise.id"), primary_key=True),
    sa.Column("room", sa.Float, nullable=False),
    sa.Column("move", sa.Float, nullable=False),
)
"""Seconds of room time that an exercise took, in all and in its move: outside every digest, as all room time."""


pins = sa.Table(
    "facilitator_pin",
    metadata,
    sa.Column("exercise", sa.ForeignKey("exercise.id"), primary_key=True),
    sa.Column("salt", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

consoles = sa.Table(
    "console",
    metadata,
    sa.Column("exercise", sa.ForeignKey("exercise.id"), primary_key=True),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("beat", sa.Integer, nullable=False),
)
"""Which terminal holds the facilitator's console of an exercise."""

requests = sa.Table(
    "console_request",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("exercise", sa.ForeignKey("exercise.id"), nullable=False),
    sa.Column("json", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("ok", sa.Boolean, nullable=True),
)
"""What a console asks of the process that plays; `ok` is empty until it answered."""

pulses = sa.Table(
    "pulse",
    metadata,
    sa.Column("exercise", sa.ForeignKey("exercise.id"), primary_key=True),
    sa.Column("json", sa.Text, nullable=False),
)
"""How the process that plays stands: room metadata, outside every digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One exercise of the library. `place` is the slug or folder of its scenario, `reached` the second it got to."""

    id: int
    header: Header
    place: str
    state: State
    reached: Seconds
    updated: str
    decisions: int


def listing() -> sa.Select[Any]:
    """Every exercise with the number of its decisions, in the order of creation."""
    count = sa.select(sa.func.count()).where(decisions.c.exercise == exercises.c.id).scalar_subquery()
    return sa.select(exercises, count.label("decisions")).order_by(exercises.c.id)


def kept(row: sa.RowMapping) -> Kept:
    """What a row of `listing` says."""
    return Kept(
        id=row["id"],
        header=Header(**{one.name: row[one.name] for one in fields(Header)}),
        place=row["place"],
        state=row["state"],
        reached=row["reached"],
        updated=row["updated"],
        decisions=row["decisions"],
    )
