"""A simulated room: in which room minute a run would have got where, if people read, talk and decide at a given pace.

Exercise time and talk run side by side: at x60 the clock goes on while a room reads and agrees, and waits where that
takes longer; it stands for a main message and for the question of a new move. In jumps it costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import ROOM
from simulator.domain.journal import Entry, may_know
from simulator.domain.playbook import Playbook
from simulator.domain.time import MINUTE, Seconds
from simulator.exercise.room.feed import feed_lines
from simulator.scenario.room import Pace, RoomTimes

PACE = 60
"""Exercise seconds in a room second while hours matter (design.md 9)."""
_SPOKEN = {f.InjectDelivered.kind, f.VendorReplied.kind}
"""Facts whose text is read out; of the others a room sees the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """Room minutes: when each move ended, by its id; the whole; the longest stretch with nothing to read or decide."""

    ends: tuple[tuple[str, float], ...]
    total: float
    dead: float

    @property
    def spent(self) -> dict[str, float]:
        """The minutes that each move took."""
        before = (0.0, *(minute for _, minute in self.ends))
        return {move: minute - began for (move, minute), began in zip(self.ends, before, strict=False)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """What happens in one second: seconds of talk beside the clock, and seconds for which the clock stands."""

    at: Seconds
    beside: float
    standing: float


def rehearse(entries: Iterable[Entry], playbook: Playbook, times: RoomTimes) -> Rehearsed:
    """What a run of the whole exercise, decided as the journal says, would have taken in the room."""
    ends: list[tuple[str, float]] = []
    room = owed = dead = 0.0
    place, before = 0, 0
    for one in _moments(entries, playbook, times):
        clock = (one.at - before) / PACE if playbook.moves[place].gear == "paced" else 0.0
        room += max(clock, owed)
        dead = max(dead, clock - owed)
        while place + 1 < len(playbook.moves) and one.at >= playbook.moves[place + 1].starts:
            ends.append((playbook.moves[place].id, room / MINUTE))
            place += 1
        room += one.standing
        owed, before = one.beside, one.at
    total = (room + owed) / MINUTE
    ends.append((playbook.moves[place].id, total))
    return Rehearsed(ends=tuple(ends), total=total, dead=dead / MINUTE)


def _moments(entries: Iterable[Entry], playbook: Playbook, times: RoomTimes) -> Iterator[_Moment]:
    pace = times.pace(playbook.room_minutes)
    seen = (entry for entry in entries if entry.at >= 0 and may_know(ROOM, entry))
    for at, together in groupby(seen, key=lambda entry: entry.at):
        facts = tuple(together)
        yield _Moment(
            at=at,
            beside=_reading(facts, playbook, times) + sum(_deciding(one.fact, pace) for one in facts),
            standing=sum(_discussing(one.fact, pace) for one in facts),
        )


def _reading(entries: Iterable[Entry], playbook: Playbook, times: RoomTimes) -> float:
    """Seconds to read what came; what the room did itself it need not read."""
    seconds = 0.0
    for line in feed_lines(entries, playbook):
        if line.kind in _SPOKEN:
            seconds += len(f"{line.title} {line.text}".split()) * MINUTE / times.words_per_minute.value
        elif line.sender != "You":
            seconds += times.glance.value
    return seconds


def _deciding(fact: f.Fact, pace: Pace) -> float:
    """Seconds to agree on a decision; answers to messages are the discussion of these."""
    if not isinstance(fact, f.DecisionRecorded):
        return 0
    match fact.decision:
        case d.TakeAction():
            return pace.order
        case d.AnswerInject() | d.SetChance() | d.RollDie():
            return 0
        case _:
            return pace.act


def _discussing(fact: f.Fact, pace: Pace) -> float:
    """Seconds for which the clock stands."""
    match fact:
        case f.InjectDelivered(main=True):
            return pace.main
        case f.MoveBegan():
            return pace.move
        case _:
            return 0
