"""What makes a master list unplayable or unfair: its moves, its injects and the answers to them."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from simulator.authored import Problems, show, suggest
from simulator.scenario.checking.figures import figure_names
from simulator.scenario.checking.references import Sources
from simulator.scenario.written import msel
from simulator.scenario.written import verbs as act

ROOM_MINUTES_PER_MAIN = 18
"""Source: practice.md 2.1, inject density (three to five good injects in ninety minutes)."""


def note_messages(sources: Sources, problems: Problems) -> None:
    """Add every such problem."""
    for lint in (_moves, _main_injects, _injects, _answers, _best_answer, _placeholders):
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
