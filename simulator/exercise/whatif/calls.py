"""Call and luck of a handful of decisions: weighed over sampled worlds, apart from how they came out."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
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
from simulator.scoring.regret import WORLDS, Judged, Option, judge_call

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
    run, spread = priced.run, priced.spread
    if spread is None:
        raise InputError("This seed is not scored: there is nothing to measure a call in.", "Judge another run.")
    reference = load_runbook(Path(run.playbook.runbooks["reference"]), run.playbook)
    judged = []
    with Players(jobs) as players:
        for place, number in enumerate(numbers):
            judged.append(_judge(run, number, reference, spread, players))
            progress(place + 1, len(numbers))
    return tuple(judged)


def _judge(run: Run, number: int, reference: Runbook, spread: float, players: Players) -> Judged:
    chosen = run.decision(number).decision
    others = alternatives(run, number)
    options: tuple[d.Decision | None, ...] = (chosen, None, *(one.decision for one in others))
    titles = ("as decided", LEFT_OUT, *(one.change.removeprefix("instead: ") for one in others))
    question = Question(run=run, number=number, options=options, reference=reference)
    worlds, tried, realised = _weighed(question, players)
    weighed = [Option(title=title, harm=tuple(one[at] for one in worlds)) for at, title in enumerate(titles)]
    return judge_call(named(run, number, "drop", ""), weighed, realised, spread, tried)


Weighed: TypeAlias = tuple[list[tuple[float, ...]], int, float]
"""The harm of each option in each world that fits, the seeds that were tried, and the harm in the world that was."""


def _weighed(question: Question, players: Players) -> Weighed:
    """What a question came to, from the cache if it was asked before."""
    book = hashlib.sha256(repr(question.reference).encode()).hexdigest()[:16]
    key = f"{question.number} {book}"
    kept = read_kept(question.run, "worlds")
    with contextlib.suppress(KeyError, TypeError, ValueError):
        worlds, tried, realised = kept[key]
        return [tuple(map(float, one)) for one in worlds], int(tried), float(realised)
    found = _sampled(question, players)
    write_kept(question.run, "worlds", {**kept, key: found})
    return found


def _sampled(question: Question, players: Players) -> Weighed:
    """The first worlds that fit, in the order of their seeds: thirty seeds at a time."""
    found: list[tuple[float, ...]] = []
    tried = 0
    run = question.run
    fits = not imported(run, question.number)
    while fits and len(found) < WORLDS and tried < TRIED:
        seeds = [run.seed + tried + place for place in range(1, WORLDS + 1)]
        by_place = dict(players.each(partial(weigh, question), seeds))
        found += [one for place in sorted(by_place) if (one := by_place[place]) is not None]
        tried += len(seeds)
    realised = weigh(replace(question, options=question.options[:1]), run.seed)
    return found[:WORLDS], tried, realised[0] if realised else 0.0
