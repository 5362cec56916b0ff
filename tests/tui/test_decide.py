"""Deciding in the team's words: nothing typed is lost, nothing is recorded before it is meant."""

from __future__ import annotations

from datetime import date
from functools import partial

from textual.widgets import Button, Select, Static

from simulator.domain.decisions import Declare, TakeAction
from simulator.domain.ids import ActionId
from tests.tui.drills import SMALL, DrillHost, a_drill, a_tiny_drill, pasted, text_of, typed, until
from tests.tui.pulled import a_drill_with_rows
from tui.actions import ACTIONS
from tui.console.mapping import DeclaredDialog
from tui.dialogs.decide import DecideDialog
from tui.dialogs.legal import Discovery, LegalActDialog
from tui.dialogs.order import OrderDialog
from tui.screens.evidence import EvidenceScreen
from tui.screens.room import WarRoom
from tui.widgets.fields import Choices, Words
from tui.widgets.rows import Rows
from tui.widgets.sqlbox import SqlBox


async def test_any_declaration_that_waits_can_be_mapped() -> None:
    """With two waiting the room's dialog offers both; one stands for nothing, and what comes of it is told."""
    drill = a_tiny_drill()
    for words in ("we pray", "we phone grandmother"):
        drill.submit(Declare(seat=drill.seat), answer=words).result()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.action_map()
        await until(pilot, lambda: isinstance(app.screen, DeclaredDialog), "the mapping dialog")
        app.screen.query_one("#which", Select).value = "2"
        await until(pilot, lambda: "2: we phone grandmother" in text_of(app), "the other words")
        app.screen.query_one("#look", Words).focus()
        await pilot.press("enter", "end", "enter")
        await pasted(pilot, "She says hello.")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: bool(drill.known.mapped), "the mapping")
        assert list(drill.known.mapped) == [2]
        assert any("She says hello." in one.text for one in drill.view.feed)


async def test_escape_goes_back_to_the_words() -> None:
    """Esc in the form of an action returns to what was typed; a second Esc leaves."""
    app = DrillHost(a_drill(), WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the decision box")
        await typed(pilot, "snapshot the queue")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the words")
        assert app.screen.query_one("#words", Words).value == "snapshot the queue"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")


async def test_the_chosen_row_is_marked_in_text() -> None:
    """A mark stands before the row that Enter takes, before no other, and goes along with the cursor."""
    app = DrillHost(a_drill(), WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(DecideDialog(app._given, "purge the queue"))
        await until(pilot, lambda: isinstance(app.screen, DecideDialog) and "▸" in text_of(app), "the mark")
        rows = [str(one.prompt) for one in app.screen.query_one("#matches", Choices).options]
        assert [row[0] for row in rows] == ["▸", *[" "] * (len(rows) - 1)]
        await pilot.press("down")
        moved = [str(one.prompt) for one in app.screen.query_one("#matches", Choices).options]
        assert [row[0] for row in moved] == [" ", "▸", *[" "] * (len(rows) - 2)]
        assert [row[2:] for row in moved] == [row[2:] for row in rows]


async def test_a_complaint_goes_when_its_cause_is_mended() -> None:
    """What was wrong with a field is said no more once somebody types in it."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(LegalActDialog(drill, Discovery(drill)))
        await until(pilot, lambda: isinstance(app.screen, LegalActDialog), "the act")
        app.screen.query_one("#by", Select).value = "privacy-officer"
        app.screen.query_one("#reason", Words).value = "why"
        app.screen.query_one("#day", Words).value = "soon"
        await pilot.pause()
        app.screen.query_one("#record", Button).press()
        await until(pilot, lambda: "is no date" in text_of(app), "the complaint")
        app.screen.query_one("#day", Words).value = "2026-09-1"
        await until(pilot, lambda: "is no date" not in text_of(app), "its end")


async def test_a_wrong_query_leaves_no_rows() -> None:
    """Rows of the question before are gone, and the table says that there is no result."""
    app = DrillHost(a_drill_with_rows(), EvidenceScreen)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "sha256" in text_of(app), "the vault")
        box, result = app.screen.query_one(SqlBox), app.screen.query_one("#result", Rows)
        box.ask("SELECT 1 AS one")
        await until(pilot, lambda: result.count == 1, "the answer")
        box.ask("SELECT FROM nothing")
        await until(pilot, lambda: result.count == 0, "no rows")
        assert "no result" in text_of(app)


async def test_every_function_key_works_in_the_query() -> None:
    """While SQL is typed, each F key of the footer still goes where it says."""
    app = DrillHost(a_tiny_drill(), EvidenceScreen)
    async with app.run_test(size=SMALL) as pilot:
        evidence = app.screen
        places = [one for one in ACTIONS if one.id.startswith("show_") and one.shown and one.keys[0].startswith("f")]
        assert len(places) == 6
        for place in places:
            if place.id == "show_evidence":
                continue
            await pilot.press("f4")
            await until(pilot, lambda: type(app.screen) is type(evidence), "the evidence")
            await pilot.press("2")
            await until(pilot, lambda: isinstance(app.focused, SqlBox), "the query")
            await pilot.press(place.keys[0])
            await until(pilot, partial(_shows, app, place.id.removeprefix("show_")), place.id)


def _shows(app: DrillHost, name: str) -> bool:
    return app.screen is app._screens.get(name)


async def test_a_form_is_asked_where_the_action_is_known() -> None:
    """A target that the way here named is chosen already."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        action = drill.playbook.actions[ActionId("purge-queue")]
        app.push_screen(OrderDialog(drill, action, "", target=action.targets[-1]))
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        assert app.screen.query_one("#target", Select).value == action.targets[-1]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")


async def test_a_project_is_ordered_with_its_promised_day() -> None:
    """The form offers a day and refuses what is none; the order carries it, and goes live when it says."""
    drill = a_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(OrderDialog(drill, drill.playbook.actions[ActionId("purge-by-lifecycle")], "lifecycle"))
        await until(pilot, lambda: bool(app.screen.query("#promised")), "the form")
        assert "1 to 6 weeks" in text_of(app)
        form = app.screen
        form.query_one("#target", Select).value = "change-window"
        form.query_one("#by", Select).value = "executive"
        form.query_one("#promised", Words).value = "next month"
        form.query_one("#order", Button).press()
        await until(pilot, lambda: "Write the promised day like" in str(form.query_one("#fault", Static).content), "no")
        assert not drill.known.decisions
        form.query_one("#promised", Words).value = "2026-10-20"
        form.query_one("#order", Button).press()
        await until(pilot, lambda: bool(drill.known.decisions), "the order")
        order = drill.known.decisions[0].fact.decision
        assert isinstance(order, TakeAction)
        assert (order.target, order.promised) == ("change-window", date(2026, 10, 20))
