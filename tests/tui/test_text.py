"""What people and scenarios write stays text, and a status never hangs on a colour."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from simulator.exercise.room.clocks import ClockRow
from tests.tui.drills import SMALL, DrillHost, a_tiny_drill, text_of, typed, until
from tui import present
from tui.app import DrillApp
from tui.dialogs.decide import DecideDialog
from tui.dialogs.order import OrderDialog
from tui.screens.room import WarRoom
from tui.texts import clocks
from tui.themes import HIGH_CONTRAST
from tui.widgets.ascii import AsciiFilter
from tui.widgets.fields import Choices, Words

HOSTILE = "[red]stop[/red] <script>alert(1)</script> \x1b[31mred\x1b[0m =cmd() [@click=app.quit]x[/]"


async def test_an_inject_full_of_markup_is_shown_as_written() -> None:
    """Brackets, tags and escapes in a message are drawn as characters; no escape reaches the terminal."""
    app = DrillHost(a_tiny_drill(HOSTILE), WarRoom)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        shown = re.sub(r"[│┃\s]+", "", text_of(app))
        assert "[red]stop[/red]" in shown
        assert "<script>alert(1)</script>" in shown
        assert "[31mred[0m" in shown
        assert "\x1b" not in text_of(app)


async def test_a_reason_full_of_markup_is_kept_as_written() -> None:
    """Typed markup is kept word for word, and the screens that show it do not choke."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(DecideDialog(drill, "pause sync [red]now"))
        await until(pilot, lambda: app.screen.query_one("#matches", Choices).option_count > 1, "a match")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        app.screen.query_one("#reason", Words).value = "[bold]why[/] <script> \x1b[2J"
        app.screen.query_one("#order").press()  # type: ignore[attr-defined]
        await until(pilot, lambda: bool(drill.words), "the words")
        said = {role: text for _, role, text in drill.words}
        assert said["reason"] == "[bold]why[/] <script> [2J"
        assert said["answer"] == "pause sync [red]now"


