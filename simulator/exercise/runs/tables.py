"""How a battery is shown: a table to read, JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence

from simulator.exercise.runs.battery import Battery
from simulator.exercise.runs.standing import Spread, spreads, stable_share
from simulator.scenario.weights import load_weights

_NUMBERS = ("low", "p10", "median", "p90", "high")
_HEAD = ("runbook", "seeds", "min", "p10", "median", "p90", "max", "inside", "gate (median)")


def as_table(battery: Battery) -> str:
    """The spread of each runbook, best median first, in columns; then the share of seeds that keep the order."""
    rows = [_HEAD, *(_row(one) for one in spreads(battery, load_weights()))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [
        "  ".join(_aligned(text, width, at) for at, (text, width) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ]
    title = f"{battery.playbook.slug}, {len(battery.by_seed)} seeds"
    return "\n".join(
        (
            title,
            *(line.rstrip() for line in lines),
            f"order of policies as published: {stable_share(battery):.1%} of seeds",
        )
    )


def battery_json(batteries: Sequence[Battery], problems: Sequence[str]) -> str:
    """The spreads and every score of each scenario, and the problems, as JSON."""
    scenarios = [
        {
            "scenario": one.playbook.slug,
            "digest": one.playbook.digest,
            "seeds": len(one.by_seed),
            "stable": round(stable_share(one), 4),
            "runbooks": [_spread(spread) for spread in spreads(one, load_weights())],
            "scores": {str(seed): dict(totals) for seed, totals in one.by_seed.items()},
        }
        for one in batteries
    ]
    return json.dumps({"schema_version": 1, "scenarios": scenarios, "problems": list(problems)}, indent=2)


def _row(one: Spread) -> tuple[str, ...]:
    numbers = [f"{getattr(one, name):.1f}" for name in _NUMBERS]
    inside = "" if one.inside is None else f"{one.inside:.0%}"
    mark = "" if one.holds else "  FAILED"
    return (one.runbook, str(one.seeds), *numbers, inside, one.bounds + mark)


def _aligned(text: str, width: int, column: int) -> str:
    """Names to the left, numbers to the right."""
    return text.ljust(width) if column in {0, len(_HEAD) - 1} else text.rjust(width)


def _spread(one: Spread) -> dict[str, object]:
    numbers = {name: round(getattr(one, name), 3) for name in _NUMBERS}
    gate = None if one.gate is None else {"low": one.gate.low, "high": one.gate.high}
    return {
        "runbook": one.runbook,
        "seeds": one.seeds,
        **numbers,
        "inside": one.inside,
        "gate": gate,
        "holds": one.holds,
    }
