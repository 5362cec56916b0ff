"""The HTML report in a real browser: an accessibility engine finds nothing, and it reads without styles."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from simulator.exercise.reports import Wanted, report_of
from simulator.report.audience import AUDIENCES, Audience
from simulator.report.material import Played
from simulator.report.render_html import render_html
from tests.unit.report.browser import page_of


@pytest.mark.parametrize("audience", [None, *AUDIENCES])
def test_the_engine_finds_no_fault(audience: Audience | None, clumsy: Played, tmp_path: Path) -> None:
    """axe-core finds no violation in any report, whoever it is for; the whole one on a telephone too."""
    path = tmp_path / "aar.html"
    path.write_text(render_html(report_of(clumsy, Wanted(audience=audience, handling="For counsel"))), encoding="utf-8")
    with page_of(path) as page:
        for width in (1280,) if audience else (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_a_telephone_shows_the_page_as_wide_as_it_is(reference: Played, tmp_path: Path) -> None:
    """On 390 pixels the page does not scroll sideways; a table that is wider scrolls by itself."""
    path = tmp_path / "aar.html"
    path.write_text(render_html(report_of(reference, Wanted())), encoding="utf-8")
    with page_of(path) as page:
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        wider = "[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth)"
        assert page.evaluate(f"{wider}.every(one => one.tabIndex === 0)")


def test_the_skip_link_leads_to_the_report(reference: Played, tmp_path: Path) -> None:
    """The first thing that Tab reaches is the way past the cover; with it the focus stands on the report."""
    path = tmp_path / "aar.html"
    path.write_text(render_html(report_of(reference, Wanted())), encoding="utf-8")
    with page_of(path) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_a_small_screen_does_not_cut_the_text(reference: Played, tmp_path: Path) -> None:
    """On a page 640 pixels wide (zoom 200 % of a laptop) no sentence and no heading leaves the screen."""
    path = tmp_path / "aar.html"
    path.write_text(render_html(report_of(reference, Wanted())), encoding="utf-8")
    with page_of(path) as page:
        page.set_viewport_size({"width": 640, "height": 800})
        cut = page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,p,li,figcaption')]"
            ".filter(one => one.getBoundingClientRect().right > 641 && !one.closest('table'))"
            ".map(one => one.textContent.slice(0, 40))"
        )
    assert cut == []
