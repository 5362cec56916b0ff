"""Draws the figures offline by Vega-Lite: the same bytes for the same chart, drawn once for all formats."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from concurrent.futures import Future
from functools import lru_cache
from threading import Lock
from typing import assert_never

from simulator.errors import EngineError
from simulator.report.charts import (
    Chart,
    LoadChart,
    MarginChart,
    PeopleChart,
    RangeChart,
    TimelineChart,
    WaterfallChart,
)
from simulator.report.figures.drawer import Drawer
from simulator.report.figures.load import load
from simulator.report.figures.margins import margins
from simulator.report.figures.people import people, ranges
from simulator.report.figures.score import waterfall
from simulator.report.figures.timeline import timeline
from simulator.report.figures.vega import FONT, Spec, whole

_FALLBACKS = f"{FONT}, Arial, Helvetica, sans-serif"
_ONE_AT_A_TIME = Lock()
_DRAWER = Drawer()


def svg(chart: Chart, name: str, alt: str) -> str:
    """The chart as one `<svg>` element, described for those who cannot see it; its ids begin with `name`."""
    return _inline(drawing(chart), name, alt)


def png(chart: Chart) -> bytes:
    """The chart as a picture of dots, twice as fine as a screen: for what takes no SVG."""
    return base64.b64decode(_made(chart, dots=True))


def drawing(chart: Chart) -> str:
    """The chart as an SVG document, drawn once for all formats, whichever thread asks first."""
    return _made(chart, dots=False)


def get_ready() -> None:
    """Start what draws while this process does something else."""
    _DRAWER.start()


def begin(charts: Sequence[Chart], *, dots: bool) -> None:
    """Have these drawn, and with `dots` as pictures too, while this process does something else."""
    for chart in charts:
        _asked(chart, dots=False)
    for chart in charts if dots else ():
        _asked(chart, dots=True)


def forget() -> None:
    """Draw every chart anew from now on."""
    _promised.cache_clear()


def spec(chart: Chart) -> Spec:
    """The chart as a whole Vega-Lite specification."""
    return whole(_view(chart))


def _view(chart: Chart) -> Spec:
    match chart:
        case TimelineChart():
            return timeline(chart)
        case MarginChart():
            return margins(chart)
        case PeopleChart():
            return people(chart)
        case LoadChart():
            return load(chart)
        case RangeChart():
            return ranges(chart)
        case WaterfallChart():
            return waterfall(chart)
        case _:
            assert_never(chart)


def _made(chart: Chart, *, dots: bool) -> str:
    try:
        return _asked(chart, dots=dots).result()
    except EngineError:
        forget()
        raise


def _asked(chart: Chart, *, dots: bool) -> Future[str]:
    with _ONE_AT_A_TIME:
        return _promised(chart, dots=dots)


@lru_cache(maxsize=64)
def _promised(chart: Chart, *, dots: bool) -> Future[str]:
    return _DRAWER.ask({"spec": json.dumps(spec(chart)), "dots": dots})


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
