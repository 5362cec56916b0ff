"""The console as a screen: what it shows at both sizes, and that its keys ask the room for what they say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widgets import Static

from simulator.domain import decisions as d
from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import text_of as record_text
from simulator.domain.ids import CONTROLLER, InjectId
from simulator.domain.msel import At
from simulator.domain.playbook import Objective
from simulator.domain.time import HOUR, MINUTE
from simulator.exercise.library.following import Following, Step
from simulator.exercise.play import Exercise
from simulator.exercise.room.console.wire import Answer, Pulse, Request
from tests.builders import SECOND_CALL
from tests.playbooks import LATE_LETTER, PRESS_CALL
from tests.tui.drills import BIG, SMALL, Clock, a_tiny_playbook, text_of, until
from tests.tui.test_snapshots import Picture, normal
from tui.console.app import ConsoleApp
from tui.console.listing import MasterList
from tui.console.mirror import Mirror
from tui.dialogs.help import HelpDialog
from tui.keeping import NoControl

NOTES: tuple[r.Record, ...] = (
    r.Noted(at=HOUR, room=600.0, text="nobody owns the insurer call", tag="-", objective="close"),
    r.Flagged(at=HOUR, room=660.0, text="no vendor answers at night"),
    r.Hinted(at=HOUR, room=700.0, level=1, text="Who could still get in while you talk?"),
)


class Held(NoControl):
    """Control rows that nothing comes from."""

    def leave(self) -> None:
        """Nothing was held."""


class StillRoom:
    """A room that stands at one moment, as `Following` tells of one."""

    def __init__(self) -> None:
        goals = tuple(
            Objective(id=name, title=title, capability="", csf="", tasks=("close-queue-policy", "determine-breach"))
            for name, title in (("close", "Close what is open"), ("tell", "Tell the right people in time"))
        )
        late = replace(SECOND_CALL, trigger=At(at=6 * HOUR))
        tiny = a_tiny_playbook(objectives=goals)
        held = replace(late, id=InjectId("hold-me"))
        playbook = replace(tiny, injects={**tiny.injects, late.id: late, held.id: held})
        self.exercise = Exercise(playbook, 1)
        self.exercise.advance(HOUR)
        self.exercise.submit(d.HoldInject(seat=CONTROLLER, inject=held.id))
        self.exercise.submit(d.DelayInject(seat=CONTROLLER, inject=late.id, later=15 * MINUTE))
        self.exercise.advance(2 * HOUR)
        self.control = Held()

    def step(self) -> Step:
        """Always the same."""
        pulse = Pulse(beat=1, now=2 * HOUR, state="live", room=1500.0, move=900.0, decided=900.0, pauses="clock move")
        return Step(pulse=pulse, words=tuple((0, "record", record_text(one)) for one in NOTES), fresh=True)


class StillConsole(ConsoleApp):
    """A console that looked once, holds, and writes down what it asks."""

    def __init__(self) -> None:
        super().__init__(Mirror(cast(Following, StillRoom()), "assisted", Clock()), calm=True)
        self.asked: list[Request] = []
        self.desk.holding = True
        self.desk.ask = self._note  # type: ignore[method-assign]
        self.mirror.sync().result()

    async def _note(self, request: Request) -> Answer:
        self.asked.append(request)
        return Answer(ok=True, text="Done.")

    async def _follow(self) -> None:
        self._draw()


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compares with the stored picture."""
    return snapshot.use_extension(Picture)


