"""What people and scenarios write stays text, and a status never hangs on a colour."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exercise.room.clocks import ClockRow
from tests.tui.drills import SMALL, DrillHost, a_tiny_drill, text_of, typed, until
from tui import present
from tui.dialogs.decide import DecideDialog, OrderDialog
from tui.screens.room import WarRoom
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
        app.screen.query_one("#order").action_press()  # type: ignore[attr-defined]
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
        confirm=(),
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
    texts = [present.flat(present.clocks_line((row,), 100)) for row in states]
    assert len(set(texts)) == len(texts)
    tones = ["late", "red", "watch", "ok", "done", "info", "unknown"]
    assert len({present.SYMBOLS[tone] for tone in tones}) == len(tones)


@given(st.lists(st.sampled_from(["ok", "watch", "red", "late", "unknown"]), max_size=12), st.integers(6, 200))
def test_the_clock_line_fits_and_counts_what_it_leaves_out(tones: list[str], width: int) -> None:
    """The line never grows past its width, and clocks that have no room are counted."""
    rows = tuple(a_clock("running", tone, 100_000 * (n + 1)) for n, tone in enumerate(tones))
    text = present.flat(present.clocks_line(rows, width))
    if rows:
        assert len(text) <= width + 3
        shown = text.count("HHS")
        rest = re.search(r"\+(\d+)$", text)
        assert shown + (int(rest[1]) if rest else 0) >= (len(rows) if width > 30 else 0)


@pytest.mark.parametrize("environment", ["1", ""])
async def test_no_color_takes_the_colours_away(monkeypatch: pytest.MonkeyPatch, environment: str) -> None:
    """With NO_COLOR the app draws without colours, and says the same words."""
    monkeypatch.setenv("NO_COLOR", environment)
    app = DrillHost(a_tiny_drill(), WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert app.ansi_color is bool(environment)
        assert "FROZEN" in text_of(app) or "READY" in text_of(app)
