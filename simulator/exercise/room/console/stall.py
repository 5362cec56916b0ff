"""When the room is stuck: a question, where to look, a move; what is open; and who has been quiet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.domain.decisions import TakeAction
from simulator.domain.ids import CONTROLLER, ROOM, SeatId
from simulator.domain.permit import bearer
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.exercise.room.clocks import ClockRow
from simulator.exercise.room.console.hints import Hint, next_hints
from simulator.exercise.room.console.masterlist import Play
from simulator.exercise.room.feed import title_of_seat

STUCK_AFTER = 6.0
"""Room minutes without a decision after which the room counts as stuck; assumed."""
QUIET_AFTER = 9.0
"""Room minutes without a decision or a note after which a role counts as quiet; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A role that has not been heard for so many room minutes. For the facilitator alone, never for the report."""

    seat: SeatId
    title: str
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stall:
    """A stuck room: since how many room minutes, the ladder that helps, and the duties that are open, worst first."""

    minutes: float
    hints: tuple[Hint, ...]
    duties: tuple[str, ...]


def stall(play: Play, clocks: Iterable[ClockRow], minutes: float, *, after: float = STUCK_AFTER) -> Stall | None:
    """What helps a room that has decided nothing for so many room minutes; None: it is not stuck.

    `play` and `clocks` are what the room knows, so that nothing of the truth can be in it.
    """
    if minutes < after or play.state.ended:
        return None
    duties = tuple(one.title for one in clocks if one.tone in {"late", "red", "watch"} and one.done is None)
    return Stall(minutes=minutes, hints=next_hints(play), duties=duties)


def quiet_roles(
    playbook: Playbook, heard: Mapping[SeatId, float], now: float, *, after: float = QUIET_AFTER
) -> tuple[Quiet, ...]:
    """The roles not heard lately, the quietest first; `heard` and `now` in room minutes, who is missing: never."""
    minutes = {seat: now - heard.get(seat, 0.0) for seat in playbook.seats if seat not in {ROOM, CONTROLLER}}
    found = [Quiet(seat=one, title=title_of_seat(one, playbook), minutes=for_) for one, for_ in minutes.items()]
    return tuple(sorted((one for one in found if one.minutes >= after), key=lambda one: (-one.minutes, one.seat)))


def heard_in(state: State, playbook: Playbook) -> tuple[tuple[int, SeatId], ...]:
    """Whose authority each decision was taken on: its number and the seat, for who keeps the room's time."""
    found: list[tuple[int, SeatId]] = []
    for one in state.decisions:
        made = one.fact.decision
        by = bearer(made, playbook, state.directed) if isinstance(made, TakeAction) else getattr(made, "by", None)
        seats: tuple[SeatId | None, ...] = (by or made.seat, getattr(made, "second", None))
        found.extend((one.fact.number, seat) for seat in seats if seat is not None and seat in playbook.seats)
    return tuple(found)
