"""Figure A, the timeline: turning points in three lanes over the legal clocks."""

from __future__ import annotations

import math

from simulator.report.charts import LANES, Clock, Mark, TimelineChart
from simulator.report.figures import vega
from simulator.report.figures.vega import BLUE, INK, MAGENTA, ORANGE, WIDTH, Row, Spec, amount

_LEVELS = 6
"""Marks of one lane that may stand above one another."""


def timeline(chart: TimelineChart) -> Spec:
    """The lanes in three windows beside one another, the clocks below."""
    windows = _windows(chart)
    panels = [_lanes(chart.marks, low, high, title, first=low == windows[0][0]) for low, high, title in windows]
    row: Spec = {"hconcat": panels, "spacing": 6}
    if not chart.clocks:
        return row
    apart = {"scale": {"color": "independent", "y": "independent"}}
    return {"vconcat": [row, _clocks(chart)], "resolve": apart, "spacing": 18}


def _windows(chart: TimelineChart) -> list[tuple[float, float, str]]:
    """Three windows: what came before StartEx, the first day, and the rest."""
    first = min((mark.day for mark in chart.marks), default=0.0)
    found = [(0.0, 1.0, "First day (hours)"), (1.0, chart.ends, "Day 1 to EndEx (days)")]
    return [(first - 1, 0.0, "Before StartEx (days)"), *found] if first < 0 else found


def _lanes(marks: tuple[Mark, ...], low: float, high: float, title: str, *, first: bool) -> Spec:
    scale = 24 if high <= 1 and low >= 0 else 1
    inside = [mark for mark in marks if low <= mark.day < high or mark.day == high == marks[-1].day]
    rows = [row | {"at": float(str(row["day"])) * scale} for row in _stagger(inside, low, high)]
    place: Spec = {
        "x": amount(
            "at",
            title=title,
            scale={"domain": [low * scale, high * scale], "nice": False, "padding": 8},
            axis={"grid": True, "gridColor": "#eef0f3", "tickCount": 5},
        ),
        "y": vega.name(
            "lane",
            sort=list(LANES),
            title=None,
            scale={"domain": list(LANES), "paddingInner": 0.08},
            axis={"labels": first, "ticks": False, "domain": first, "labelFontSize": 12, "labelFontWeight": "bold"},
        ),
        "yOffset": amount("level", scale={"domain": [-0.5, _LEVELS - 0.5]}),
    }
    color = vega.name("lane", scale={"domain": list(LANES), "range": [MAGENTA, BLUE, ORANGE]}, legend=None)
    dots = vega.mark("circle", {**place, "color": color}, size=190, opacity=1)
    numbers = vega.mark("text", {**place, "text": vega.name("number")}, color="#ffffff", fontSize=9, fontWeight="bold")
    width = {"Before StartEx (days)": 130}.get(title, 235)
    return vega.layers(rows, (dots, numbers), width=width, height=270)


def _stagger(marks: list[Mark], low: float, high: float) -> list[dict[str, object]]:
    """Marks that would cover one another, put on different levels of their lane."""
    near = (high - low) * 0.065
    rows: list[dict[str, object]] = []
    last: dict[tuple[str, int], float] = {}
    for mark in sorted(marks, key=lambda one: (one.day, one.number)):
        free = [level for level in range(_LEVELS) if last.get((mark.lane, level), -math.inf) + near < mark.day]
        level = free[0] if free else min(range(_LEVELS), key=lambda one: last[mark.lane, one])
        last[mark.lane, level] = mark.day
        rows.append({"number": str(mark.number), "lane": mark.lane, "day": mark.day, "level": level})
    return rows


def _clocks(chart: TimelineChart) -> Spec:
    order = [clock.duty for clock in sorted(chart.clocks, key=lambda one: (one.due, one.duty))]
    y = {"y": vega.name("duty", sort=order, title=None, axis={"labelLimit": 170})}
    start = min(clock.starts for clock in chart.clocks)
    domain = [min(0.0, start), max(chart.ends, *(clock.due for clock in chart.clocks)) + 4]
    x = amount("starts", title="Days from StartEx", scale={"domain": domain, "nice": False})
    ended = {"x": amount("done"), **y, "color": vega.status_color(), "shape": vega.status_shape()}
    ends = ({"x": 0, "t": "StartEx"}, {"x": chart.ends, "t": "EndEx"})
    parts = (
        vega.mark("bar", {"x": x, "x2": {"field": "due"}, **y}, height=7, color="#cbd5e1"),
        vega.of(ends, vega.dashed({"x": amount("x")})),
        vega.mark("tick", {"x": amount("due"), **y}, thickness=3, size=14, color=INK),
        vega.only("datum.done !== null", vega.mark("point", ended, filled=True, size=70, opacity=1)),
        vega.words("word", {"x": amount("end"), **y}, align="left", dx=6),
    )
    rows = [_clock_row(clock) for clock in chart.clocks]
    title = "Clocks: bar from trigger to due date (tick); notice: diamond in time, triangle late"
    return vega.layers(rows, parts, width=WIDTH - 125, height=max(60, 18 * len(rows)), title=title)


def _clock_row(clock: Clock) -> Row:
    return {
        "duty": clock.duty,
        "starts": clock.starts,
        "due": clock.due,
        "done": clock.done,
        "end": max(clock.due, clock.done or clock.due),
        "status": clock.status,
        "word": clock.status.replace("_", " "),
    }
