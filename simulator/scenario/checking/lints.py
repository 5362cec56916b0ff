"""What makes a scenario unplayable or unfair though each of its names is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from string import Formatter

from simulator.authored import Problems, show, suggest
from simulator.domain.elements import ELEMENTS, elements_of
from simulator.domain.time import ExerciseCalendar
from simulator.scenario.checking.figures import figure_names
from simulator.scenario.checking.references import Sources
from simulator.scenario.checking.tasks import note_tasks
from simulator.scenario.checking.vendorlints import note_clauses, note_holds, note_services, note_vendors
from simulator.scenario.written import msel
from simulator.scenario.written import verbs as act

ROOM_MINUTES_PER_MAIN = 18
"""Source: practice.md 2.1, inject density (three to five good injects in ninety minutes)."""
MOST_OBJECTIVES = 6
"""Source: practice.md 1.1."""


def note_lints(sources: Sources, problems: Problems) -> None:
    """Add every such problem."""
    for lint in (
        _moves,
        _main_injects,
        _injects,
        _answers,
        _best_answer,
        _placeholders,
        _seats,
        _actions,
        _objectives,
        _nouns,
        _elements,
        note_tasks,
        note_vendors,
        note_clauses,
        note_holds,
        note_services,
    ):
        lint(sources, problems)


def _moves(sources: Sources, problems: Problems) -> None:
    before = -1
    for name, move in sources.msel.moves.items():
        place = ("moves", name, "starts")
        if before < 0 and move.starts != 0:
            problems.add(sources.msel_document, place, "given a first move that starts later, expected 0; write 0.")
        elif move.starts <= before:
            message = "given a move that starts no later than the one before, expected moves in order; sort them."
            problems.add(sources.msel_document, place, message)
        if move.starts >= sources.scenario.ends:
            problems.add(
                sources.msel_document, place, "given a move after EndEx, expected one before; start it earlier."
            )
        before = move.starts
    minutes = sum(move.room_minutes for move in sources.msel.moves.values())
    if minutes > sources.scenario.room_minutes:
        message = f"given moves of {minutes} room minutes, expected at most {sources.scenario.room_minutes}; cut some."
        problems.add(sources.msel_document, ("moves",), message, key=True)


def _main_injects(sources: Sources, problems: Problems) -> None:
    main = [name for name, inject in sources.msel.injects.items() if inject.main]
    most = sources.scenario.room_minutes // ROOM_MINUTES_PER_MAIN
    for name in main[most:]:
        message = (
            f"given {len(main)} main injects, expected at most {most} in {sources.scenario.room_minutes} room minutes "
            f"(one in {ROOM_MINUTES_PER_MAIN}); make this one feed."
        )
        problems.add(sources.msel_document, ("injects", name, "main"), message)
    for name in main:
        if not sources.msel.injects[name].options:
            message = f"given the main inject {show(name)} without options, expected answers to choose from; add some."
            problems.add(sources.msel_document, ("injects", name), message, key=True)


def _injects(sources: Sources, problems: Problems) -> None:
    for name, inject in sources.msel.injects.items():
        if why := _unreachable(inject, sources):
            message = f"given an inject that never comes ({why}), expected one that can; change its trigger."
            problems.add(sources.msel_document, ("injects", name, "when"), message, key=True)


def _answers(sources: Sources, problems: Problems) -> None:
    injects = sources.msel.injects
    for name, inject in injects.items():
        always = [one for one in inject.options.values() if not one.conditions]
        if inject.options and len(always) < 2:
            message = (
                f"given {len(always)} of the answers always offered, expected two at least; add one without conditions."
            )
            problems.add(sources.msel_document, ("injects", name, "options"), message, key=True)
        everywhere = (*inject.conditions, *(each for one in inject.options.values() for each in one.conditions))
        for one in (each for each in everywhere if isinstance(each, msel.Answered) and each.inject in injects):
            known = list(injects[one.inject].options)
            if one.option not in known:
                message = f"given {show(one.option)}, expected an answer to {one.inject}. {suggest(one.option, known)}"
                problems.add(sources.msel_document, ("injects", name), message, key=True)


def _best_answer(sources: Sources, problems: Problems) -> None:
    asked = {name: one for name, one in sources.msel.injects.items() if len(one.options) > 1}
    places = [_best_places(list(one.options.values())) for one in asked.values()]
    for place in sorted(frozenset.intersection(*places)) if len(places) > 1 else ():
        message = (
            f"given the least harmful answer in place {place + 1} of every inject, expected no place that gives it "
            "away; put the answers of some into another order."
        )
        problems.add(sources.msel_document, ("injects", next(iter(asked)), "options"), message, key=True)


def _best_places(options: list[msel.Option]) -> frozenset[int]:
    least = min(one.harm for one in options)
    return frozenset(index for index, one in enumerate(options) if one.harm == least)


def _unreachable(inject: msel.Inject, sources: Sources) -> str:
    calendar_free = inject.trigger.at if isinstance(inject.trigger, msel.At) else 0
    if isinstance(calendar_free, int) and not 0 <= calendar_free <= sources.scenario.ends:
        return "it lies outside StartEx and EndEx"
    match inject.trigger:
        case msel.AfterAction(action=action):
            unless = [one.action for one in inject.conditions if isinstance(one, msel.UnlessAction)]
            return f"{action} both releases and forbids it" if action in unless else ""
        case msel.AfterNotice(audience=audience):
            if audience not in prepared(sources):
                return f"no action prepares a notice to {audience}"
            forbidden = [one.audience for one in inject.conditions if isinstance(one, msel.UnlessNotice)]
            return f"a notice to {audience} both releases and forbids it" if audience in forbidden else ""
        case msel.AfterIndicator(indicator=indicator):
            return "" if indicator in set(noticeable(sources)) else f"nothing reveals {indicator}"
        case msel.AfterReturns():
            return "" if "individual" in prepared(sources) else "no action prepares letters"
        case _:
            return ""


def prepared(sources: Sources) -> set[str]:
    """The audiences that some action prepares a notice to."""
    effects = (effect for action in sources.scenario.actions for effect in action.effects)
    return {effect.audience for effect in effects if isinstance(effect, act.PrepareNotice)}


def noticeable(sources: Sources) -> Iterator[str]:
    """The indicators that somebody can come to notice."""
    it = sources.scenario
    yield from (name for name, one in it.indicators.items() if one.visible)
    for inject in sources.msel.injects.values():
        yield from inject.reveals
    for vendor in it.vendors.values():
        for reply in vendor.everything_said:
            yield from reply.reveals
            yield from (sign for key in reply.brings if key in it.sources for sign in it.sources[key].reveals)
    for effect in (effect for action in it.actions for effect in action.effects):
        match effect:
            case act.RevealIndicator(indicator=indicator):
                yield indicator
            case act.PullSource(source=source) if source in it.sources:
                yield from it.sources[source].reveals
            case _:
                pass


def _placeholders(sources: Sources, problems: Problems) -> None:
    known = figure_names(sources.scenario)
    for name, inject in sources.msel.injects.items():
        place = ("injects", name, "text")
        try:
            used = [field for _, field, _, _ in Formatter().parse(inject.text) if field is not None]
        except ValueError:
            message = "given a text with an open { or }, expected {name}; close it, or write {{ for the mark itself."
            problems.add(sources.msel_document, place, message)
            continue
        for field in used:
            if field not in known:
                message = f"given {show('{' + field + '}')}, expected a known figure. {suggest(field, known)}"
                problems.add(sources.msel_document, place, message)


def busy(sources: Sources) -> set[str]:
    """The seats that may decide something: an action, or a legal act."""
    able = {seat for entry in sources.used.values() for seat in (entry.action.owner, *entry.action.authority.seats)}
    return able | set(sources.scenario.legal_seats)


def _seats(sources: Sources, problems: Problems) -> None:
    for seat in sources.scenario.seats:
        if seat not in busy(sources):
            message = f"given the seat {show(seat)} without any action, expected one; give it one, or remove the seat."
            problems.add(sources.scenario_document, ("seats", seat), message, key=True)


def _actions(sources: Sources, problems: Problems) -> None:
    for name, entry in sources.used.items():
        action = entry.action
        if action.hours[1] == 0 and action.staff_hours == 0 and action.dollars == 0:
            message = f"given {show(name)} for free, expected hours or a cost; say what it takes."
            problems.add(entry.document, entry.location(name), message, key=True)
        if action.owner not in action.authority.seats and not action.share:
            message = (
                f"given the owner {show(action.owner)} without authority, expected one of its seats; add it there."
            )
            problems.add(entry.document, (*entry.location(name), "owner"), message)
        if action.authority.second and not set(action.authority.second) - {action.owner}:
            message = "given the owner as its own second, expected another role; add one."
            problems.add(entry.document, (*entry.location(name), "authority", "second"), message)


def _objectives(sources: Sources, problems: Problems) -> None:
    for index, (name, objective) in enumerate(sources.scenario.objectives.items()):
        place = ("objectives", name)
        if not objective.tasks:
            message = f"given the objective {show(name)} without tasks, expected some; name the actions that show it."
            problems.add(sources.scenario_document, place, message, key=True)
        if index >= MOST_OBJECTIVES:
            message = f"given more than {MOST_OBJECTIVES} objectives, expected three to five; merge some."
            problems.add(sources.scenario_document, place, message, key=True)


def _elements(sources: Sources, problems: Problems) -> None:
    known = [element.word for element in ELEMENTS]
    for name, flow in sources.scenario.flows.items():
        for index, word in enumerate(flow.elements):
            if not elements_of(word):
                message = f"given {show(word)}, expected a kind of information. {suggest(word, known)}"
                problems.add(sources.scenario_document, ("flows", name, "elements", index), message)


def _nouns(sources: Sources, problems: Problems) -> None:
    it, document = sources.scenario, sources.scenario_document
    for name, reader in it.readers.items():
        open_stores = {store for grant in reader.grants if grant in it.grants for store in it.grants[grant].stores}
        for index, visit in enumerate(reader.visits):
            if visit.store not in open_stores:
                message = f"given a visit to {show(visit.store)}, expected a store that one of its grants opens."
                problems.add(document, ("readers", name, "visits", index, "store"), message)
    _holdings(sources, problems)
    for name, source in it.sources.items():
        if source.proves_absence is not None and source.completeness < 1:
            message = "given a reason why silence proves absence, expected none: completeness is below 1; remove one."
            problems.add(document, ("sources", name, "proves_absence"), message)
    for name, pool in it.pools.items():
        for state, people in pool.shown.items():
            living_there = sum(one.people for one in pool.cohorts if one.residence == state and not one.test)
            if people > living_there:
                message = f"given {people} people shown in {state}, expected at most the {living_there} of its cohorts."
                problems.add(document, ("pools", name, "shown", state), message)


def _holdings(sources: Sources, problems: Problems) -> None:
    """Whether what lies somewhere can be laid down, and paths end after they open."""
    it, document = sources.scenario, sources.scenario_document
    for name, flow in it.flows.items():
        place = ("flows", name)
        if flow.holds is not None and (flow.per_day or flow.history is not None):
            message = "given holds with per_day or history, expected one copy for each record alone; remove them."
            problems.add(document, (*place, "holds"), message)
        if (flow.holds == "pool") != (flow.pool is not None) and flow.holds is not None:
            message = "given holds: everyone with a pool, or holds: pool without one, expected them to fit; change one."
            problems.add(document, (*place, "holds"), message)
        if flow.pool is not None and flow.pool in it.pools and flow.history is not None:
            records = sum(one.people * (2 if one.merged else 1) for one in it.pools[flow.pool].cohorts)
            named = flow.history - round(flow.history * flow.without_person)
            if named < records:
                message = f"given {named} messages with a person, expected {records}: one for each record; add some."
                problems.add(document, (*place, "history"), message)
    for name, grant in it.grants.items():
        calendar = ExerciseCalendar(start=it.start, zone=it.zone)
        opened, closes = (
            calendar.seconds(one) if isinstance(one, datetime) else one for one in (grant.opened, grant.closes)
        )
        if closes is not None and opened is not None and closes <= opened:
            message = "given a path that ends before it opens, expected a later end; move one."
            problems.add(document, ("grants", name, "closes"), message)
