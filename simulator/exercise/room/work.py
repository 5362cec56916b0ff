"""Who works on what: orders under way and waiting, and the people of each role."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from simulator.domain import decisions as d
from simulator.domain.ids import ActionId
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import HOUR, Seconds
from simulator.exercise.room.feed import title_of_seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An action ordered and not finished. `remaining` and `typical` in seconds; None while nobody has begun.

    `paged`: somebody is free and was called, and has not answered yet.
    """

    number: int
    action: str
    title: str
    target: str | None
    owner: str
    typical: Seconds
    remaining: Seconds | None
    paged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """A role's people: how many there are, how many work on something, how many tasks wait for one."""

    seat: str
    title: str
    people: int
    busy: int
    waiting: int


def running(state: State, playbook: Playbook, now: Seconds) -> list[Work]:
    """The orders that somebody works on."""
    return [
        _work(one.fact.number, one.fact.action, one.fact.target, one.fact.owner, playbook, now - one.at)
        for one in state.running
    ]


def waiting(state: State, playbook: Playbook) -> list[Work]:
    """The orders that nobody has begun."""
    rows = []
    busy = Counter(one.fact.owner for one in state.running)
    for one in state.waiting:
        decision = one.fact.decision
        if isinstance(decision, d.TakeAction):
            owner = playbook.actions[decision.action].owner
            work = _work(one.fact.number, decision.action, decision.target, owner, playbook, None)
            rows.append(replace(work, paged=busy[owner] < playbook.seats[owner].staff))
    return rows


def _work(number: int, action: str, target: str | None, owner: str, playbook: Playbook, worked: Seconds | None) -> Work:
    known = playbook.actions[ActionId(action)]
    typical = round(known.hours.typical * HOUR)
    return Work(
        number=number,
        action=action,
        title=known.title,
        target=target,
        owner=title_of_seat(owner, playbook),
        typical=typical,
        remaining=None if worked is None else max(typical - worked, 0),
    )


def staff(state: State, playbook: Playbook) -> list[StaffRow]:
    """Each role's people, as the seat knows of their work."""
    busy = [one.fact.owner for one in state.running]
    owners = [playbook.actions[ActionId(work.action)].owner for work in waiting(state, playbook)]
    return [
        StaffRow(seat=key, title=seat.title, people=seat.staff, busy=busy.count(key), waiting=owners.count(key))
        for key, seat in playbook.seats.items()
    ]
