"""Small valid things for tests: entries, journals, states, one decision and one fact of each kind.

Whatever a test does not name has a default. A tiny whole scenario is `tests.playbooks.a_playbook`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.fold import fold
from simulator.domain.ids import (
    CONTROLLER,
    ROOM,
    ActionId,
    FlowId,
    GrantId,
    IndicatorId,
    InjectId,
    ReaderId,
    RecordId,
    SeatId,
    ServiceId,
    SourceId,
    StoreId,
)
from simulator.domain.journal import Entry, Journal
from simulator.domain.lists import ListSpec
from simulator.domain.msel import At
from simulator.domain.state import State
from simulator.domain.time import HOUR
from tests import playbooks
from tests.playbooks import PRIVACY, SECURITY, a_playbook

__all__ = [
    "PRIVACY",
    "SECOND_CALL",
    "SECURITY",
    "a_decision",
    "a_fact",
    "a_journal",
    "a_playbook",
    "a_state",
    "an_entry",
    "changed",
    "one_decision_of_each_kind",
    "one_fact_of_each_kind",
    "records",
]

D = TypeVar("D", bound=d.Decision)
F = TypeVar("F", bound=f.Fact)


SECOND_CALL = replace(
    playbooks.PRESS_CALL,
    id=InjectId("second-call"),
    title="The reporter calls again",
    main=False,
    trigger=At(at=6 * HOUR),
    reveals=(),
    options=(),
    hold=None,
)
"""One more, which only some tests put into the list."""


def records(*numbers: int) -> f.Records:
    """Record numbers, typed."""
    return tuple(RecordId(number) for number in numbers)


def changed(value: Any, /, **changes: Any) -> Any:
    """The same frozen value with other fields; typed loosely so that a test may try wrong ones too."""
    return replace(value, **changes)


def an_entry(fact: f.Fact | None = None, /, **changes: Any) -> Entry:
    """The only entry of a journal, digest and all; `changes` are made afterwards, so its digest may no longer fit."""
    return replace(a_journal(fact or f.ExerciseStarted(scenario="tiny", seed=1))[1], **changes)


def a_journal(*facts: f.Fact, seats: Sequence[SeatId] = (ROOM,), every: int = 60) -> Journal:
    """A journal of these facts, one `every` so many seconds, all known to the same seats."""
    journal = Journal()
    for at, fact in enumerate(facts):
        journal.append(at * every, fact, seats=seats)
    return journal


def a_state(*facts: f.Fact, started: bool = True) -> State:
    """What holds after these facts; the exercise has started unless told otherwise."""
    first = (f.ExerciseStarted(scenario="tiny", seed=1),) if started else ()
    return fold(a_journal(*first, *facts))


def a_decision(kind: type[D], /, **changes: Any) -> D:
    """A decision of this kind, as the room or a seat of `a_playbook` could take it."""
    found = next(one for one in _decisions() if isinstance(one, kind))
    return replace(found, **changes)


def a_fact(kind: type[F], /, **changes: Any) -> F:
    """A fact of this kind, about the things in `a_playbook`."""
    found = next(one for one in _facts() if isinstance(one, kind))
    return replace(found, **changes)


def one_decision_of_each_kind() -> tuple[d.Decision, ...]:
    """One decision of each kind, in the order of `DECISIONS`."""
    return tuple(a_decision(kind) for kind in d.DECISIONS)


def one_fact_of_each_kind() -> tuple[f.Fact, ...]:
    """One fact of each kind, in the order of `FACTS`, none of its fields empty where it can be filled."""
    return tuple(a_fact(kind) for kind in f.FACTS)


SPEC = ListSpec(scope="presumed", sources=(SourceId("dlq-content"), SourceId("dlq-access-log")))
LETTER = d.Letter(
    breach_from=date(2026, 8, 29),
    discovered=date(2026, 9, 8),
    kinds=("name", "appointment"),
    steps=True,
    doing=True,
    contact="555-0100",
)
FACTOR = d.Factor(finding="names and appointments", weight="high", sources=("dlq-content",))
ASSESSMENT = d.Assessment(nature=FACTOR, recipient=FACTOR, acquired=FACTOR, mitigation=FACTOR)


def _decisions() -> tuple[d.Decision, ...]:
    return (
        d.TakeAction(seat=SECURITY, action=ActionId("close-queue-policy")),
        d.StateDiscovery(seat=PRIVACY, day=date(2026, 9, 8)),
        d.DetermineBreach(seat=PRIVACY, breach=True, assessment=ASSESSMENT),
        d.RecordHold(seat=PRIVACY, inject=InjectId("press-call"), official="Detective in charge"),
        d.BuildList(seat=ROOM, spec=SPEC),
        d.FreezeList(seat=PRIVACY, version=1),
        d.ReleaseNotice(seat=PRIVACY, audience="individual", version=1, letter=LETTER),
        d.AnswerInject(seat=ROOM, inject=InjectId("press-call"), option="facts-only"),
        d.Declare(seat=ROOM),
        d.MapDeclaration(seat=ROOM, declaration=1, action=ActionId("pause-sync")),
        d.FireInject(seat=CONTROLLER, inject=playbooks.LATE_LETTER),
        d.HoldInject(seat=CONTROLLER, inject=playbooks.LATE_LETTER),
        d.LetGoInject(seat=CONTROLLER, inject=SECOND_CALL.id),
        d.SkipInject(seat=CONTROLLER, inject=playbooks.LATE_LETTER),
        d.DelayInject(seat=CONTROLLER, inject=playbooks.LATE_LETTER, later=900),
        d.Improvise(seat=CONTROLLER, to=(PRIVACY,), channel="call", touches=ActionId("close-queue-policy")),
        d.SubstituteRole(seat=CONTROLLER, role=PRIVACY, substitute=SECURITY),
        d.SetChance(seat=CONTROLLER, chance="table"),
        d.RollDie(seat=CONTROLLER, action=ActionId("close-queue-policy"), shows=14),
    )


def _facts() -> tuple[f.Fact, ...]:
    return (*_truth_facts(), *_system_facts(), *_evidence_facts(), *_inject_facts(), *_act_facts())


def _truth_facts() -> tuple[f.Fact, ...]:
    return (
        f.ExerciseStarted(scenario="tiny", seed=1),
        f.MoveBegan(move="contain"),
        f.RecordsRead(
            reader=ReaderId("crawler"),
            store=playbooks.DLQ,
            grant=GrantId("queue-policy"),
            since=60,
            until=660,
            messages=3,
            records=records(1, 2),
            elements=("name", "appointment"),
            secured=False,
            size=4_096,
        ),
        f.ReaderLockedOut(reader=ReaderId("crawler")),
        f.NotifiableChanged(added=records(1, 2, 3), removed=records(9), because="receive counts expired"),
        f.TruthRevealed(
            merges=((RecordId(2), RecordId(1)),),
            tests=records(9),
            residences=(("NY", records(3)), ("TX", records(1))),
            clinics=(("TX", records(1, 3)),),
            deceased=records(3),
            bad_addresses=records(1),
        ),
        f.ExerciseEnded(),
    )


def _system_facts() -> tuple[f.Fact, ...]:
    return (
        f.FlowChanged(flow=FlowId("appt-sync"), now="paused"),
        f.StoreChanged(store=StoreId("appt-sync-dlq"), now="purged", messages=40),
        f.GrantClosed(grant=GrantId("queue-policy")),
        f.GrantOpened(grant=GrantId("queue-policy")),
        f.ServiceChanged(service=ServiceId("scheduling"), now="failing"),
        f.CareDisturbed(
            service=ServiceId("scheduling"), since=0, until=3_600, why="paused", visits=12, disturbed_milli=300
        ),
    )


def _evidence_facts() -> tuple[f.Fact, ...]:
    return (
        f.EvidencePulled(
            source=SourceId("dlq-access-log"),
            pull=1,
            until=3_600,
            rows=3,
            read=records(1, 2),
            held=records(1, 2, 3, 4),
            untouched=records(4),
            clinics=(("TX", records(1, 2, 3, 4)),),
            note="begins nine days back",
        ),
        f.PeopleShown(
            source=SourceId("ehr-merges"),
            merges=((RecordId(2), RecordId(1)),),
            tests=records(9),
            residences=(("NY", records(3)), ("TX", records(1))),
            deceased=records(3),
            bad_addresses=records(1),
        ),
        f.EvidenceChanged(source=SourceId("dlq-access-log"), now="held"),
        f.IndicatorNoticed(
            indicator=IndicatorId("dlq-depth"),
            title="Queue depth",
            text="The dead-letter queue is deep.",
            day=date(2026, 9, 8),
            discovery="constructive",
        ),
    )


def _inject_facts() -> tuple[f.Fact, ...]:
    press = playbooks.PRESS_CALL
    return (
        f.InjectDelivered(
            inject=press.id,
            title=press.title,
            text=press.text,
            sender=press.sender,
            main=press.main,
            options=tuple((one.id, one.title) for one in press.options),
            suggests=(ActionId("pause-sync"),),
        ),
        f.InjectAnswered(inject=press.id, option="facts-only", effect="The story stays small."),
        f.DecisionRecorded(number=1, decision=a_decision(d.TakeAction)),
        f.DecisionRefused(
            number=2, decision=a_decision(d.StateDiscovery), reason="Too soon.", hint="Wait.", may=(PRIVACY,)
        ),
        f.Declared(number=1),
        f.DeclarationMapped(declaration=1, action=ActionId("pause-sync")),
        f.InjectHeld(inject=SECOND_CALL.id),
        f.InjectLetGo(inject=SECOND_CALL.id),
        f.InjectSkipped(inject=playbooks.LATE_LETTER),
        f.InjectDelayed(inject=playbooks.LATE_LETTER, later=900),
        f.InjectImprovised(number=3, channel="call"),
        f.RoleSubstituted(role=PRIVACY, substitute=SECURITY),
    )


def _act_facts() -> tuple[f.Fact, ...]:
    close = ActionId("close-queue-policy")
    return (
        f.ActionStarted(number=1, action=close, target=None, owner=SECURITY, waited=600),
        f.WorkRepeated(number=1, action=close, target=None, why="error", lost=3_600),
        f.ActionCompleted(number=1, action=close, target=None, staff_hours=2.5, dollars=0.0, fatigue=0.1, handovers=1),
        f.DiscoveryStated(day=date(2026, 9, 8)),
        f.BreachDetermined(breach=True, assessment=ASSESSMENT),
        f.HoldRecorded(
            inject=InjectId("press-call"),
            agency="County sheriff",
            official="Detective in charge",
            written=False,
            stated=date(2026, 9, 9),
            until=date(2026, 10, 9),
        ),
        f.VendorAsked(vendor="sync-vendor", formal=False, promised=14_400),
        f.VendorReplied(vendor="sync-vendor", reply=1, text="No impact.", asked=0, promised=14_400, waited=3_600),
        f.ListBuilt(
            version=1,
            spec=SPEC,
            people=records(1, 3),
            by_state=(("NY", 1), ("TX", 1)),
            states=(("NY", records(3)), ("TX", records(1))),
            missing=("tests",),
        ),
        f.ListFrozen(version=1),
        f.NoticePrepared(audience="individual"),
        f.NoticeSent(audience="individual", version=1, letter=LETTER),
        f.MailReturned(records=records(1)),
    )
