"""Panels: found in, copied, enlarged, gone to by letter; and the line of keys under them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, SMALL, DrillHost, a_drill, a_tiny_drill, text_of, typed, until
from tui.dialogs.panels import PanelLetters
from tui.pacing import Drill
from tui.present import flat
from tui.screens.evidence import EvidenceScreen
from tui.screens.notices import NoticesScreen
from tui.screens.room import WarRoom
from tui.widgets.find import FindLine
from tui.widgets.frame import DrillScreen
from tui.widgets.keys import Key, fitted
from tui.widgets.panels import DRAWN, Panel
from tui.widgets.rows import Lines

SIZES = pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])


@SIZES
async def test_the_feed_is_searched(size: tuple[int, int]) -> None:
    """What is typed after / leaves the lines that have it; Enter goes round them; Esc brings all lines back."""
    app = DrillHost(a_drill(), WarRoom)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        feed = app.screen.query_one("#feed", Panel)
        feed.focus()
        await pilot.press("slash")
        await until(pilot, lambda: bool(app.screen.query(FindLine)), "the line to search with")
        await typed(pilot, "DEPTH")
        await until(pilot, lambda: "1 of 2" in text_of(app), "the count")
        assert "StartEx" not in shown(feed)
        first = shown(feed).splitlines()[0]
        await pilot.press("enter")
        await until(pilot, lambda: shown(feed).splitlines()[0] != first, "the next one on top")
        await pilot.press("enter")
        await until(pilot, lambda: shown(feed).splitlines()[0] == first, "round the end")
        await typed(pilot, "zz")
        await until(pilot, lambda: " none " in text_of(app), "that there is none")
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.query(FindLine), "its end")
        assert "StartEx" in shown(feed)
        assert app.screen.focused is feed


def shown(panel: Panel) -> str:
    """What a panel draws."""
    return str(panel._text.content)


async def test_a_list_is_searched() -> None:
    """In a list as in a panel only what was found is drawn; Esc draws all lines, with the cursor on what was found."""
    app = DrillHost(a_drill(), EvidenceScreen)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        sources = app.screen.query_one("#sources", Lines)
        await until(pilot, lambda: sources.count > 5, "the sources")
        sources.focus()
        await pilot.press("slash")
        await until(pilot, lambda: bool(app.screen.query(FindLine)), "the line")
        await typed(pilot, "merge table")
        await until(pilot, lambda: "1 of 1" in text_of(app), "the count")
        assert "Merge table" in text_of(app)
        assert "Receive counters" not in text_of(app)
        assert "↓ Next found Esc All lines" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Receive counters" in text_of(app), "all lines")
        assert "Merge table" in flat(sources.line_at(sources.cursor))


@pytest.mark.parametrize(("sought", "keys", "lands"), [
    ("7", "end", 97), ("7", "home down down", 27), ("7", "end up", 87), ("7", "home pagedown pagedown", 97),
    ("5", "home", 5),
])  # fmt: skip
async def test_keys_move_over_what_was_found(sought: str, keys: str, lands: int) -> None:
    """Arrows, pages and ends go from one found line to the next, past headings; a click takes the line under it."""
    app = DrillHost(a_tiny_drill(), EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        sources = app.screen.query_one("#sources", Lines)
        sources.show([("" if place in {50, 70} else str(place), ((f"line {place}", "plain"),)) for place in range(100)])
        sources.find(sought, int(sought))
        sources.focus()
        for key in keys.split():
            await pilot.press(key)
        assert sources.cursor == lands
        await pilot.click(sources, offset=(3, 2))
        assert sources.cursor == sources.shown[round(sources.scroll_y) + 1]


async def test_a_line_out_of_sight_is_not_opened() -> None:
    """Enter opens nothing while the cursor's line is not among those found."""
    app = DrillHost(a_tiny_drill(), EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        sources = app.screen.query_one("#sources", Lines)
        sources.find("no such words", None)
        sources.focus()
        await pilot.press("enter", "down")
        assert isinstance(app.screen, EvidenceScreen)
        assert sources.cursor == 0


async def test_nothing_is_lost_of_a_long_feed() -> None:
    """A panel draws a part of many lines and says so; searching and copying reach all of them."""
    app = DrillHost(a_tiny_drill(), WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        feed = app.screen.query_one("#feed", Panel)
        feed.show([((f"line {place}", "plain"),) for place in range(DRAWN + 50)])
        assert "50 more lines" in shown(feed)
        assert f"line {DRAWN + 49}" not in shown(feed)
        feed.find(f"line {DRAWN + 49}", DRAWN + 49)
        assert shown(feed) == f"line {DRAWN + 49}"
        assert len(feed.texts) == DRAWN + 50


async def test_what_is_new_is_marked_until_it_is_seen() -> None:
    """A line that came since somebody used the feed is marked and counted in its title; a key in it clears both."""
    drill = a_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        feed = app.screen.query_one("#feed", Panel)
        assert "new" not in str(feed.border_title)
        app.screen.query_one("#open").focus()
        drill.jump()
        await until(pilot, lambda: "new" in str(feed.border_title), "that something is new")
        assert any(line.startswith("NEW ") for line in feed.texts)
        feed.focus()
        await pilot.press("down")
        await until(pilot, lambda: "new" not in str(feed.border_title), "that it was seen")
        assert not any(line.startswith("NEW ") for line in feed.texts)


@SIZES
@pytest.mark.parametrize(("screen", "panel"), [(NoticesScreen, "#factors"), (WarRoom, "#feed"), (WarRoom, "#open")])
async def test_a_panel_fills_the_terminal(
    screen: Callable[[Drill], DrillScreen], panel: str, size: tuple[int, int]
) -> None:
    """The key z makes the panel with the cursor as large as the terminal, below the clocks; again, and it is back."""
    app = DrillHost(a_drill(), screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if panel == "#open" and size == SMALL:
            await pilot.press("2")
        told = app.screen.query_one(panel)
        told.focus()
        await pilot.press("z")
        await until(pilot, lambda: app.screen.maximized is told and told.region.width == size[0], "the whole width")
        assert told.region.height >= size[1] - 3
        assert "EXERCISE" in text_of(app), "the clock lines stay"
        await pilot.press("z")
        await until(pilot, lambda: app.screen.maximized is None, "the screen")
        assert told.region.height < size[1] - 3


async def test_the_clocks_grow_to_figures() -> None:
    """Enlarging the clocks of the room is the projector's layout, and z leaves it."""
    app = DrillHost(a_tiny_drill(), WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        app.screen.query_one("#clocks").focus()
        await pilot.press("z")
        await until(pilot, lambda: app.screen.has_class("-projector"), "the projector")
        await pilot.press("z")
        await until(pilot, lambda: not app.screen.has_class("-projector"), "the room")


@SIZES
async def test_a_letter_goes_to_a_panel(size: tuple[int, int]) -> None:
    """Ctrl+O puts a letter on whatever can have the cursor; the letter puts it there, another key changes nothing."""
    app = DrillHost(a_drill(), WarRoom)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        before = app.screen.focused
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, PanelLetters), "the letters")
        letters = app.screen
        assert isinstance(letters, PanelLetters)
        for letter, panel in letters.panels.items():
            row = text_of(app).splitlines()[panel.region.y]
            assert row[panel.region.x + 1 : panel.region.x + 4] == f" {letter} "
        last, target = list(letters.panels.items())[-1]
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")
        assert app.screen.focused is before
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, PanelLetters), "the letters")
        await pilot.press(last)
        await until(pilot, lambda: app.screen.focused is target, "the panel")


