"""What a decision cost or spared: the run as played beside the same run with one thing changed. Model, not fact.

Both runs draw the same random numbers, so what differs follows from the change. Pure: the plays are handed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal, TypeAlias

from simulator.domain.ids import RecordId
from simulator.domain.state import State
from simulator.domain.time import HOUR, Seconds
from simulator.law.model import Obligation, Status
from simulator.law.people import people_of
from simulator.scoring.atoms import PARTS, Part
from simulator.scoring.harm import Harm

ForkKind: TypeAlias = Literal["drop", "earlier", "later", "alternative", "runbook"]
NOTHING = 0.05
"""Points below which nothing is said to be costly or good. Assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnd:
    """A duty as it stands at the end; its id names the entity where several entities have it."""

    id: str
    title: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """An ended run in the numbers that prices compare.

    `told_wrongly` and `missed` are people: told though they need not be, and not told though they must be. Care in
    hours in which some service was not up, and in disturbed visits; staff in hours of completed work. `harm` are the
    parts of the harm score.
    """

    people_read: int
    notifiable: int
    told_wrongly: int
    missed: int
    care_hours: float
    visits: float
    staff_hours: float
    duties: tuple[DutyEnd, ...]
    harm: tuple[tuple[Part, float], ...]

    @property
    def total(self) -> float:
        """All harm."""
        return fsum(amount for _, amount in self.harm)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChange:
    """A duty that ends otherwise."""

    id: str
    title: str
    played: str
    fork: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A decision of the run that could not be taken in the fork."""

    number: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """One change of one decision: every figure is the fork less the run as played. Model, not fact.

    `number` is the decision's, `entry` its journal entry, `at` when it was taken. `points` of the score: above 0 the
    change would have been better; None where the seed is not scored. `change` says in words what was changed.
    """

    number: int
    entry: int
    at: Seconds
    title: str
    kind: ForkKind
    change: str
    people_read: int
    notifiable: int
    told_wrongly: int
    missed: int
    care_hours: float
    visits: float
    staff_hours: float
    duties: tuple[DutyChange, ...]
    harm: tuple[tuple[Part, float], ...]
    points: float | None
    refused: tuple[Refusal, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the change changes no figure."""
        figures = (self.people_read, self.notifiable, self.told_wrongly, self.missed, self.care_hours, self.visits)
        return not any((*figures, self.staff_hours, *self.duties, *(amount for _, amount in self.harm)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Which decision was changed, and how, in words."""

    number: int
    entry: int
    at: Seconds
    title: str
    kind: ForkKind
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoints:
    """The decisions on which the run turned, weightiest first.

    `best`: what leaving them out would have cost. `costliest`: the change of each that would have helped most.
    """

    costliest: tuple[Price, ...]
    best: tuple[Price, ...]


def reckon(state: State, ended: Harm, duties: Sequence[Obligation]) -> Reckoning:
    """The numbers of an ended run: of its truth, its harm, and the duties of the truth side."""
    parts = ended.parts
    told, owed, read = _told(state), _people(state, state.notifiable), _people(state, state.read)
    return Reckoning(
        people_read=len(read),
        notifiable=len(owed),
        told_wrongly=len(told - owed),
        missed=len(owed - told),
        care_hours=round(
            sum(one.fact.until - one.fact.since for one in state.care if one.fact.why not in {"up", "side effect"})
            / HOUR,
            2,
        ),
        visits=sum(one.fact.disturbed_milli for one in state.care) / 1000,
        staff_hours=round(fsum(one.fact.staff_hours for one in state.completed), 2),
        duties=tuple(sorted(_ends(duties), key=lambda one: one.id)),
        harm=tuple((part, parts[part]) for part in PARTS),
    )


def price(
    named: Named, played: Reckoning, fork: Reckoning, spread: float | None, refused: Iterable[Refusal] = ()
) -> Price:
    """What a change comes to; `spread` is the harm between the anchors of the seed, None where it is too small."""
    return Price(
        number=named.number,
        entry=named.entry,
        at=named.at,
        title=named.title,
        kind=named.kind,
        change=named.change,
        people_read=fork.people_read - played.people_read,
        notifiable=fork.notifiable - played.notifiable,
        told_wrongly=fork.told_wrongly - played.told_wrongly,
        missed=fork.missed - played.missed,
        care_hours=round(fork.care_hours - played.care_hours, 2),
        visits=round(fork.visits - played.visits, 3),
        staff_hours=round(fork.staff_hours - played.staff_hours, 2),
        duties=tuple(duty_changes(played, fork)),
        harm=_harm(played, fork),
        points=None if spread is None else _points(played.total - fork.total, spread),
        refused=tuple(refused),
    )


def duty_changes(played: Reckoning, fork: Reckoning) -> Iterator[DutyChange]:
    """The duties that end otherwise, by id; one that a run does not have is not required there."""
    before, after = ({one.id: one for one in run.duties} for run in (played, fork))
    for each in sorted(before.keys() | after.keys()):
        known = before.get(each) or after[each]
        was, now = (run[each].status if each in run else str(Status.NOT_REQUIRED) for run in (before, after))
        if was != now:
            yield DutyChange(id=each, title=known.title, played=was, fork=now)


def turning_points(prices: Iterable[Price], most: int = 5) -> TurningPoints:
    """The costliest and the best decisions, at most so many of each; a decision stands where it weighs more."""
    by_decision: dict[int, list[Price]] = {}
    for one in prices:
        if one.points is not None and one.kind != "runbook":
            by_decision.setdefault(one.number, []).append(one)
    costliest, best = [], []
    for tried in by_decision.values():
        helps = max(tried, key=lambda one: (one.points or 0.0, -_order(one)))
        spared = next((one for one in tried if one.kind == "drop"), None)
        gain, loss = helps.points or 0.0, -(spared.points or 0.0) if spared else 0.0
        if spared is not None and loss >= NOTHING and loss >= gain:
            best.append(spared)
        elif gain >= NOTHING:
            costliest.append(helps)
    return TurningPoints(
        costliest=tuple(sorted(costliest, key=lambda one: (-(one.points or 0.0), one.number))[:most]),
        best=tuple(sorted(best, key=lambda one: (one.points or 0.0, one.number))[:most]),
    )


def _order(one: Price) -> int:
    """Which of two changes that help alike is told: the plainer one."""
    return ("drop", "earlier", "later", "alternative", "runbook").index(one.kind)


def _harm(played: Reckoning, fork: Reckoning) -> tuple[tuple[Part, float], ...]:
    before: Mapping[Part, float] = dict(played.harm)
    return tuple((part, round(amount - before[part], 9)) for part, amount in fork.harm)


def _points(less: float, spread: float) -> float:
    return round(100 * less / spread, 6) + 0.0


def _ends(duties: Sequence[Obligation]) -> Iterator[DutyEnd]:
    several = {one for one, count in Counter(duty.id for duty in duties).items() if count > 1}
    for duty in duties:
        name = f"{duty.id}@{duty.entity}" if duty.id in several else duty.id
        yield DutyEnd(id=name, title=duty.title, status=str(duty.status))


def _told(state: State) -> frozenset[RecordId]:
    """The people on the lists by which letters left, however often."""
    versions = {one.fact.version for one in state.notices if one.fact.audience == "individual"}
    lists = (one.fact.people for one in state.lists if one.fact.version in versions)
    return _people(state, frozenset(record for people in lists for record in people))


def _people(state: State, records: Iterable[RecordId]) -> frozenset[RecordId]:
    return frozenset() if state.truth is None else people_of(records, state.truth)
