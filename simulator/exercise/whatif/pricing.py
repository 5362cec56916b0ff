"""The price of each decision of a run, and the decisions on which it turned. Model, not fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from simulator.domain.ids import CONTROLLER
from simulator.exercise.play import Exercise
from simulator.exercise.runs.anchors import ANCHORS, anchored
from simulator.exercise.runs.players import Players
from simulator.exercise.whatif.forks import Fork
from simulator.exercise.whatif.kept import write_kept
from simulator.exercise.whatif.options import Depth, dropped, forks_of
from simulator.exercise.whatif.playing import Progress, play_forks, reckoning_of
from simulator.exercise.whatif.run import Run, run_of
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.report import describe
from simulator.scenario.runbook import Runbook
from simulator.scoring.prices import ForkKind, Named, Price, Reckoning, TurningPoints, price, turning_points

__all__ = [
    "MODEL",
    "Price",
    "Priced",
    "Pricing",
    "TurningPoints",
    "named",
    "price_drop",
    "price_forks",
    "price_run",
    "price_runbook",
    "pricing",
]

MODEL = "Model, not fact: the same run played again by this program with one thing changed, on the same seed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A run with the price of its decisions.

    `total` is its score, `spread` the harm between its anchors; None where the seed is not scored.
    """

    run: Run
    played: Reckoning
    total: float | None
    spread: float | None
    prices: tuple[Price, ...]

    @property
    def turning(self) -> TurningPoints:
        """The five costliest and the five best decisions."""
        return turning_points(self.prices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """What prices are made against: the run as played, and the harm between its anchors."""

    run: Run
    played: Reckoning
    total: float | None
    spread: float | None

    def prices(
        self, forks: Sequence[Fork], progress: Progress = lambda _done, _of: None, players: Players | None = None
    ) -> tuple[Price, ...]:
        """The price of each of these forks, in their order."""
        found = play_forks(self.run, forks, progress, players)
        return tuple(
            price(named(self.run, fork.number, fork.kind, fork.change), self.played, reckoning, self.spread, refused)
            for fork, (reckoning, refused) in zip(forks, found, strict=True)
        )


def pricing(exercise: Exercise) -> Pricing:
    """Make ready to price forks of an exercise that has ended.

    Raises:
        InputError: it has not ended.
    """
    run = run_of(exercise)
    total = spread = None
    if set(ANCHORS) <= set(exercise.playbook.runbooks):
        duties = obligations_of(load_rulebook(), exercise.known(CONTROLLER), exercise.playbook, "truth")
        scored = anchored(exercise.playbook, exercise.seed, run.entries, duties)
        total = scored.total
        spread = None if total is None else scored.anchors.spread
    return Pricing(run=run, played=reckoning_of(exercise), total=total, spread=spread)


def price_run(
    exercise: Exercise,
    *,
    depth: Depth = "quick",
    progress: Progress = lambda _done, _of: None,
    jobs: int | None = None,
) -> Priced:
    """Price every decision of the team; then try everything else on the ten decisions on which the run turned.

    That it was done is kept, so that `recalled` finds it.

    Raises:
        InputError: the exercise has not ended.
    """
    ready = pricing(exercise)
    run = ready.run
    with Players(jobs) as players:
        first = [fork for number in run.priced for fork in forks_of(run, number, depth)]
        prices = ready.prices(first, _share(progress, 0, 0.7 if depth == "quick" else 1), players)
        if depth == "quick":
            turning = turning_points(prices)
            numbers = sorted({one.number for one in (*turning.costliest, *turning.best)})
            more = [fork for number in numbers for fork in forks_of(run, number, "usual") if fork not in first]
            prices += ready.prices(more, _share(progress, 0.7, 1), players)
    ordered = tuple(sorted(prices, key=lambda one: one.number))
    write_kept(run, "priced", {"depth": depth})
    return Priced(run=run, played=ready.played, total=ready.total, spread=ready.spread, prices=ordered)


def price_forks(
    exercise: Exercise, number: int, progress: Progress = lambda _done, _of: None, jobs: int | None = None
) -> tuple[Price, ...]:
    """Everything that is tried on one decision, leaving it out first.

    Raises:
        InputError: the exercise has not ended, or has no such decision.
    """
    ready = pricing(exercise)
    with Players(jobs) as players:
        return ready.prices(forks_of(ready.run, number), progress, players)


def price_drop(exercise: Exercise, number: int) -> Price:
    """What leaving out one decision comes to.

    Raises:
        InputError: the exercise has not ended, or has no such decision.
    """
    ready = pricing(exercise)
    ready.run.decision(number)
    return ready.prices([dropped(number)])[0]


def price_runbook(exercise: Exercise, number: int, runbook: Runbook) -> Price:
    """What it comes to when a runbook plays from this decision on.

    Raises:
        InputError: the exercise has not ended, or has no such decision.
    """
    ready = pricing(exercise)
    fork = Fork(number=number, kind="runbook", change=f"from here on by the runbook {runbook.name}", runbook=runbook)
    return ready.prices([fork])[0]


def named(run: Run, number: int, kind: ForkKind, change: str) -> Named:
    """A decision and a change of it, in words."""
    taken = run.decision(number)
    return Named(
        number=number,
        entry=run.entry(number),
        at=taken.at,
        title=describe.decision(taken.decision, run.playbook),
        kind=kind,
        change=change,
    )


def _share(progress: Progress, begin: float, end: float) -> Progress:
    """A part of the work told as a part of the whole, in thousandths."""
    return partial(_tell, progress, begin, end)


def _tell(progress: Progress, begin: float, end: float, done: int, of: int) -> None:
    progress(round(1000 * (begin + (end - begin) * (done / of if of else 1))), 1000)