async def settled(pilot: Pilot[Any]) -> None:
    """The panels are drawn."""
    await until(pilot, lambda: pilot.app.screen.query_one(MasterList).count > 0, "the rows")
    for _ in range(6):
        await pilot.pause(0.05)


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_console_looks_as_it_did(picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    """The console is drawn to the byte as it was when somebody last looked at it."""
    app = StillConsole()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert normal(app.export_screenshot()) == picture


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_everything_of_the_room_is_on_the_console(size: tuple[int, int]) -> None:
    """List, pace, notes, truth under its banner, objectives with a draft, help: all at once, or behind a number."""
    app = StillConsole()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        seen = text_of(app)
        for number in "23456":
            await pilot.press(number)
            await pilot.pause(0.1)
            assert "PLAYERS CAN'T SEE THIS" in text_of(app)
            seen += text_of(app)
    for word in ("held", "due", "+15m", "x60", "[-] nobody owns", "[flag]", "[hint 1]", "really read", "must be told",
                 "draft", "Ask:", "STUCK? 10 min", "min late"):  # fmt: skip
        assert word in seen, word


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_a_panel_of_the_console_is_enlarged_and_searched(size: tuple[int, int]) -> None:
    """The key z gives the list the terminal and back, under its banner and the clocks; / finds a line; F1 has both."""
    app = StillConsole()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("1")
        await pilot.pause()
        listing = app.screen.query_one(MasterList)
        await pilot.press("z")
        await until(
            pilot, lambda: app.screen.maximized is listing and listing.region.width == size[0], "the list alone"
        )
        assert "PLAYERS CAN'T SEE THIS" in text_of(app)
        assert "EXERCISE" in text_of(app)
        assert "held" in text_of(app)
        await pilot.press("z")
        await until(pilot, lambda: app.screen.maximized is None, "all panels")
        await pilot.press("slash", *"calls again")
        await until(pilot, lambda: "1 of 2" in text_of(app), "what was found, also where its column is cut")
        await pilot.press("escape")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog), "the help")
        rows = [str(one.render()).strip() for one in app.screen.query(".row .key").results(Static)]
        assert {"z", "/", "y", "^O"} <= set(rows)
    assert app.asked == []


async def test_its_keys_ask_the_room() -> None:
    """Each key asks for what the line of keys says, of the message under the cursor where it is about one."""
    app = StillConsole()
    async with app.run_test(size=BIG) as pilot:
        await settled(pilot)
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("r", "h", "k", "d", "l", "space", "plus", "minus", "j", "B", "D", "v")
        await until(pilot, lambda: len(app.asked) == 12, "twelve requests")
    kinds = [one.decision["kind"] if one.decision else one.asks for one in app.asked]
    assert sorted(kinds) == sorted(
        ["fire-inject", "hold-inject", "skip-inject", "delay-inject", "let-go-inject", "toggle", "faster", "slower",
         "next", "break", "talk", "reveal"]
    )  # fmt: skip
    about = {one.decision["inject"] for one in app.asked if one.decision}
    assert about <= {PRESS_CALL.id, SECOND_CALL.id, LATE_LETTER, "hold-me"}
    assert len(about) == 1


async def test_an_answer_covers_no_panel() -> None:
    """What was done stands beside the banner, with the message's name, and in no box over the list."""
    app = StillConsole()
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("1", "h")
        await until(pilot, lambda: "Held: #" in text_of(app), "the answer")
        assert not app.screen.query("Toast")


async def test_time_is_stopped_from_under_a_dialog() -> None:
    """Who writes a note down when something happens need not leave it first."""
    app = StillConsole()
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await until(pilot, lambda: bool(app.screen.query("#line")), "the note")
        await pilot.press("f8")
        await until(pilot, lambda: [one.asks for one in app.asked] == ["toggle"], "the request")
        assert app.screen.query("#line")


async def test_the_cursor_goes_on_with_time() -> None:
    """A message under the cursor that comes by itself leaves it to the next; one that was released keeps it."""
    app = StillConsole()
    async with app.run_test(size=BIG) as pilot:
        await settled(pilot)
        listing = app.screen.query_one(MasterList)
        rows, playbook = list(listing._rows), app.desk.drill.playbook
        place = next(at for at, one in enumerate(rows) if one.standing == "due")
        listing.cursor, listing._coming = place, ""
        rows.insert(place + 1, replace(rows[place], ref="later"))
        listing.follow(rows, playbook, 0)
        by_hand = [*rows[:place], replace(rows[place], standing="released", fired=True, can=()), *rows[place + 1 :]]
        listing.follow(by_hand, playbook, 0)
        assert listing.under is not None
        assert listing.under.fired
        listing.follow(rows, playbook, 0)
        came = [*rows[:place], replace(rows[place], standing="released", can=()), *rows[place + 1 :]]
        listing.follow(came, playbook, 0)
        assert listing.under.ref == "later"
