"""The report as one offline HTML file: inline styles, inline figures, no script, nothing fetched."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from simulator.report.audience import ENTRIES
from simulator.report.layout import LANGUAGE, Labels, beside
from simulator.report.model import (
    MARK,
    AfterActionReport,
    Blank,
    Block,
    Bullets,
    Figure,
    Heading,
    Paragraph,
    Strip,
    Table,
)
from simulator.report.text import plain

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_KINDS: dict[type[Block], str] = {
    Paragraph: "paragraph",
    Bullets: "bullets",
    Heading: "heading",
    Table: "table",
    Figure: "figure",
    Blank: "blank",
    Strip: "strip",
}
_DATED = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")


def render_html(report: AfterActionReport) -> str:
    """The file as text; the same report gives the same bytes."""
    listed = _listed(report)
    template = _environment().get_template("report.html.j2")
    return template.render(report=report, mark=MARK, label=Labels(report), listed=listed, language=LANGUAGE) + "\n"


def _listed(report: AfterActionReport) -> frozenset[int]:
    """The entries that the report itself lists, and so can be linked to."""
    found = [one for section in report.sections if section.id == ENTRIES for one in section.blocks]
    return frozenset(int(row.cells[0][1:]) for one in found if isinstance(one, Table) for row in one.rows)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("simulator.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    environment.filters["dated"] = lambda cell: bool(_DATED.fullmatch(cell))
    environment.filters["drawn"] = _drawn
    environment.filters["kind"] = lambda block: _KINDS[type(block)]
    environment.filters["beside"] = beside
    environment.globals["styles"] = _styles
    return environment


def _drawn(figure: Figure) -> Markup:
    from markupsafe import Markup

    from simulator.report.figures.drawing import svg

    return Markup(svg(figure.chart, f"fig-{figure.id}", figure.alt))  # noqa: S704 - our own drawing, text escaped in it


def _styles() -> Markup:
    from markupsafe import Markup

    return Markup(files("simulator.report").joinpath("templates/report.css").read_text(encoding="utf-8"))  # noqa: S704
