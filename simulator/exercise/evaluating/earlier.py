"""What earlier exercises left open: read from the library or from plan files, and brought into the next exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.domain.evaluation.fold import Evaluation, evaluation_of
from simulator.domain.evaluation.records import Brought, Planned
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.domain.words import Words
from simulator.exercise.evaluating.planrow import plan_in_file
from simulator.report.improving.retest import Retested, tests_again
from simulator.report.text import many, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An open action, the exercise or file that it is from, and that exercise's number (0: a file)."""

    source: str
    action: Planned
    exercise: int = 0


def open_actions(url: str | None = None, *, before: int | None = None) -> tuple[Earlier, ...]:
    """The open actions of the library's exercises in the order of their numbers; `before`: of those before this one.

    Raises:
        InputError: the library cannot be read.
        JournalError: a record in it is damaged.
    """
    from simulator.exercise.library import Library

    found = []
    with Library.open(url) as library:
        for kept in library.list():
            if before is None or kept.id < before:
                evaluation = written(library.words(kept.id))
                source = f"exercise {kept.id}, {kept.header.scenario}, {kept.header.created[:10]}"
                found += [
                    Earlier(source=source, action=one, exercise=kept.id)
                    for one in evaluation.plan
                    if one.status == "open"
                ]
    return tuple(found)


def open_in_file(path: Path) -> tuple[Earlier, ...]:
    """The open actions of a plan that was written to CSV or XLSX.

    Raises:
        InputError: it is no such file; every problem with its line.
    """
    rows = plan_in_file(path)
    return tuple(Earlier(source=path.name, action=one) for one in rows if one.status == "open")


def written(words: Iterable[Words]) -> Evaluation:
    """What the records among words fold to."""
    return evaluation_of(one.text for one in words if one.role == "record")


def retested_by(earlier: Iterable[Earlier], playbook: Playbook) -> tuple[Earlier, ...]:
    """Which earlier actions a scenario tests again: it is the one named, or it has a critical task of theirs."""
    return tuple(one for one in earlier if tests_again(one.action, playbook))


def announced(earlier: Iterable[Earlier], playbook: Playbook) -> tuple[str, ...]:
    """What to say before play: a line for each action that is tested again, and how many are not."""
    every = tuple(earlier)
    tested = retested_by(every, playbook)
    lines = [
        f"Tests again: {one.action.id} ({plain(one.source)}): {plain(one.action.action or one.action.issue)}"
        for one in tested
    ]
    if len(tested) < len(every):
        lines.append(f"{many(len(every) - len(tested), 'open action')} of earlier exercises: not tested here.")
    return tuple(lines)


def bring(earlier: Iterable[Earlier], at: Seconds, room: float) -> tuple[Brought, ...]:
    """The records by which an exercise takes earlier actions up, as they stand now."""
    return tuple(
        Brought(
            at=at,
            room=room,
            source=one.source,
            exercise=one.exercise,
            **{name: getattr(one.action, name) for name in _CARRIED},
        )
        for one in earlier
    )


_CARRIED = ("id", "issue", "action", "owner", "due", "measure", "retest", "tasks")


def closing(retested: Iterable[Retested], url: str | None = None) -> Iterator[tuple[int, Planned]]:
    """What closes the actions that a re-test found closed: each record with the exercise of the library it goes to."""
    still_open = {(one.exercise, one.action.id): one.action for one in open_actions(url)}
    for one in retested:
        action = still_open.get((one.brought.exercise, one.brought.id))
        if one.verdict == "closed" and action is not None:
            yield one.brought.exercise, replace(action, status="closed")
