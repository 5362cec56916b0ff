"""The master list in play, for the facilitator: what came, what is due, what is held, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from simulator.domain import msel as m
from simulator.domain.decisions import Improvise
from simulator.domain.ids import ActionId, InjectId, SeatId
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.domain.titles import task_name
from simulator.exercise.play import Exercise
from simulator.exercise.room.feed import title_of_seat
from simulator.scenario.weights import load_weights, tasks_of
from simulator.scoring.steps import done

Type: TypeAlias = Literal["main", "feed", "contingency", "expected", "improvised"]
Standing: TypeAlias = Literal["released", "due", "waiting", "held", "skipped", "left out", "done", "late"]
"""`waiting`: for its trigger; `left out`: its time came, its conditions failed; what is expected is `done`, `late`."""
Can: TypeAlias = Literal["fire", "hold", "let-go", "skip", "delay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line. `planned`: when it was written for; `at`: when it came, was done, or is due as things stand.

    `ref` is the inject, the expected task, or the number of the decision that improvised it. `waits` says for what, in
    words. `fired`: the facilitator released it by hand; `later`: by how much it was put off.
    """

    number: int
    ref: str
    type: Type
    title: str
    to: tuple[str, ...]
    standing: Standing
    planned: Seconds | None
    at: Seconds | None
    waits: str = ""
    conditional: bool = False
    fired: bool = False
    later: Seconds = 0
    can: tuple[Can, ...] = ()

    def due_in(self, now: Seconds) -> Seconds | None:
        """How long until it comes; None where nothing says so, or it has come."""
        return self.at - now if self.standing == "due" and self.at is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """A journal with its fold: the truth's for the facilitator, the room's for what the room may be told."""

    entries: tuple[Entry, ...]
    state: State
    playbook: Playbook


def play_of(exercise: Exercise, seat: SeatId) -> Play:
    """What this seat knows of an exercise, to be asked in the exercise's thread; the controller knows all."""
    return Play(entries=exercise.journal.seen_by(seat), state=exercise.known(seat), playbook=exercise.playbook)


def master_list(play: Play, now: Seconds) -> tuple[Listed, ...]:
    """Every inject, improvised message and expected act, numbered in the order of the plan."""
    injects = enumerate(sorted(play.playbook.injects.values(), key=lambda one: _planned_order(one.trigger)), 1)
    rows = [_listed(number, one, play, now) for number, one in injects]
    rows += _expected(len(rows), play, now)
    rows += _improvised(len(rows), play)
    return tuple(sorted(rows, key=_order))


def _planned_order(trigger: m.Trigger) -> tuple[bool, Seconds]:
    return (False, trigger.at) if isinstance(trigger, m.At) else (True, 0)


def _order(one: Listed) -> tuple[bool, Seconds, int]:
    """By time; what only waits comes last."""
    return (one.at is None, one.at or 0, one.number)


def _listed(number: int, inject: m.Inject, play: Play, now: Seconds) -> Listed:
    state, directed = play.state, play.state.directed
    came, later = state.injects.get(inject.id), directed.later.get(inject.id, 0)
    triggered = due(inject.trigger, state)
    at = came.at if came else None if triggered is None else triggered + later
    standing = _standing(inject.id, at, state, now)
    return Listed(
        number=number,
        ref=inject.id,
        type="contingency" if inject.kind == "contingency" else "main" if inject.main else "feed",
        title=inject.title,
        to=tuple(title_of_seat(one, play.playbook) for one in inject.to),
        standing=standing,
        planned=inject.trigger.at if isinstance(inject.trigger, m.At) else None,
        at=at,
        waits=play.playbook.released_by(inject.trigger),
        conditional=bool(inject.conditions),
        fired=came is not None and came.fact.fired,
        later=later,
        can=() if state.ended else _CAN[standing],
    )


_CAN: dict[Standing, tuple[Can, ...]] = {
    "due": ("fire", "hold", "skip", "delay"),
    "waiting": ("fire", "hold", "skip", "delay"),
    "held": ("fire", "let-go", "skip", "delay"),
    "skipped": ("fire",),
    "left out": ("fire",),
    "released": (),
}


def _standing(inject: InjectId, at: Seconds | None, state: State, now: Seconds) -> Standing:
    if inject in state.injects:
        return "released"
    if inject in state.directed.skipped:
        return "skipped"
    if inject in state.directed.held and not state.ended:
        return "held"
    if state.ended or (at is not None and at < now):
        return "left out"
    return "waiting" if at is None else "due"


def _improvised(before: int, play: Play) -> Iterator[Listed]:
    made = [(one, one.fact.decision) for one in play.state.decisions]
    messages = [(one, message) for one, message in made if isinstance(message, Improvise)]
    for number, (one, message) in enumerate(messages, before + 1):
        action = None if message.touches is None else play.playbook.actions[message.touches]
        yield Listed(
            number=number,
            ref=str(one.fact.number),
            type="improvised",
            title=f"Improvised ({message.channel})",
            to=tuple(title_of_seat(seat, play.playbook) for seat in message.to),
            standing="released",
            planned=None,
            at=one.at,
            waits=f"does: {action.title}" if action else "",
            fired=True,
        )


def _expected(before: int, play: Play, now: Seconds) -> Iterator[Listed]:
    """What the objectives expect of the team, by when where the score says so."""
    wanted = tasks_of(load_weights(), play.playbook)
    for number, task in enumerate(expected_tasks(play.playbook), before + 1):
        action, moment = play.playbook.actions.get(ActionId(task)), done(play, task)
        late_from = wanted[task].late if task in wanted else None
        late = moment is None and late_from is not None and late_from < now
        yield Listed(
            number=number,
            ref=task,
            type="expected",
            title=task_name(task, play.playbook),
            to=(title_of_seat(action.owner, play.playbook),) if action else (),
            standing="done" if moment else "late" if late else "waiting",
            planned=wanted[task].within if task in wanted else None,
            at=moment[0] if moment else wanted[task].within if task in wanted else None,
        )


def expected_tasks(playbook: Playbook) -> Sequence[str]:
    """The actions and legal acts that the objectives name, each once."""
    return tuple(dict.fromkeys(task for one in playbook.objectives for task in one.tasks))


def due(trigger: m.Trigger, state: State) -> Seconds | None:
    """When a trigger is due as things stand; None while nothing says so."""
    since: Seconds | None
    match trigger:
        case m.At(at=at):
            return at
        case m.AfterAction(action=action):
            since = state.first_done(action)
        case m.AfterNotice(audience=audience):
            since = next((one.at for one in state.notices if one.fact.audience == audience), None)
        case m.AfterIndicator(indicator=indicator):
            since = state.indicators[indicator].at if indicator in state.indicators else None
        case m.AfterReturns():
            return None
        case _:
            assert_never(trigger)
    return None if since is None else since + trigger.delay
