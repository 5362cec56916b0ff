"""The facilitator's palette in the room: behind a PIN, complete, and without a word that players may not see."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Select

from simulator.domain import facts as f
from simulator.domain.decisions import Declare
from simulator.domain.ids import ROOM
from simulator.exercise.room.console.pin import WAIT, pin_of
from tests.tui.drills import BIG, SMALL, Clock, DrillHost, a_drill, a_tiny_drill, text_of, typed, until
from tui.console.gate import GateDialog
from tui.console.messaging import ImproviseDialog, MessageDialog
from tui.console.palette import OPENS, PaletteDialog
from tui.controls import IN_PALETTE
from tui.pacing import Drill
from tui.plain.asking import Left
from tui.plain.conversation import PlainDrill
from tui.screens.room import WarRoom

PIN = "2468"
pytestmark = pytest.mark.usefixtures("quick_pins")


def with_pin(drill: Drill) -> Drill:
    """The drill, with a PIN set."""
    drill.control.set_pin(PIN)
    return drill


async def enter_pin(pilot: Pilot[Any], given: str) -> None:
    """Type a PIN and press Enter."""
    await typed(pilot, given)
    await pilot.press("enter")


async def unlocked(pilot: Pilot[Any]) -> None:
    """Open the palette with the PIN."""
    await pilot.press("escape", "F")
    await until(pilot, lambda: isinstance(pilot.app.screen, GateDialog), "the gate")
    await enter_pin(pilot, PIN)
    await until(pilot, lambda: isinstance(pilot.app.screen, PaletteDialog), "the palette")


def kinds(drill: Drill) -> list[str]:
    """The decisions taken, by kind."""
    made = (entry.fact for entry in drill.exercise.journal if isinstance(entry.fact, f.DecisionRecorded))
    return [one.decision.kind for one in made]


def test_a_pin_is_kept_without_itself() -> None:
    """What is kept opens to the PIN alone, and another salt gives another hash."""
    one, other = pin_of(PIN, salt="00" * 16), pin_of(PIN, salt="11" * 16)
    assert one.opens(PIN)
    assert not one.opens("2469")
    assert one.digest != other.digest
    assert PIN not in one.digest + one.salt


async def test_first_use_chooses_the_pin() -> None:
    """Without a PIN the first who opens the controls chooses one, twice the same; the next opening asks for it."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.press("escape", "F")
        await until(pilot, lambda: isinstance(app.screen, GateDialog), "the gate")
        assert "keeps honest people honest" in " ".join(text_of(app).split())
        await enter_pin(pilot, PIN)
        await enter_pin(pilot, "9999")
        await until(pilot, lambda: "not the same" in text_of(app), "the complaint")
        await enter_pin(pilot, PIN)
        await enter_pin(pilot, PIN)
        await until(pilot, lambda: isinstance(app.screen, PaletteDialog), "the palette")
        await pilot.press("escape", "F")
        await until(pilot, lambda: isinstance(app.screen, GateDialog), "the gate again")
        assert len(app.screen.query(Input)) == 1


async def test_three_wrong_tries_wait() -> None:
    """The fourth try is not even looked at before the wait is over, and closing the dialog forgets nothing."""
    wall = Clock()
    drill = with_pin(a_tiny_drill(wall=wall))
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await pilot.press("escape", "F")
        for _ in range(3):
            await enter_pin(pilot, "0000")
            await until(pilot, lambda: "not the PIN" in text_of(app), "the complaint")
        await pilot.press("escape", "F")
        await enter_pin(pilot, PIN)
        await until(pilot, lambda: "wait 30 seconds" in text_of(app), "the wait")
        assert isinstance(app.screen, GateDialog)
        wall.now += WAIT
        await enter_pin(pilot, PIN)
        await until(pilot, lambda: isinstance(app.screen, PaletteDialog), "the palette")


