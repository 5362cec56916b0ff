"""What a team decides in the room: ordered, refused, declared, answered, and what it costs."""

from __future__ import annotations

from textual.widgets import Button, Select

from simulator.domain.decisions import TakeAction
from simulator.domain.facts import DecisionRecorded, DecisionRefused
from simulator.domain.ids import ActionId, StoreId
from tests.tui.drills import BIG, SMALL, DrillHost, a_drill, a_tiny_drill, text_of, typed, until
from tui.dialogs.agree import AgreeDialog
from tui.dialogs.answer import AnswerDialog
from tui.dialogs.ask import RefusedDialog
from tui.dialogs.decide import DecideDialog
from tui.dialogs.order import OrderDialog
from tui.screens.room import WarRoom
from tui.widgets.fields import Choices, Words


async def test_a_refusal_names_who_may() -> None:
    """An order on somebody else's authority is refused, and the dialog names the seats that could."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(OrderDialog(drill, drill.playbook.actions[ActionId("purge-queue")], "purge it"))
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        app.screen.query_one("#target", Select).value = "appt-sync-dlq"
        app.screen.query_one("#by", Select).value = "privacy-officer"
        app.screen.query_one("#reason", Words).value = "clean"
        await pilot.pause()
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: isinstance(app.screen, RefusedDialog), "the refusal")
        assert "Who may: Security lead" in text_of(app)
        assert isinstance(drill.known.refused[0].fact, DecisionRefused)
        await pilot.press("escape")


async def test_an_irreversible_order_asks_for_a_reason() -> None:
    """Without a reason nothing is submitted, and the box says what is missing."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        app.push_screen(OrderDialog(drill, drill.playbook.actions[ActionId("purge-queue")], ""))
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        app.screen.query_one("#target", Select).value = "appt-sync-dlq"
        await pilot.pause()
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: "give the reason" in text_of(app), "the complaint")
        assert not drill.known.decisions


async def test_what_matches_nothing_is_declared_with_its_words() -> None:
    """Words that match no action are recorded as said, and wait for the facilitator."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.action_decide()
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the decision box")
        await typed(pilot, "we phone grandmother")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#matches", Choices).option_count == 1, "the way out")
        await pilot.press("enter")
        await until(pilot, lambda: bool(drill.known.declared), "the declaration")
        assert drill.words == [(1, "answer", "we phone grandmother")]
        assert [one.kind for one in drill.view.open if one.ref == "1"] == ["declared"]


async def test_a_message_is_answered_in_own_words_first() -> None:
    """The answers stay hidden until somebody spoke; none is given by a second Enter, only the one that was chosen."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AnswerDialog), "the message")
        assert not app.screen.query_one("#answers").display
        await typed(pilot, "only facts")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#answers").display, "the answers")
        await pilot.press("enter")
        await pilot.pause()
        assert not drill.known.answers
        await pilot.press("down", "enter")
        await until(pilot, lambda: bool(drill.known.answers), "the answer")
        recorded = drill.known.decisions[0].fact
        assert isinstance(recorded, DecisionRecorded)
        assert drill.words == [(1, "answer", "only facts")]


async def test_a_purge_says_its_price_and_wants_it_typed() -> None:
    """Once the counters are pulled, the box names how many people are lost, and does nothing until that is typed."""
    drill = a_drill()
    purge = drill.playbook.actions[ActionId("purge-queue")]
    drill.submit(TakeAction(seat=drill.seat, action=ActionId("snapshot-queue"), target="appt-sync-dlq")).result()
    while "dlq-receive-counts" not in drill.known.pulled:
        drill.jump()
        drill.settle()
    people = drill.ask(lambda exercise: exercise.losing(StoreId("appt-sync-dlq"))).result()
    before = len(drill.known.decisions)
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        app.push_screen(OrderDialog(drill, purge, "purge it"))
        await until(pilot, lambda: f"{people} people can no longer be excluded" in text_of(app), "the price")
        app.screen.query_one("#second", Select).value = "privacy-officer"
        app.screen.query_one("#reason", Words).value = "clinics"
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: f"Type {people}" in text_of(app), "the demand")
        assert len(drill.known.decisions) == before
        app.screen.query_one("#consequence", Words).value = str(people)
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: isinstance(app.screen, AgreeDialog), "the second role's turn")
        app.screen.query_one("#refuse", Button).press()
        await until(pilot, lambda: "why not" in text_of(app), "the demand for a reason")
        app.screen.query_one("#words", Words).value = "the copies are evidence"
        app.screen.query_one("#refuse", Button).press()
        await until(pilot, lambda: len(drill.evaluation.notes) == 1, "the dissent")
        assert len(drill.known.decisions) == before
        app.screen.query_one("#order", Button).press()
        await until(pilot, lambda: isinstance(app.screen, AgreeDialog), "the second role's turn again")
        app.screen.query_one("#agree", Button).press()
        await until(pilot, lambda: len(drill.known.decisions) == before + 1, "the order")


async def test_the_order_box_goes_to_what_is_missing() -> None:
    """It begins where it is said on what; an order without that, or without its reason, goes to the empty field."""
    drill = a_drill()
    many = next(one for one in drill.playbook.actions.values() if len(one.targets) > 1)
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        box = OrderDialog(drill, many, "do it")
        app.push_screen(box)
        await until(pilot, lambda: box.focused is not None, "the first field")
        assert box.focused is box.query_one("#target")
        box.query_one("#dissent").focus()
        box.query_one("#order", Button).press()
        await until(pilot, lambda: box.focused is box.query_one("#target"), "the target")
        purge = OrderDialog(drill, drill.playbook.actions[ActionId("purge-queue")], "purge it")
        app.switch_screen(purge)
        await until(pilot, lambda: purge.focused is not None, "the first field")
        purge.query_one("#dissent").focus()
        purge.query_one("#order", Button).press()
        await until(pilot, lambda: purge.focused is purge.query_one("#reason"), "the reason")
        assert "give the reason" in text_of(app)
        assert not drill.known.decisions
