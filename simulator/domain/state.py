"""What holds after so many entries: all that a journal comes to, as `domain.fold` gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from simulator.domain import facts as f
from simulator.domain.decisions import Decision
from simulator.domain.directed import Directed
from simulator.domain.ids import (
    ActionId,
    FlowId,
    GrantId,
    IndicatorId,
    InjectId,
    RecordId,
    ServiceId,
    SourceId,
    StoreId,
)
from simulator.domain.learning import NOBODY_KNOWN, presumed
from simulator.domain.lists import People, Shown
from simulator.domain.time import Seconds

F_co = TypeVar("F_co", covariant=True, bound=f.Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Generic[F_co]):
    """A fact with its entry's number and time."""

    number: int
    at: Seconds
    fact: F_co


@dataclass(frozen=True, kw_only=True)
class State:
    """What holds. Built only by `apply` and `fold`. Without slots, because a dictionary is copied at once."""

    number: int = 0
    at: Seconds = 0
    started: bool = False
    ended: bool = False
    move: str | None = None
    flows: Mapping[FlowId, str] = field(default_factory=dict)
    stores: Mapping[StoreId, str] = field(default_factory=dict)
    services: Mapping[ServiceId, str] = field(default_factory=dict)
    closed: Mapping[GrantId, Seconds] = field(default_factory=dict)
    reads: tuple[Dated[f.RecordsRead], ...] = ()
    locked_out_at: Seconds | None = None
    doubts: tuple[f.NotifiableChanged, ...] = ()
    pulled: Mapping[SourceId, Dated[f.EvidencePulled]] = field(default_factory=dict)
    evidence: Mapping[SourceId, str] = field(default_factory=dict)
    shown: Mapping[SourceId, Shown] = field(default_factory=dict)
    people: People = NOBODY_KNOWN
    truth: People | None = None
    indicators: Mapping[IndicatorId, Dated[f.IndicatorNoticed]] = field(default_factory=dict)
    injects: Mapping[InjectId, Dated[f.InjectDelivered]] = field(default_factory=dict)
    answers: Mapping[InjectId, Dated[f.InjectAnswered]] = field(default_factory=dict)
    decisions: tuple[Dated[f.DecisionRecorded], ...] = ()
    refused: tuple[Dated[f.DecisionRefused], ...] = ()
    started_actions: Mapping[int, Dated[f.ActionStarted]] = field(default_factory=dict)
    repeated: tuple[Dated[f.WorkRepeated], ...] = ()
    completed: tuple[Dated[f.ActionCompleted], ...] = ()
    discovery: Dated[f.DiscoveryStated] | None = None
    determination: Dated[f.BreachDetermined] | None = None
    holds: tuple[Dated[f.HoldRecorded], ...] = ()
    asked: tuple[Dated[f.VendorAsked], ...] = ()
    replies: tuple[Dated[f.VendorReplied], ...] = ()
    lists: tuple[Dated[f.ListBuilt], ...] = ()
    frozen: tuple[Dated[f.ListFrozen], ...] = ()
    prepared: Mapping[str, Seconds] = field(default_factory=dict)
    notices: tuple[Dated[f.NoticeSent], ...] = ()
    returned: frozenset[RecordId] = frozenset()
    returns: tuple[Dated[f.MailReturned], ...] = ()
    care: tuple[Dated[f.CareDisturbed], ...] = ()
    declared: Mapping[int, Dated[f.Declared]] = field(default_factory=dict)
    mapped: Mapping[int, Dated[f.DeclarationMapped]] = field(default_factory=dict)
    directed: Directed = field(default_factory=Directed)

    @cached_property
    def notifiable(self) -> frozenset[RecordId]:
        """The records that cannot be excluded: asked for at the end, and changed by every visit."""
        return presumed(self.doubts)

    @property
    def read(self) -> frozenset[RecordId]:
        """The records whose unsecured copies were in fact read."""
        return frozenset().union(*(one.fact.records for one in self.reads if not one.fact.secured))

    def first_done(self, action: ActionId) -> Seconds | None:
        """When an action first completed."""
        return next((one.at for one in self.completed if one.fact.action == action), None)

    def list_version(self, version: int) -> f.ListBuilt | None:
        """A version of the team's list."""
        return next((one.fact for one in self.lists if one.fact.version == version), None)

    @property
    def made(self) -> Iterator[Decision]:
        """The decisions that were taken, in their order."""
        return (one.fact.decision for one in self.decisions)

    @property
    def frozen_list(self) -> f.ListBuilt | None:
        """The version that notices go by."""
        return self.list_version(self.frozen[-1].fact.version) if self.frozen else None

    @property
    def chosen_list(self) -> f.ListBuilt | None:
        """The list that counts: the frozen version, else the newest of everyone in reach, else the newest.

        Until a list is frozen, one that is built to look at something takes nobody off the clocks: the burden to show
        that somebody need not be told lies on the entity (45 CFR 164.414(b)).
        """
        newest = [one.fact for one in reversed(self.lists)]
        in_reach = (one for one in newest if one.spec.scope == "presumed")
        return self.frozen_list or next(in_reach, None) or next(iter(newest), None)

    @property
    def running(self) -> tuple[Dated[f.ActionStarted], ...]:
        """Actions under way."""
        done = {one.fact.number for one in self.completed}
        return tuple(one for number, one in self.started_actions.items() if number not in done)

    @property
    def waiting(self) -> tuple[Dated[f.DecisionRecorded], ...]:
        """Actions decided on for which nobody has been found yet."""
        return tuple(
            one
            for one in self.decisions
            if one.fact.decision.kind == "take-action" and one.fact.number not in self.started_actions
        )

    @property
    def unanswered(self) -> tuple[Dated[f.InjectDelivered], ...]:
        """Injects with options that nobody has answered."""
        return tuple(one for key, one in self.injects.items() if one.fact.options and key not in self.answers)
