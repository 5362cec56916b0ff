"""What a seat owes by law, as far as it knows: the shipped rulebook over what the seat's facts imply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from simulator.domain import decisions as d
from simulator.domain.actions import PrepareNotice, effects_on
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import DAY, Seconds
from simulator.exercise.room.feed import Tone
from simulator.law.contracts import contract_id
from simulator.law.history import Change
from simulator.law.incident import due_at, obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation

Mode: TypeAlias = Literal["assisted", "unaided"]

RED_BAND: Seconds = 3 * DAY
"""A clock with less left than this is red; assumed, a working week's half."""
WATCH_BAND: Seconds = 15 * DAY
"""A clock with less left than this is to be watched; assumed, the time letters take to print and post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One duty as the seat sees it. `left` is seconds to the end of the due day, negative when past it.

    `unverified`: nobody could verify the rule. `moved` is what facts made of its clock so far, oldest first.
    """

    id: str
    entity: str
    title: str
    to: str
    status: str
    tone: Tone
    due: date | None
    left: Seconds | None
    done: date | None
    late_days: int
    why: tuple[str, ...]
    alternatives: tuple[tuple[str, date, date | None], ...]
    citation: str
    unverified: bool
    audiences: tuple[str, ...]
    moved: tuple[Change, ...] = ()


def clock_rows(
    state: State, playbook: Playbook, mode: Mode, now: Seconds, side: Literal["seat", "truth"] = "seat"
) -> tuple[ClockRow, ...]:
    """The clocks of a seat, or of the truth, worst first. What is not required, and was not done, is no clock."""
    duties = owed(state, playbook, side)
    mine = opened(duties, state, playbook) if mode == "unaided" else None
    rows = [
        _clock(duty, playbook, now)
        for duty in duties
        if duty.status not in {"not_required", "not_covered"} and (mine is None or duty.id in mine)
    ]
    return tuple(sorted(rows, key=_urgency))


def _clock(duty: Obligation, playbook: Playbook, now: Seconds) -> ClockRow:
    due = due_at(duty, playbook)
    left = None if due is None else due - now
    return ClockRow(
        id=duty.id,
        entity=duty.entity,
        title=duty.title,
        to=duty.to,
        status=str(duty.status),
        tone=_clock_tone(duty, left),
        due=duty.due,
        left=left,
        done=duty.done,
        late_days=duty.late_days,
        why=duty.why + duty.why_not,
        alternatives=tuple((one.theory, one.trigger_date, one.due) for one in duty.alternatives),
        citation=duty.citation,
        unverified=duty.unverified,
        audiences=duty.audiences,
    )


def _clock_tone(duty: Obligation, left: Seconds | None) -> Tone:
    if duty.status in {"met", "not_required_but_done"}:
        return "done"
    if duty.status in {"overdue", "missed", "met_late"}:
        return "late"
    if left is None:
        return "unknown"
    if left < 0:
        return "late"
    if left < RED_BAND:
        return "red"
    return "watch" if left < WATCH_BAND else "ok"


_ORDER: dict[str, int] = {"late": 0, "red": 1, "watch": 2, "ok": 2, "info": 2, "unknown": 3, "done": 4}


def _urgency(row: ClockRow) -> tuple[int, Seconds, str, str]:
    group = 3.5 if row.status == "met_late" else _ORDER[row.tone]
    return (int(group * 2), row.left if row.left is not None else 0, row.id, row.entity)


def owed(state: State, playbook: Playbook, side: Literal["seat", "truth"] = "seat") -> tuple[Obligation, ...]:
    """Every obligation that a seat's facts, or the truth, imply as things stand."""
    return obligations_of(load_rulebook(), state, playbook, side)


def opened(duties: Iterable[Obligation], state: State, playbook: Playbook) -> frozenset[str]:
    """The duties that the team opened itself: it ordered, or sent, what would discharge them."""
    audiences = {notice.fact.audience for notice in state.notices} | set(state.prepared)
    for one in state.decisions:
        decision = one.fact.decision
        if isinstance(decision, d.TakeAction):
            audiences |= {contract_id(one.id) for one in playbook.clauses if one.met_by == decision.action}
            effects = effects_on(playbook.actions[decision.action], decision.target)
            audiences |= {effect.audience for effect in effects if isinstance(effect, PrepareNotice)}
    whole = audiences | {audience.partition(".")[0] for audience in audiences}
    return frozenset(duty.id for duty in duties if not whole.isdisjoint(duty.audiences))
