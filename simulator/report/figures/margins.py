"""Figure B, the margins: days between each notice and its due date."""

from __future__ import annotations

from simulator.report.charts import MarginChart
from simulator.report.figures import vega
from simulator.report.figures.vega import INK, WIDTH, Row, Spec, amount


def margins(chart: MarginChart) -> Spec:
    """A bar for each duty, to the right in time and to the left late, with its days and its status in words."""
    rows: list[Row] = [
        {"duty": duty, "margin": margin, "status": status, "word": f"{margin:+d} d, {status.replace('_', ' ')}"}
        for duty, margin, status in chart.bars
    ]
    low, high = min([0, *(bar[1] for bar in chart.bars)]), max([0, *(bar[1] for bar in chart.bars)])
    pad = (high - low or 1) * 0.3
    place: Spec = {
        "x": amount(
            "margin",
            title="Days before the due date (negative: late)",
            scale={"domain": [low - (pad if low else 0), high + pad], "nice": False},
        ),
        "y": vega.name("duty", sort=[duty for duty, _, _ in chart.bars], title=None, axis={"labelLimit": 170}),
    }
    parts = (
        vega.mark("bar", {**place, "color": vega.status_color()}, height=11),
        vega.of([{"x": 0}], vega.mark("rule", {"x": amount("x")}, color=INK)),
        vega.only("datum.margin >= 0", vega.words("word", place, align="left", dx=4)),
        vega.only("datum.margin < 0", vega.words("word", place, align="right", dx=-4)),
    )
    return vega.layers(rows, parts, width=WIDTH - 170, height=max(60, 20 * len(rows)))
