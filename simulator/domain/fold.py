"""The fold: what holds after so many entries.

Folding a whole journal gives the truth; folding what a seat may know gives what the seat knows. The two never mix.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, assert_never

from simulator.domain import facts as f
from simulator.domain.directed import direct
from simulator.domain.journal import Entry
from simulator.domain.learning import NOTHING_SHOWN, in_truth, learned, located, shown
from simulator.domain.state import Dated, State

F = TypeVar("F", bound=f.Fact)


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
            state.__dict__.pop("notifiable", None)  # what an earlier state worked out, and was copied along
            return _put(state, doubts=(*state.doubts, fact))
        case f.TruthRevealed():
            return revealed(state, fact)


def revealed(state: State, fact: f.TruthRevealed) -> State:
    """What holds, with who the people are in truth."""
    return _put(_copied(state), truth=in_truth(fact))


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
            pulled = Dated(number=number, at=state.at, fact=fact)
            return _put(
                state,
                shown={**state.shown, fact.source: shown(state.shown.get(fact.source, NOTHING_SHOWN), fact)},
                pulled={**state.pulled, fact.source: pulled},
                people=located(state.people, fact.clinics),
            )
        case f.PeopleShown():
            return _put(state, people=learned(state.people, fact))
        case f.EvidenceChanged():
            return _put(state, evidence={**state.evidence, fact.source: fact.now})
        case f.IndicatorNoticed():
            noticed = Dated(number=number, at=state.at, fact=fact)
            return _put(state, indicators={**state.indicators, fact.indicator: noticed})


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
