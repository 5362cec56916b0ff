"""What the controller sees and no other seat: the three sets as they are, both sides' clocks, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain import msel as m
from simulator.domain.ids import CONTROLLER, ROOM, InjectId, SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.room.clocks import ClockRow, clock_rows
from simulator.exercise.room.console.masterlist import due
from simulator.law.people import by_residence, people_of
from simulator.scoring.grading import Grade, grade

Standing: TypeAlias = Literal["answered", "unanswered", "released", "planned", "waits", "held", "skipped", "left out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One inject of the list. `at` is when it was released, or is due as things stand; None while it only waits."""

    inject: InjectId
    title: str
    sender: str
    main: bool
    standing: Standing
    at: Seconds | None
    trigger: str
    conditional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthView:
    """The truth at one second. People are counted by their state of residence; clocks as (truth's, the room's).

    `graded`: the list that counts, against `notifiable` and against `read`; empty without a list.
    """

    now: Seconds
    read: Mapping[str, int]
    notifiable: Mapping[str, int]
    listed: Mapping[str, int]
    graded: Mapping[str, Grade]
    locked_out_at: Seconds | None
    clocks: tuple[tuple[ClockRow | None, ClockRow | None], ...]
    msel: tuple[Planned, ...]
    next: Planned | None


def truth_view(exercise: Exercise, seat: SeatId) -> TruthView:
    """The truth as it is now, for the controller. Asks the exercise, so it belongs in the exercise's thread.

    Raises:
        InputError: another seat asks.
    """
    if seat != CONTROLLER:
        raise InputError(f'The truth is closed to the seat "{seat}".', "It opens to all at EndEx, in the debrief.")
    state, playbook, now = exercise.truth(), exercise.playbook, exercise.now
    people = state.truth
    listed = state.chosen_list
    sets = {"notifiable": state.notifiable, "read": state.read} if people and listed else {}
    msel = tuple(sorted((_planned(one, state, playbook, now) for one in playbook.injects.values()), key=_order))
    return TruthView(
        now=now,
        read=by_residence(people_of(state.read, people), people) if people else {},
        notifiable=by_residence(people_of(state.notifiable, people), people) if people else {},
        listed=dict(listed.by_state) if listed else {},
        graded={name: grade(listed, people_of(those, people), people) for name, those in sets.items() if people},
        locked_out_at=state.locked_out_at,
        clocks=tuple(
            _side_by_side(
                clock_rows(state, playbook, "assisted", now, "truth"),
                clock_rows(exercise.known(ROOM), playbook, "assisted", now),
            )
        ),
        msel=msel,
        next=next((one for one in msel if one.standing == "planned"), None),
    )


def _side_by_side(
    truth: Iterable[ClockRow], room: Iterable[ClockRow]
) -> Iterable[tuple[ClockRow | None, ClockRow | None]]:
    """Both sides' clocks by duty: the truth's order, then what only the room's facts imply."""
    left = {(one.id, one.entity): one for one in truth}
    right = {(one.id, one.entity): one for one in room}
    return ((left.get(key), right.get(key)) for key in (*left, *(key for key in right if key not in left)))


def _planned(inject: m.Inject, state: State, playbook: Playbook, now: Seconds) -> Planned:
    came, comes = state.injects.get(inject.id), due(inject.trigger, state)
    if comes is not None:
        comes += state.directed.later.get(inject.id, 0)
    standing: Standing = "waits"
    if came is not None:
        open_still = bool(inject.options) and inject.id not in state.answers
        standing = "unanswered" if open_still else "answered" if inject.options else "released"
    elif inject.id in state.directed.skipped:
        standing = "skipped"
    elif inject.id in state.directed.held and not state.ended:
        standing = "held"
    elif state.ended or (comes is not None and comes < now):
        standing = "left out"
    elif comes is not None:
        standing = "planned"
    return Planned(
        inject=inject.id,
        title=inject.title,
        sender=inject.sender,
        main=inject.main,
        standing=standing,
        at=came.at if came else comes,
        trigger=playbook.released_by(inject.trigger),
        conditional=bool(inject.conditions),
    )


def _order(one: Planned) -> tuple[bool, Seconds, str]:
    """By time; what only waits comes last."""
    return (one.at is None, one.at or 0, one.inject)
