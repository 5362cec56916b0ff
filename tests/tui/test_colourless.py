"""With all colour stripped: every line of every screen that carries a status still says which, by its sign."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tests.tui.drills import BIG, SMALL, DrillHost, a_drill
from tests.tui.ended import a_played_drill
from tui import present
from tui.pacing import Drill
from tui.screens.briefing import BriefingScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.evidence import EvidenceScreen
from tui.screens.hotwash import HotWashScreen
from tui.screens.lists import ListsScreen
from tui.screens.notices import NoticesScreen
from tui.screens.reportscreen import ReportScreen
from tui.screens.room import WarRoom
from tui.widgets.drawn import DrawnList
from tui.widgets.frame import DrillScreen
from tui.widgets.paint import STYLES
from tui.widgets.panels import Panel

IN_PLAY: tuple[Callable[[Drill], DrillScreen], ...] = (
    BriefingScreen, WarRoom, EvidenceScreen, ListsScreen, NoticesScreen,
)  # fmt: skip
AFTER = (*IN_PLAY, DebriefScreen, HotWashScreen, ReportScreen)
STATUSES = ("red", "watch", "ok", "done", "info", "unknown", "late")
"""The tones that are statuses. In a text `late` and a mark look alike; a mark is a word of its own."""
ENOUGH = {"red": 3, "watch": 3, "ok": 3, "done": 3, "unknown": 3}
"""Statuses that the walk must meet that often: a walk that meets none shows nothing."""


def a_drill_in_play() -> Drill:
    """The first scenario, some way on."""
    drill = a_drill()
    drill.jump()
    drill.settle()
    return drill


DRILLS: dict[str, tuple[Callable[[], Drill], tuple[Callable[[Drill], DrillScreen], ...]]] = {
    "in play": (a_drill_in_play, IN_PLAY),
    "well played": (lambda: a_played_drill("reference", washed=True), AFTER),
    "not played": (lambda: a_played_drill("silent", washed=True), AFTER),
}


def told(screen: Screen[object]) -> Iterator[tuple[str, str, str, str]]:
    """Each coloured part of a screen: where it stands, its status, its text, and its line without any style."""
    for one in screen.query("*"):
        where = f"{type(screen).__name__} #{one.id or type(one).__name__}"
        if isinstance(one, DrawnList | Panel):
            lines = [one.line_at(place) for place in range(one.count)] if isinstance(one, DrawnList) else one.lines
            yield from ((where, tone, text, present.flat(line)) for line in lines for text, tone in line)
        elif isinstance(one, Static) and isinstance(one.content, Content) and not isinstance(one.parent, Panel):
            for line in one.content.split("\n"):
                yield from (
                    (where, _status(str(one.style)), line.plain[one.start : one.end], line.plain) for one in line.spans
                )


def _status(style: str) -> str:
    """The status that a style stands for; two that look alike have signs of their own, and either will do."""
    return next((tone for tone in STATUSES if STYLES[tone] == style and tone != "late"), "plain")


BARS = frozenset(" █▒░")
"""What bars are drawn with: a signed number stands beside each."""
SIGNS = {tone: {present.SYMBOLS[one] for one in STATUSES if STYLES[one] == STYLES[tone]} for tone in STATUSES}


@pytest.mark.parametrize("name", DRILLS)
async def test_no_status_hangs_on_colour(name: str) -> None:
    """Each line in the colour of a status has its sign, in every list, panel and text of each screen, either size."""
    make, screens = DRILLS[name]
    drill = make()
    app, bare, met = (
        DrillHost(drill, BriefingScreen),
        set(),
        {size: dict.fromkeys(STATUSES, 0) for size in (BIG, SMALL)},
    )
    async with app.run_test(size=BIG) as pilot:
        for screen in screens:
            await app.push_screen(screen(drill))
            for size in (BIG, SMALL):
                await pilot.resize_terminal(*size)
                await asyncio.wait_for(app.workers.wait_for_complete(), 60)
                await pilot.pause()
                assert app.size == size
                for where, tone, text, line in told(app.screen):
                    if tone in SIGNS and set(text) - BARS:
                        met[size][tone] += 1
                        if not any(sign in line for sign in SIGNS[tone]):
                            bare.add((size, where, tone, line.strip()[:100]))
    assert sorted(bare) == []
    enough = (one[tone] >= least for one in met.values() for tone, least in ENOUGH.items())
    assert name == "in play" or all(enough), met
