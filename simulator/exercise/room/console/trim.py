"""When the room runs late: which injects to leave out, in the author's order, and the minutes that each gives back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.domain import msel as m
from simulator.domain.ids import InjectId
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.exercise.room.console.masterlist import Listed, Play, master_list

FEED_MINUTES = 2
"""What reading a message of the feed costs the room; assumed."""
MAIN_MINUTES = 18
"""The most that a main inject is given. Source: practice.md 2.1, inject density."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """One inject that can be left out, and the room minutes that this gives back.

    `authored`: a shorter cut of the scenario leaves it out too; `needed`: those before it do not give back enough.
    """

    inject: InjectId
    title: str
    minutes: int
    authored: bool
    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrimPlan:
    """What to leave out of a room that is `late` by so many minutes; `gives_back`: what the needed steps come to."""

    late: int
    steps: tuple[Trim, ...]

    @property
    def gives_back(self) -> int:
        """Minutes, over the steps that are needed."""
        return sum(one.minutes for one in self.steps if one.needed)

    @property
    def enough(self) -> bool:
        """Whether that brings the room back to its plan."""
        return self.gives_back >= self.late


def minutes_late(playbook: Playbook, now: Seconds, room_minutes: float) -> int:
    """How many minutes the room is behind its plan at this second; negative: ahead."""
    planned = playbook.room_minute(now)
    return 0 if planned is None else round(room_minutes - planned)


def trim_plan(play: Play, now: Seconds, late: int) -> TrimPlan:
    """What can still be left out, the author's cuts first, then what no one has to answer."""
    steps: list[Trim] = []
    gained = 0
    for one, authored in _candidates(play, now):
        minutes = _minutes(play.playbook, play.playbook.injects[InjectId(one.ref)], one.at)
        needed = gained < late
        steps.append(Trim(inject=InjectId(one.ref), title=one.title, minutes=minutes, authored=authored, needed=needed))
        gained += minutes if needed else 0
    return TrimPlan(late=late, steps=tuple(steps))


def _candidates(play: Play, now: Seconds) -> Iterator[tuple[Listed, bool]]:
    open_still = {InjectId(one.ref): one for one in master_list(play, now) if "skip" in one.can}
    order = [one for one in play.playbook.cut_order if one in open_still]
    yield from ((open_still[one], True) for one in order)
    for inject, one in reversed(open_still.items()):
        if inject not in order and one.type == "feed" and not play.playbook.injects[inject].options:
            yield one, False


def _minutes(playbook: Playbook, inject: m.Inject, at: Seconds | None) -> int:
    """A main inject's share of its move; what only waits is counted in the last one."""
    if not inject.main:
        return FEED_MINUTES
    move = _move(playbook, playbook.ends if at is None else at)
    mains = [one for one in playbook.injects.values() if one.main and _move_of(playbook, one) == move]
    return min(MAIN_MINUTES, move.room_minutes // max(len(mains), 1))


def _move_of(playbook: Playbook, inject: m.Inject) -> m.Move:
    return _move(playbook, inject.trigger.at if isinstance(inject.trigger, m.At) else playbook.ends)


def _move(playbook: Playbook, at: Seconds) -> m.Move:
    return [one for one in playbook.moves if one.starts <= max(at, 0)][-1]
