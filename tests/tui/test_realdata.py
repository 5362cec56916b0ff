"""Somebody types a real-looking number: asked before it is kept, and struck out afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.words import TOMBSTONE
from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from tests.tui.drills import BIG, SMALL, DrillHost, a_playbook, a_tiny_drill, text_of, typed, until
from tui.dialogs.ask import NoteDialog
from tui.dialogs.decide import DecideDialog
from tui.dialogs.order import OrderDialog
from tui.dialogs.redact import RedactDialog
from tui.keeping import Opened
from tui.kept import open_library
from tui.pacing import Drill
from tui.plain import play_plain
from tui.screens.evidence import EvidenceScreen
from tui.screens.room import WarRoom
from tui.widgets.fields import Choices, Words
from tui.widgets.guard import RealLooking
from tui.widgets.sqlbox import SqlBox

SSN = "123-45-6789"


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_a_note_with_a_number_is_asked_about(size: tuple[int, int]) -> None:
    """Enter does not keep it; Edit goes back to the words; Keep keeps them as they are, once."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=size) as pilot:
        app.push_screen(NoteDialog(drill))
        await until(pilot, lambda: isinstance(app.screen, NoteDialog), "the note")
        app.screen.query_one("#note", Words).value = f"patient {SSN}"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RealLooking), "the question")
        assert SSN in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog), "the note again")
        assert drill.words == []
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RealLooking), "the question")
        app.screen.query_one("#keep").focus()
        await pilot.press("enter")
        await until(pilot, lambda: bool(drill.words), "the note")
        assert SSN in drill.words[0][2]


async def test_a_button_is_held_back_too() -> None:
    """A reason with a telephone number does not pass the button of an order; a made-up one does."""
    drill = a_tiny_drill()
    action = next(one for one in drill.playbook.actions.values() if not one.targets and not one.authority.second)
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        app.push_screen(OrderDialog(drill, action, "close it"))
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")
        app.screen.query_one("#reason", Words).value = "said so at 212-867-5309"
        app.screen.query_one("#order").press()  # type: ignore[attr-defined]
        await until(pilot, lambda: isinstance(app.screen, RealLooking), "the question")
        assert drill.words == []
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order again")
        app.screen_stack[-1].query_one("#reason", Words).value = "said so at 212-555-0142"
        app.screen_stack[-1].query_one("#order").press()  # type: ignore[attr-defined]
        await until(pilot, lambda: bool(drill.words), "the order")


