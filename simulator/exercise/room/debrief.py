"""After EndEx: what was true, what was known and what was done, side by side. Pure over a whole journal.

The duty ledger, the three sets of people and the score never mix; the score comes from `exercise.anchors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from simulator.domain import facts as f
from simulator.domain.fold import fold
from simulator.domain.ids import ROOM
from simulator.domain.journal import Entry, may_know
from simulator.domain.lists import People
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.domain.words import Role
from simulator.errors import InputError
from simulator.exercise.aftermath import aftermath_of
from simulator.exercise.room.clocks import opened
from simulator.exercise.room.feed import title_of_seat
from simulator.exercise.room.moments import Moment, moments
from simulator.law.compare import why_due_differs
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.law.people import by_residence, people_of
from simulator.report import describe
from simulator.scoring.aftermath import Aftermath
from simulator.scoring.grading import grade
from simulator.scoring.seen import Seen, seen

Atom: TypeAlias = tuple[str, float, str, tuple[int, ...]]
"""A piece of a score: its part, its harm, why, and the numbers of the entries that show it."""


class Score(Protocol):
    """What the debrief needs of a score: `total` None means that this exercise is not scored."""

    @property
    def note(self) -> str:
        """Why it is not scored."""

    @property
    def total(self) -> float | None:
        """0 is what silence earns, 100 the reference."""

    @property
    def parts(self) -> Mapping[Any, float]:
        """Points by part; they sum to the total."""

    @property
    def atoms(self) -> Sequence[Atom]:
        """What each part is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One decision: who took it, what came of it, and the words that were said."""

    entry: int
    number: int
    at: Seconds
    when: datetime
    role: str
    title: str
    refused: str
    words: tuple[tuple[Role, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """The three sets of people by state of residence, and how the list compares with who had to be told."""

    read: Mapping[str, int]
    notifiable: Mapping[str, int]
    listed: Mapping[str, int]
    precision: float | None
    recall: float | None

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that occurs."""
        return tuple(sorted({*self.read, *self.notifiable, *self.listed}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """Everything a hot wash looks at. `seen` is what was read of people, by element.

    `unnamed`: those of them that were owed, and that nobody opened, prepared or sent.
    `differs` says of a duty, by id and entity, why play showed another due date; `aftermath` is what may follow.
    """

    moments: tuple[Moment, ...]
    log: tuple[LogLine, ...]
    sets: Sets
    seen: tuple[Seen, ...]
    duties: tuple[Obligation, ...]
    unnamed: tuple[Obligation, ...]
    differs: Mapping[tuple[str, str], str]
    ends: Seconds
    aftermath: Aftermath


def debrief(
    entries: Sequence[Entry],
    playbook: Playbook,
    words: Iterable[tuple[int, Role, str]] = (),
) -> Debrief:
    """The debrief of an exercise that has ended.

    Raises:
        InputError: it has not ended, so the truth is still closed.
    """
    state = fold(entries)
    if not state.ended or state.truth is None:
        raise InputError("The exercise has not ended: the truth is still closed.", "Play it to EndEx.")
    duties = obligations_of(load_rulebook(), state, playbook, "truth")
    said = tuple(words)
    return Debrief(
        moments=tuple(moments(entries, playbook, state.truth, said)),
        log=tuple(_log(entries, playbook, said)),
        sets=_sets(state, state.truth),
        seen=seen(state.reads, state.truth, playbook.flows),
        duties=duties,
        unnamed=_unnamed(duties, state, playbook),
        differs=_differs(duties, entries, playbook),
        ends=playbook.ends,
        aftermath=aftermath_of(entries, state, playbook, duties),
    )


def _log(entries: Sequence[Entry], playbook: Playbook, words: Sequence[tuple[int, Role, str]]) -> Iterable[LogLine]:
    for entry in entries:
        fact = entry.fact
        if not isinstance(fact, f.DecisionRecorded | f.DecisionRefused):
            continue
        by = getattr(fact.decision, "by", None) or fact.decision.seat
        yield LogLine(
            entry=entry.number,
            number=fact.number,
            at=entry.at,
            when=playbook.calendar.at(entry.at),
            role=title_of_seat(by, playbook),
            title=describe.decision(fact.decision, playbook),
            refused=fact.reason if isinstance(fact, f.DecisionRefused) else "",
            words=tuple((role, text) for number, role, text in words if number == fact.number),
        )


def _unnamed(duties: Iterable[Obligation], state: State, playbook: Playbook) -> tuple[Obligation, ...]:
    named = opened(duties := tuple(duties), state, playbook)
    return tuple(one for one in duties if one.required and one.done is None and one.id not in named)


def _differs(duties: Iterable[Obligation], entries: Sequence[Entry], playbook: Playbook) -> dict[tuple[str, str], str]:
    """Why the room saw another due date than the true one, for each duty of which it did."""
    room = fold(entry for entry in entries if may_know(ROOM, entry))
    seen = {(one.id, one.entity): one for one in obligations_of(load_rulebook(), room, playbook)}
    said = {(one.id, one.entity): why_due_differs(one, seen.get((one.id, one.entity))) for one in duties}
    return {key: why for key, why in said.items() if why}


def _sets(state: State, truth: People) -> Sets:
    """Read and notifiable as they are true; the list as the team counted it."""
    chosen = state.chosen_list
    read, owed = people_of(state.read, truth), people_of(state.notifiable, truth)
    compared = grade(chosen, owed, truth)
    return Sets(
        read=by_residence(read, truth),
        notifiable=by_residence(owed, truth),
        listed=dict(chosen.by_state) if chosen else {},
        precision=compared.precision,
        recall=compared.recall,
    )
