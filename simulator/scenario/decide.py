"""The decision that a runbook's step stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from simulator.domain import decisions as d
from simulator.domain.ids import CONTROLLER, ActionId, InjectId, SeatId, SourceId
from simulator.domain.lists import ListSpec
from simulator.scenario.steps import LATEST
from simulator.scenario.written import steps as written
from simulator.scenario.written.directing import (
    ChanceStep,
    DelayStep,
    ImproviseStep,
    OnInjectStep,
    RollStep,
    SubstituteStep,
)


def decision(step: written.StepEntry, seat: SeatId) -> d.Decision:
    """The decision to take when the step is due."""
    match step:
        case written.ActionStep():
            return d.TakeAction(
                seat=seat,
                action=ActionId(step.do),
                target=step.target,
                by=_seat(step.by),
                second=_seat(step.second),
                explained=bool(step.why),
                promised=step.promised,
            )
        case written.DiscoveryStep():
            return d.StateDiscovery(seat=seat, day=step.date, by=_seat(step.by))
        case written.DetermineStep():
            assessment = _assessment(step.assessment)
            return d.DetermineBreach(seat=seat, breach=step.breach, assessment=assessment, by=_seat(step.by))
        case written.HoldStep():
            return d.RecordHold(seat=seat, inject=InjectId(step.inject), official=step.official, by=_seat(step.by))
        case written.ListStep():
            return d.BuildList(seat=seat, spec=_spec(step))
        case written.FreezeStep():
            return d.FreezeList(seat=seat, version=_version(step.version), by=_seat(step.by))
        case written.ReleaseStep():
            return d.ReleaseNotice(
                seat=seat,
                audience=step.audience,
                version=_version(step.version),
                letter=d.Letter(**step.letter.model_dump()),
                by=_seat(step.by),
            )
        case written.AnswerStep():
            return d.AnswerInject(seat=seat, inject=InjectId(step.inject), option=step.option)
        case _:
            return direction(step)


def direction(
    step: OnInjectStep | DelayStep | ImproviseStep | SubstituteStep | ChanceStep | RollStep,
) -> d.Decision:
    """What the facilitator decides, whatever seat the runbook plays."""
    match step:
        case OnInjectStep(do=do):
            return _ON_INJECT[do](seat=CONTROLLER, inject=InjectId(step.inject))
        case DelayStep():
            return d.DelayInject(seat=CONTROLLER, inject=InjectId(step.inject), later=step.later)
        case ImproviseStep():
            return d.Improvise(
                seat=CONTROLLER,
                to=tuple(map(SeatId, step.to)),
                channel=step.channel,
                library=None if step.library is None else InjectId(step.library),
                touches=None if step.touches is None else ActionId(step.touches),
                target=step.target,
            )
        case SubstituteStep():
            return d.SubstituteRole(seat=CONTROLLER, role=SeatId(step.role), substitute=_seat(step.substitute))
        case ChanceStep(chance=chance):
            return d.SetChance(seat=CONTROLLER, chance=chance)
        case RollStep(action=action, target=target, shows=shows):
            return d.RollDie(seat=CONTROLLER, action=ActionId(action), target=target, shows=shows)


_ON_INJECT: Mapping[str, type[d.FireInject | d.HoldInject | d.LetGoInject | d.SkipInject]] = {
    one.kind: one for one in (d.FireInject, d.HoldInject, d.LetGoInject, d.SkipInject)
}


def _seat(given: str | None) -> SeatId | None:
    return None if given is None else SeatId(given)


def _version(given: Literal["latest"] | int) -> int:
    return LATEST if given == "latest" else int(given)


def _spec(step: written.ListStep) -> ListSpec:
    return ListSpec(
        scope=step.scope or "presumed",
        sources=tuple(SourceId(one) for one in step.sources),
        merges=step.merges,
        drop_tests=step.drop_tests,
        keep_deceased=step.keep_deceased,
        by=step.by,
        without=step.without,
    )


def _assessment(entry: written.AssessmentEntry) -> d.Assessment:
    def factor(given: written.FactorEntry | None) -> d.Factor | None:
        return None if given is None else d.Factor(**given.model_dump())

    return d.Assessment(
        nature=factor(entry.nature),
        recipient=factor(entry.recipient),
        acquired=factor(entry.acquired),
        mitigation=factor(entry.mitigation),
        exceptions=tuple(d.Claim(name=one.name, shown=one.shown) for one in entry.exceptions),
        counsel=entry.counsel,
        review_on=entry.review_on,
    )
