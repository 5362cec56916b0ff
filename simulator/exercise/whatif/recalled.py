"""What was worked out of a run before: its prices and its judged calls, from the cache; nothing is played for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from simulator.domain.ids import SeatId
from simulator.exercise.play import Exercise
from simulator.exercise.reports import Details
from simulator.exercise.saves.save import Mode
from simulator.exercise.whatif.kept import read_kept
from simulator.exercise.whatif.run import run_of
from simulator.scoring.prices import Price
from simulator.scoring.regret import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What is known of the decisions of a run; empty where nobody worked it out on this machine."""

    prices: tuple[Price, ...] = ()
    judged: tuple[Judged, ...] = ()


def details_of(exercise: Exercise, mode: Mode, seat: SeatId, known: Recalled | None = None) -> Details:
    """What a report is told of how a run was played, with what is `known` of its decisions: here, or before."""
    known = known or recalled(exercise)
    return Details(mode=mode, seat=seat, prices=known.prices, judged=known.judged)


def recalled(exercise: Exercise) -> Recalled:
    """The prices and calls of this run, where somebody had them worked out whole with this program."""
    if not exercise.ended:
        return Recalled()
    kept = read_kept(run_of(exercise), "priced").get("depth")
    if kept is None:
        return Recalled()
    from simulator.exercise.whatif.calls import judged_before  # most often nobody priced the run
    from simulator.exercise.whatif.options import Depth
    from simulator.exercise.whatif.pricing import price_run

    depth = next((one for one in get_args(Depth) if kept == one), None)
    if depth is None:
        return Recalled()
    priced = price_run(exercise, depth=depth, jobs=1)
    return Recalled(prices=priced.prices, judged=judged_before(priced))
