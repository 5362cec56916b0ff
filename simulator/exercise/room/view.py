"""What one seat sees, ready to draw: clocks, feed, open decisions, work, systems, people as known.

Built from `Exercise.known(seat)` alone, so it cannot hold a truth that the seat does not have. Values are frozen; a
screen may keep one while the exercise runs on. Sentences come from the scenario and the rulebook; how they are
drawn, and every other word, is `tui.present`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from simulator.domain.ids import SeatId
from simulator.domain.journal import may_know
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.exercise.play import Exercise
from simulator.exercise.room.clocks import ClockRow, Mode, clock_rows
from simulator.exercise.room.feed import FeedLine, Said, feed_lines, title_of_seat
from simulator.exercise.room.history import ClockMemory
from simulator.exercise.room.pending import OpenDecision, open_decisions
from simulator.exercise.room.picture import Exposure, SystemRow, exposure, systems
from simulator.exercise.room.work import StaffRow, Work, running, staff, waiting
from simulator.law.history import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveView:
    """The move under way: its number from 1, the room minutes it has, how time runs in it and what it asks."""

    number: int
    of: int
    title: str
    asks: str
    room_minutes: int
    gear: Literal["paced", "jump"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """Everything a war room draws for one seat, at one second."""

    seat: SeatId
    seat_title: str
    mode: Mode
    entries: int
    now: Seconds
    when: datetime
    day: int
    started: bool
    ended: bool
    room_minutes: int
    move: MoveView | None
    clocks: tuple[ClockRow, ...]
    feed: tuple[FeedLine, ...]
    open: tuple[OpenDecision, ...]
    running: tuple[Work, ...]
    waiting: tuple[Work, ...]
    systems: tuple[SystemRow, ...]
    staff: tuple[StaffRow, ...]
    exposure: Exposure


def view(
    exercise: Exercise, seat: SeatId, mode: Mode, memory: ClockMemory | None = None, words: Iterable[Said] = ()
) -> SeatView:
    """What this seat sees now; `assisted` shows every clock its facts imply, `unaided` those the team opened.

    A `memory` takes in what is new to the seat, and each clock then says what moved it. `words`: what was typed so far.
    """
    moved = _moved(exercise, seat, memory) if memory else {}
    playbook, state, now = exercise.playbook, exercise.known(seat), exercise.now
    calendar = playbook.calendar
    return SeatView(
        seat=seat,
        seat_title=title_of_seat(seat, playbook),
        mode=mode,
        entries=state.number,
        now=now,
        when=calendar.at(now),
        day=calendar.number(now),
        started=state.started,
        ended=state.ended,
        room_minutes=playbook.room_minutes,
        move=_move(state, playbook),
        clocks=tuple(replace(row, moved=moved.get(row.id, ())) for row in clock_rows(state, playbook, mode, now)),
        feed=tuple(feed_lines(exercise.journal.seen_by(seat), playbook, words)),
        open=tuple(open_decisions(state, playbook)),
        running=tuple(running(state, playbook, now)),
        waiting=tuple(waiting(state, playbook)),
        systems=tuple(systems(state, playbook)),
        staff=tuple(staff(state, playbook)),
        exposure=exposure(state, playbook),
    )


def _moved(exercise: Exercise, seat: SeatId, memory: ClockMemory) -> dict[str, tuple[Change, ...]]:
    memory.note(entry for entry in exercise.journal.since(memory.number) if may_know(seat, entry))
    return memory.changes


def _move(state: State, playbook: Playbook) -> MoveView | None:
    for number, move in enumerate(playbook.moves, start=1):
        if move.id == state.move:
            return MoveView(
                number=number,
                of=len(playbook.moves),
                title=move.title,
                asks=move.asks,
                room_minutes=move.room_minutes,
                gear=move.gear,
            )
    return None
