"""How runbooks stand over many seeds: the spread of their scores, the gates, and whether their order is stable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor
from pathlib import Path
from statistics import median

from simulator.authored import Position, Problem, Problems, read_document
from simulator.exercise.runs.battery import Battery, Sparing
from simulator.scenario.check import sorted_problems
from simulator.scenario.folders import SCENARIO
from simulator.scenario.weights import Gate, Weights, load_weights

POLICIES = ("reference", "independent", "good", "slow", "silent")
"""The written policies whose order must be stable: ways to respond, not ways to play the score."""
STABLE = 0.95
"""The share of seeds on which it must be. Source: practice.md 3.5."""
_EXACT = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The scores of one runbook over the seeds on which it was scored; `inside` is their share inside the gate."""

    runbook: str
    seeds: int
    low: float
    p10: float
    median: float
    p90: float
    high: float
    inside: float | None
    gate: Gate | None

    @property
    def bounds(self) -> str:
        """The gate in words."""
        return "" if self.gate is None else _bounds(self.gate)

    @property
    def holds(self) -> bool:
        """Whether the median lies inside the gate; without a gate it does."""
        return self.gate is None or _holds(self.median, self.gate)


def spreads(battery: Battery, weights: Weights) -> tuple[Spread, ...]:
    """The spread of every runbook that was scored on some seed, best median first."""
    found = []
    for name in battery.names:
        totals = sorted(battery.totals(name))
        if totals:
            gate = weights.gates.get(name)
            found.append(
                Spread(
                    runbook=name,
                    seeds=len(totals),
                    low=totals[0],
                    p10=quantile(totals, 0.1),
                    median=median(totals),
                    p90=quantile(totals, 0.9),
                    high=totals[-1],
                    inside=None if gate is None else sum(_holds(one, gate) for one in totals) / len(totals),
                    gate=gate,
                )
            )
    return tuple(sorted(found, key=lambda one: -one.median))


def stable_share(battery: Battery) -> float:
    """The share of seeds with all policies scored on which every two stand in the order of the published seed.

    Two that stand level there may stand either way elsewhere.
    """
    kept = _kept(battery)
    return sum(kept) / len(kept) if kept else 0.0


def _kept(battery: Battery) -> list[bool]:
    """Of each seed on which all policies were scored, whether they stand there as on the published one."""
    published = battery.by_seed[battery.playbook.seed]
    there = [name for name in POLICIES if published.get(name) is not None]
    scored = [one for one in battery.by_seed.values() if there and all(one.get(name) is not None for name in there)]
    pairs = list(combinations(there, 2))
    return [all(_same_way(published, one, first, second) for first, second in pairs) for one in scored]


def _unscored(battery: Battery) -> int:
    """The seeds whose anchors lie too close together."""
    return sum("reference" in one and one["reference"] is None for one in battery.by_seed.values())


def least(name: str, count: int) -> int:
    """On how many of `count` seeds a runbook must be played before its verdict can be certain.

    The order of the policies must hold on `STABLE` of them, a median lies where more than half of them do; whoever has
    no gate is played once, for what comes to it.
    """
    if name in POLICIES:
        return ceil(STABLE * count - _EXACT)
    return count // 2 + 1 if name in load_weights().gates else 1


def settled(battery: Battery, count: int) -> tuple[str, ...]:
    """The runbooks whose verdict over `count` seeds holds whatever they score on those not played yet.

    A median: more than half of all seeds lie inside its gate already, so that both middle ones do. The order of the
    policies: it was kept on so many seeds that it may break on each of the rest.
    """
    gates = load_weights().gates
    inside = [
        name
        for name in battery.names
        if name not in gates or sum(_holds(one, gates[name]) for one in battery.totals(name)) > count // 2
    ]
    kept = _kept(battery)
    in_order = bool(kept) and sum(kept) >= STABLE * (count - _unscored(battery)) - _EXACT
    policies = battery.playbook.runbooks.keys() & set(POLICIES)
    certain = in_order and policies <= set(inside)
    return tuple(name for name in inside if certain or name not in POLICIES)


SPARING = Sparing(least=least, settled=settled)
"""A check plays each runbook until its verdict is certain."""


def note_battery(folder: Path, battery: Battery, weights: Weights) -> tuple[Problem, ...]:
    """A problem for each gate that does not hold, at the runbook's file or, where it was derived, at the scenario's."""
    problems = Problems()
    for place, message in _faults(battery, weights):
        written = battery.playbook.runbooks.get(place)
        if written is not None:
            problems.add_at(Path(written), Position(1, 1), message)
        else:
            problems.add(read_document(folder / SCENARIO), ("title",), message, key=True)
    return sorted_problems(problems)


def _faults(battery: Battery, weights: Weights) -> Iterator[tuple[str, str]]:
    """The runbook and what is wrong; a spread or an order concerns the scenario as a whole."""
    seeds = f"{len(battery.by_seed)} seeds"
    if battery.by_seed[battery.playbook.seed].get("reference") is None:
        message = (
            f"given less than {weights.spread_min.value:g} units of harm between silent and reference on seed "
            f"{battery.playbook.seed}, expected more, or nothing can be scored; let silence do more harm."
        )
        yield "", message
        return
    for one in spreads(battery, weights):
        if one.gate is not None and not one.holds:
            given = f"given a median of {one.median:.1f} for {one.runbook} over {seeds}"
            yield one.runbook, f"{given}, expected {_bounds(one.gate)}: {one.gate.why}"
    share = stable_share(battery)
    if share < STABLE:
        message = (
            f"given the order of {', '.join(POLICIES)} as on seed {battery.playbook.seed} on {share:.0%} of {seeds}, "
            f"expected {STABLE:.0%}; a few people or hours decide who is better: make what they do differ."
        )
        yield "", message


def _holds(total: float, gate: Gate) -> bool:
    low, high = gate.low, gate.high
    return (low is None or total >= low - _EXACT) and (high is None or total <= high + _EXACT)


def _bounds(gate: Gate) -> str:
    if gate.low is not None and gate.high is not None:
        return f"{gate.low:g} to {gate.high:g}"
    return f"at least {gate.low:g}" if gate.low is not None else f"at most {gate.high:g}"


def _same_way(published: Mapping[str, float | None], seed: Mapping[str, float | None], first: str, second: str) -> bool:
    before, now = (_ahead(one.get(first), one.get(second)) for one in (published, seed))
    return before in {0, now}


def _ahead(first: float | None, second: float | None) -> int:
    """1 if the first is ahead, -1 if the second is, 0 if they are level or one was not scored."""
    if first is None or second is None or abs(first - second) <= _EXACT:
        return 0
    return 1 if first > second else -1


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value at a share (0 to 1) of ordered numbers, between two of them where it falls there."""
    place = share * (len(ordered) - 1)
    low, high = floor(place), ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
