"""One seed: every written runbook and every exploit played on it, and scored between its anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook
from simulator.exercise.runs.anchors import ANCHORS
from simulator.exercise.runs.exploits.catalogue import EXPLOITS, derive, plan_of
from simulator.exercise.runs.exploits.steps import Plan
from simulator.exercise.runs.holiday_cache import remembered_holidays
from simulator.exercise.runs.runner import play_unread
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.scenario.runbook import Runbook, load_runbook
from simulator.scenario.weights import load_weights
from simulator.scoring.harm import Harm, harm
from simulator.scoring.score import score


class Scored(NamedTuple):
    """What a runbook came to on one seed: its score (None: its anchors lie too close), and the injects that came.

    `late`: a duty was not done in time. `spare`: the fewest days from a notice to its last day; negative is late.
    """

    total: float | None
    injects: tuple[str, ...]
    late: bool
    spare: int | None


Played: TypeAlias = Mapping[str, Scored]
"""What each runbook came to on one seed."""


def play_rest(playbook: Playbook, books: Mapping[str, Runbook], task: tuple[int, frozenset[str]]) -> Played:
    """What a process is handed: a seed, and who is spared on it."""
    seed, spared = task
    return play_seed(playbook, seed, spared, books)


def play_seed(
    playbook: Playbook, seed: int, spared: frozenset[str] = frozenset(), books: Mapping[str, Runbook] | None = None
) -> Played:
    """Every written runbook of a scenario, and every exploit that it offers means for, on one seed and its branch.

    The anchors are always played, of the others all but the `spared`. `books`: the written ones, where somebody has
    read them already.
    """
    spread_min = load_weights().spread_min.value
    playbook = playbook.on(seed)
    written = books or books_of(playbook)
    with remembered_holidays():
        weighed = {"reference": _weigh(playbook, written["reference"], seed)}
        plan = weighed["reference"].plan
        tried = [name for name in EXPLOITS if name not in spared]
        derived = {name: derive(name, playbook, written["reference"], seed, plan) for name in tried}
        every = (derived | dict(written)).items()
        wanted = {name: book for name, book in every if book is not None and (name in ANCHORS or name not in spared)}
        weighed = {name: _weigh(playbook, book, seed) for name, book in wanted.items() if name != "reference"} | weighed
    silent, reference = weighed["silent"].harm, weighed["reference"].harm
    return {
        name: Scored(
            total=score(one.harm, silent, reference, spread_min).total,
            injects=tuple(sorted(one.injects)),
            late=any(duty.status.failed for duty in one.duties),
            spare=min(
                (days for duty in one.duties if duty.done and (days := duty.margin_days) is not None), default=None
            ),
        )
        for name, one in weighed.items()
    }


def books_of(playbook: Playbook) -> dict[str, Runbook]:
    """Every written runbook of a scenario, read."""
    return {name: load_runbook(Path(path), playbook) for name, path in playbook.runbooks.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """The harm of a run, what it came to, the injects that came, and its duties as they were in truth."""

    harm: Harm
    plan: Plan
    injects: tuple[str, ...]
    duties: tuple[Obligation, ...]


def _weigh(playbook: Playbook, book: Runbook, seed: int) -> _Weighed:
    exercise = play_unread(playbook, book, seed)
    truth = exercise.known(CONTROLLER)
    duties = obligations_of(load_rulebook(), truth, playbook, "truth")
    return _Weighed(
        harm=harm(tuple(exercise.journal), playbook, duties, load_weights(), truth),
        plan=plan_of(truth, playbook, duties),
        injects=tuple(truth.injects),
        duties=duties,
    )
