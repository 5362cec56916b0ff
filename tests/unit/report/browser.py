"""A real browser for tests of pages: the Chromium, Chrome or Edge that is there, or one that is installed for them.

Playwright fetches its own where it reaches its server; elsewhere apt installs Debian's.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.unit.report.installing import install_package

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A browser in which nothing is open."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_executable(playwright))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_of(path: Path, browser: Browser) -> Iterator[Page]:
    """A file opened in a browser as nobody used it before, without a network."""
    context = browser.new_context(offline=True)
    try:
        page = context.new_page()
        page.goto(path.as_uri())
        yield page
    finally:
        context.close()


def _executable(playwright: Playwright) -> str:
    own = playwright.chromium.executable_path
    if found := _on_the_path():
        return found
    if not Path(own).exists():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if Path(own).exists():
        return own
    why = "These tests open pages in a browser: install Chromium, so that it is on the path."
    install_package("chromium", why)
    found = _on_the_path()
    assert found, why
    return found


def _on_the_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)
