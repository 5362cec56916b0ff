"""Charts as SVG, drawn offline by Vega-Lite; the same bytes for the same chart. Altair is imported late."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from threading import Lock
from typing import Any, assert_never

from simulator.report.charts import (
    LANES,
    Chart,
    Clock,
    LoadChart,
    MarginChart,
    Mark,
    PeopleChart,
    RangeChart,
    TimelineChart,
    WaterfallChart,
)

FONT = "Liberation Sans"
"""Comes with vl-convert, so that text is measured alike on every machine."""
_FALLBACKS = f"{FONT}, Arial, Helvetica, sans-serif"
_WIDTH = 640
_ONE_AT_A_TIME = Lock()
INK, BLUE, ORANGE, MAGENTA, GREY = "#1a1a1a", "#0b5cad", "#b45309", "#9d174d", "#6b7280"
_STATUS = {"met": BLUE, "met_late": ORANGE, "missed": MAGENTA, "overdue": MAGENTA}
_LEVELS = 6
"""Marks of one lane that may stand above one another."""
_SHAPES = {"met": "diamond", "met_late": "triangle-up", "missed": "cross", "overdue": "cross"}
_SETS: dict[str, tuple[str, list[int], str, float]] = {
    "read": (MAGENTA, [6, 3], "circle", 2.5),
    "notifiable": ("#7fb0e0", [1, 0], "square", 5),
    "listed": (ORANGE, [2, 2], "triangle-up", 2.5),
    "confirmed": (INK, [8, 2, 2, 2], "diamond", 1.5),
    "possible": (GREY, [1, 3], "cross", 1.5),
}
"""How each set is drawn: colour, dash, mark and width; each is enough to tell it from the others."""


def svg(chart: Chart, name: str, alt: str) -> str:
    """The chart as one `<svg>` element, described for those who cannot see it; its ids begin with `name`."""
    return _inline(drawing(chart), name, alt)


def png(chart: Chart) -> bytes:
    """The chart as a picture of dots, twice as fine as a screen: for what takes no SVG."""
    import vl_convert

    made: bytes = vl_convert.svg_to_png(drawing(chart), scale=2)
    return made


def drawing(chart: Chart) -> str:
    """The chart as an SVG document, drawn once for all formats, whichever thread asks first."""
    with _ONE_AT_A_TIME:
        return _drawn(chart)


def forget() -> None:
    """Draw every chart anew from now on."""
    _drawn.cache_clear()


@lru_cache(maxsize=32)
def _drawn(chart: Chart) -> str:
    import vl_convert
    from altair.utils.schemapi import debug_mode

    with debug_mode(arg=False):  # to check each part takes longer than to draw it; the tests draw each kind
        layout = _layout(chart).to_dict(validate=False)
    made: str = vl_convert.vegalite_to_svg(layout)
    return made


def _inline(drawn: str, name: str, alt: str) -> str:
    """An SVG that may stand in a page beside others: no foreign names, ids of its own, and a description."""
    from markupsafe import escape

    body = re.sub(r"<\?xml[^>]*\?>\s*|<!DOCTYPE[^>]*>\s*", "", drawn)
    body = re.sub(r'\s(?:xmlns(?::\w+)?|version|aria-\w+|role|aria-roledescription)="[^"]*"', "", body)
    ids = dict.fromkeys(re.findall(r'\sid="([^"]+)"', body))
    for number, old in enumerate(ids):
        new = f"{name}-{number}"
        body = body.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
        body = body.replace(f'href="#{old}"', f'href="#{new}"')
    body = body.replace(f'font-family="{FONT}"', f'font-family="{_FALLBACKS}"').replace("xlink:href", "href")
    title = f"<title>{escape(alt)}</title>"
    return re.sub(r"<svg\b([^>]*)>", rf'<svg\1 role="img">{title}', body, count=1)


def _layout(chart: Chart) -> Any:  # noqa: ANN401 - Altair's charts have no common type
    match chart:
        case TimelineChart():
            drawn = _timeline(chart)
        case MarginChart():
            drawn = _margins(chart)
        case PeopleChart():
            drawn = _people(chart)
        case LoadChart():
            drawn = _load(chart)
        case RangeChart():
            drawn = _ranges(chart)
        case WaterfallChart():
            drawn = _waterfall(chart)
        case _:
            assert_never(chart)
    return drawn.configure(
        font=FONT,
        background="#ffffff",
        axis={
            "labelFontSize": 11,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "labelColor": INK,
            "titleColor": INK,
        },
        view={"stroke": "#d1d5db"},
        title={"fontSize": 12, "anchor": "start", "color": INK},
        legend={"labelFontSize": 11, "titleFontSize": 11},
    )


def _data(rows: list[dict[str, object]]) -> Any:  # noqa: ANN401
    import altair as alt

    return alt.InlineData(values=tuple(rows))  # Altair copies a list with each layer, and a tuple never


def _timeline(chart: TimelineChart) -> Any:  # noqa: ANN401
    import altair as alt

    windows = _windows(chart)
    panels = [_lanes(chart.marks, low, high, title, first=low == windows[0][0]) for low, high, title in windows]
    row = alt.hconcat(*panels, spacing=6)
    if not chart.clocks:
        return row
    return alt.vconcat(row, _clocks(chart), spacing=18).resolve_scale(color="independent", y="independent")


def _windows(chart: TimelineChart) -> list[tuple[float, float, str]]:
    """Three windows: what came before StartEx, the first day, and the rest."""
    first = min((mark.day for mark in chart.marks), default=0.0)
    found = [(0.0, 1.0, "First day (hours)"), (1.0, chart.ends, "Day 1 to EndEx (days)")]
    return [(first - 1, 0.0, "Before StartEx (days)"), *found] if first < 0 else found


def _lanes(marks: tuple[Mark, ...], low: float, high: float, title: str, *, first: bool) -> Any:  # noqa: ANN401
    import altair as alt

    hours = high <= 1 and low >= 0
    scale = 24 if hours else 1
    inside = [mark for mark in marks if low <= mark.day < high or mark.day == high == marks[-1].day]
    rows = _stagger(inside, low, high)
    x = alt.X(
        "at:Q",
        title=title,
        scale=alt.Scale(domain=[low * scale, high * scale], nice=False, padding=8),
        axis=alt.Axis(grid=True, gridColor="#eef0f3", tickCount=5),
    )
    y = alt.Y(
        "lane:N",
        sort=list(LANES),
        title=None,
        scale=alt.Scale(domain=list(LANES), paddingInner=0.08),
        axis=alt.Axis(labels=first, ticks=False, domain=first, labelFontSize=12, labelFontWeight="bold"),
    )
    color = alt.Color("lane:N", scale=alt.Scale(domain=list(LANES), range=[MAGENTA, BLUE, ORANGE]), legend=None)
    base = alt.Chart(_data([row | {"at": float(str(row["day"])) * scale} for row in rows])).encode(
        x=x, y=y, yOffset=alt.YOffset("level:Q", scale=alt.Scale(domain=[-0.5, _LEVELS - 0.5]))
    )
    width = {"Before StartEx (days)": 130}.get(title, 235)
    dots = base.mark_circle(size=190, opacity=1).encode(color=color)
    return alt.layer(
        dots, base.mark_text(color="#ffffff", fontSize=9, fontWeight="bold").encode(text="number:N")
    ).properties(width=width, height=270)


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


def _clocks(chart: TimelineChart) -> Any:  # noqa: ANN401
    import altair as alt

    rows = [_clock_row(clock) for clock in chart.clocks]
    order = [clock.duty for clock in sorted(chart.clocks, key=lambda one: (one.due, one.duty))]
    y = alt.Y("duty:N", sort=order, title=None, axis=alt.Axis(labelLimit=170))
    start = min(clock.starts for clock in chart.clocks)
    domain = [min(0.0, start), max(chart.ends, *(clock.due for clock in chart.clocks)) + 4]
    x = alt.X("starts:Q", title="Days from StartEx", scale=alt.Scale(domain=domain, nice=False))
    base = alt.Chart(_data(rows))
    bars = base.mark_bar(height=7, color="#cbd5e1").encode(x=x, x2="due:Q", y=y)
    due = base.mark_tick(thickness=3, size=14, color=INK).encode(x="due:Q", y=y)
    done = (
        base.transform_filter("datum.done !== null")
        .mark_point(filled=True, size=70, opacity=1)
        .encode(x="done:Q", y=y, color=_status_color(), shape=_status_shape())
    )
    label = base.mark_text(align="left", dx=6, fontSize=10, color=INK).encode(x="end:Q", y=y, text="word:N")
    ends = alt.Chart(_data([{"x": 0, "t": "StartEx"}, {"x": chart.ends, "t": "EndEx"}]))
    rules = ends.mark_rule(strokeDash=[3, 3], color=GREY).encode(x="x:Q")
    title = "Clocks: bar from trigger to due date (tick); notice: diamond in time, triangle late"
    return alt.layer(bars, rules, due, done, label).properties(
        width=_WIDTH - 125, height=max(60, 18 * len(rows)), title=title
    )


def _clock_row(clock: Clock) -> dict[str, object]:
    return {
        "duty": clock.duty,
        "starts": clock.starts,
        "due": clock.due,
        "done": clock.done,
        "end": max(clock.due, clock.done or clock.due),
        "status": clock.status,
        "word": clock.status.replace("_", " "),
    }


def _status_color() -> Any:  # noqa: ANN401
    import altair as alt

    return alt.Color(
        "status:N",
        scale=alt.Scale(domain=list(_STATUS), range=list(_STATUS.values())),
        legend=None,
    )


def _status_shape() -> Any:  # noqa: ANN401
    import altair as alt

    return alt.Shape("status:N", scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())), legend=None)


def _margins(chart: MarginChart) -> Any:  # noqa: ANN401
    import altair as alt

    rows: list[dict[str, object]] = [
        {"duty": duty, "margin": margin, "status": status, "word": f"{margin:+d} d, {status.replace('_', ' ')}"}
        for duty, margin, status in chart.bars
    ]
    y = alt.Y("duty:N", sort=[duty for duty, _, _ in chart.bars], title=None, axis=alt.Axis(labelLimit=170))
    low, high = min([0, *(bar[1] for bar in chart.bars)]), max([0, *(bar[1] for bar in chart.bars)])
    pad = (high - low or 1) * 0.3
    x = alt.X(
        "margin:Q",
        title="Days before the due date (negative: late)",
        scale=alt.Scale(domain=[low - (pad if low else 0), high + pad], nice=False),
    )
    base = alt.Chart(_data(rows)).encode(y=y)
    bars = base.mark_bar(height=11).encode(x=x, color=_status_color())
    right = base.transform_filter("datum.margin >= 0").mark_text(align="left", dx=4, fontSize=10, color=INK)
    left = base.transform_filter("datum.margin < 0").mark_text(align="right", dx=-4, fontSize=10, color=INK)
    zero = alt.Chart(_data([{"x": 0}])).mark_rule(color=INK).encode(x="x:Q")
    return alt.layer(bars, zero, right.encode(x=x, text="word:N"), left.encode(x=x, text="word:N")).properties(
        width=_WIDTH - 170, height=max(60, 20 * len(rows))
    )


def _people(chart: PeopleChart) -> Any:  # noqa: ANN401
    import altair as alt

    rows: list[dict[str, object]] = [{"set": name, "day": day, "people": people} for name, day, people in chart.steps]
    names = [name for name in _SETS if any(name == one for one, _, _ in chart.steps)]
    colors, dashes, shapes, widths = zip(*(_SETS[name] for name in names), strict=True) if names else ((),) * 4
    color = alt.Color("set:N", sort=names, scale=alt.Scale(domain=names, range=list(colors)), legend=None)
    dash = alt.StrokeDash("set:N", sort=names, scale=alt.Scale(domain=names, range=list(dashes)), legend=None)
    shape = alt.Shape("set:N", sort=names, scale=alt.Scale(domain=names, range=list(shapes)), legend=None)
    width = alt.StrokeWidth("set:N", scale=alt.Scale(domain=names, range=list(widths)), legend=None)
    base = alt.Chart(_data(rows)).encode(
        x=alt.X("day:Q", title="Days from StartEx", scale=alt.Scale(nice=False)),
        y=alt.Y("people:Q", title="People", axis=alt.Axis(format=",d")),
        color=color,
    )
    lines = base.mark_line(interpolate="step-after").encode(strokeDash=dash, strokeWidth=width)
    rule = alt.Chart(_data([{"x": 0}])).mark_rule(strokeDash=[3, 3], color=GREY).encode(x="x:Q")
    points = base.mark_point(size=34, filled=True, opacity=1).encode(shape=shape)
    names_at_end = alt.Chart(_data(_end_labels(chart))).mark_text(align="left", dx=10, fontSize=11, color=INK)
    labels = names_at_end.encode(x="day:Q", y="at:Q", text="set:N")
    layers = [rule, lines, points, labels, *_estimated(chart)]
    return alt.layer(*layers).properties(width=_WIDTH - 150, height=230)


def _end_labels(chart: PeopleChart) -> list[dict[str, object]]:
    """The name of each line at its end, moved up where it would cover the one below."""
    last = {name: (day, people) for name, day, people in chart.steps}
    step = max([1, *(people for _, _, people in chart.steps)]) * 0.065
    rows: list[dict[str, object]] = []
    free = -math.inf
    for name, (day, people) in sorted(last.items(), key=lambda one: (one[1][1], one[0])):
        at = max(float(people), free)
        free = at + step
        rows.append({"set": name, "day": day, "at": at})
    return rows


def _estimated(chart: PeopleChart) -> list[Any]:
    """What the team expected: a bar from P10 to P90 with P50 written beside its tick."""
    import altair as alt

    if not chart.estimates:
        return []
    rows: list[dict[str, object]] = [
        {"day": day, "low": low, "mid": mid, "high": high, "word": f"estimate {mid:,.0f}"}
        for day, low, mid, high in chart.estimates
    ]
    base = alt.Chart(_data(rows)).encode(x="day:Q")
    return [
        base.mark_rule(strokeWidth=2, color=INK).encode(y="low:Q", y2="high:Q"),
        base.mark_tick(orient="horizontal", size=12, thickness=3, color=INK).encode(y="mid:Q"),
        base.mark_text(dy=-7, fontSize=10, color=INK).encode(y="high:Q", text="word:N"),
    ]


def _load(chart: LoadChart) -> Any:  # noqa: ANN401
    import altair as alt

    rows: list[dict[str, object]] = [
        {"owner": owner, "move": move, "hours": hours, "word": f"{hours:,.0f}" if hours >= 1 else "<1"}
        for owner, move, hours in chart.cells
        if hours
    ]
    most = max((hours for _, _, hours in chart.cells), default=1.0)
    base = alt.Chart(_data(rows)).encode(
        x=alt.X(
            "move:N", sort=None, scale=alt.Scale(domain=list(chart.moves)), title="Move", axis=alt.Axis(labelAngle=0)
        ),
        y=alt.Y("owner:N", sort=None, scale=alt.Scale(domain=list(chart.owners)), title=None),
    )
    shade = alt.Color(
        "hours:Q", scale=alt.Scale(type="sqrt", domain=[0, most or 1], range=["#ffffff", "#9aa7b5"]), legend=None
    )
    boxes = base.mark_rect(stroke="#d1d5db").encode(color=shade)
    words = base.mark_text(fontSize=11, color=INK).encode(text="word:N")
    return alt.layer(boxes, words).properties(width=_WIDTH - 170, height=max(60, 24 * len(chart.owners)))


def _ranges(chart: RangeChart) -> Any:  # noqa: ANN401
    import altair as alt

    rows: list[dict[str, object]] = [
        {"label": label, "low": low, "mid": mid, "high": high, "truth": truth}
        for label, low, mid, high, truth in chart.ranges
    ]
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))
    base = alt.Chart(_data(rows))
    spans = base.mark_rule(strokeWidth=3, color=GREY).encode(
        x=alt.X("low:Q", title=f"{chart.unit} (bar: P10 to P90; tick: P50; diamond: truth)"), x2="high:Q", y=y
    )
    middles = base.mark_tick(thickness=3, size=16, color=INK).encode(x="mid:Q", y=y)
    truths = base.transform_filter("datum.truth !== null").mark_point(shape="diamond", filled=True, size=90, opacity=1)
    return alt.layer(spans, middles, truths.encode(x="truth:Q", y=y, color=alt.value(MAGENTA))).properties(
        width=_WIDTH - 240, height=max(60, 26 * len(rows))
    )


def _waterfall(chart: WaterfallChart) -> Any:  # noqa: ANN401
    import altair as alt

    rows: list[dict[str, object]] = []
    level = 0.0
    for name, value in chart.parts:
        kind = "gain" if value >= 0 else "loss"
        rows.append({"part": name, "from": level, "to": level + value, "kind": kind, "word": f"{value:+.1f}"})
        level += value
    rows.append({"part": "total", "from": 0, "to": chart.total, "kind": "total", "word": f"{chart.total:.1f}"})
    x = alt.X("part:N", sort=None, title=None, axis=alt.Axis(labelAngle=0))
    base = alt.Chart(_data(rows)).encode(x=x)
    color = alt.Color(
        "kind:N", scale=alt.Scale(domain=["gain", "loss", "total"], range=[BLUE, ORANGE, GREY]), legend=None
    )
    bars = base.mark_bar().encode(y=alt.Y("from:Q", title="Points"), y2="to:Q", color=color)
    top = base.transform_calculate(top="max(datum.from, datum.to)")
    words = top.mark_text(dy=-7, fontSize=11, color=INK).encode(y="top:Q", text="word:N")
    return alt.layer(bars, words).properties(width=_WIDTH - 120, height=230)