async def test_no_key_reaches_a_controller_decision_without_the_pin() -> None:
    """Every key of the palette, pressed in the room, takes no decision of the facilitator's."""
    drill = with_pin(a_tiny_drill())
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        for one in IN_PALETTE:
            await pilot.press("escape", one.keys[0], "enter", "escape", "escape")
        await pilot.press("escape", "M", "F")
        await enter_pin(pilot, "wrong")
        await pilot.pause()
        assert not isinstance(app.screen, PaletteDialog | MessageDialog)
    assert not {"fire-inject", "hold-inject", "skip-inject", "delay-inject", "improvise", "map-declaration"} & set(
        kinds(drill)
    )


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_the_palette_shows_no_truth(size: tuple[int, int]) -> None:
    """In no dialog of the palette stands a title of what is to come, a text of the ground truth, or the sets' sizes."""
    drill = with_pin(a_drill())
    secret = [one.title for one in drill.playbook.injects.values() if one.id not in drill.known.injects]
    secret += [one.strip("- ") for one in drill.playbook.ground_truth.splitlines() if len(one) > 20]
    app = DrillHost(drill, WarRoom)
    seen = ""
    async with app.run_test(size=size) as pilot:
        await unlocked(pilot)
        seen += text_of(app)
        for name, opens in OPENS.items():
            app.push_screen(opens(app.desk_of(drill)))
            for _ in range(4):
                await pilot.pause()
            assert type(app.screen) is not PaletteDialog, f"control {name} opens a dialog"
            seen += text_of(app)
            await pilot.press("escape")
        assert isinstance(app.screen, PaletteDialog)
    assert secret
    assert not [one for one in secret if one in seen]
    assert "#0" in seen, "the list is there, by number"


async def test_time_is_driven_from_the_palette() -> None:
    """Run, faster, slower, freeze for a talk, break: one key each."""
    drill = with_pin(a_tiny_drill())
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await unlocked(pilot)
        await pilot.press("plus")
        await until(pilot, lambda: drill.gear == 360, "the gear")
        await pilot.press("minus", "minus")
        await until(pilot, lambda: drill.gear == 10, "the gear")
        await pilot.press("D")
        await until(pilot, lambda: drill.run_state == "frozen", "the talk")
        await pilot.press("B")
        await until(pilot, lambda: drill.run_state == "paused", "the break")
        await pilot.press("space")
        await until(pilot, lambda: drill.run_state == "live", "time")
        assert "gear x10" in text_of(app)


async def test_a_message_is_released_by_number() -> None:
    """Choose it, say why, release: the room has it, and the reason is kept."""
    drill = with_pin(a_drill())
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await unlocked(pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog) and bool(app.screen.listed), "the list")
        dialog = app.screen
        assert isinstance(dialog, MessageDialog)
        first = next(one for one in dialog.listed.values() if "fire" in one.can)
        await pilot.press("enter")
        app.screen.query_one("#fire", Button).press()
        await until(pilot, lambda: first.ref in drill.exercise.known(ROOM).injects, "the message")
    assert kinds(drill) == ["fire-inject"]


async def test_an_improvised_message_must_say_whether_it_touches_the_world() -> None:
    """Sent without saying so it stays; as world-neutral text it reaches the room."""
    drill = with_pin(a_tiny_drill())
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await unlocked(pilot)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImproviseDialog), "the dialog")
        await pilot.pause()
        app.screen.query_one("#text", Input).value = "The lead is in an airplane."
        app.screen.query_one("#to", Select).value = next(iter(drill.playbook.seats))
        app.screen.query_one("#send", Button).press()
        await until(pilot, lambda: "touches the world" in text_of(app).split("Send it")[0][-200:], "the complaint")
        assert kinds(drill) == []
        app.screen.query_one("#touches", Select).value = "nothing"
        app.screen.query_one("#send", Button).press()
        await until(pilot, lambda: any("airplane" in one.title + one.text for one in drill.view.feed), "the message")