async def test_words_of_the_room_line_are_asked_about_in_the_box() -> None:
    """What was typed in the line is asked about before the decision box keeps it."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        app.screen.query_one("#line").focus()
        await typed(pilot, "ring 212-867-5309")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the decision box")
        await until(pilot, lambda: app.screen.query_one(Choices).has_focus, "what matches")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RealLooking), "the question")
        assert drill.words == []


async def test_a_query_is_asked_about(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """F9 keeps nothing before somebody says so; it enters no journal, and is struck out of save, file and box."""
    monkeypatch.setenv(HOME, str(tmp_path))
    with open_library(None) as library:
        drill = Drill.of(library.begin(a_playbook(), 1, "room", "assisted"))
        digest, app = drill.exercise.journal.digest, DrillHost(drill, EvidenceScreen)
        async with app.run_test(size=SMALL) as pilot:
            await until(pilot, lambda: bool(app.screen.query(SqlBox)), "the box")
            box = app.screen.query_one(SqlBox)
            box.put(f"SELECT '{SSN}' AS one")
            await pilot.press("f9")
            await until(pilot, lambda: isinstance(app.screen, RealLooking), "the question")
            await pilot.press("escape")
            await until(pilot, lambda: box.has_focus, "the box again")
            assert drill.words == []
            for _ in range(2):  # asked about once, then as often as wanted
                await pilot.press("f9")
                if not box.asked:
                    await until(pilot, lambda: isinstance(app.screen, RealLooking), "the question")
                    app.screen.query_one("#keep").press()  # type: ignore[attr-defined]
                await until(pilot, lambda: bool(drill.words) and len(box.asked) == 1, "the query kept")
            assert SSN in drill.words[0][2]
            assert drill.exercise.journal.digest == digest
            app.action_redact()
            await until(pilot, lambda: isinstance(app.screen, RedactDialog), "what was typed")
            assert "looks real  every query" in text_of(app)
            app.screen.query_one("#strike").press()  # type: ignore[attr-defined]
            await until(pilot, lambda: drill.words == [(0, "queries", TOMBSTONE)], "the tombstone")
            await pilot.press("escape")
            await until(pilot, lambda: box.asked == (), "nothing asked")
        drill.close()
    assert not any(SSN.encode() in one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())


def test_a_draft_stands_once_in_what_was_typed() -> None:
    """The newest query takes the place of the one before, so that striking it out leaves none behind."""
    drill = a_tiny_drill()
    for role, text in (("note", "a"), ("queries", SSN), ("queries", f"{SSN} 2"), ("note", "b")):
        drill.say(0, role, text)  # type: ignore[arg-type]
    assert drill.words == [(0, "note", "a"), (0, "queries", f"{SSN} 2"), (0, "note", "b")]
    drill.redact(1).result()
    drill.say(0, "queries", "clean")
    assert drill.words == [(0, "note", "a"), (0, "queries", TOMBSTONE), (0, "note", "b"), (0, "queries", "clean")]


async def test_what_was_typed_is_struck_out_everywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From the menu: gone from the session, and from the library and its file on the disk."""
    monkeypatch.setenv(HOME, str(tmp_path))
    with open_library(None) as library:
        drill = Drill.of(library.begin(a_playbook(), 1, "room", "assisted"))
        drill.say(0, "note", f"patient {SSN} was told")
        app = DrillHost(drill, WarRoom)
        async with app.run_test(size=BIG) as pilot:
            app.action_redact()
            await until(pilot, lambda: isinstance(app.screen, RedactDialog), "what was typed")
            assert "looks real" in text_of(app)
            app.screen.query_one("#strike").press()  # type: ignore[attr-defined]
            await until(pilot, lambda: drill.words == [(0, "note", TOMBSTONE)], "the tombstone")
            await until(pilot, lambda: "Nothing was typed" in text_of(app), "an empty list")
        drill.close()
    with open_library(None) as library:
        assert library.resume("1").words == ((0, "note", TOMBSTONE),)
    assert not any(SSN.encode() in one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())


def test_plain_asks_before_it_keeps() -> None:
    """Line by line: no is asked again, yes keeps."""
    told: list[str] = []
    kept: list[tuple[int, str, str]] = []
    lines = iter(["note", f"patient {SSN}", "no", "patient SIM-1", "note", f"{SSN} again", "yes", "quit"])
    opened = Opened(
        exercise=Exercise(a_playbook(), 1), seat="room", mode="assisted", say=lambda *said: kept.append(said)
    )
    assert play_plain(opened, ask=lambda _: next(lines), tell=told.append) == 0
    assert [text.rpartition(": ")[2] for _, _, text in kept] == ["patient SIM-1", f"{SSN} again"]
    assert "social security number" in "\n".join(map(str, told))


def test_a_server_still_has_what_was_struck(database: str) -> None:
    """After words were struck out of a library on PostgreSQL the session ends with what an administrator must do."""
    playbook = a_playbook()
    with open_library(database) as library:
        drill = Drill.of(library.begin(playbook, playbook.seed, "room", "assisted"))
        drill.keep("note", f"patient {SSN}").result()
        assert not [line for line in library.farewell() if "WAL" in line]
        drill.redact(0).result()
        drill.close()
        told, *_ = library.farewell()
        assert "CHECKPOINT, and deletes old WAL" in told
    with open_library(None) as local:
        assert list(local.farewell()) == []
