"""What was remedied: projects with their dates, findings that were known and open, and what the log explains.

Pure, over the fold of an ended exercise. Nothing here is part of the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from simulator.domain.decisions import TakeAction
from simulator.domain.failures import Failure
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import HOUR, Seconds
from simulator.scenario.aftermath import Remedy

Entries = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A remedy that was ordered. `typical` is the day on which such a project is usually done."""

    item: str
    code: str
    title: str
    ordered: date
    promised: date | None
    typical: date
    done: date | None
    entries: Entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A failure that the evidence shows, known since a day. `open_days` count until it was closed, or to EndEx.

    `prior`: it was known, or could have been, before StartEx. `how` it was closed, empty while it is open.
    """

    failure: str
    code: str
    title: str
    since: date
    prior: bool
    closed: date | None
    how: str
    open_days: int
    entries: Entries


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLog:
    """How many orders there were, and how many say why; `entries` are those that do not, or else the last that does."""

    orders: int
    explained: int
    entries: Entries

    @property
    def share(self) -> float:
        """The share that is explained, 0 to 1; of none, all of it."""
        return self.explained / self.orders if self.orders else 1.0


def projects(state: State, playbook: Playbook, remedies: Mapping[str, Remedy]) -> tuple[Project, ...]:
    """Every remedy that was ordered, in the order of the orders."""
    return tuple(_projects(state, playbook, remedies))


def findings(
    state: State, playbook: Playbook, remedies: Mapping[str, Remedy], ordered: Iterable[Project]
) -> tuple[Finding, ...]:
    """Every failure of the scenario that somebody noticed, in the order of the scenario."""
    done = {one.item: one for one in ordered if one.done is not None}
    found = (_finding(state, playbook, failure, remedies, done) for failure in playbook.failures)
    return tuple(one for one in found if one is not None)


def decision_log(state: State) -> DecisionLog:
    """Which orders say why, as far as the journal knows; what they say lies beside it."""
    orders = [
        (one.number, one.fact.decision.explained)
        for one in state.decisions
        if isinstance(one.fact.decision, TakeAction)
    ]
    silent = tuple(number for number, explained in orders if not explained)
    last = tuple(number for number, _ in orders[-1:])
    return DecisionLog(orders=len(orders), explained=len(orders) - len(silent), entries=silent or last)


def closing(code: str, remedies: Mapping[str, Remedy]) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    """The remedies of a failure by slug: whether each closes only a part of it, and what else it needs."""
    for item, remedy in remedies.items():
        for one in remedy.closes:
            if one.failure == code:
                yield item, one.part, one.needs


def _projects(state: State, playbook: Playbook, remedies: Mapping[str, Remedy]) -> Iterator[Project]:
    by_action = {remedy.action: item for item, remedy in remedies.items()}
    done = {one.fact.number: one for one in state.completed}
    day = playbook.calendar.day
    for one in state.decisions:
        order = one.fact.decision
        if not isinstance(order, TakeAction) or order.action not in by_action:
            continue
        item = by_action[order.action]
        began, ended = state.started_actions.get(one.fact.number), done.get(one.fact.number)
        lasts = int(playbook.actions[order.action].hours.typical * HOUR)
        yield Project(
            item=item,
            code=remedies[item].code,
            title=remedies[item].title,
            ordered=day(one.at),
            promised=order.promised,
            typical=day((began or one).at + lasts),
            done=day(ended.at) if ended else None,
            entries=(one.number, ended.number) if ended else (one.number,),
        )


def _finding(
    state: State, playbook: Playbook, failure: Failure, remedies: Mapping[str, Remedy], done: Mapping[str, Project]
) -> Finding | None:
    named = (one.id for one in playbook.indicators.values() if failure.id in one.failures)
    shown = dict.fromkeys((*failure.detected_by, *named))
    signs = [state.indicators[one] for one in shown if one in state.indicators]
    if not signs:
        return None
    day = playbook.calendar.day
    since = min(one.fact.day for one in signs)
    closed, how, entries = _closed(state, playbook, failure, remedies, done)
    until = closed or day(min(state.at, playbook.ends))
    return Finding(
        failure=failure.id,
        code=failure.code,
        title=failure.title,
        since=since,
        prior=since < day(0),
        closed=closed,
        how=how,
        open_days=max(0, (until - since).days),
        entries=(*(one.number for one in signs), *entries),
    )


def _closed(
    state: State, playbook: Playbook, failure: Failure, remedies: Mapping[str, Remedy], done: Mapping[str, Project]
) -> tuple[date | None, str, Entries]:
    """When a failure was closed, how, and by which entries: by a remedy that closes all of it, or by containment."""
    ways: list[tuple[date, str, Entries]] = []
    for item, part, needs in closing(failure.code, remedies):
        if not part and {item, *needs} <= set(done):
            last = max((done[one] for one in (item, *needs)), key=lambda one: one.done or one.ordered)
            ways.append((last.done or last.ordered, f"remedied by {last.code}", last.entries))
    times: list[Seconds | None] = [state.first_done(one) for one in failure.contains]
    if times and None not in times:
        last_at = max(at for at in times if at is not None)
        numbers = tuple(one.number for one in state.completed if one.fact.action in failure.contains)
        ways.append((playbook.calendar.day(last_at), "contained", numbers))
    return min(ways, default=(None, "", ()), key=lambda way: way[0] or date.max)
