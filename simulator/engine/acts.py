"""What an accepted decision sets going: work for actions, facts at once for lists, notices and legal acts."""

from __future__ import annotations

from datetime import timedelta

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import RecordId, SourceId
from simulator.domain.lists import Shown, build_list, take_over
from simulator.engine.context import Context
from simulator.engine.directing import direct_play
from simulator.engine.processes.mail import come_back
from simulator.engine.processes.responders import work
from simulator.errors import EngineError


def act(context: Context, decision: d.Decision, number: int, cause: int) -> None:
    """Set an accepted decision going."""
    match decision:
        case d.TakeAction():
            context.start(work(context, decision, number, cause))
        case d.StateDiscovery(day=day):
            context.emit(f.DiscoveryStated(day=day), cause=cause)
        case d.DetermineBreach(breach=breach, assessment=assessment):
            context.emit(f.BreachDetermined(breach=breach, assessment=assessment), cause=cause)
        case d.RecordHold():
            _record(context, decision, cause)
        case d.BuildList():
            _build(context, decision, cause)
        case d.FreezeList(version=version):
            context.emit(f.ListFrozen(version=version), cause=cause)
        case d.ReleaseNotice():
            _release(context, decision, cause)
        case d.AnswerInject(inject=inject, option=option):
            chosen = next(one for one in context.playbook.injects[inject].options if one.id == option)
            context.emit(f.InjectAnswered(inject=inject, option=option, effect=chosen.effect), cause=cause)
        case d.Declare():
            context.emit(f.Declared(number=number), cause=cause)
        case d.MapDeclaration(declaration=declaration, action=mapped):
            context.emit(f.DeclarationMapped(declaration=declaration, action=mapped), cause=cause)
        case _:
            direct_play(context, decision, number, cause)


def _record(context: Context, decision: d.RecordHold, cause: int) -> None:
    """What the message asked for, dated on the day it came."""
    hold, calendar = context.playbook.injects[decision.inject].hold, context.playbook.calendar
    if hold is None:
        raise EngineError(f"the inject {decision.inject} asks for no hold, and was permitted one")
    stated = calendar.day(context.state.injects[decision.inject].at)
    until = None if hold.until is None else calendar.day(hold.until)
    fact = f.HoldRecorded(
        inject=decision.inject,
        agency=hold.agency,
        official=decision.official,
        written=hold.written,
        stated=stated,
        until=until if hold.days is None else stated + timedelta(days=hold.days),
    )
    context.emit(fact, cause=cause)


def _build(context: Context, decision: d.BuildList, cause: int) -> None:
    shown: dict[SourceId, Shown] = dict(context.state.shown)
    spec, people = decision.spec, context.state.people
    built = take_over(spec, decision.given, people) if spec.imported else build_list(spec, shown, people)
    fact = f.ListBuilt(
        version=len(context.state.lists) + 1,
        spec=decision.spec,
        people=built.in_order,
        by_state=tuple(built.by_state.items()),
        states=built.grouped,
        missing=built.missing,
    )
    context.emit(fact, cause=cause)


def _release(context: Context, decision: d.ReleaseNotice, cause: int) -> None:
    sent = context.emit(
        f.NoticeSent(audience=decision.audience, version=decision.version, letter=decision.letter), cause=cause
    )
    context.signal("notice-sent", decision.audience)
    listed = context.state.list_version(decision.version)
    if decision.audience == "individual" and listed is not None:
        earlier = (one.fact for one in context.state.notices[:-1] if one.fact.audience == "individual")
        before: set[RecordId] = set()
        before.update(*((context.state.list_version(one.version) or listed).people for one in earlier))
        fresh = tuple(record for record in listed.people if record not in before) if before else listed.people
        context.start(come_back(context, fresh, sent.number))
