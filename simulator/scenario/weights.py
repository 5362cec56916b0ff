"""The weights of the score: design choices, authored in one file, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from simulator.authored import Authored, Duration, PlainText, load_model
from simulator.domain import playbook
from simulator.domain.time import Seconds
from simulator.scenario.load import scenarios_root
from simulator.scenario.written.nouns import Task


class Weight(Authored):
    """Harm per unit of what is counted, why so much, and where that comes from (`assumed`: nobody's but ours)."""

    value: float = Field(ge=0)
    why: PlainText
    source: PlainText = "assumed"


class Exposure(Authored):
    """Harm per person read, by element of their record."""

    elements: Mapping[str, Weight]
    other: Weight


class Care(Authored):
    """Harm per disturbed visit."""

    visit: Weight


class Duties(Authored):
    """Harm of a duty not done, by kind; lateness as shares of it."""

    individual: Weight
    media: Weight
    regulator: Weight
    bureaus: Weight
    substitute: Weight
    late_at_once: Weight
    late_full_days: Weight
    not_contemporaneous: Weight


class Notices(Authored):
    """Harm of being told late, wrongly, without need, or not at all."""

    untold: Weight
    grace_days: Weight
    full_days: Weight
    untrue: Weight
    correction: Weight
    alarm: Weight
    needless: Weight
    incomplete: Weight
    contradiction: Weight
    against_hold: Weight


class Evidence(Authored):
    """Harm of what nobody can show any more, or never concluded."""

    unexcludable: Weight
    unexcludable_cap: Weight
    sources: Mapping[str, Weight]
    rows_missing: Weight
    undetermined: Weight
    unsupported: Weight
    factor: Weight
    unread_source: Weight
    undated: Weight
    dated_late: Weight
    unanswered: Weight
    task: Weight


class Effort(Authored):
    """Harm per staff-hour and per US dollar."""

    staff_hour: Weight
    dollar: Weight


class Pair(Authored):
    """Two steps whose order matters: `first` must have begun, or be done, when `second` is.

    With `within`, the other way round: `second` must follow so soon after `first`, if that is taken at all. A pair
    counts only in scenarios that have both.
    """

    first: str
    second: str
    compare: Literal["begun", "done"]
    within: Duration | None = None
    value: float = Field(ge=0)
    why: PlainText
    source: PlainText = "assumed"


class Gate(Authored):
    """The bounds that a runbook's score must stay in, and why."""

    low: float | None = None
    high: float | None = None
    why: PlainText


class Weights(Authored):
    """Everything the score weighs."""

    version: Literal["1"]
    spread_min: Weight
    exposure: Exposure
    care: Care
    duty: Duties
    notice: Notices
    evidence: Evidence
    effort: Effort
    tasks: Mapping[str, Task]
    pairs: tuple[Pair, ...]
    gates: Mapping[str, Gate]


def tasks_of(weights: Weights, book: playbook.Playbook) -> Mapping[str, Task | playbook.Task]:
    """What is asked for in a scenario: the library's tasks, and its own in addition or in their place."""
    return {**weights.tasks, **book.tasks}


def overdue_share(at: Seconds | None, task: Task | playbook.Task) -> float:
    """The share of a task's harm that doing it then leaves: 0 in time, a half when late, 1 undone."""
    if at is None:
        return 1.0
    if at <= task.within:
        return 0.0
    return 0.5 * min(1.0, (at - task.within) / (task.late - task.within))


@lru_cache(maxsize=8)
def load_weights(path: Path | None = None) -> Weights:
    """The weights in a file; those that came with the program where none is named.

    Raises:
        ScenarioError: every problem of the file at once, one a line.
    """
    return load_model(path or scenarios_root() / "_library" / "weights.yaml", Weights)