async def test_typing_brackets_in_the_line_opens_the_box() -> None:
    """The line at the bottom takes any character."""
    app = DrillHost(a_tiny_drill(), WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.screen.query_one("#line").focus()
        await typed(pilot, "[x]")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the decision box")
        assert app.screen.query_one("#words", Words).value == "[x]"


@given(st.text())
def test_clean_leaves_nothing_that_moves_a_terminal(text: str) -> None:
    """No control or format character survives, and cleaning twice changes nothing."""
    once = present.clean(text)
    assert all(char.isprintable() or not char.isascii() for char in once)
    assert "\x1b" not in once
    assert present.clean(once) == once


def a_clock(status: str, tone: str, left: int | None) -> ClockRow:
    """A clock in some state."""
    return ClockRow(
        id="us.hipaa.hhs",
        entity="e",
        title="Report",
        to="HHS",
        status=status,
        tone=tone,  # type: ignore[arg-type]
        due=date(2026, 11, 14),
        left=left,
        done=None,
        late_days=2,
        why=(),
        alternatives=(),
        citation="45 CFR 164.408",
        unverified=False,
        audiences=(),
    )


def test_a_status_never_depends_on_colour() -> None:
    """With every style stripped, clocks in different states still read differently."""
    day = 86_400
    states = [
        a_clock("running", "ok", 40 * day),
        a_clock("running", "watch", 10 * day),
        a_clock("running", "red", 2 * day),
        a_clock("due_today", "red", day // 2),
        a_clock("overdue", "late", -2 * day),
        a_clock("missed", "late", -2 * day),
        a_clock("met", "done", 3 * day),
        a_clock("met_late", "late", -2 * day),
        a_clock("waiting", "unknown", None),
    ]
    texts = [present.flat(clocks.clocks_line((row,), 100)) for row in states]
    assert len(set(texts)) == len(texts)
    tones = ["late", "red", "watch", "ok", "done", "info", "unknown"]
    assert len({present.SYMBOLS[tone] for tone in tones}) == len(tones)


@given(st.lists(st.sampled_from(["ok", "watch", "red", "late", "unknown"]), max_size=12), st.integers(6, 200))
def test_the_clock_line_fits_and_counts_what_it_leaves_out(tones: list[str], width: int) -> None:
    """The line never grows past its width, and clocks that have no room are counted."""
    rows = tuple(a_clock("running", tone, 100_000 * (n + 1)) for n, tone in enumerate(tones))
    text = present.flat(clocks.clocks_line(rows, width))
    if rows:
        assert len(text) <= width + 3
        shown = text.count("HHS")
        rest = re.search(r"\+(\d+)$", text)
        assert shown + (int(rest[1]) if rest else 0) >= (len(rows) if width > 30 else 0)


def test_clocks_that_read_alike_stand_together_by_place() -> None:
    """One name for each state, what is owed there after it, and how long that leaves once."""
    ids = ("us.ca.individual", "us.ny.ag", "us.ny.individual")
    rows = tuple(replace(a_clock("running", "ok", 30 * 86_400), id=one) for one in ids)
    assert present.flat(clocks.clocks_line(rows, 80)).endswith(" CA LETTERS, NY AG/LETTERS: 30d")


@pytest.mark.parametrize("environment", ["1", ""])
async def test_no_color_takes_the_colours_away(monkeypatch: pytest.MonkeyPatch, environment: str) -> None:
    """With NO_COLOR the app draws without colours, and says the same words."""
    monkeypatch.setenv("NO_COLOR", environment)
    app = DrillHost(a_tiny_drill(), WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert app.ansi_color is bool(environment)
        assert "FROZEN" in text_of(app) or "READY" in text_of(app)


@given(st.text(max_size=60))
def test_ascii_keeps_the_cells(text: str) -> None:
    """What a terminal without Unicode gets is ASCII, and every cell stays where it was."""
    (drawn,) = AsciiFilter().apply([Segment(present.clean(text))], Color(0, 0, 0))
    assert drawn.text.isascii()
    assert len(drawn.text) == cell_len(present.clean(text))


@pytest.mark.parametrize("size", [(120, 36), SMALL], ids=["120x36", "80x24"])
async def test_a_screen_in_ascii(size: tuple[int, int]) -> None:
    """With the filter no cell of the screen, borders and scroll bars included, holds anything but ASCII."""
    app = DrillHost(a_tiny_drill("Wieviele Patienten? 病院 …"), WarRoom)
    app.ascii_only = True
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = text_of(app)
        assert shown.isascii()
        assert "Wieviele Patienten? ???? ." in shown
        assert all(len(line) == size[0] for line in shown.splitlines())


def test_a_terminal_without_unicode_is_noticed() -> None:
    """BREACHDRILL_ASCII, or an encoding that is no UTF, turns symbols into ASCII words."""
    code = "from tui import present; print(present.ASCII_ONLY, present.SYMBOLS['late'])"
    for given_name, value in (("BREACHDRILL_ASCII", "1"), ("PYTHONIOENCODING", "ascii")):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {given_name: value},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == ["True", "[x]"]


@pytest.mark.parametrize("colour", ["primary", "secondary", "accent", "warning", "error", "success", "foreground"])
def test_high_contrast_is_high(colour: str) -> None:
    """Each colour of the high-contrast theme stands at least seven to one against every ground of it."""
    for ground in ("background", "surface", "panel"):
        light, dark = (_luminance(str(getattr(HIGH_CONTRAST, name))) for name in (colour, ground))
        assert (light + 0.05) / (dark + 0.05) >= 7


def _luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_every_theme_can_be_chosen() -> None:
    """The menu offers the themes; each of them draws the war room, and the high-contrast one is among them."""
    app = DrillHost(a_tiny_drill(), WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "Theme" in {one.title for one in app.get_system_commands(app.screen)}
        assert {"breachdrill", "high-contrast", "textual-light"} <= set(app.available_themes)
        for name in sorted(app.available_themes):
            app.theme = name
            await pilot.pause()
            assert "EXERCISE" in text_of(app)
        app.action_change_theme()
        await until(pilot, lambda: type(app.screen).__name__ == "CommandPalette", "the themes to choose from")


def test_a_theme_may_be_set_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """TEXTUAL_THEME names the theme to begin with; a name that is none changes nothing."""
    for named, begun in (("high-contrast", "high-contrast"), ("no such theme", "breachdrill")):
        monkeypatch.setenv("TEXTUAL_THEME", named)
        assert DrillApp(calm=True).theme == begun


def test_an_unverified_rule_sends_to_counsel_in_the_room_too() -> None:
    """Beside the citation of a rule that nobody could verify stands whom to ask; beside another it does not."""
    sure = a_clock("running", "ok", 86_400)
    told = [present.flat(line) for row in (sure, replace(sure, unverified=True)) for line in clocks.clock_block(row)]
    assert sum("confirm with counsel" in line for line in told) == 1
