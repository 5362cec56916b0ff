"""What a decision could have been instead: left out, earlier, later, or another one that was on offer then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Literal, TypeAlias

from simulator.domain import decisions as d
from simulator.domain.ids import ROOM
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import DAY, HOUR, Seconds, format_duration
from simulator.exercise.whatif.forks import Fork
from simulator.exercise.whatif.run import Run
from simulator.report import describe

STEPS: tuple[Seconds, ...] = (HOUR, 6 * HOUR, DAY, 3 * DAY)
"""How much earlier or later a decision is tried. Assumed: an hour, a shift, a day, a long weekend."""
MOST_ALTERNATIVES = 3
"""Other decisions tried in its place. Source: practice.md 3.2 (four with the one that was chosen)."""

Depth: TypeAlias = Literal["quick", "usual", "whole"]
"""`quick`: left out, and as much earlier as the longest step allows. `usual`: a day later and the alternatives besides.
`whole`: every step too."""


def forks_of(run: Run, number: int, depth: Depth = "whole") -> tuple[Fork, ...]:
    """Every change of a decision that is tried, leaving it out first.

    Raises:
        InputError: the run has no such decision.
    """
    run.decision(number)
    earlier = tuple(_earlier(run, number))
    if depth == "quick":
        return (dropped(number), *earlier[-1:])
    if depth == "usual":
        later = tuple(_later(run, number, (DAY,)))
        return (dropped(number), *earlier[-1:], *later, *alternatives(run, number))
    return (dropped(number), *earlier, *_later(run, number), *alternatives(run, number))


def dropped(number: int) -> Fork:
    """The decision is left out."""
    return Fork(number=number, kind="drop", change="left out")


def alternatives(run: Run, number: int) -> tuple[Fork, ...]:
    """Other decisions that were on offer to the seat then, at most three."""
    known, was = run.known_at(number), run.decision(number).decision
    found = dict.fromkeys(one for one in _others(was, known, run.playbook) if one != was)
    return tuple(
        Fork(
            number=number,
            kind="alternative",
            change=f"instead: {describe.decision(one, run.playbook)}",
            decision=one,
        )
        for one in islice(found, MOST_ALTERNATIVES)
    )


def informed_at(run: Run, number: int) -> Seconds:
    """The earliest second at which the seat had what this decision names.

    Nobody acts before the first sign or message. An action waits for those that must come before it and for the first
    message that suggested it; an answer for its message; a list for everything pulled before it; a notice for its
    preparation and its frozen list; a determination for the sources that it cites; a date for the sign of that date.
    """
    known, was = run.known_at(number), run.decision(number)
    signs = [*(one.at for one in known.indicators.values()), *(one.at for one in known.injects.values())]
    needed = (at for at in _needs(was.decision, known, run.playbook) if at is not None)
    return max(0, min(signs, default=was.at), *needed)


def _earlier(run: Run, number: int) -> Iterator[Fork]:
    was, first = run.decision(number), informed_at(run, number)
    for step in STEPS:
        if was.at - step >= first:
            yield Fork(number=number, kind="earlier", change=f"{format_duration(step)} earlier", at=was.at - step)


def _later(run: Run, number: int, steps: tuple[Seconds, ...] = STEPS) -> Iterator[Fork]:
    was = run.decision(number)
    for step in steps:
        if was.at + step < run.playbook.ends:
            yield Fork(number=number, kind="later", change=f"{format_duration(step)} later", at=was.at + step)


def _needs(decision: d.Decision, known: State, playbook: Playbook) -> Iterator[Seconds | None]:
    match decision:
        case d.TakeAction(action=action):
            yield from (known.first_done(one) for one in playbook.actions[action].after)
            yield min((one.at for one in known.injects.values() if action in one.fact.suggests), default=None)
        case d.AnswerInject(inject=inject) | d.RecordHold(inject=inject):
            yield known.injects[inject].at if inject in known.injects else None
        case d.BuildList():
            yield max((one.at for one in known.pulled.values()), default=None)
        case d.FreezeList(version=version):
            yield next((one.at for one in known.lists if one.fact.version == version), None)
        case d.ReleaseNotice(audience=audience, version=version):
            yield known.prepared.get(audience)
            yield next((one.at for one in known.frozen if one.fact.version == version), None)
        case d.StateDiscovery(day=day):
            yield playbook.calendar.starts(day)
            yield min((one.at for one in known.indicators.values() if one.fact.day == day), default=None)
        case d.DetermineBreach(assessment=assessment):
            factors = (assessment.nature, assessment.recipient, assessment.acquired, assessment.mitigation)
            cited = {source for factor in factors if factor for source in factor.sources}
            yield from (one.at for source, one in known.pulled.items() if source in cited)
        case d.MapDeclaration(declaration=number):
            yield known.declared[number].at if number in known.declared else None
        case _:
            return


def _others(was: d.Decision, known: State, playbook: Playbook) -> Iterator[d.Decision]:
    """What else the seat could have decided, in the order in which it was offered."""
    match was:
        case d.AnswerInject(inject=inject) if inject in known.injects:
            yield from (replace(was, option=option) for option, _ in known.injects[inject].fact.options)
        case d.TakeAction(action=action):
            yield from (replace(was, target=target) for target in playbook.actions[action].targets)
            yield from _suggested(was, known, playbook)
        case d.StateDiscovery():
            days = {one.fact.day for one in known.indicators.values() if one.fact.discovery}
            yield from (replace(was, day=day) for day in sorted(days))
        case d.DetermineBreach(breach=breach):
            yield replace(was, breach=not breach)
        case d.BuildList(spec=spec) if not spec.imported:
            yield replace(was, spec=replace(spec, scope="narrow" if spec.scope == "presumed" else "presumed"))
        case d.FreezeList():
            versions = sorted((one.fact.version for one in known.lists), reverse=True)
            yield from (replace(was, version=version) for version in versions)
        case _:
            return


def _suggested(was: d.TakeAction, known: State, playbook: Playbook) -> Iterator[d.Decision]:
    """The actions that the newest message suggesting this one suggested besides, with authority as the action says."""
    offers = [one.fact.suggests for one in known.injects.values() if was.action in one.fact.suggests]
    ordered = {one.fact.decision.action for one in known.decisions if isinstance(one.fact.decision, d.TakeAction)}
    for name in offers[-1] if offers else ():
        action = playbook.actions[name]
        if name == was.action or name in ordered:
            continue
        by = None if was.seat == ROOM else action.authority.seats[0]
        second = next((one for one in action.authority.second if one != (by or action.owner)), None)
        yield d.TakeAction(
            seat=was.seat,
            action=name,
            target=action.targets[0] if action.targets else None,
            by=by if by is None or by != was.seat else was.by,
            second=second,
            explained=was.explained,
        )
