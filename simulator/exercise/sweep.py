"""Several runbooks on many seeds, on common random numbers: how they score, and how often each duty is missed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median

from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.holiday_cache import remembered_holidays
from simulator.exercise.runs.outcome import outcome
from simulator.exercise.runs.players import Players
from simulator.exercise.runs.runner import play_runbook
from simulator.exercise.runs.standing import quantile
from simulator.law.model import Status
from simulator.report.text import share


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One runbook on one seed: its score (None: the seed is not scored), and the duties it missed."""

    total: float | None
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """One runbook over all seeds: quantiles of its score over those that are scored, shares of all that missed."""

    runbook: str
    seeds: int
    scored: int
    p10: float | None
    median: float | None
    p90: float | None
    missed: tuple[tuple[str, float], ...]


def sweep(
    playbook: Playbook,
    runbooks: Sequence[str],
    seeds: Sequence[int],
    jobs: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[Swept, ...]:
    """Each runbook (a name or a file) on each seed, in the order given, whatever the number of processes.

    Raises:
        InputError: there is no such runbook, or the scenario has no anchors to score by.
        ScenarioError: a file is wrong.
    """
    if not {"silent", "reference"} <= playbook.runbooks.keys():
        raise InputError(f"{playbook.slug} has no runbooks silent and reference, which anchor every score.")
    names = tuple(dict.fromkeys(runbooks))
    for name in names:
        find_runbook(playbook.on(seeds[0]), name, seeds[0])
    found: dict[int, Mapping[str, Seed]] = {}
    here = [playbook.on(seed).alone for seed in seeds]
    work = partial(_play, names, {one.branch: one for one in here})
    with Players(jobs) as players:
        for place, played in players.each(work, [(one.branch, seed) for one, seed in zip(here, seeds, strict=True)]):
            found[place] = played
            progress(len(found), len(seeds))
    return tuple(_swept(name, [found[place][name] for place in sorted(found)]) for name in names)


def sweep_table(swept: Sequence[Swept]) -> str:
    """The runbooks in columns, then how often each missed what."""
    head = ("runbook", "seeds", "p10", "median", "p90")
    rows = [head, *((o.runbook, str(o.seeds), *map(_number, (o.p10, o.median, o.p90))) for o in swept)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    duties = dict.fromkeys(duty for one in swept for duty, _ in one.missed)
    if duties:
        lines += ["", "Share of seeds on which a duty was missed"]
    for duty in sorted(duties):
        told = (f"{one.runbook} {share(round(dict(one.missed).get(duty, 0) * one.seeds), one.seeds)}" for one in swept)
        lines.append(f"{duty}: {', '.join(told)}")
    return "\n".join(lines)


def sweep_json(playbook: Playbook, seeds: Sequence[int], swept: Sequence[Swept]) -> str:
    """The sweep as JSON; shares are 0 to 1."""
    runbooks = [asdict(one) | {"missed": dict(one.missed)} for one in swept]
    body = {"scenario": playbook.slug, "digest": playbook.digest, "seeds": list(seeds), "runbooks": runbooks}
    return json.dumps(body, indent=2, ensure_ascii=False)


def _play(names: tuple[str, ...], branches: Mapping[str, Playbook], task: tuple[str, int]) -> dict[str, Seed]:
    branch, seed = task
    playbook, found = branches[branch], {}
    with remembered_holidays():
        for name in names:
            ended = outcome(play_runbook(playbook, find_runbook(playbook, name, seed), seed))
            missed = sorted({one.id for one in ended.duties if one.status is Status.MISSED})
            found[name] = Seed(total=ended.score.total, missed=tuple(missed))
    return found


def _swept(name: str, played: Sequence[Seed]) -> Swept:
    totals = sorted(one.total for one in played if one.total is not None)
    missed = Counter(duty for one in played for duty in one.missed)
    return Swept(
        runbook=name,
        seeds=len(played),
        scored=len(totals),
        p10=quantile(totals, 0.1) if totals else None,
        median=median(totals) if totals else None,
        p90=quantile(totals, 0.9) if totals else None,
        missed=tuple((duty, missed[duty] / len(played)) for duty in sorted(missed)),
    )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
