"""Figure E, the score: how its parts add up to the total."""

from __future__ import annotations

from simulator.report.charts import WaterfallChart
from simulator.report.figures import vega
from simulator.report.figures.vega import BLUE, GREY, ORANGE, WIDTH, Row, Spec, amount


def waterfall(chart: WaterfallChart) -> Spec:
    """A bar for each part, from where the parts before it end; the last is the total."""
    rows: list[Row] = []
    level = 0.0
    for name, value in chart.parts:
        kind = "gain" if value >= 0 else "loss"
        rows.append({"part": name, "from": level, "to": level + value, "kind": kind, "word": f"{value:+.1f}"})
        level += value
    rows.append({"part": "total", "from": 0, "to": chart.total, "kind": "total", "word": f"{chart.total:.1f}"})
    x = {"x": vega.name("part", sort=None, title=None, axis={"labelAngle": 0})}
    scale = {"domain": ["gain", "loss", "total"], "range": [BLUE, ORANGE, GREY]}
    color = vega.name("kind", scale=scale, legend=None)
    bars = {**x, "y": amount("from", title="Points"), "y2": {"field": "to"}, "color": color}
    top = {"calculate": "max(datum.from, datum.to)", "as": "top"}
    named = {"transform": [top], **vega.words("word", {**x, "y": amount("top")}, size=11, dy=-7)}
    return vega.layers(rows, (vega.mark("bar", bars), named), width=WIDTH - 120, height=230)
