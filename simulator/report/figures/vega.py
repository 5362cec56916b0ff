"""The words that the figures' Vega-Lite specifications are made of, written as the JSON that they are.

Altair would check each word, and takes longer to do it than Vega takes to draw; a test checks them by its schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Spec: TypeAlias = dict[str, Any]
"""A part of a specification. Source: Vega-Lite 6, vega.github.io/vega-lite/docs."""
Row: TypeAlias = Mapping[str, object]

FONT = "Liberation Sans"
"""Comes with vl-convert, so that text is measured alike on every machine."""
WIDTH = 640
INK, BLUE, ORANGE, MAGENTA, GREY = "#1a1a1a", "#0b5cad", "#b45309", "#9d174d", "#6b7280"
_STATUS = {"met": BLUE, "met_late": ORANGE, "missed": MAGENTA, "overdue": MAGENTA}
_SHAPES = {"met": "diamond", "met_late": "triangle-up", "missed": "cross", "overdue": "cross"}
_LOOK: Spec = {
    "view": {"continuousWidth": 300, "continuousHeight": 300, "stroke": "#d1d5db"},
    "axis": {
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
    },
    "background": "#ffffff",
    "font": FONT,
    "legend": {"labelFontSize": 11, "titleFontSize": 11},
    "title": {"fontSize": 12, "anchor": "start", "color": INK},
}


def whole(view: Spec) -> Spec:
    """A specification that can be drawn: a view in the report's look."""
    return {"config": _LOOK, **view}


def amount(field: str, **more: object) -> Spec:
    """A channel that shows a number."""
    return {"field": field, "type": "quantitative", **more}


def name(field: str, **more: object) -> Spec:
    """A channel that shows a name."""
    return {"field": field, "type": "nominal", **more}


def mark(kind: str, channels: Spec, **look: object) -> Spec:
    """A layer: one mark for each row."""
    return {"mark": {"type": kind, **look}, "encoding": channels}


def only(test: str, layer: Spec) -> Spec:
    """The layer for the rows that pass a test."""
    return {"transform": [{"filter": test}], **layer}


def of(rows: Iterable[Row], layer: Spec) -> Spec:
    """The layer with rows of its own."""
    return {"data": {"values": list(rows)}, **layer}


def layers(rows: Iterable[Row], parts: Iterable[Spec], *, width: int, height: int, **more: object) -> Spec:
    """Layers over one another, of the same rows where they have none of their own."""
    return of(rows, {"layer": list(parts), "width": width, "height": height, **more})


def words(field: str, channels: Spec, *, size: int = 10, **look: object) -> Spec:
    """A layer of words in ink."""
    return mark("text", {**channels, "text": name(field)}, color=INK, fontSize=size, **look)


def dashed(channels: Spec) -> Spec:
    """A thin broken rule, such as the one at StartEx."""
    return mark("rule", channels, strokeDash=[3, 3], color=GREY)


def status_color() -> Spec:
    """How a duty ended, by colour; its shape or its word tells the same."""
    return name("status", scale={"domain": list(_STATUS), "range": list(_STATUS.values())}, legend=None)


def status_shape() -> Spec:
    """How a duty ended, by shape."""
    return name("status", scale={"domain": list(_SHAPES), "range": list(_SHAPES.values())}, legend=None)
