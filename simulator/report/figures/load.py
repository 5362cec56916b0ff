"""Figure D, the load: staff-hours by owner and move."""

from __future__ import annotations

from simulator.report.charts import LoadChart
from simulator.report.figures import vega
from simulator.report.figures.vega import WIDTH, Spec, amount


def load(chart: LoadChart) -> Spec:
    """A grid of owners by moves, darker the more hours, with the hours written in each cell."""
    rows = [
        {"owner": owner, "move": move, "hours": hours, "word": f"{hours:,.0f}" if hours >= 1 else "<1"}
        for owner, move, hours in chart.cells
        if hours
    ]
    most = max((hours for _, _, hours in chart.cells), default=1.0)
    place: Spec = {
        "x": vega.name("move", sort=None, scale={"domain": list(chart.moves)}, title="Move", axis={"labelAngle": 0}),
        "y": vega.name("owner", sort=None, scale={"domain": list(chart.owners)}, title=None),
    }
    scale = {"type": "sqrt", "domain": [0, most or 1], "range": ["#ffffff", "#9aa7b5"]}
    boxes = vega.mark("rect", {**place, "color": amount("hours", scale=scale, legend=None)}, stroke="#d1d5db")
    height = max(60, 24 * len(chart.owners))
    return vega.layers(rows, (boxes, vega.words("word", place, size=11)), width=WIDTH - 170, height=height)
