"""What one seat sees, ready to draw: clocks, feed, open decisions, work, systems, people as known.

Built from `Exercise.known(seat)` alone, so it cannot hold a truth that the seat does not have. Values are frozen; a
screen may keep one while the exercise runs on. Sentences come from the scenario and the rulebook; how they are
drawn, and every other word, is `tui.present`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from simulator.domain import decisions as d
from simulator.domain.ids import ActionId, InjectId, SeatId
from simulator.domain.journal import may_know
from simulator.domain.lists import in_scope
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.state import State
from simulator.domain.time import HOUR, Seconds
from simulator.exercise.play import Exercise
from simulator.exercise.room.clocks import ClockRow, Mode, clock_rows
from simulator.exercise.room.feed import FeedLine, Said, Tone, feed_lines, title_of_seat
from simulator.exercise.room.history import ClockMemory
from simulator.law.history import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecision:
    """A decision that waits for the team. `ref` is the inject, the list version or the audience it is about.

    `to` are the roles that a message is for.
    """

    kind: Literal["inject", "discovery", "determine", "hold", "freeze", "release", "declared"]
    ref: str
    title: str
    text: str
    since: Seconds
    main: bool
    options: tuple[tuple[str, str], ...] = ()
    suggests: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


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
class SystemRow:
    """A flow, a store, a service or an access path, and what the seat knows of it, in words."""

    id: str
    kind: Literal["flow", "store", "service", "grant"]
    title: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """A role's people: how many there are, how many work on something, how many tasks wait for one."""

    seat: str
    title: str
    people: int
    busy: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One version of the team's list of affected people."""

    version: int
    at: Seconds
    scope: str
    people: int
    by_state: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    frozen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """People as known: record numbers that evidence shows as taken, or as lying in reach, and the team's lists."""

    shown_read: int | None
    in_reach: int | None
    presumed: int
    """Of those in reach, the ones that no evidence clears: what a list of the scope `presumed` starts from."""
    lists: tuple[ListRow, ...]


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
        open=tuple(_open(state, playbook)),
        running=tuple(_running(state, playbook, now)),
        waiting=tuple(_waiting(state, playbook)),
        systems=tuple(_systems(state, playbook)),
        staff=tuple(_staff(state, playbook)),
        exposure=_exposure(state, playbook),
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


def _open(state: State, playbook: Playbook) -> list[OpenDecision]:
    """Injects nobody answered (main ones first, the newest first), then legal acts, then declarations.

    After EndEx nothing is open.
    """
    if state.ended:
        return []
    injects = [
        OpenDecision(
            kind="inject",
            ref=one.fact.inject,
            title=one.fact.title,
            text=one.fact.text,
            since=one.at,
            main=one.fact.main,
            options=one.fact.options,
            suggests=tuple(one.fact.suggests),
            to=tuple(title_of_seat(seat, playbook) for seat in playbook.injects[one.fact.inject].to),
        )
        for one in state.unanswered
    ]
    declared = [
        OpenDecision(kind="declared", ref=str(number), title=f"Declaration {number}", text="", since=one.at, main=False)
        for number, one in state.declared.items()
        if number not in state.mapped
    ]
    return [*sorted(injects, key=lambda one: (not one.main, -one.since)), *_legal_acts(state, playbook), *declared]


def unrecorded_holds(state: State, playbook: Playbook) -> tuple[InjectId, ...]:
    """The messages that asked to hold notices back, and that nobody has recorded."""
    recorded = {one.fact.inject for one in state.holds}
    return tuple(one for one in state.injects if playbook.injects[one].hold and one not in recorded)


