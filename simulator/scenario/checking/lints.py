"""What makes a scenario unplayable or unfair though each of its names is known."""

from __future__ import annotations

from datetime import datetime

from simulator.authored import Problems, show, suggest
from simulator.domain.elements import ELEMENTS, elements_of
from simulator.domain.time import ExerciseCalendar
from simulator.scenario.checking.messages import note_messages
from simulator.scenario.checking.references import Sources
from simulator.scenario.checking.tasks import note_tasks
from simulator.scenario.checking.vendorlints import note_clauses, note_holds, note_services, note_vendors

MOST_OBJECTIVES = 6
"""Source: practice.md 1.1."""


def note_lints(sources: Sources, problems: Problems) -> None:
    """Add every such problem."""
    for lint in (
        note_messages,
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
