"""The box for SQL: words completed, queries kept, tables told, logs that load, answers that take long."""

from __future__ import annotations

import pytest

from simulator.errors import InputError
from simulator.exercise.room.desk import vaultline
from simulator.exercise.room.desk.desk import desk_of
from simulator.exercise.room.desk.queries import asked_before, questions_text
from tests.tui.drills import BIG, SMALL, DrillHost, text_of, typed, until
from tests.tui.pulled import a_drill_with_rows, the_box
from tui.dialogs.evidence import DictionaryDialog, QueriesDialog
from tui.screens.evidence import EvidenceScreen
from tui.widgets.rows import Lines
from tui.widgets.sqlbox import SqlBox


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_tab_completes_a_word_and_then_leaves(size: tuple[int, int]) -> None:
    """Tab takes the first word offered, then the next ones; after the last, or with nothing, it leaves the box."""
    app = DrillHost(a_drill_with_rows(), EvidenceScreen)
    async with app.run_test(size=size) as pilot:
        box = await the_box(pilot, app)
        await typed(pilot, "select bu")
        await until(pilot, lambda: "Tab ▸bucket" in text_of(app), "the offer")
        assert box.suggestion == "cket"
        await pilot.press("tab")
        assert box.text == "select bucket"
        await pilot.press("space", "f", "r", "o", "ctrl+@")
        assert box.text == "select bucket from"
        await pilot.press("space", "ctrl+@")
        assert box.text == "select bucket from dlq_access_log"
        await typed(pilot, " l where l.re")
        for word in ("remote_ip", "requester", "request_id"):
            await pilot.press("tab")
            assert box.text == f"select bucket from dlq_access_log l where l.{word}"
            assert box.has_focus
        await pilot.press("tab")
        await until(pilot, lambda: not box.has_focus, "the cursor to leave")
        assert box.text.endswith("request_id")
        box.put("select 'bu")
        await pilot.press("tab")
        await until(pilot, lambda: not box.has_focus, "the cursor to leave a text")
        assert box.text == "select 'bu"


async def test_queries_are_kept() -> None:
    """What a seat asked is there when the screen opens again, by Ctrl and arrow or by search; another seat's is not."""
    drill = a_drill_with_rows()
    drill.say(0, "queries", questions_text((), "privacy-officer", ["SELECT 'not mine'"]))
    app = DrillHost(drill, EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        box, first = await the_box(pilot, app), app.screen
        for sql in ("SELECT 1", "SELECT mrn FROM dlq_access_log", "SELECT 3"):
            box.ask(sql)
        await until(pilot, lambda: len(asked_before(drill.words, "room")) == 3, "the words")
        app.switch_screen(EvidenceScreen(drill))
        await until(pilot, lambda: app.screen is not first, "the other screen")
        again = await the_box(pilot, app)
        assert again is not box
        assert again.asked == ("SELECT 1", "SELECT mrn FROM dlq_access_log", "SELECT 3")
        await pilot.press("ctrl+up", "ctrl+up")
        assert again.text == "SELECT mrn FROM dlq_access_log"
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, QueriesDialog), "the list")
        await typed(pilot, "select 1")
        await pilot.press("enter")
        await until(pilot, lambda: again.text == "SELECT 1", "the query")
        assert again.has_focus


async def test_the_tables_are_told() -> None:
    """Ctrl+T in the box, or t, lists the tables that can be asked with their columns and types."""
    app = DrillHost(a_drill_with_rows(), EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        await the_box(pilot, app)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, DictionaryDialog), "the tables")
        shown = text_of(app)
        assert "dlq_access_log" in shown
        assert "bytes_sent" in shown
        assert "INTEGER" in shown


async def test_a_log_can_be_asked_while_it_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are there as they arrive, and an answer from a part says that it is one; afterwards it can be whole."""
    monkeypatch.setattr(vaultline, "CHUNK", 10)
    drill = a_drill_with_rows()
    desk = desk_of(drill.exercise, drill.seat)
    fetched = desk.fetch()
    assert sum(len(one.brought.rows) for one in fetched) == 272
    seen: list[int] = []

    def arrived() -> None:
        answer = desk.ask("SELECT * FROM dlq_access_log")
        seen.append(len(answer.rows))
        assert answer.loading == f"dlq_access_log is still loading: {len(answer.rows)} of 272 rows."
        with pytest.raises(InputError, match="still loading"):
            desk.query("SELECT count(*) FROM dlq_access_log")
        assert desk.ask("SELECT 1").loading == ""

    (line,) = desk.store(fetched, arrived)
    assert seen == [*range(10, 272, 10), 272]
    assert line.rows == 272
    assert desk.ask("SELECT * FROM dlq_access_log").loading == ""
    assert desk.store(fetched) == ()
    assert desk.fetch() == ()


async def test_a_long_query_blocks_nothing() -> None:
    """While a query runs keys are answered, and Escape ends it."""
    app = DrillHost(a_drill_with_rows(), EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        await until(pilot, lambda: "sha256" in text_of(app), "the vault")
        endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"
        screen.query_one("#sql", SqlBox).ask(endless)
        await until(pilot, lambda: "Esc cancels" in text_of(app), "the query to run")
        screen.query_one("#sources", Lines).focus()
        await pilot.press("down")
        assert screen.query_one("#sources", Lines).cursor == 1
        await pilot.press("escape")
        await until(pilot, lambda: "was cancelled" in text_of(app), "the end of it")