def _legal_acts(state: State, playbook: Playbook) -> list[OpenDecision]:
    def act(kind: Literal["discovery", "determine", "hold", "freeze", "release"], ref: str, title: str) -> OpenDecision:
        return OpenDecision(kind=kind, ref=ref, title=title, text="", since=state.at, main=False)

    acts = []
    if state.discovery is None:
        acts.append(act("discovery", "", "State the discovery date"))
    if state.determination is None:
        acts.append(act("determine", "", "Determine whether it is a breach"))
    acts += [
        act("hold", inject, f"Record the request to hold notices: {state.injects[inject].fact.title}")
        for inject in unrecorded_holds(state, playbook)
    ]
    latest = state.lists[-1].fact.version if state.lists else 0
    if latest and latest not in {one.fact.version for one in state.frozen}:
        acts.append(act("freeze", str(latest), f"Freeze list version {latest}"))
    if state.frozen:
        sent = {one.fact.audience for one in state.notices}
        ready = [audience for audience in state.prepared if audience not in sent]
        acts += [act("release", one, f"Release the notice: {playbook.audiences.get(one, one)}") for one in ready]
    return acts


def _running(state: State, playbook: Playbook, now: Seconds) -> list[Work]:
    return [
        _work(one.fact.number, one.fact.action, one.fact.target, one.fact.owner, playbook, now - one.at)
        for one in state.running
    ]


def _waiting(state: State, playbook: Playbook) -> list[Work]:
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


_FLOW: dict[str, Tone] = {"paused": "watch", "failing": "late", "fixed": "ok"}
_STORE: dict[str, Tone] = {"purged": "watch", "redriven": "watch", "kept": "ok"}


def _systems(state: State, playbook: Playbook) -> list[SystemRow]:
    """What the seat knows of flows, stores, services, and of the access it closed; no news is said as such."""
    rows = []
    for service in playbook.services.values():
        word = state.services.get(service.id)
        tone: Tone = "unknown" if word is None else "ok" if word == "up" else "watch"
        rows.append(SystemRow(id=service.id, kind="service", title=service.title, word=word or "no report", tone=tone))
    for flow in playbook.flows.values():
        word = state.flows.get(flow.id)
        tone = _FLOW.get(word or "", "unknown")
        rows.append(SystemRow(id=flow.id, kind="flow", title=flow.title, word=word or "not touched", tone=tone))
    for store in playbook.stores.values():
        word = state.stores.get(store.id)
        tone = _STORE.get(word or "", "unknown")
        rows.append(SystemRow(id=store.id, kind="store", title=store.title, word=word or "not touched", tone=tone))
    for key in state.closed:
        grant = playbook.grants[key]
        rows.append(SystemRow(id=key, kind="grant", title=grant.title, word="closed", tone="ok"))
    return rows


def _staff(state: State, playbook: Playbook) -> list[StaffRow]:
    busy = [one.fact.owner for one in state.running]
    owners = [playbook.actions[ActionId(work.action)].owner for work in _waiting(state, playbook)]
    return [
        StaffRow(seat=key, title=seat.title, people=seat.staff, busy=busy.count(key), waiting=owners.count(key))
        for key, seat in playbook.seats.items()
    ]


def _exposure(state: State, playbook: Playbook) -> Exposure:
    read = frozenset().union(*(one.read for one in state.shown.values()))
    held = frozenset().union(*(one.held for one in state.shown.values()))
    frozen = {one.fact.version for one in state.frozen}
    lists = tuple(
        ListRow(
            version=one.fact.version,
            at=one.at,
            scope="made outside" if one.fact.spec.imported else one.fact.spec.scope,
            people=len(one.fact.people),
            by_state=one.fact.by_state,
            missing=one.fact.missing,
            frozen=one.fact.version in frozen,
        )
        for one in state.lists
    )
    kinds = {playbook.sources[one].kind for one in state.shown}
    return Exposure(
        shown_read=len(read) if kinds & {SourceKind.READS, SourceKind.COUNTS} else None,
        in_reach=len(read | held) if kinds & {SourceKind.CONTENT, SourceKind.COUNTS} else None,
        presumed=len(in_scope("presumed", state.shown.values())),
        lists=lists,
    )
