"""Who could approve what was refused, and how to reach them: what stands on the role cards, and who is away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.domain.ids import SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.exercise.room.feed import title_of_seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Approver:
    """Somebody who may. `answers`: the share of calls that find somebody at this hour; `instead_of`: roles away."""

    seat: SeatId
    title: str
    contact: str
    answers: float
    instead_of: tuple[str, ...]

    @property
    def how(self) -> str:
        """How to reach them, in words."""
        contact = f"{self.contact}; " if self.contact else ""
        stands = f", for {', '.join(self.instead_of)}" if self.instead_of else ""
        return f"{self.title}{stands}: {contact}a call finds somebody {self.answers:.0%} of the time now"


def approvers(may: Iterable[SeatId], state: State, playbook: Playbook, now: Seconds) -> tuple[Approver, ...]:
    """The seats that a refusal names (`DecisionRefused.may`), as they can be reached at this moment."""
    moment = playbook.calendar.at(now)
    away = state.directed.away
    return tuple(
        Approver(
            seat=seat,
            title=playbook.seats[seat].title,
            contact=playbook.seats[seat].contact,
            answers=playbook.seats[seat].reach(moment),
            instead_of=tuple(title_of_seat(role, playbook) for role in away if state.directed.present(role) == seat),
        )
        for seat in may
        if seat in playbook.seats
    )
