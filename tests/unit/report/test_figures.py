"""Figures are read in black and white: what colour tells, a dash, a mark, a place or a word tells too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

import altair as alt
import jsonschema
import pytest

from simulator.report.charts import Chart, PeopleChart, RangeChart
from simulator.report.figures.drawing import spec, svg
from simulator.report.material import Played
from simulator.report.model import Figure
from tests.unit.report.texts import build

TOLD_APART = {"shape", "strokeDash", "text", "x", "y", "yOffset"}
"""Channels that a reader without colours sees."""


def figures(run: Played) -> list[Figure]:
    """Every figure of its report."""
    return [block for part in build(run).sections for block in part.blocks if isinstance(block, Figure)]


def encodings(spec: object) -> Iterator[Mapping[str, object]]:
    """Every encoding of a Vega-Lite chart, however deep."""
    if isinstance(spec, Mapping):
        if isinstance(spec.get("encoding"), Mapping):
            yield spec["encoding"]
        for value in spec.values():
            yield from encodings(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from encodings(value)


def fields(encoding: Mapping[str, object], channels: set[str]) -> set[str]:
    """The fields that an encoding puts on these channels."""
    found = (encoding.get(channel) for channel in channels)
    return {str(one["field"]) for one in found if isinstance(one, Mapping) and "field" in one}


def test_no_series_is_told_by_colour_alone(reference: Played, silent: Played) -> None:
    """A field that colours something stands on a place, a mark, a dash or in words in the same chart."""
    words = {"status": {"word"}, "kind": {"word"}, "hours": {"word"}, "set": set(), "lane": set()}
    for run in (reference, silent):
        for one in figures(run):
            found = list(encodings(spec(one.chart)))
            seen = {name for each in found for name in fields(each, TOLD_APART)}
            for name in {name for each in found for name in fields(each, {"color", "fill", "stroke"})}:
                assert name in seen or words[name] & seen, (one.id, name)


def every_kind(run: Played) -> Iterator[Chart]:
    """What a report draws, and the kinds that only some reports have."""
    yield from (one.chart for one in figures(run))
    yield RangeChart(ranges=(("Moment 1", 10, 900, 5000, None),), unit="People")
    yield PeopleChart(steps=(("read", 0.0, 5),), ends=10.0, estimates=((1.0, 2.0, 3.0, 9.0),))


def test_each_figure_is_a_vega_lite_chart(reference: Played) -> None:
    """What is drawn keeps to the schema of Vega-Lite, which Altair brings: no word of it is misspelt and ignored."""
    for one in every_kind(reference):
        alt.Chart.from_dict(spec(one))
    misspelt = spec(next(every_kind(reference))) | {"spaicng": 6}
    with pytest.raises(jsonschema.ValidationError):
        alt.Chart.from_dict(misspelt)


def test_series_differ_without_colour() -> None:
    """Each set of Chart C is drawn with a dash of its own, and greys that lie close have widths that do not."""
    names = ("read", "notifiable", "listed", "confirmed", "possible")
    steps = tuple((name, float(day), 10 * (number + day)) for number, name in enumerate(names, 1) for day in (0, 5))
    drawn = svg(PeopleChart(steps=steps, ends=10.0), "t", "words")
    lines = set(
        re.findall(r'stroke="(#[0-9a-f]{6})" stroke-width="([\d.]+)"(?: stroke-dasharray="([\d,. ]+)")?', drawn)
    )
    series = {(color, width, dash) for color, width, dash in lines if float(width) >= 1.5}
    dashes = {dash or "solid" for _, _, dash in series}
    assert len(dashes) >= len(names)
    for one, other in combinations(sorted(series), 2):
        assert abs(grey(one[0]) - grey(other[0])) > 0.1 or one[1:] != other[1:]


def grey(color: str) -> float:
    """How light a colour prints, 0 black to 1 white. Source: ITU-R BT.709 luma."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("truth", [1283.0, None])
def test_ranges_draw_with_and_without_a_truth(truth: float | None) -> None:
    """A range chart has a diamond where the truth is known, and none before."""
    drawn = svg(RangeChart(ranges=(("Moment 1", 10, 900, 5000, truth),), unit="People"), "t", "words")
    assert "Moment 1" in drawn
    assert "#9d174d" in drawn if truth else "#9d174d" not in drawn
