"""A scenario as the core sees it: checked, frozen, every reference resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from simulator.domain.actions import ResponseAction
from simulator.domain.failures import Failure
from simulator.domain.ids import (
    ActionId,
    FlowId,
    GrantId,
    IndicatorId,
    InjectId,
    PoolId,
    ReaderId,
    SeatId,
    ServiceId,
    SourceId,
    StoreId,
)
from simulator.domain.lists import taken_by
from simulator.domain.msel import AfterAction, AfterIndicator, AfterNotice, AfterReturns, At, Inject, Move, Trigger
from simulator.domain.nouns import Flow, Grant, Indicator, Reader, Service, Store
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import ExerciseCalendar, Seconds, format_duration
from simulator.domain.vendors import Clause, Vendor
from simulator.domain.worldspec import WorldSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A chair with authority. `reach` is the share of attempts that find somebody, by part of the week.

    `shifts` are the times of day, in seconds from midnight, at which other people take over; none: the same people
    come back. `error_rate` is the share of actions that go wrong and are done again, `night_error_factor` how many
    times as many at night. `substitutes` may stand in when it is away; none named: anybody. `contact`: how to reach it.
    """

    id: SeatId
    title: str
    card: tuple[str, ...]
    staff: int
    reach_day: float
    reach_evening: float
    reach_night: float
    reach_weekend: float
    shifts: tuple[Seconds, ...]
    error_rate: float
    night_error_factor: float
    substitutes: tuple[SeatId, ...] = ()
    contact: str = ""

    def reach(self, moment: datetime) -> float:
        """The share of pages that somebody answers at that local moment."""
        if moment.weekday() >= 5:
            return self.reach_weekend
        if 8 <= moment.hour < 18:
            return self.reach_day
        return self.reach_evening if 18 <= moment.hour < 23 else self.reach_night


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """So many people of one kind, sampled from the world. Each flag is what every one of them is, or is not."""

    people: int
    residence: str
    clinic: str
    merged: bool = False
    deceased: bool = False
    bad_address: bool = False
    test: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Who is sampled into a flow. A quota fixes only who they are, never how many are counted.

    Nobody is in two pools.

    Each of their medical record numbers occurs in at least one message of a flow's history. `shown_by` names a
    source, and how many people by residence have a message among those it shows at StartEx; the rest have none there.
    """

    id: PoolId
    cohorts: tuple[Cohort, ...]
    shown_by: SourceId | None
    shown: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What is tested, by which capability, and the tasks that show it."""

    id: str
    title: str
    capability: str
    csf: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An action that good practice asks for: its full harm when undone, a half of it rising from `within` to `late`.

    It is done once it was done on each of `targets`; without any, on whatever target. `source` says where that comes
    from; `assumed`: nobody's but the author's.
    """

    within: Seconds
    late: Seconds
    value: float
    why: str
    source: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Everything that one scenario is made of.

    Players read `summary` before StartEx. `ground_truth` is what really happened, if somebody wrote it. `tasks` add to
    those of the weights, or stand in their place. By its `clauses` the entity owes somebody notice. `part2_program`: it
    holds records of a Part 2 programme (42 CFR Part 2).
    `lengths` are the room minutes that there are cuts for. `length` (0: as written) and the text of a `profile` say how
    it was tailored, `dropped` which injects that cost, and when they would have come; `cut_order`: what shorter cuts
    leave out, the first to go first. On the seeds of `branches` it is
    another one, whose `branch` has a name and whose `base` is this one.
    """

    slug: str
    title: str
    version: str
    digest: str
    seed: int
    entity: str
    licensed_ca_facility: bool
    summary: str
    briefing: str
    calendar: ExerciseCalendar
    ends: Seconds
    room_minutes: int
    world: WorldSpec
    seats: Mapping[SeatId, Seat]
    legal_seats: tuple[SeatId, ...]
    pools: Mapping[PoolId, Pool]
    flows: Mapping[FlowId, Flow]
    stores: Mapping[StoreId, Store]
    grants: Mapping[GrantId, Grant]
    readers: Mapping[ReaderId, Reader]
    services: Mapping[ServiceId, Service]
    sources: Mapping[SourceId, LogSource]
    indicators: Mapping[IndicatorId, Indicator]
    vendors: Mapping[str, Vendor]
    actions: Mapping[ActionId, ResponseAction]
    audiences: Mapping[str, str]
    moves: tuple[Move, ...]
    injects: Mapping[InjectId, Inject]
    objectives: tuple[Objective, ...]
    runbooks: Mapping[str, str]
    ground_truth: str = ""
    part2_program: bool = False
    tasks: Mapping[str, Task] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    clauses: tuple[Clause, ...] = ()
    lengths: tuple[int, ...] = ()
    length: int = 0
    profile: str = ""
    dropped: Mapping[InjectId, Trigger] = field(default_factory=dict)
    cut_order: tuple[InjectId, ...] = ()
    branch: str = ""
    branches: Mapping[int, Callable[[], Playbook]] = field(default_factory=dict, compare=False, repr=False)
    base: Callable[[], Playbook] | None = field(default=None, compare=False, repr=False)

    def on(self, seed: int) -> Playbook:
        """The scenario as it is on this seed: itself, or the branch that the seed is of."""
        made = self.branches.get(seed, self.base)
        return self if made is None else made()

    @property
    def alone(self) -> Playbook:
        """This scenario without the ways to its branches and its base: other processes take no functions along."""
        return replace(self, branches={}, base=None)

    @property
    def begins(self) -> Seconds:
        """When the leak began: when the earliest flow failed, or what simply lies somewhere came into reach."""
        leaks = [flow.starts for flow in self.flows.values() if not flow.lies]
        lying = min((flow.starts for flow in self.flows.values() if flow.lies), default=None)
        if lying is not None:
            leaks += [max(lying, grant.opened) for grant in self.grants.values() if not grant.authorised]
        return min(leaks, default=0 if lying is None else lying)

    @property
    def earliest(self) -> Seconds:
        """When the first thing happens that somebody does, or that ends by itself; at the latest StartEx."""
        visits = (visit.at for reader in self.readers.values() for visit in reader.visits)
        ends = (grant.closes for grant in self.grants.values() if grant.closes is not None)
        return min(self.begins, 0, *visits, *ends)

    def labels(self, source: LogSource) -> tuple[str, ...]:
        """What a source can tell its records apart by: who took them, or in which store they lie; none if it cannot."""
        if source.kind is SourceKind.READS:
            found = {
                taken_by(grant.credential, reader.address)
                for reader in self.readers.values()
                for grant in map(self.grants.__getitem__, reader.grants)
                if set(grant.stores) & set(source.stores)
            }
        elif source.kind in {SourceKind.COUNTS, SourceKind.CONTENT}:
            found = set(source.stores)
        else:
            found = set()
        return tuple(sorted(found)) if len(found) > 1 else ()

    def room_minute(self, at: Seconds) -> int | None:
        """In which room minute a moment is planned, moves spread evenly over their time; None before StartEx."""
        if at < 0:
            return None
        before = 0
        for move, after in zip(self.moves, [*self.moves[1:], None], strict=True):
            ends = after.starts if after else self.ends
            if at < ends:
                return before + move.room_minutes * (at - move.starts) // (ends - move.starts)
            before += move.room_minutes
        return before

    def released_by(self, trigger: Trigger) -> str:
        """What an inject waits for, in words; one that comes at its time waits for nothing else."""
        match trigger:
            case At():
                return "at its time"
            case AfterAction(action=action, delay=delay):
                return f"{format_duration(delay)} after: {self.actions[action].title}"
            case AfterNotice(audience=audience, delay=delay):
                return f"{format_duration(delay)} after the notice: {self.audiences.get(audience, audience)}"
            case AfterIndicator(indicator=indicator, delay=delay):
                return f"{format_duration(delay)} after: {self.indicators[indicator].title}"
            case AfterReturns(letters=letters):
                return f"when {letters} letters have come back"
            case _:
                assert_never(trigger)

    def title_of(self, target: str) -> str:
        """What an action is taken on, in words: an audience, a store, a source, a vendor, or a choice."""
        named = (self.stores.get(StoreId(target)), self.sources.get(SourceId(target)), self.vendors.get(target))
        title = next((one.title for one in named if one is not None), None)
        chosen = (words for action in self.actions.values() for key, words in action.choices if key == target)
        return self.audiences.get(target) or title or next(chosen, target)
