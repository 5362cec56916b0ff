"""Every screen at both sizes, as a picture that is compared byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.screen import Screen

from simulator.domain.evaluation import records as r
from simulator.exercise.whatif.pricing import Priced
from simulator.exercise.whatif.run import run_of
from simulator.scoring.prices import DutyChange, Named, Price
from simulator.scoring.regret import Judged, Option, judge_call
from tests.tui.drills import BIG, SMALL, DrillHost, a_tiny_drill, a_tiny_playbook, an_app, until
from tests.tui.ended import an_ended_drill
from tui.app import DrillApp
from tui.dialogs.answer import AnswerDialog
from tui.dialogs.ask import NoteDialog, StopDialog
from tui.dialogs.decide import DecideDialog
from tui.dialogs.go import GoDialog
from tui.dialogs.help import HelpDialog
from tui.dialogs.legal import Discovery, LegalActDialog
from tui.dialogs.order import OrderDialog
from tui.dialogs.redact import RedactDialog
from tui.messages import Begin
from tui.pacing import Drill
from tui.records import write_down
from tui.screens.briefing import BriefingScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.evidence import EvidenceScreen
from tui.screens.hotwash import HotWashScreen
from tui.screens.lists import ListsScreen
from tui.screens.lobby import LobbyScreen
from tui.screens.notices import NoticesScreen
from tui.screens.reportscreen import ReportScreen
from tui.screens.room import WarRoom
from tui.screens.setup import SetupScreen
from tui.screens.turning import TurningScreen
from tui.widgets.guard import RealLooking

DIALOGS: dict[str, Callable[[Drill], Screen[Any]]] = {
    "decide": lambda drill: DecideDialog(drill, "we purge the queue [red]now"),
    "order": lambda drill: OrderDialog(drill, next(iter(drill.playbook.actions.values())), "close it"),
    "answer": lambda drill: AnswerDialog(drill, drill.view.open[0]),
    "discovery": lambda drill: LegalActDialog(drill, Discovery(drill)),
    "help": lambda drill: HelpDialog(WarRoom.HELP, drill),
    "go": GoDialog,
    "note": NoteDialog,
    "stop": StopDialog,
    "redact": RedactDialog,
    "real": lambda _: RealLooking((("social security number", "123-45-6789"),)),
}


LETTERS = "Letters to the affected individuals"
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


AFTER: dict[str, Callable[[Drill], Any]] = {
    "hotwash": lambda drill: HotWashScreen(drill, runs=False),
    "report": ReportScreen,
}


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
@pytest.mark.parametrize("name", AFTER)
async def test_screens_after_play_look_as_they_did(
    picture: SnapshotAssertion, name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hot wash with something said, and the report screen before its report is made."""
    monkeypatch.setattr(ReportScreen, "_make", lambda _: None)
    drill = an_ended_drill()
    await write_down(
        drill,
        lambda at, room: r.Washed(at=at, room=room, stage="begun", seconds=61),
        lambda at, room: r.Learned(at=at, room=room, keep=True, text="One voice to the press"),
        lambda at, room: r.Planned(at=at, room=room, id="IP-1", issue="Nobody called", action="Write a call list"),
    )
    assert await shoot(drill, size, None, AFTER[name]) == picture


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_finished_report_looks_as_it_did(picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    """Sections, ratings and plan as the report has them once it is made, and what blocks final."""
    app = DrillHost(an_ended_drill(washed=True), ReportScreen)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReportScreen) and bool(app.screen.found), "the report", 60)
        for _ in range(5):
            await pilot.pause()
        assert normal(app.export_screenshot()) == picture


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_set_up_looks_as_it_did(picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    """Everything has a default, and the cursor stands on Start."""
    app = an_app()
    async with app.run_test(size=size) as pilot:
        tiny = a_tiny_playbook()
        await app.push_screen(SetupScreen(Begin(tiny, 1, "assisted", tiny.room_minutes), lambda _: ()))
        for _ in range(5):
            await pilot.pause()
        assert normal(app.export_screenshot()) == picture


def a_price(number: int, title: str, points: float) -> Price:
    """What leaving a decision out, or taking it a day later, would have come to."""
    return Price(
        number=number, entry=3 * number, at=3600 * number, title=title, kind="later" if points > 0 else "drop",
        change="a day later" if points > 0 else "left out", people_read=-12, notifiable=-40, told_wrongly=0, missed=0,
        care_hours=-1283.0, visits=0.0, staff_hours=2.5, harm=(), points=points,
        duties=(DutyChange(id="us.hipaa.individual", title=LETTERS, played="met_late", fork="met"),),
    )  # fmt: skip


def a_call(one: Price, harm: tuple[float, float], realised: float, worlds: int = 30) -> Judged:
    """The call of a decision that came to so much harm in each world, and leaving it out to so much."""
    named = Named(number=one.number, entry=one.entry, at=one.at, title=one.title, kind="drop", change="")
    options = [
        Option(title=title, harm=(each,) * worlds)
        for title, each in zip(("as decided", "leave it out"), harm, strict=True)
    ]
    return judge_call(named, options, realised, 100.0, 60)


def a_turning_screen(drill: Drill) -> TurningScreen:
    """The turning points of five decisions, all worked out: good and costly calls, with each kind of luck."""
    prices = tuple(
        a_price(number, title, points)
        for number, title, points in (
            (3, "Purge the queue", 7.5), (8, "Pause the nightly sync", 1.2), (11, "Freeze list v1", -40.2),
            (14, "Release notices by list v1: Affected individuals, by letter", -33.6), (16, "Preserve the logs", -6.0),
        )
    )  # fmt: skip
    screen = TurningScreen(drill)
    found, screen._begun = screen.reckoner, True
    found.priced = Priced(run=run_of(drill.exercise), played=None, total=50.0, spread=80.0, prices=prices)  # type: ignore[arg-type]
    purge, pause, freeze, letters, logs = prices
    for judged in (
        a_call(purge, (40.0, 25.0), 33.0), a_call(pause, (13.0, 10.0), 13.5), a_call(freeze, (10.0, 50.0), 16.8),
        a_call(letters, (10.0, 50.0), 3.2), a_call(logs, (10.0, 50.0), 10.0, worlds=7),
    ):  # fmt: skip
        found.judged[judged.number] = judged
    found.stage = "done"
    return screen


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_turning_points_look_as_they_did(picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    """All worked out: decisions told apart by sign and symbol, with call and luck, each figure marked a model's."""
    assert await shoot(an_ended_drill(), size, None, a_turning_screen) == picture


async def test_a_decision_in_full_looks_as_it_did(picture: SnapshotAssertion) -> None:
    """Where one pane fits, the second holds the price of the decision under the cursor, with its call and its luck."""
    app = DrillHost(an_ended_drill(), a_turning_screen)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press("2")
        for _ in range(5):
            await pilot.pause()
        assert normal(app.export_screenshot()) == picture