async def test_notes_flags_and_hints_are_records() -> None:
    """A note with its tag and objective, a flag and a hint are stamped and kept; none touches the journal."""
    drill = with_pin(a_drill())
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        before = len(drill.exercise.journal)
        await unlocked(pilot)
        await pilot.press("n")
        await pilot.pause()
        await typed(pilot, "- nobody owns the call obj 2")
        await pilot.press("enter")
        await until(pilot, lambda: len(drill.evaluation.notes) == 1, "the note")
        await pilot.press("escape", "f")
        await pilot.pause()
        await typed(pilot, "no vendor answers at night")
        await pilot.press("enter")
        await until(pilot, lambda: len(drill.evaluation.flags) == 1, "the flag")
        await pilot.press("question_mark")
        await pilot.pause(0.2)
        await until(pilot, lambda: "1 of 3" in text_of(app), "the question")
        app.screen.query_one("#next", Button).press()
        await until(pilot, lambda: "2 of 3" in text_of(app), "the place")
        app.screen.query_one("#give", Button).press()
        await until(pilot, lambda: len(drill.evaluation.hints) == 1, "the hint")
    note = drill.evaluation.notes[0]
    assert (note.tag, note.text, note.objective) == ("-", "nobody owns the call", drill.playbook.objectives[1].id)
    assert drill.evaluation.hints[0].level == 2
    assert len(drill.exercise.journal) == before


async def test_the_truth_is_revealed_at_endex_alone() -> None:
    """Before EndEx the reveal is refused with the reason."""
    drill = with_pin(a_tiny_drill())
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        await unlocked(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "opens to the room at EndEx" in text_of(app), "the refusal")


def test_plain_asks_for_the_pin_too() -> None:
    """Line by line a role is substituted with the PIN alone; a wrong one records nothing."""
    drill = with_pin(a_tiny_drill())
    told: list[str] = []
    answers = iter(["0000", PIN, "1", "1", "at the dentist"])
    plain = PlainDrill(drill, lambda _: next(answers), told.append)
    with pytest.raises(Left):
        plain.substitute()
    assert kinds(drill) == []
    plain.substitute()
    drill.close()
    assert kinds(drill) == ["substitute-role"]
    assert "That is not the PIN." in told


async def test_a_declaration_may_stand_for_an_action_in_other_words() -> None:
    """What the team said matches nothing: the facilitator looks in other words, and it is ordered and mapped."""
    drill = with_pin(a_drill())
    app = DrillHost(drill, WarRoom)
    drill.submit(Declare(seat=ROOM), answer="Dana keeps a copy of it all").result()
    async with app.run_test(size=BIG) as pilot:
        await unlocked(pilot)
        await pilot.press("M")
        await until(pilot, lambda: "Dana keeps a copy" in text_of(app), "their words")
        await typed(pilot, "snapshot the queue")
        await pilot.press("enter")
        await until(pilot, lambda: "stands for: Snapshot" in text_of(app), "the action")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "map-declaration" in kinds(drill), "the mapping")
    assert kinds(drill) == ["declare", "take-action", "map-declaration"]
    assert any("Dana keeps a copy" in one.title for one in drill.view.feed), "the feed says what was declared"


def test_plain_directs_with_the_pin_and_by_number() -> None:
    """Line by line in the room a message is released behind the PIN, and no title of what is to come is read out."""
    drill = with_pin(a_drill())
    coming = [one.title for one in drill.playbook.injects.values() if one.id not in drill.known.injects]
    told: list[str] = []
    answers = iter(["0000", PIN, "1", "the room is quiet"])
    plain = PlainDrill(drill, lambda _: next(answers), told.append)
    with pytest.raises(Left):
        plain.fire()
    assert kinds(drill) == []
    plain.fire()
    drill.close()
    assert kinds(drill) == ["fire-inject"]
    assert not [one for one in told if any(title in one for title in coming)]


def test_plain_keeps_an_observers_note_and_goes_to_a_time() -> None:
    """The tag and the objective are kept with the note; a moment that is past is told, and nothing moves."""
    drill = with_pin(a_tiny_drill())
    told: list[str] = []
    answers = iter([PIN, "- nobody leads", PIN, "-2h", PIN, "+1h"])
    plain = PlainDrill(drill, lambda _: next(answers), told.append)
    plain.observe()
    before = drill.view.now
    with pytest.raises(Left):
        plain.go_to()
    assert drill.view.now == before
    plain.go_to()
    drill.close()
    assert [(one.tag, one.text) for one in drill.evaluation.notes] == [("-", "nobody leads")]
    assert drill.view.now > before