async def test_a_disk_that_takes_nothing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no file can be written the clipboard still has it, and the reason is told."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv(HOME, str(blocked))
    app = DrillHost(a_tiny_drill(), WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        app.screen.query_one("#feed").focus()
        await pilot.press("y")
        await until(pilot, lambda: "clipboard alone" in told(app), "the reason")
        assert "cannot be written" in told(app)
        assert "A reporter calls" in app.clipboard


def told(app: DrillHost) -> str:
    """The notices that are shown."""
    return " ".join(one.message for one in app._notifications)


async def test_what_cannot_be_done_says_why() -> None:
    """With no message to answer its key stands in brackets, the menu says why, and so does the key."""
    app = DrillHost(a_drill(), WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        assert "(f Freeze)" not in text_of(app)
        menu = {one.title: one.help for one in app.get_system_commands(app.screen)}
        assert menu["Freeze list"] == "Not now: There is no list to freeze yet. F5 builds one."
        app.action_freeze()
        await until(pilot, lambda: "F5 builds one" in told(app), "the reason")


def a_line() -> tuple[Key, ...]:
    """The keys of a screen with keys of its own."""
    names = ("pause", "decide", "answer", "jump", "day", "help", "command_palette")
    screens = ("show_briefing", "show_room", "show_evidence", "show_lists", "show_notices", "show_debrief")
    own = tuple(Key("x", f"Own {place}", f"own({place})") for place in range(4))
    apps = tuple(Key("F9", name.title()[:8], f"app.{name}") for name in (*names, *screens))
    return (*own, *apps)


@given(st.integers(20, 240))
def test_the_key_line_fits(width: int) -> None:
    """At any width the line is no longer than that, begins with the pause, and ends with help and menu."""
    line = fitted(a_line(), width)
    text = " ".join(one.text for one in line)
    assert len(text) <= max(width, 42)
    assert [line[0].id, line[-2].id, line[-1].id] == ["pause", "help", "command_palette"]


def test_the_most_important_keys_stay() -> None:
    """At 80 columns a screen with four keys of its own keeps all of them, and one way to the other screens."""
    ids = [one.id for one in fitted(a_line(), 80)]
    assert ids.count("") == 4
    assert "go" in ids
