"""What each fact changes in the fold, and that it changes nothing else."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.byrecord import ByRecord
from simulator.domain.ids import ActionId, FlowId, GrantId, IndicatorId, InjectId, RecordId, SourceId, StoreId
from simulator.domain.lists import People, Shown
from simulator.domain.state import Dated, State
from tests.builders import PRIVACY, a_decision, a_fact, a_state, changed, one_fact_of_each_kind, records

LOG = SourceId("dlq-access-log")

TOUCHES: dict[type[f.Fact], set[str]] = {
    f.ExerciseStarted: {"started"},
    f.ExerciseEnded: {"ended"},
    f.MoveBegan: {"move"},
    f.RecordsRead: {"reads"},
    f.ReaderLockedOut: {"locked_out_at"},
    f.NotifiableChanged: {"doubts"},
    f.TruthRevealed: {"truth"},
    f.FlowChanged: {"flows"},
    f.StoreChanged: {"stores"},
    f.GrantClosed: {"closed"},
    f.ServiceChanged: {"services"},
    f.CareDisturbed: {"care"},
    f.EvidencePulled: {"pulled", "shown", "people"},
    f.PeopleShown: {"people"},
    f.EvidenceChanged: {"evidence"},
    f.IndicatorNoticed: {"indicators"},
    f.InjectDelivered: {"injects"},
    f.InjectAnswered: {"answers"},
    f.DecisionRecorded: {"decisions"},
    f.DecisionRefused: {"refused"},
    f.Declared: {"declared"},
    f.DeclarationMapped: {"mapped"},
    f.ActionStarted: {"started_actions"},
    f.WorkRepeated: {"repeated"},
    f.ActionCompleted: {"completed"},
    f.DiscoveryStated: {"discovery"},
    f.HoldRecorded: {"holds"},
    f.GrantOpened: set(),
    f.VendorAsked: {"asked"},
    f.VendorReplied: {"replies"},
    f.BreachDetermined: {"determination"},
    f.ListBuilt: {"lists"},
    f.ListFrozen: {"frozen"},
    f.NoticePrepared: {"prepared"},
    f.NoticeSent: {"notices"},
    f.MailReturned: {"returned", "returns"},
    f.InjectHeld: {"directed"},
    f.InjectLetGo: set(),
    f.InjectSkipped: {"directed"},
    f.InjectDelayed: {"directed"},
    f.InjectImprovised: {"directed"},
    f.RoleSubstituted: {"directed"},
}


def dated(fact: f.Fact) -> Dated[Any]:
    """The fact as the second entry, one minute after StartEx."""
    return Dated(number=2, at=60, fact=fact)


@pytest.mark.parametrize("fact", one_fact_of_each_kind(), ids=lambda one: one.kind)
def test_a_fact_changes_what_it_is_about_and_nothing_else(fact: f.Fact) -> None:
    """Besides number and time, exactly the named fields differ after one fact of each kind."""
    before, after = State(), a_state(fact, started=False)
    differing = {one.name for one in fields(State) if getattr(before, one.name) != getattr(after, one.name)}
    assert differing - {"number", "at"} == TOUCHES[type(fact)]
    assert after.number == 1


def test_every_kind_of_fact_is_folded() -> None:
    """The table above names them all."""
    assert set(TOUCHES) == set(f.FACTS)


@pytest.mark.parametrize(
    ("kind", "field", "key"),
    [
        (f.IndicatorNoticed, "indicators", IndicatorId("dlq-depth")),
        (f.InjectDelivered, "injects", InjectId("press-call")),
        (f.InjectAnswered, "answers", InjectId("press-call")),
        (f.ActionStarted, "started_actions", 1),
        (f.Declared, "declared", 1),
        (f.DeclarationMapped, "mapped", 1),
        (f.EvidencePulled, "pulled", LOG),
    ],
)
def test_some_facts_are_found_by_id(kind: type[f.Fact], field: str, key: object) -> None:
    """With the number and time of their entry."""
    fact = a_fact(kind)
    assert getattr(a_state(fact), field) == {key: dated(fact)}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (f.RecordsRead, "reads"),
        (f.DecisionRecorded, "decisions"),
        (f.DecisionRefused, "refused"),
        (f.WorkRepeated, "repeated"),
        (f.ActionCompleted, "completed"),
        (f.ListBuilt, "lists"),
        (f.ListFrozen, "frozen"),
        (f.NoticeSent, "notices"),
        (f.CareDisturbed, "care"),
    ],
)
def test_some_facts_are_kept_in_order(kind: type[f.Fact], field: str) -> None:
    """Each with the number and time of its entry; the same again is kept again."""
    fact = a_fact(kind)
    assert getattr(a_state(fact, fact), field) == (dated(fact), Dated(number=3, at=120, fact=fact))


def test_systems_are_as_last_changed() -> None:
    """The latest word on a flow, a store, a service, an evidence source."""
    state = a_state(
        a_fact(f.FlowChanged, now="paused"),
        a_fact(f.FlowChanged, now="fixed"),
        a_fact(f.StoreChanged),
        a_fact(f.GrantClosed),
        a_fact(f.EvidenceChanged, now="held"),
    )
    assert state.flows == {FlowId("appt-sync"): "fixed"}
    assert state.stores == {StoreId("appt-sync-dlq"): "purged"}
    assert state.closed == {GrantId("queue-policy"): 240}
    assert state.evidence == {LOG: "held"}


def test_read_counts_unsecured_copies_only() -> None:
    """Unreadable copies are no unsecured PHI (45 CFR 164.402)."""
    unsecured = a_fact(f.RecordsRead, records=records(1, 2))
    secured = a_fact(f.RecordsRead, records=records(3), secured=True)
    assert a_state(unsecured, secured).read == {1, 2}
    assert a_state(secured).read == frozenset()


def test_notifiable_grows_and_shrinks() -> None:
    """As evidence goes and comes."""
    first = a_fact(f.NotifiableChanged, added=records(1, 2), removed=())
    second = a_fact(f.NotifiableChanged, added=records(3), removed=records(1))
    assert a_state(first, second).notifiable == {2, 3}


def test_a_lockout_has_a_time() -> None:
    """The second at which the reader found nothing open."""
    assert a_state(a_fact(f.ReaderLockedOut)).locked_out_at == 60


def test_pulls_of_a_source_add_up() -> None:
    """A later pull takes nothing back; a read outweighs what the same pull calls untouched."""
    first = a_fact(f.EvidencePulled, read=records(1), held=records(1, 2), untouched=records(2))
    second = a_fact(f.EvidencePulled, pull=2, read=records(2), held=records(3), untouched=records(3))
    state = a_state(first, second)
    assert state.shown == {
        LOG: Shown(read=frozenset(records(1, 2)), held=frozenset(records(1, 2, 3)), untouched=frozenset(records(3)))
    }
    assert state.pulled[LOG].fact.pull == 2


def test_a_pull_tells_clinics() -> None:
    """One line a state becomes one state a record, and earlier pulls are kept."""
    first = a_fact(f.EvidencePulled, clinics=(("NY", records(1)), ("TX", records(2, 3))))
    second = a_fact(f.EvidencePulled, clinics=(("CA", records(4)),))
    assert a_state(first, second).people.clinic == {1: "NY", 2: "TX", 3: "TX", 4: "CA"}


def test_a_register_that_does_not_say_teaches_nothing() -> None:
    """None stays unknown; an empty answer is an answer."""
    silent = a_fact(f.PeopleShown, merges=None, tests=None, residences=None, deceased=None, bad_addresses=None)
    assert a_state(silent).people == People()
    people = a_state(changed(silent, tests=(), merges=())).people
    assert (people.tests, people.merged_into, people.residence) == (frozenset(), {}, None)


def test_registers_add_up() -> None:
    """What two registers say of people is known together, and the later word on a residence holds."""
    first = a_fact(f.PeopleShown)
    second = changed(
        first,
        merges=((RecordId(6), RecordId(5)),),
        tests=records(8),
        residences=(("CA", records(3)),),
        deceased=None,
        bad_addresses=records(5),
    )
    people = a_state(first, second).people
    assert people == People(
        merged_into={RecordId(2): RecordId(1), RecordId(6): RecordId(5)},
        tests=frozenset(records(8, 9)),
        residences=ByRecord((("TX", records(1)), ("CA", records(3)))),
        deceased=frozenset(records(3)),
        bad_address=frozenset(records(1, 5)),
    )


def test_the_truth_is_kept_apart_from_what_was_learned() -> None:
    """At EndEx the truth is told whole, and what the team knew stays what it was."""
    state = a_state(a_fact(f.TruthRevealed))
    assert state.people == People()
    assert state.truth == People(
        clinics=ByRecord((("TX", records(1, 3)),)),
        merged_into={RecordId(2): RecordId(1)},
        tests=frozenset(records(9)),
        residences=ByRecord((("TX", records(1)), ("NY", records(3)))),
        deceased=frozenset(records(3)),
        bad_address=frozenset(records(1)),
    )


def test_a_later_legal_act_replaces_the_earlier() -> None:
    """Discovery and determination are as last stated; the journal keeps both."""
    state = a_state(a_fact(f.BreachDetermined, breach=False), a_fact(f.BreachDetermined, breach=True))
    assert state.determination is not None
    assert (state.determination.fact.breach, state.determination.at) == (True, 120)
    assert a_state(a_fact(f.DiscoveryStated)).discovery == dated(a_fact(f.DiscoveryStated))


def test_notices_are_ready_from_the_first_preparation() -> None:
    """Preparing again does not make them ready later."""
    assert a_state(a_fact(f.NoticePrepared), a_fact(f.NoticePrepared)).prepared == {"individual": 60}


def test_the_frozen_list_is_the_version_last_frozen() -> None:
    """Not the one last built."""
    one, two = a_fact(f.ListBuilt), a_fact(f.ListBuilt, version=2, people=records(7))
    assert a_state(one, two).frozen_list is None
    assert a_state(one, two, a_fact(f.ListFrozen, version=2), a_fact(f.ListFrozen, version=1)).frozen_list == one


def test_a_list_built_to_look_does_not_count_before_a_freeze() -> None:
    """The newest of everyone in reach counts until one is frozen; a narrow list counts alone, or once frozen."""
    narrow_spec = changed(a_fact(f.ListBuilt).spec, scope="narrow")
    reach = a_fact(f.ListBuilt)
    again = a_fact(f.ListBuilt, version=2, people=records(1))
    narrow = a_fact(f.ListBuilt, version=3, people=records(7), spec=narrow_spec)
    assert a_state(reach, again, narrow).chosen_list == again
    assert a_state(narrow).chosen_list == narrow
    assert a_state(reach, again, narrow, a_fact(f.ListFrozen, version=3)).chosen_list == narrow


def test_a_service_stands_as_last_told() -> None:
    """Counting the visits of a state that ended, or of a side effect, does not bring that state back."""
    up, books = a_fact(f.ServiceChanged, now="up"), a_fact(f.CareDisturbed, why="failing")
    assert a_state(a_fact(f.ServiceChanged), up, books).services == {"scheduling": "up"}


def test_returned_mail_adds_up() -> None:
    """A letter that came back has come back."""
    assert a_state(a_fact(f.MailReturned), a_fact(f.MailReturned, records=records(5))).returned == {1, 5}


def test_an_action_waits_then_runs_then_is_done() -> None:
    """It is in one of the three at any time."""
    ordered, begun, ended = a_fact(f.DecisionRecorded), a_fact(f.ActionStarted), a_fact(f.ActionCompleted)
    waiting, running, done = a_state(ordered), a_state(ordered, begun), a_state(ordered, begun, ended)
    assert [(len(one.waiting), len(one.running), len(one.completed)) for one in (waiting, running, done)] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]
    assert done.first_done(ActionId("close-queue-policy")) == 180
    assert running.first_done(ActionId("close-queue-policy")) is None


def test_only_actions_wait_for_people() -> None:
    """A legal act is done when it is decided."""
    assert a_state(a_fact(f.DecisionRecorded, decision=a_decision(d.StateDiscovery, seat=PRIVACY))).waiting == ()


def test_an_inject_without_options_wants_no_answer() -> None:
    """Feed is read; a question stays open until it is answered."""
    question = a_fact(f.InjectDelivered)
    feed = a_fact(f.InjectDelivered, inject=InjectId("feed"), options=())
    assert [one.fact.inject for one in a_state(question, feed).unanswered] == ["press-call"]
    assert a_state(question, feed, a_fact(f.InjectAnswered)).unanswered == ()
