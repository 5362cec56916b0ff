"""The issues that the record and the hot wash propose for the improvement plan, none of them twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from simulator.domain.evaluation.fold import Evaluation
from simulator.domain.evaluation.records import Planned
from simulator.domain.playbook import Playbook
from simulator.report.finding import Finding, objective_of
from simulator.report.text import plain
from simulator.scoring.steps import Told, done

ID = re.compile(r"IP-([1-9]\d{0,5})")


def proposed(told: Told, found: tuple[Finding, ...], evaluation: Evaluation) -> tuple[Planned, ...]:
    """New rows for each gap on record, and for each thing that the hot wash wants changed.

    What the plan named once, in whatever words, in a row that was edited or dropped since, is not proposed again.
    `at` is the last second of the record, or that of the hot wash; `room` is 0 where no person wrote.
    """
    known = {_same(one.issue) for one in evaluation.revisions}
    fresh = []
    for one in (*_gaps(told, found), *_changes(told.playbook, evaluation)):
        if _same(one.issue) not in known:
            known.add(_same(one.issue))
            fresh.append(one)
    return numbered(fresh, evaluation)


def numbered(rows: list[Planned], evaluation: Evaluation) -> tuple[Planned, ...]:
    """Rows under the next free ids: an id that was ever given is not given again."""
    given = [int(match[1]) for one in evaluation.revisions if (match := ID.fullmatch(one.id))]
    numbers = count(max(given, default=0) + 1)
    return tuple(replace(one, id=f"IP-{number}") for one, number in zip(rows, numbers, strict=False))


def _gaps(told: Told, found: tuple[Finding, ...]) -> Iterator[Planned]:
    playbook = told.playbook
    at = told.entries[-1].at if told.entries else 0
    for one in found:
        if one.good:
            continue
        objective = objective_of(one, playbook.objectives)
        tasks = objective.tasks if objective else ()
        undone = tuple(task for task in tasks if done(told, task) is None)
        yield Planned(
            at=at,
            room=0.0,
            id="",
            issue=one.text,
            capability=objective.capability if objective else "",
            priority="high" if one.weight == "serious" else "medium",
            retest=playbook.slug,
            tasks=one.tasks or undone or tasks,
            refs=one.refs,
        )


def _changes(playbook: Playbook, evaluation: Evaluation) -> Iterator[Planned]:
    for one in evaluation.learned:
        if not one.keep and plain(one.text):
            yield Planned(at=one.at, room=one.room, id="", issue=one.text, retest=playbook.slug)


def _same(text: str) -> str:
    return plain(text).casefold()
