"""The fold: what holds after so many entries.

Folding a whole journal gives the truth; folding what a seat may know gives what the seat knows. The two never mix.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Generic, TypeVar, assert_never

from simulator.domain import facts as f
from simulator.domain.decisions import Decision
from simulator.domain.directed import Directed, direct
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
from simulator.domain.journal import Entry
from simulator.domain.lists import People, Shown
from simulator.domain.time import Seconds

F = TypeVar("F", bound=f.Fact)
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
    notifiable: frozenset[RecordId] = frozenset()
    pulled: Mapping[SourceId, Dated[f.EvidencePulled]] = field(default_factory=dict)
    evidence: Mapping[SourceId, str] = field(default_factory=dict)
    shown: Mapping[SourceId, Shown] = field(default_factory=dict)
    people: People = field(default_factory=People)
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


def fold(entries: Iterable[Entry], state: State | None = None) -> State:
    """What holds after these entries, from the beginning or from an earlier state."""
    state = _copied(state or State())
    for entry in entries:
        state = _taken_in(state, entry)
    return state


def apply(state: State, entry: Entry) -> State:
    """What holds after one more entry."""
    return _taken_in(_copied(state), entry)


def _taken_in(state: State, entry: Entry) -> State:
    """A copy that nobody has seen yet, after one more entry."""
    _put(state, number=entry.number, at=entry.at)
    fact = entry.fact
    match fact:
        case f.ExerciseStarted():
            return _put(state, started=True)
        case f.ExerciseEnded():
            return _put(state, ended=True)
        case f.MoveBegan():
            return _put(state, move=fact.move)
        case f.RecordsRead() | f.ReaderLockedOut() | f.NotifiableChanged() | f.TruthRevealed():
            return _apply_truth(state, entry.number, fact)
        case (
            f.FlowChanged()
            | f.StoreChanged()
            | f.GrantClosed()
            | f.GrantOpened()
            | f.ServiceChanged()
            | f.CareDisturbed()
        ):
            return _apply_systems(state, entry.number, fact)
        case f.EvidencePulled() | f.PeopleShown() | f.EvidenceChanged() | f.IndicatorNoticed():
            return _apply_evidence(state, entry.number, fact)
        case f.InjectDelivered():
            return _put(state, injects={**state.injects, fact.inject: _dated(state, fact)})
        case f.InjectAnswered():
            return _put(state, answers={**state.answers, fact.inject: _dated(state, fact)})
        case f.ActionStarted() | f.WorkRepeated() | f.ActionCompleted() | f.VendorAsked() | f.VendorReplied():
            return _apply_work(state, fact)
        case f.DecisionRecorded() | f.DecisionRefused() | f.Declared() | f.DeclarationMapped():
            return _apply_decision(state, fact)
        case (
            f.DiscoveryStated()
            | f.BreachDetermined()
            | f.HoldRecorded()
            | f.ListBuilt()
            | f.ListFrozen()
            | f.NoticePrepared()
            | f.NoticeSent()
            | f.MailReturned()
        ):
            return _apply_legal(state, fact)
        case (
            f.InjectHeld()
            | f.InjectLetGo()
            | f.InjectSkipped()
            | f.InjectDelayed()
            | f.InjectImprovised()
            | f.RoleSubstituted()
        ):
            return _put(state, directed=direct(state.directed, fact, state.at))
        case _:
            assert_never(fact)


def _copied(state: State) -> State:
    """The same state anew, before anybody has seen it: `replace` takes fifty times as long, once an entry."""
    fresh = object.__new__(State)
    fresh.__dict__.update(state.__dict__)
    return fresh


def _put(fresh: State, **changes: object) -> State:
    """A copy that nobody has seen yet, with these changes."""
    fresh.__dict__.update(changes)
    return fresh


def _dated(state: State, fact: F) -> Dated[F]:
    return Dated(number=state.number, at=state.at, fact=fact)


def _apply_truth(
    state: State, number: int, fact: f.RecordsRead | f.ReaderLockedOut | f.NotifiableChanged | f.TruthRevealed
) -> State:
    match fact:
        case f.RecordsRead():
            return _put(state, reads=(*state.reads, Dated(number=number, at=state.at, fact=fact)))
        case f.ReaderLockedOut():
            return _put(state, locked_out_at=state.at)
        case f.NotifiableChanged():
            return _put(state, notifiable=state.notifiable.union(fact.added).difference(fact.removed))
        case f.TruthRevealed():
            return revealed(state, fact)


def revealed(state: State, fact: f.TruthRevealed) -> State:
    """What holds, with who the people are in truth."""
    people = People(
        clinic=_by_record(fact.clinics),
        merged_into=dict(fact.merges),
        tests=frozenset(fact.tests),
        residence=_by_record(fact.residences),
        deceased=frozenset(fact.deceased),
        bad_address=frozenset(fact.bad_addresses),
    )
    return _put(_copied(state), truth=people)


def _apply_systems(
    state: State,
    number: int,
    fact: f.FlowChanged | f.StoreChanged | f.GrantClosed | f.GrantOpened | f.ServiceChanged | f.CareDisturbed,
) -> State:
    match fact:
        case f.FlowChanged():
            return _put(state, flows={**state.flows, fact.flow: fact.now})
        case f.StoreChanged():
            return _put(state, stores={**state.stores, fact.store: fact.now})
        case f.GrantClosed():
            return _put(state, closed={**state.closed, fact.grant: state.at})
        case f.GrantOpened():
            closed = {grant: at for grant, at in state.closed.items() if grant != fact.grant}
            return _put(state, closed=closed)
        case f.CareDisturbed():
            return _put(state, care=(*state.care, Dated(number=number, at=state.at, fact=fact)))
        case f.ServiceChanged():
            return _put(state, services={**state.services, fact.service: fact.now})


def _apply_evidence(
    state: State, number: int, fact: f.EvidencePulled | f.PeopleShown | f.EvidenceChanged | f.IndicatorNoticed
) -> State:
    match fact:
        case f.EvidencePulled():
            shown = _shown(state.shown.get(fact.source, Shown()), fact)
            people = replace(state.people, clinic=_by_record(fact.clinics, state.people.clinic))
            pulled = Dated(number=number, at=state.at, fact=fact)
            return _put(
                state,
                shown={**state.shown, fact.source: shown},
                pulled={**state.pulled, fact.source: pulled},
                people=people,
            )
        case f.PeopleShown():
            return _put(state, people=_learn(state.people, fact))
        case f.EvidenceChanged():
            return _put(state, evidence={**state.evidence, fact.source: fact.now})
        case f.IndicatorNoticed():
            noticed = Dated(number=number, at=state.at, fact=fact)
            return _put(state, indicators={**state.indicators, fact.indicator: noticed})


def _shown(before: Shown, fact: f.EvidencePulled) -> Shown:
    """What a source has shown after one more pull. A log says anew each time whom it clears."""
    held = before.held.union(fact.held)
    untouched = before.untouched.union(fact.untouched).difference(fact.read) if held else frozenset(fact.untouched)
    who = {label: before.who.get(label, frozenset()).union(records) for label, records in fact.who}
    return Shown(read=before.read.union(fact.read), held=held, untouched=untouched, who={**before.who, **who})


def _learn(people: People, fact: f.PeopleShown) -> People:
    if fact.merges is not None:
        people = replace(people, merged_into={**(people.merged_into or {}), **dict(fact.merges)})
    if fact.tests is not None:
        people = replace(people, tests=(people.tests or frozenset()) | set(fact.tests))
    if fact.residences is not None:
        people = replace(people, residence=_by_record(fact.residences, people.residence or {}))
    if fact.deceased is not None:
        people = replace(people, deceased=(people.deceased or frozenset()) | set(fact.deceased))
    if fact.bad_addresses is not None:
        people = replace(people, bad_address=(people.bad_address or frozenset()) | set(fact.bad_addresses))
    return people


def _apply_work(
    state: State, fact: f.ActionStarted | f.WorkRepeated | f.ActionCompleted | f.VendorAsked | f.VendorReplied
) -> State:
    match fact:
        case f.ActionStarted():
            return _put(state, started_actions={**state.started_actions, fact.number: _dated(state, fact)})
        case f.WorkRepeated():
            return _put(state, repeated=(*state.repeated, _dated(state, fact)))
        case f.ActionCompleted():
            return _put(state, completed=(*state.completed, _dated(state, fact)))
        case f.VendorAsked():
            return _put(state, asked=(*state.asked, _dated(state, fact)))
        case f.VendorReplied():
            return _put(state, replies=(*state.replies, _dated(state, fact)))


def _apply_decision(
    state: State, fact: f.DecisionRecorded | f.DecisionRefused | f.Declared | f.DeclarationMapped
) -> State:
    match fact:
        case f.DecisionRecorded():
            return _put(state, decisions=(*state.decisions, _dated(state, fact)))
        case f.DecisionRefused():
            return _put(state, refused=(*state.refused, _dated(state, fact)))
        case f.Declared():
            return _put(state, declared={**state.declared, fact.number: _dated(state, fact)})
        case f.DeclarationMapped():
            return _put(state, mapped={**state.mapped, fact.declaration: _dated(state, fact)})


def _apply_legal(
    state: State,
    fact: (
        f.DiscoveryStated
        | f.BreachDetermined
        | f.HoldRecorded
        | f.ListBuilt
        | f.ListFrozen
        | f.NoticePrepared
        | f.NoticeSent
        | f.MailReturned
    ),
) -> State:
    match fact:
        case f.DiscoveryStated():
            return _put(state, discovery=_dated(state, fact))
        case f.BreachDetermined():
            return _put(state, determination=_dated(state, fact))
        case f.HoldRecorded():
            return _put(state, holds=(*state.holds, _dated(state, fact)))
        case f.ListBuilt():
            return _put(state, lists=(*state.lists, _dated(state, fact)))
        case f.ListFrozen():
            return _put(state, frozen=(*state.frozen, _dated(state, fact)))
        case f.NoticePrepared():
            return _put(state, prepared={fact.audience: state.at, **state.prepared})
        case f.NoticeSent():
            return _put(state, notices=(*state.notices, _dated(state, fact)))
        case f.MailReturned():
            returns = (*state.returns, _dated(state, fact))
            return _put(state, returned=state.returned.union(fact.records), returns=returns)


def _by_record(states: f.RecordStates, before: Mapping[RecordId, str] = MappingProxyType({})) -> dict[RecordId, str]:
    """What is known of each record, these states over those from before."""
    known = dict(before)
    for state, records in states:
        known.update(dict.fromkeys(records, state))
    return known
