"""Call and luck of a handful of decisions: weighed over sampled worlds, apart from how they came out."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from simulator.domain import decisions as d
from simulator.errors import InputError
from simulator.exercise.runs.players import Players
from simulator.exercise.whatif.kept import read_kept, write_kept
from simulator.exercise.whatif.options import alternatives
from simulator.exercise.whatif.playing import Progress
from simulator.exercise.whatif.pricing import Priced, named
from simulator.exercise.whatif.run import Run
from simulator.exercise.whatif.worlds import Question, imported, weigh
from simulator.scenario.runbook import Runbook, load_runbook
from simulator.scoring.regret import (
    CALL_WORDS,
    LEAST_WORLDS,
    WORLDS,
    Judged,
    Luck,
    Option,
    Quality,
    in_words,
    judge_call,
)

__all__ = [
    "CALL_WORDS",
    "LEAST_WORLDS",
    "Judged",
    "Luck",
    "Quality",
    "each_call",
    "in_words",
    "judge_calls",
    "judged_before",
    "turning_numbers",
]

TRIED = 60
"""Seeds that are tried for one decision. Assumed: two for each world wanted."""
LEFT_OUT = "leave it out"


def turning_numbers(priced: Priced, most: int = 10) -> tuple[int, ...]:
    """The decisions whose call is judged by default: on which the run turned, the weightiest first."""
    turning = priced.turning
    weighty = sorted((*turning.costliest, *turning.best), key=lambda one: (-abs(one.points or 0.0), one.number))
    return tuple(one.number for one in weighty[:most])


def judge_calls(
    priced: Priced,
    numbers: Sequence[int],
    progress: Progress = lambda _done, _of: None,
    jobs: int | None = None,
) -> tuple[Judged, ...]:
    """Judge these decisions on what was known then, in their order.

    Raises:
        InputError: the run has no such decision, or its seed is not scored.
    """
    return tuple(each_call(priced, numbers, progress, jobs))


def each_call(
    priced: Priced,
    numbers: Sequence[int],
    progress: Progress = lambda _done, _of: None,
    jobs: int | None = None,
) -> Iterator[Judged]:
    """Judge these decisions one after another; `progress` counts the seeds that each may try.

    Raises:
        InputError: the run has no such decision, or its seed is not scored.
    """
    run, spread = priced.run, priced.spread
    if spread is None:
        raise InputError("This seed is not scored: there is nothing to measure a call in.", "Judge another run.")
    reference, whole = _reference(run), TRIED * len(numbers)
    with Players(jobs) as players:
        for place, number in enumerate(numbers):
            tell = partial(_tell, progress, TRIED * place, whole)
            yield _judge(run, number, reference, spread, partial(_sampled, players=players, tell=tell))
            tell(TRIED)


def judged_before(priced: Priced) -> tuple[Judged, ...]:
    """The decisions of this run that were judged before, by their numbers, from the cache alone."""
    run, spread = priced.run, priced.spread
    kept = read_kept(run, "worlds")
    if spread is None or not kept:
        return ()
    reference = _reference(run)
    found = []
    for number in run.priced:
        if _key(number, reference) in kept:
            with contextlib.suppress(_NotKeptError):
                found.append(_judge(run, number, reference, spread, _not_kept))
    return tuple(found)


def _reference(run: Run) -> Runbook:
    return load_runbook(Path(run.playbook.runbooks["reference"]), run.playbook)


Weighed: TypeAlias = tuple[list[tuple[float, ...]], int, float]
"""The harm of each option in each world that fits, the seeds that were tried, and the harm in the world that was."""
Sampling: TypeAlias = Callable[[Question], Weighed]


def _judge(run: Run, number: int, reference: Runbook, spread: float, sample: Sampling) -> Judged:
    chosen = run.decision(number).decision
    others = alternatives(run, number)
    options: tuple[d.Decision | None, ...] = (chosen, None, *(one.decision for one in others))
    titles = ("as decided", LEFT_OUT, *(one.change.removeprefix("instead: ") for one in others))
    question = Question(run=run, number=number, options=options, reference=reference)
    worlds, tried, realised = _weighed(question, sample)
    weighed = [Option(title=title, harm=tuple(one[at] for one in worlds)) for at, title in enumerate(titles)]
    return judge_call(named(run, number, "drop", ""), weighed, realised, spread, tried)


def _weighed(question: Question, sample: Sampling) -> Weighed:
    """What a question came to, from the cache if it was asked before."""
    key = _key(question.number, question.reference)
    kept = read_kept(question.run, "worlds")
    with contextlib.suppress(KeyError, TypeError, ValueError):
        worlds, tried, realised = kept[key]
        return [tuple(map(float, one)) for one in worlds], int(tried), float(realised)
    found = sample(question)
    write_kept(question.run, "worlds", {**kept, key: found})
    return found


def _key(number: int, reference: Runbook) -> str:
    return f"{number} {hashlib.sha256(repr(reference).encode()).hexdigest()[:16]}"


def _tell(progress: Progress, before: int, whole: int, tried: int) -> None:
    progress(before + tried, whole)


def _sampled(question: Question, players: Players, tell: Callable[[int], None]) -> Weighed:
    """The first worlds that fit, in the order of their seeds: as many seeds at a time as worlds are still wanted."""
    found: list[tuple[float, ...]] = []
    tried = 0
    run = question.run
    fits = not imported(run, question.number)
    while fits and len(found) < WORLDS and tried < TRIED:
        wanted = min(WORLDS - len(found), TRIED - tried)
        seeds = [run.seed + tried + place for place in range(1, wanted + 1)]
        by_place: dict[int, tuple[float, ...] | None] = {}
        for place, harms in players.each(partial(weigh, question), seeds):
            by_place[place] = harms
            tell(tried + len(by_place))
        found += [one for place in sorted(by_place) if (one := by_place[place]) is not None]
        tried += len(seeds)
    realised = weigh(replace(question, options=question.options[:1]), run.seed)
    return found, tried, realised[0] if realised else 0.0


class _NotKeptError(Exception):
    """What is kept of a call is damaged."""


def _not_kept(_: Question) -> Weighed:
    raise _NotKeptError
