"""The HTML report in a real browser: an accessibility engine finds nothing, and it reads without styles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from simulator.exercise.reports import Wanted, report_of
from simulator.report.audience import AUDIENCES, Audience
from simulator.report.material import Played
from simulator.report.model import AfterActionReport, Block, Table
from simulator.report.render_html import render_html
from tests.unit.report.browser import a_browser, page_of

ALIKE = 3
"""Rows that look alike are judged up to here in each table: of a thousand the engine learns no more."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all pages."""
    with a_browser() as opened:
        yield opened


def thinned(report: AfterActionReport) -> AfterActionReport:
    """The report with no more than a few rows of each look in a table."""
    sections = tuple(replace(one, blocks=tuple(map(_thinned, one.blocks))) for one in report.sections)
    return replace(report, sections=sections)


def _thinned(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    seen = Counter[object]()
    rows = []
    for row in block.rows:
        look = (row.tone, bool(row.refs), bool(row.notes), tuple(map(bool, row.cells)))
        seen[look] += 1
        rows += [row] if seen[look] <= ALIKE else []
    return replace(block, rows=tuple(rows))


@pytest.mark.parametrize("audience", [None, *AUDIENCES])
def test_the_engine_finds_no_fault(audience: Audience | None, clumsy: Played, browser: Browser, tmp_path: Path) -> None:
    """axe-core finds no violation in any report, whoever it is for; the whole one on a telephone too."""
    path = tmp_path / "aar.html"
    report = thinned(report_of(clumsy, Wanted(audience=audience, handling="For counsel")))
    path.write_text(render_html(report), encoding="utf-8")
    with page_of(path, browser) as page:
        for width in (1280,) if audience else (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_a_telephone_shows_the_page_as_wide_as_it_is(reference: Played, browser: Browser, tmp_path: Path) -> None:
    """On 390 pixels the page does not scroll sideways; a table that is wider scrolls by itself."""
    path = tmp_path / "aar.html"
    path.write_text(render_html(report_of(reference, Wanted())), encoding="utf-8")
    with page_of(path, browser) as page:
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        wider = "[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth)"
        assert page.evaluate(f"{wider}.every(one => one.tabIndex === 0)")


def test_the_skip_link_leads_to_the_report(reference: Played, browser: Browser, tmp_path: Path) -> None:
    """The first thing that Tab reaches is the way past the cover; with it the focus stands on the report."""
    path = tmp_path / "aar.html"
    path.write_text(render_html(report_of(reference, Wanted())), encoding="utf-8")
    with page_of(path, browser) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_a_small_screen_does_not_cut_the_text(reference: Played, browser: Browser, tmp_path: Path) -> None:
    """On a page 640 pixels wide (zoom 200 % of a laptop) no sentence and no heading leaves the screen."""
    path = tmp_path / "aar.html"
    path.write_text(render_html(report_of(reference, Wanted())), encoding="utf-8")
    with page_of(path, browser) as page:
        page.set_viewport_size({"width": 640, "height": 800})
        cut = page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,p,li,figcaption')]"
            ".filter(one => one.getBoundingClientRect().right > 641 && !one.closest('table'))"
            ".map(one => one.textContent.slice(0, 40))"
        )
    assert cut == []
