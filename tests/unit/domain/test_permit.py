"""What may be decided, by whom, and what a refusal says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, InjectId, SeatId, SourceId
from simulator.domain.permit import Refused, bearer, permit
from simulator.domain.state import State
from tests.builders import (
    PRIVACY,
    SECOND_CALL,
    SECURITY,
    SPEC,
    a_decision,
    a_fact,
    a_playbook,
    a_state,
    changed,
    one_decision_of_each_kind,
)

PLAYBOOK = a_playbook(injects={one.id: one for one in (*a_playbook().injects.values(), SECOND_CALL)})
STARTED = a_state()
READY = a_state(
    a_fact(f.EvidencePulled),
    a_fact(f.InjectDelivered),
    a_fact(f.Declared),
    a_fact(f.ListBuilt),
    a_fact(f.ListFrozen),
    a_fact(f.NoticePrepared),
    a_fact(f.InjectHeld),
)
"""Every decision of `one_decision_of_each_kind` may be taken here."""


def act(action: str, **changes: Any) -> d.TakeAction:
    """An action taken by the security lead, unless told otherwise."""
    return a_decision(d.TakeAction, action=ActionId(action), **changes)


def refused(state: State, decision: d.Decision) -> Refused:
    """The refusal; the test fails when the decision is permitted."""
    answer = permit(state, decision, PLAYBOOK)
    assert answer is not None
    return answer


def taken(decision: d.Decision) -> f.DecisionRecorded:
    """The fact that the decision was accepted."""
    return a_fact(f.DecisionRecorded, decision=decision)


def done(action: str) -> f.ActionCompleted:
    """The fact that the action took effect."""
    return a_fact(f.ActionCompleted, action=ActionId(action))


@pytest.mark.parametrize("decision", one_decision_of_each_kind(), ids=lambda one: one.kind)
def test_every_kind_is_permitted_when_all_is_ready(decision: d.Decision) -> None:
    """A decision that lacks nothing is permitted; a die where dice are on the table."""
    dice = a_state(taken(a_decision(d.SetChance))).decisions if isinstance(decision, d.RollDie) else ()
    assert permit(changed(READY, decisions=dice), decision, PLAYBOOK) is None


@pytest.mark.parametrize("decision", one_decision_of_each_kind(), ids=lambda one: one.kind)
def test_nothing_is_permitted_outside_the_exercise(decision: d.Decision) -> None:
    """Neither before StartEx nor after EndEx."""
    assert refused(a_state(started=False), decision).reason == "The exercise has not started."
    assert refused(changed(READY, ended=True), decision).reason == "The exercise has ended."


def test_without_authority_the_refusal_names_who_may() -> None:
    """The privacy officer's letters are not the security lead's to order."""
    answer = refused(STARTED, act("prepare-letters", target="individual"))
    assert answer.may == (PRIVACY,)
    assert answer.reason == "Security lead may not decide “Prepare letters”."


def test_authority_is_of_who_decides_not_of_who_types() -> None:
    """A seat may act on another's authority when it names them; a stranger's name gives none."""
    assert permit(STARTED, act("close-queue-policy", seat=ROOM, by=PRIVACY), PLAYBOOK) is None
    assert refused(STARTED, act("close-queue-policy", by=SeatId("intern"))).may == (SECURITY, PRIVACY)


def test_in_the_room_the_owner_bears_an_action() -> None:
    """Elsewhere the seat does, unless somebody was named."""
    letters = act("prepare-letters", target="individual", seat=ROOM)
    assert bearer(letters, PLAYBOOK) == PRIVACY
    assert bearer(changed(letters, seat=SECURITY), PLAYBOOK) == SECURITY
    assert bearer(changed(letters, by=SECURITY), PLAYBOOK) == SECURITY


@pytest.mark.parametrize("second", [None, SECURITY, SeatId("intern")])
def test_where_two_must_agree_one_is_not_enough(second: SeatId | None) -> None:
    """Nobody, the decider again, or somebody without a say: the refusal names whose agreement it takes."""
    answer = refused(STARTED, act("purge-queue", target="appt-sync-dlq", second=second))
    assert answer.may == (PRIVACY,)
    assert "second role" in answer.reason


def test_a_second_role_agrees() -> None:
    """Then it may be done."""
    assert permit(STARTED, act("purge-queue", target="appt-sync-dlq", second=PRIVACY), PLAYBOOK) is None


def test_nobody_is_their_own_second() -> None:
    """Where one role may decide and second, it takes another to second."""
    action = PLAYBOOK.actions[ActionId("purge-queue")]
    both = changed(action.authority, seats=(SECURITY, PRIVACY), second=(SECURITY, PRIVACY))
    playbook = a_playbook(actions={**PLAYBOOK.actions, action.id: changed(action, authority=both)})
    purge = act("purge-queue", target="appt-sync-dlq")
    assert permit(STARTED, changed(purge, second=SECURITY), playbook) is not None
    assert permit(STARTED, changed(purge, second=PRIVACY), playbook) is None


@pytest.mark.parametrize("target", [None, "elsewhere"])
def test_a_target_is_one_of_the_actions_own(target: str | None) -> None:
    """The refusal lists them."""
    answer = refused(STARTED, act("purge-queue", target=target, second=PRIVACY))
    assert answer.hint == "One of: appt-sync-queue, appt-sync-dlq."


def test_an_action_without_targets_takes_none() -> None:
    """A target given to it is a mistake that is told."""
    assert refused(STARTED, act("close-queue-policy", target="appt-sync-dlq")).reason.endswith("takes no target.")


def test_what_must_come_first_must_be_done_not_only_ordered() -> None:
    """The refusal names it by its title; once it has completed, the way is free."""
    letters = act("prepare-letters", seat=PRIVACY, target="individual")
    assert refused(STARTED, letters).reason == "“Prepare letters” needs “Close queue policy” first."
    assert permit(a_state(taken(act("close-queue-policy"))), letters, PLAYBOOK) is not None
    assert permit(a_state(done("close-queue-policy")), letters, PLAYBOOK) is None


def test_what_was_ordered_is_not_ordered_again() -> None:
    """Done or not yet, the same action on the same target is refused; another target, or a repeatable one, is not."""
    close = act("close-queue-policy")
    purge = act("purge-queue", target="appt-sync-dlq", second=PRIVACY)
    pause = act("pause-sync")
    state = a_state(taken(close), taken(purge), taken(pause))
    assert refused(state, changed(close, seat=PRIVACY)).reason == "“Close queue policy” was already ordered."
    assert "already ordered" in refused(state, purge).reason
    assert permit(state, changed(purge, target="appt-sync-queue"), PLAYBOOK) is None
    assert permit(state, pause, PLAYBOOK) is None


LEGAL_ACTS = [a_decision(kind) for kind in (d.StateDiscovery, d.DetermineBreach, d.FreezeList, d.ReleaseNotice)]


@pytest.mark.parametrize("decision", LEGAL_ACTS, ids=lambda one: one.kind)
def test_a_legal_act_takes_a_legal_seat(decision: d.Decision) -> None:
    """The security lead may not, and is told who may; the room may, and so may whoever names the privacy officer."""
    assert refused(READY, changed(decision, seat=SECURITY)).may == (PRIVACY,)
    assert refused(READY, changed(decision, seat=ROOM, by=SECURITY)).may == (PRIVACY,)
    assert permit(READY, changed(decision, seat=ROOM), PLAYBOOK) is None
    assert permit(READY, changed(decision, seat=SECURITY, by=PRIVACY), PLAYBOOK) is None


def test_a_discovery_date_lies_not_in_the_future() -> None:
    """Today may be stated, and any day before; tomorrow may not."""
    stated = a_decision(d.StateDiscovery)
    assert permit(STARTED, changed(stated, day=date(2026, 9, 8)), PLAYBOOK) is None
    assert permit(STARTED, changed(stated, day=date(2026, 1, 1)), PLAYBOOK) is None
    assert "future" in refused(STARTED, changed(stated, day=date(2026, 9, 9))).reason


def test_a_list_is_built_from_something_pulled() -> None:
    """One source of several is enough; none is not."""
    build = a_decision(d.BuildList)
    assert "nothing to list" in refused(STARTED, build).reason
    assert "nothing to list" in refused(READY, changed(build, spec=changed(SPEC, sources=()))).reason
    some = changed(SPEC, sources=(SourceId("tickets"), SourceId("dlq-access-log")))
    assert permit(READY, changed(build, spec=some), PLAYBOOK) is None


def test_only_a_version_that_exists_is_frozen() -> None:
    """The refusal names the version."""
    assert refused(READY, a_decision(d.FreezeList, version=2)).reason == "There is no version 2 of the list."


def test_nothing_is_released_that_nobody_prepared() -> None:
    """The refusal names the audience in its own words, or by its id where it has none."""
    release = a_decision(d.ReleaseNotice)
    assert refused(READY, changed(release, audience="hhs")).reason.endswith("sent to: the Secretary of HHS.")
    assert refused(READY, changed(release, audience="tx.ag")).reason.endswith("sent to: tx.ag.")


def test_nothing_is_released_without_a_frozen_list() -> None:
    """Built is not frozen."""
    built = a_state(a_fact(f.ListBuilt), a_fact(f.NoticePrepared))
    assert refused(built, a_decision(d.ReleaseNotice)).reason == "List version 1 is not frozen."


def test_an_earlier_frozen_version_may_still_be_released() -> None:
    """A later freeze does not take it back: late batches go by the list they were made from."""
    later = changed(a_fact(f.ListBuilt), version=2)
    state = a_state(
        a_fact(f.ListBuilt), later, a_fact(f.ListFrozen), a_fact(f.ListFrozen, version=2), a_fact(f.NoticePrepared)
    )
    assert permit(state, a_decision(d.ReleaseNotice, version=1), PLAYBOOK) is None


def test_an_inject_is_answered_once_with_one_of_its_options() -> None:
    """Not before it came, not twice, not otherwise; the refusal lists the options."""
    answer = a_decision(d.AnswerInject)
    assert refused(READY, changed(answer, inject=InjectId("returned-letter"))).reason == "That message has not come."
    assert refused(READY, changed(answer, option="shout")).hint == "facts-only, no-comment"
    twice = a_state(a_fact(f.InjectDelivered), a_fact(f.InjectAnswered))
    assert refused(twice, answer).reason == "That message was already answered."


def test_only_the_facilitator_maps_declarations() -> None:
    """From the room's screen or the controller's."""
    mapping = a_decision(d.MapDeclaration)
    assert refused(READY, changed(mapping, seat=PRIVACY)).may == (CONTROLLER,)
    assert permit(READY, changed(mapping, seat=CONTROLLER), PLAYBOOK) is None
    assert permit(READY, changed(mapping, action=None), PLAYBOOK) is None


def test_a_declaration_is_mapped_once_to_an_action_that_exists() -> None:
    """Not one that nobody made, not twice, not to a name."""
    mapping = a_decision(d.MapDeclaration)
    assert refused(READY, changed(mapping, declaration=2)).reason == "No declaration 2 is waiting."
    assert refused(READY, changed(mapping, action=ActionId("dance"))).reason == "There is no action dance."
    mapped = a_state(a_fact(f.Declared), a_fact(f.DeclarationMapped))
    assert refused(mapped, mapping).reason == "No declaration 1 is waiting."


def test_an_assessment_is_complete_with_all_four_factors() -> None:
    """A missing factor leaves the presumption standing (45 CFR 164.402(2))."""
    whole = a_decision(d.DetermineBreach).assessment
    assert whole.complete
    for factor in ("nature", "recipient", "acquired", "mitigation"):
        assert not changed(whole, **{factor: None}).complete


def directed(kind: type[Any], **changes: Any) -> d.Decision:
    """What the facilitator does."""
    made: d.Decision = a_decision(kind, **changes)
    return made


@pytest.mark.parametrize("kind", [d.FireInject, d.HoldInject, d.SkipInject, d.DelayInject, d.Improvise])
def test_only_the_facilitator_directs(kind: type[Any]) -> None:
    """Neither the room nor a role moves an inject."""
    assert refused(READY, directed(kind, seat=ROOM)).may == (CONTROLLER,)
    assert refused(READY, directed(kind, seat=PRIVACY)).may == (CONTROLLER,)


def test_what_has_come_cannot_be_moved() -> None:
    """An inject that was delivered is not held, fired or skipped."""
    for kind in (d.FireInject, d.HoldInject, d.SkipInject, d.DelayInject):
        assert refused(READY, directed(kind, inject=InjectId("press-call"))).reason == "That message has come already."


def test_what_is_left_out_can_only_be_fired() -> None:
    """Skipping is undone by firing, by nothing else."""
    skipped = a_state(a_fact(f.InjectSkipped))
    assert permit(skipped, a_decision(d.FireInject), PLAYBOOK) is None
    assert refused(skipped, a_decision(d.HoldInject)).hint == "It can still be fired."


def test_an_improvised_message_says_what_it_touches() -> None:
    """An action without effects, or without its target, touches nothing."""
    assert refused(STARTED, a_decision(d.Improvise, to=())).hint == "Name one at least."
    purge = a_decision(d.Improvise, touches=ActionId("purge-queue"))
    assert "needs its target" in refused(STARTED, purge).reason
    assert permit(STARTED, changed(purge, target="appt-sync-dlq"), PLAYBOOK) is None


def test_who_stands_in_decides_and_who_is_away_does_not() -> None:
    """Authority passes with the role, and comes back with it."""
    away = a_state(a_fact(f.RoleSubstituted, role=PRIVACY, substitute=SECURITY))
    letters = act("prepare-letters", target="individual", by=SECURITY)
    assert "needs" in refused(away, letters).reason, "the authority is there, what comes first is not"
    absent = refused(away, changed(letters, by=PRIVACY))
    assert (absent.reason, absent.may) == ("Privacy officer is away.", (SECURITY,))
    back = a_state(
        a_fact(f.RoleSubstituted, role=PRIVACY, substitute=SECURITY),
        a_fact(f.RoleSubstituted, role=PRIVACY, substitute=PRIVACY),
    )
    assert refused(back, letters).may == (PRIVACY,)


def test_two_roles_are_two_people() -> None:
    """Nobody agrees with themselves, in their own role or in one they stand in for; nobody absent agrees."""
    purge = act("purge-queue", target="appt-sync-dlq", by=SECURITY, second=PRIVACY)
    assert permit(STARTED, purge, PLAYBOOK) is None
    assert refused(STARTED, changed(purge, second=SECURITY)).may == (PRIVACY,)
    away = a_state(a_fact(f.RoleSubstituted, role=PRIVACY, substitute=SECURITY))
    assert "second role" in refused(away, purge).reason
    assert "name a substitute" in refused(away, changed(purge, second=SECURITY)).hint
    nobody = a_state(a_fact(f.RoleSubstituted, role=PRIVACY, substitute=None))
    assert "name a substitute" in refused(nobody, purge).hint


def test_only_those_the_author_named_may_stand_in() -> None:
    """Where a role card names substitutes, nobody else will do."""
    seats = {key: changed(one, substitutes=(ROOM,)) for key, one in PLAYBOOK.seats.items()}
    answer = permit(STARTED, a_decision(d.SubstituteRole), changed(PLAYBOOK, seats=seats))
    assert answer is not None
    assert answer.may == (ROOM,)
