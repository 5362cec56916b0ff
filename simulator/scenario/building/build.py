"""Checked models to the values that the core plays: names become ids, moments seconds. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from simulator.domain import vendors as domain
from simulator.domain.actions import GO_LIVES, Authority, ResponseAction
from simulator.domain.ids import ActionId, IndicatorId, InjectId, SeatId, SourceId
from simulator.domain.nouns import Triangle
from simulator.domain.playbook import Objective, Playbook
from simulator.domain.time import ExerciseCalendar
from simulator.domain.worldspec import WorldSpec
from simulator.scenario.building.buildsources import build_source
from simulator.scenario.checking.references import LibraryEntry, Sources
from simulator.scenario.written.actions import BoundAction
from simulator.scenario.written.model import World
from simulator.scenario.written.nouns import Built
from simulator.scenario.written.vendors import Contract, Vendor

_AS_WRITTEN = (
    "title",
    "version",
    "seed",
    "entity",
    "licensed_ca_facility",
    "part2_program",
    "summary",
    "ground_truth",
    "ends",
    "room_minutes",
    "legal_seats",
)
_NOUNS = (
    "seats",
    "pools",
    "flows",
    "stores",
    "grants",
    "readers",
    "services",
    "indicators",
    "tasks",
)


def build_playbook(sources: Sources, *, slug: str, digest: str, runbooks: Mapping[str, str]) -> Playbook:
    """The scenario as the core sees it. The sources' references must have been checked.

    Raises:
        InputError: the world's numbers do not fit together.
    """
    it = sources.scenario
    calendar = ExerciseCalendar(start=it.start, zone=it.zone)
    as_written: dict[str, Any] = {name: getattr(it, name) for name in _AS_WRITTEN}
    nouns: dict[str, Any] = {name: _all(getattr(it, name), calendar) for name in _NOUNS}
    return Playbook(
        slug=slug,
        digest=digest,
        briefing=_briefing(sources),
        calendar=calendar,
        world=build_world(it.world),
        actions={
            ActionId(one.use): _action(one, sources.library[one.use], calendar)
            for one in sorted(it.actions, key=lambda one: sources.library[one.use].action.code)
        },
        sources={SourceId(name): build_source(name, one, calendar, it.licences) for name, one in it.sources.items()},
        audiences=dict(it.audiences),
        moves=tuple(_all(sources.msel.moves, calendar).values()),
        injects=_all(sources.msel.injects, calendar),
        vendors={name: _vendor(name, one, calendar) for name, one in it.vendors.items()},
        objectives=tuple(
            Objective(id=name, title=one.title, capability=one.capability, csf=one.csf, tasks=one.tasks)
            for name, one in it.objectives.items()
        ),
        runbooks=dict(sorted(runbooks.items())),
        clauses=tuple(build(one, calendar, name) for name, one in it.clauses.items()),
        failures=tuple(build(entry.card, calendar, name) for name, entry in sources.failures.items()),
        cut_order=_cut_order(sources),
        **as_written,
        **nouns,
    )


def build(model: Built, calendar: ExerciseCalendar, name: str = "") -> Any:  # noqa: ANN401 - each model names its own
    """The core's value that a model stands for; `name` is its id, where it has one."""
    values = {field.name: getattr(model, field.name, None) for field in fields(model.into) if field.name != "id"}
    ready = {key: _value(value, calendar) for key, value in values.items()}
    if "id" in model.into.__dataclass_fields__:
        ready["id"] = name
    return model.into(**ready)


def build_world(world: World) -> WorldSpec:
    """The world's numbers, with defaults for what the author left out.

    Raises:
        InputError: they do not fit together.
    """
    given = {name: value for name in type(world).model_fields if (value := getattr(world, name)) is not None}
    if world.states is not None:
        given["states"] = tuple(world.states.items())
    return WorldSpec(**given)


def _cut_order(sources: Sources) -> tuple[InjectId, ...]:
    """What shorter cuts leave out: the longest of them first, each in its author's order."""
    shorter = sorted((length for length in sources.msel.cuts if length < sources.scenario.room_minutes), reverse=True)
    return tuple(dict.fromkeys(InjectId(one) for length in shorter for one in sources.msel.cuts[length].drop))


def _briefing(sources: Sources) -> str:
    """The briefing, with the phone list where there is one."""
    phones = "".join(f"\n- {name}: {number}" for name, number in sources.scenario.phones.items())
    return f"{sources.briefing.rstrip()}\n\nPhone list\n{phones}\n" if phones else sources.briefing


def _all(models: Mapping[str, Built], calendar: ExerciseCalendar) -> dict[Any, Any]:
    return {name: build(model, calendar, name) for name, model in models.items()}


def _value(value: object, calendar: ExerciseCalendar) -> Any:  # noqa: ANN401 - of any field
    if isinstance(value, datetime):
        return calendar.seconds(value)
    if isinstance(value, Built):
        return build(value, calendar)
    if isinstance(value, Mapping):
        return tuple(build(one, calendar, key) if isinstance(one, Built) else (key, one) for key, one in value.items())
    if isinstance(value, tuple):
        if value and isinstance(value[0], float):  # the only numbers that authors write three by three
            low, typical, high = value
            return Triangle(low=low, typical=typical, high=high)
        return tuple(_value(one, calendar) for one in value)
    if isinstance(value, BaseModel):
        msg = f"{type(value).__name__} names no value of the core"
        raise TypeError(msg)
    return value


def _vendor(name: str, it: Vendor, calendar: ExerciseCalendar) -> domain.Vendor:
    contract = it.contract or Contract(notice_hours=it.notice_hours, agent=it.agent)
    return domain.Vendor(
        id=name,
        title=it.title,
        contract=build(contract, calendar),
        replies=_value(it.everything_said, calendar),
        to=tuple(map(SeatId, it.to)),
        sources=tuple(map(SourceId, it.sources)),
        subcontractor=it.subcontractor,
        knew=_value(it.knew, calendar),
        knew_by=None if it.knew_by is None else IndicatorId(it.knew_by),
        told=_value(it.told, calendar),
        told_by=None if it.told_by is None else IndicatorId(it.told_by),
        recorded=bool(it.replies),
    )


def _action(bound: BoundAction, entry: LibraryEntry, calendar: ExerciseCalendar) -> ResponseAction:
    it = entry.action
    authority: Authority = build(it.authority, calendar)
    choices = {**it.choices, **(GO_LIVES if it.change else {})}
    return ResponseAction(
        id=ActionId(bound.use),
        code=it.code,
        title=it.title,
        kind=entry.kind,
        owner=SeatId(it.owner),
        authority=authority,
        hours=_value(it.hours, calendar),
        staff_hours=it.staff_hours,
        dollars=it.dollars,
        after=tuple(ActionId(one) for one in it.after),
        effects=_value(bound.effects, calendar),
        targets=bound.targets or tuple(choices),
        irreversible=it.irreversible,
        repeatable=it.repeatable,
        flag=it.flag,
        csf=it.csf,
        help=it.help,
        risk=it.risk,
        keywords=it.keywords,
        outcome=it.outcome if bound.outcome is None else bound.outcome,
        share=it.share,
        change=it.change,
        choices=tuple(choices.items()),
        evidence=it.evidence,
    )
