"""Sampled worlds: other seeds of the same scenario that look, to the seat, like the one that was played.

A world is *consistent* with what a seat knew when it took a decision, if the run's earlier decisions, played on that
seed at the same times, leave the seat at that moment with

1. the same signs noticed and the same messages come, as a set (their order hangs on how long work took);
2. the same decisions taken and the same refused, and the same actions done;
3. the same sources pulled, each showing as many people read, lying there and cleared, to a quarter or ten people;
4. the same lists built, each as long, to a quarter or ten people.

A run that took over a list from outside before has no such worlds: its people are those of one seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from simulator.domain import decisions as d
from simulator.domain.state import State
from simulator.exercise.runs.holiday_cache import remembered_holidays
from simulator.exercise.runs.runner import follow
from simulator.exercise.whatif.forks import Playing, prefix
from simulator.exercise.whatif.playing import reckoning_of
from simulator.exercise.whatif.run import Run
from simulator.scenario.runbook import Runbook, Step

SHARE, PEOPLE = 0.25, 10
"""How far a number that evidence gave may lie from the played one: a quarter of it, or so many people. Assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a world: the harm of each option of a decision, with `reference` playing on after it.

    An option None leaves the decision out.
    """

    run: Run
    number: int
    options: tuple[d.Decision | None, ...]
    reference: Runbook


def weigh(question: Question, seed: int) -> tuple[float, ...] | None:
    """The harm of each option on this seed; None if the world is not consistent with what was known."""
    run, number = question.run, question.number
    seat = run.decision(number).decision.seat
    playing = prefix(run, number, seed)
    if seed != run.seed and not consistent(run.known_at(number), playing.exercise.known(seat)):
        return None
    harms = []
    with remembered_holidays():
        for place, option in enumerate(question.options):
            fresh = playing if place == 0 else prefix(run, number, seed)
            harms.append(_harm(fresh, number, option, question.reference))
    return tuple(harms)


def consistent(played: State, sampled: State) -> bool:
    """Whether what a seat knows in a sampled world is, in what matters, what it knew in the played one."""
    return (
        played.indicators.keys() == sampled.indicators.keys()
        and played.injects.keys() == sampled.injects.keys()
        and [one.fact.number for one in played.decisions] == [one.fact.number for one in sampled.decisions]
        and {one.fact.number for one in played.completed} == {one.fact.number for one in sampled.completed}
        and played.shown.keys() == sampled.shown.keys()
        and _close(_counts(played), _counts(sampled))
    )


def _counts(known: State) -> list[int]:
    """The numbers that evidence gave, in a fixed order: each source's, then each list's."""
    shown = [len(people) for _, one in sorted(known.shown.items()) for people in (one.read, one.held, one.untouched)]
    return [*shown, *(len(one.fact.people) for one in known.lists)]


def _close(played: Sequence[int], sampled: Sequence[int]) -> bool:
    return len(played) == len(sampled) and all(
        abs(was - now) <= max(PEOPLE, SHARE * was) for was, now in zip(played, sampled, strict=True)
    )


def imported(run: Run, number: int) -> bool:
    """Whether a list made outside was taken over before this decision, or by it."""
    taken = (one.decision for one in run.decisions[:number])
    return any(isinstance(one, d.BuildList) and one.spec.imported for one in taken)


def _harm(playing: Playing, number: int, option: d.Decision | None, reference: Runbook) -> float:
    if option is not None:
        playing.decide(number, option)
    known = playing.exercise.known(reference.seat)
    follow(playing.exercise, replace(reference, steps=tuple(_left(reference, known))))
    return reckoning_of(playing.exercise).total


def _left(reference: Runbook, known: State) -> Iterable[Step]:
    """The steps of the reference whose matter is not settled yet: it goes on, and takes nothing back."""
    settled = {_matter(one.fact.decision) for one in known.decisions}
    for step in reference.steps:
        matter = _matter(step.decision)
        if matter not in settled and not (matter == ("list",) and ("freeze",) in settled):
            yield step


def _matter(decision: d.Decision) -> tuple[object, ...]:
    """What a decision settles."""
    match decision:
        case d.TakeAction(action=action, target=target):
            return "action", action, target
        case d.AnswerInject(inject=inject) | d.RecordHold(inject=inject):
            return decision.kind, inject
        case d.ReleaseNotice(audience=audience):
            return "notice", audience
        case d.BuildList():
            return ("list",)
        case d.FreezeList():
            return ("freeze",)
        case _:
            return (decision.kind,)
