"""Figure C, the people: how each set grows, with what the team expected; and the ranges it gave beside the truth."""

from __future__ import annotations

import math

from simulator.report.charts import PeopleChart, RangeChart
from simulator.report.figures import vega
from simulator.report.figures.vega import GREY, INK, MAGENTA, ORANGE, WIDTH, Row, Spec, amount

_SETS: dict[str, tuple[str, list[int], str, float]] = {
    "read": (MAGENTA, [6, 3], "circle", 2.5),
    "notifiable": ("#7fb0e0", [1, 0], "square", 5),
    "listed": (ORANGE, [2, 2], "triangle-up", 2.5),
    "confirmed": (INK, [8, 2, 2, 2], "diamond", 1.5),
    "possible": (GREY, [1, 3], "cross", 1.5),
}
"""How each set is drawn: colour, dash, mark and width; each is enough to tell it from the others."""


def people(chart: PeopleChart) -> Spec:
    """A line of steps for each set, its name at its end."""
    rows = [{"set": name, "day": day, "people": people} for name, day, people in chart.steps]
    names = [name for name in _SETS if any(name == one for one, _, _ in chart.steps)]
    colors, dashes, shapes, widths = zip(*(_SETS[name] for name in names), strict=True) if names else ((),) * 4
    place: Spec = {
        "x": amount("day", title="Days from StartEx", scale={"nice": False}),
        "y": amount("people", title="People", axis={"format": ",d"}),
        "color": _each(names, colors),
    }
    width = vega.name("set", scale={"domain": names, "range": list(widths)}, legend=None)
    lines = {**place, "strokeDash": _each(names, dashes), "strokeWidth": width}
    ends = vega.words("set", {"x": amount("day"), "y": amount("at")}, size=11, align="left", dx=10)
    parts = (
        vega.of([{"x": 0}], vega.dashed({"x": amount("x")})),
        vega.mark("line", lines, interpolate="step-after"),
        vega.mark("point", {**place, "shape": _each(names, shapes)}, size=34, filled=True, opacity=1),
        vega.of(_end_labels(chart), ends),
        *_estimated(chart),
    )
    return vega.layers(rows, parts, width=WIDTH - 150, height=230)


def ranges(chart: RangeChart) -> Spec:
    """A bar for each range, a tick at its middle, a diamond at the truth."""
    rows: list[Row] = [
        {"label": label, "low": low, "mid": mid, "high": high, "truth": truth}
        for label, low, mid, high, truth in chart.ranges
    ]
    y = {"y": vega.name("label", sort=None, title=None, axis={"labelLimit": 220})}
    low = amount("low", title=f"{chart.unit} (bar: P10 to P90; tick: P50; diamond: truth)")
    truth = {"x": amount("truth"), **y, "color": {"value": MAGENTA}}
    parts = (
        vega.mark("rule", {"x": low, "x2": {"field": "high"}, **y}, strokeWidth=3, color=GREY),
        vega.mark("tick", {"x": amount("mid"), **y}, thickness=3, size=16, color=INK),
        vega.only("datum.truth !== null", vega.mark("point", truth, shape="diamond", filled=True, size=90, opacity=1)),
    )
    return vega.layers(rows, parts, width=WIDTH - 240, height=max(60, 26 * len(rows)))


def _each(names: list[str], looks: tuple[object, ...]) -> Spec:
    return vega.name("set", sort=names, scale={"domain": names, "range": list(looks)}, legend=None)


def _end_labels(chart: PeopleChart) -> list[Row]:
    """The name of each line at its end, moved up where it would cover the one below."""
    last = {name: (day, people) for name, day, people in chart.steps}
    step = max([1, *(people for _, _, people in chart.steps)]) * 0.065
    rows: list[Row] = []
    free = -math.inf
    for name, (day, people) in sorted(last.items(), key=lambda one: (one[1][1], one[0])):
        at = max(float(people), free)
        free = at + step
        rows.append({"set": name, "day": day, "at": at})
    return rows


def _estimated(chart: PeopleChart) -> list[Spec]:
    """What the team expected: a bar from P10 to P90 with P50 written beside its tick."""
    if not chart.estimates:
        return []
    rows = [
        {"day": day, "low": low, "mid": mid, "high": high, "word": f"estimate {mid:,.0f}"}
        for day, low, mid, high in chart.estimates
    ]
    x = {"x": amount("day")}
    parts = (
        vega.mark("rule", {**x, "y": amount("low"), "y2": {"field": "high"}}, strokeWidth=2, color=INK),
        vega.mark("tick", {**x, "y": amount("mid")}, orient="horizontal", size=12, thickness=3, color=INK),
        vega.words("word", {**x, "y": amount("high")}, dy=-7),
    )
    return [vega.of(rows, part) for part in parts]
