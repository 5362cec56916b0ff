"""Every screen at both sizes, as a picture that is compared byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.screen import Screen

from tests.tui.drills import BIG, SMALL, DrillHost, a_tiny_drill, a_tiny_playbook
from tui.app import DrillApp
from tui.dialogs.answer import AnswerDialog
from tui.dialogs.ask import NoteDialog, StopDialog
from tui.dialogs.decide import DecideDialog, OrderDialog
from tui.dialogs.go import GoDialog
from tui.dialogs.help import HelpDialog
from tui.dialogs.legal import DiscoveryDialog
from tui.dialogs.redact import RedactDialog
from tui.pacing import Drill
from tui.screens.briefing import BriefingScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.evidence import EvidenceScreen
from tui.screens.lists import ListsScreen
from tui.screens.lobby import LobbyScreen
from tui.screens.notices import NoticesScreen
from tui.screens.room import WarRoom
from tui.widgets.guard import RealLooking

DIALOGS: dict[str, Callable[[Drill], Screen[Any]]] = {
    "decide": lambda drill: DecideDialog(drill, "we purge the queue [red]now"),
    "order": lambda drill: OrderDialog(drill, next(iter(drill.playbook.actions.values())), "close it"),
    "answer": lambda drill: AnswerDialog(drill, drill.view.open[0]),
    "discovery": DiscoveryDialog,
    "help": lambda drill: HelpDialog(WarRoom.HELP, drill),
    "go": GoDialog,
    "note": NoteDialog,
    "stop": StopDialog,
    "redact": RedactDialog,
    "real": lambda _: RealLooking((("social security number", "123-45-6789"),)),
}


SCREENS = [WarRoom, BriefingScreen, EvidenceScreen, ListsScreen, NoticesScreen, DebriefScreen]


class Picture(SingleFileSnapshotExtension):
    """One SVG file for each picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compares with the stored picture."""
    return snapshot.use_extension(Picture)


def normal(svg: str) -> str:
    """The picture without the number that is drawn anew for each terminal."""
    return re.sub(r"terminal-\d+", "terminal-0", svg)


async def shoot(drill: Drill, size: tuple[int, int], over: Callable[[Drill], Screen[Any]] | None, screen: Any) -> str:
    """The picture of a screen, with a dialog over it."""
    app = DrillHost(drill, screen)
    async with app.run_test(size=size) as pilot:
        drill.begin()
        if over is not None:
            app.push_screen(over(drill))
        for _ in range(5):
            await pilot.pause()
        return normal(app.export_screenshot())


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
@pytest.mark.parametrize("screen", SCREENS, ids=["room", "briefing", "evidence", "lists", "notices", "debrief"])
async def test_screens_look_as_they_did(picture: SnapshotAssertion, screen: Any, size: tuple[int, int]) -> None:
    """A screen is drawn to the byte as it was when somebody last looked at it."""
    assert await shoot(a_tiny_drill(), size, None, screen) == picture


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
@pytest.mark.parametrize("name", DIALOGS)
async def test_dialogs_look_as_they_did(picture: SnapshotAssertion, name: str, size: tuple[int, int]) -> None:
    """A dialog over the war room is drawn as it was when somebody last looked at it."""
    assert await shoot(a_tiny_drill(), size, DIALOGS[name], WarRoom) == picture


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
@pytest.mark.parametrize(
    "keys", ["Z", "z", "slash d e e p", "ctrl+o"], ids=["projector", "enlarged", "searched", "letters"]
)
async def test_the_room_under_its_keys(picture: SnapshotAssertion, keys: str, size: tuple[int, int]) -> None:
    """The projector, a panel enlarged, a panel searched, and the letters on the panels."""
    app = DrillHost(a_tiny_drill(), WarRoom)
    async with app.run_test(size=size) as pilot:
        for key in keys.split():
            await pilot.press(key)
            for _ in range(5):
                await pilot.pause()
        assert normal(app.export_screenshot()) == picture


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_lobby_looks_as_it_did(
    picture: SnapshotAssertion, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lobby with one scenario and one exercise to go on with."""
    monkeypatch.setattr(LobbyScreen, "read", lambda _: None)
    app = DrillApp(calm=True)
    async with app.run_test(size=size) as pilot:
        lobby = app.screen
        assert isinstance(lobby, LobbyScreen)
        lobby.offer((a_tiny_playbook(),), [("7", "2026-11-12 14:02  tiny, 9 decisions")])
        for _ in range(5):
            await pilot.pause()
        assert normal(app.export_screenshot()) == picture


async def test_the_same_picture_twice() -> None:
    """Two fresh drills give the same bytes: no clock, no dice, no blinking cursor in the picture."""
    first, second = [await shoot(a_tiny_drill(), SMALL, DIALOGS["decide"], WarRoom) for _ in range(2)]
    assert first == second
