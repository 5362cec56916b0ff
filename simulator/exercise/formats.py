"""The formats of a report, by the suffix of the file; several are rendered at once, each chart drawn once for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from simulator.report.figures.drawing import begin, get_ready
from simulator.report.model import AfterActionReport

__all__ = ["DRAWN", "RENDERERS", "get_ready", "rendered"]

Renderer = Callable[[AfterActionReport], bytes]
DRAWN = frozenset({".html", ".docx", ".pdf"})
"""The formats that show figures; Markdown says in words what each shows."""


def rendered(report: AfterActionReport, suffixes: Iterable[str]) -> dict[str, bytes]:
    """The report in each of these formats, by suffix. Charts are drawn beside, and Typst leaves Python to others."""
    wanted = tuple(dict.fromkeys(suffixes))
    if not wanted:
        return {}
    with ThreadPoolExecutor(len(wanted) + 1) as pool:
        if DRAWN.intersection(wanted):
            pool.submit(begin, report.charts, dots=".docx" in wanted)  # waits where what draws is still starting
        return dict(zip(wanted, pool.map(lambda suffix: RENDERERS[suffix](report), wanted), strict=True))


def _html(report: AfterActionReport) -> bytes:
    from simulator.report.render_html import render_html

    return render_html(report).encode()


def _markdown(report: AfterActionReport) -> bytes:
    from simulator.report.render_md import render_md

    return render_md(report).encode()


def _docx(report: AfterActionReport) -> bytes:
    from simulator.report.render_docx import render_docx

    return render_docx(report)


def _pdf(report: AfterActionReport) -> bytes:
    from simulator.report.render_pdf import render_pdf

    return render_pdf(report)


def _json(report: AfterActionReport) -> bytes:
    from simulator.report.render_json import render_json

    return render_json(report).encode()


RENDERERS: Mapping[str, Renderer] = {
    ".html": _html,
    ".md": _markdown,
    ".docx": _docx,
    ".pdf": _pdf,
    ".json": _json,
}
"""What renders a report; each imports its library when it is used."""
