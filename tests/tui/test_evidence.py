"""The evidence screen: rows of what was pulled, an error for what was not, and long lists that open at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.time import HOUR
from simulator.errors import InputError
from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk import desk as evidence
from simulator.exercise.room.desk.custody import custody_text
from simulator.exercise.room.desk.desk import EvidenceDesk, desk_of
from simulator.exercise.room.desk.queries import asked_before, questions_text
from simulator.world.canary import canary_of
from tests.playbooks import ACCESS_LOG
from tests.tui.drills import BIG, SMALL, Clock, DrillHost, a_tiny_drill, a_tiny_playbook, text_of, typed, until
from tui.dialogs.decide import OrderDialog
from tui.dialogs.evidence import CustodyDialog, DictionaryDialog, PinDialog, QueriesDialog, RemarkDialog, RowDialog
from tui.pacing import Drill
from tui.present import Line, flat
from tui.screens.evidence import EvidenceScreen
from tui.screens.evidence_lines import about_lines, source_line
from tui.widgets.fields import Words
from tui.widgets.panes import Pane
from tui.widgets.rows import Lines, Rows
from tui.widgets.sqlbox import SqlBox


def a_drill_with_rows() -> Drill:
    """The tiny scenario, three hours in, with the access log pulled."""
    exercise = Exercise(a_tiny_playbook(), 1)
    exercise.submit(TakeAction(seat=ROOM, action=ActionId("pull-source"), target=ACCESS_LOG))
    exercise.advance(3 * HOUR)
    return Drill(exercise, wall=Clock())


async def test_not_pulled_is_an_error_on_the_screen() -> None:
    """Asking a source that nobody pulled says so, and shows no rows."""
    app = DrillHost(a_tiny_drill(), EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: bool(app.screen.query(SqlBox)), "the screen")
        app.screen.query_one("#sql", SqlBox).ask("SELECT * FROM dlq_access_log")
        await until(pilot, lambda: "Dlq access log is not pulled yet." in text_of(app), "the error")
        assert app.screen.query_one("#result", Rows).count == 0


async def test_enter_orders_the_pull() -> None:
    """Enter on a source that is not pulled opens the order that pulls it."""
    app = DrillHost(a_tiny_drill(), EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: app.screen.query_one("#sources", Lines).count > 0, "the sources")
        app.screen.query_one("#sources", Lines).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OrderDialog), "the order")


async def test_enter_shows_the_rows() -> None:
    """Enter on a pulled source shows its rows, its count is the vault's, and Enter on a row shows all of it."""
    app = DrillHost(a_drill_with_rows(), EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        await until(pilot, lambda: "sha256" in text_of(app), "the vault")
        screen.query_one("#sources", Lines).focus()
        await pilot.press("enter")
        result = screen.query_one("#result", Rows)
        await until(pilot, lambda: result.count > 0, "rows")
        assert isinstance(screen, EvidenceScreen)
        assert result.count == screen.desk.vault[0].rows
        await until(pilot, lambda: result.has_focus, "the cursor in the rows")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RowDialog), "the row")
        assert "clinic_state" in text_of(app)


async def test_a_row_is_pinned() -> None:
    """The key e asks what the row shows; the exhibit stands beside the exercise as typed, in its pane, and opens."""
    drill = a_drill_with_rows()
    app = DrillHost(drill, EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        result = screen.query_one("#result", Rows)
        await until(pilot, lambda: "sha256" in text_of(app), "the vault")
        await pilot.press("e")
        assert app.screen is screen, "without rows there is nothing to pin"
        screen.query_one("#sources", Lines).focus()
        await pilot.press("enter")
        await until(pilot, lambda: result.has_focus and result.count > 0, "rows")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, PinDialog), "the dialog")
        app.screen.query_one("#note", Words).value = "[red]a read[/red]"
        await pilot.press("enter")
        await until(pilot, lambda: any(role == "exhibit" for _, role, _ in drill.words), "the exhibit")
        ((decision, text),) = [(decision, text) for decision, role, text in drill.words if role == "exhibit"]
        assert decision == 0
        assert text.startswith("E1: [red]a read[/red] (")
        assert ") [bucket appt-sync-dlq; time " in text
        assert text.endswith("from SELECT * FROM dlq_access_log")
        await until(pilot, lambda: "pin   E1: " in text_of(app), "the pane")
        screen.query_one("#pinned", Lines).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RemarkDialog), "the exhibit in full")
        assert "[red]a read[/red]" in text_of(app)


async def test_rows_are_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key x writes the answer to the exercise's folder and names it; it says EXERCISE and holds no formula."""
    monkeypatch.setenv(HOME, str(tmp_path))
    app = DrillHost(a_drill_with_rows(), EvidenceScreen)
    async with app.run_test(size=BIG, notifications=True) as pilot:
        screen = app.screen
        assert isinstance(screen, EvidenceScreen)
        await until(pilot, lambda: "sha256" in text_of(app), "the vault")
        screen.query_one("#sql", SqlBox).ask("SELECT '=cmd()' AS a, 7 AS b FROM dlq_access_log LIMIT 1")
        await until(pilot, lambda: screen.query_one("#result", Rows).count == 1, "the answer")
        await pilot.press("x")
        file = tmp_path / "data" / "exercise" / "evidence-01.csv"
        await until(pilot, lambda: "1 row exported" in text_of(app), "the message")
        canary = canary_of(screen.drill.playbook.world.digest(screen.drill.exercise.seed))
        assert file.read_text(encoding="utf-8").splitlines() == [
            "EXERCISE: all patients are synthetic", canary, "a,b", "'=cmd(),7",
        ]  # fmt: skip
        await pilot.press("x")
        await until(pilot, lambda: file.with_stem("evidence-02").is_file(), "another file")
        (tmp_path / "data" / "exercise").rename(tmp_path / "moved")
        (tmp_path / "data" / "exercise").write_text("no folder", encoding="utf-8")
        await pilot.press("x")
        await until(pilot, lambda: "cannot be written" in text_of(app), "the refusal")


async def _box(pilot: Pilot[Any], app: DrillHost) -> SqlBox:
    """The box for questions, with the cursor in it and the log in the vault."""
    screen = app.screen
    assert isinstance(screen, EvidenceScreen)
    await until(pilot, lambda: bool(screen.desk.vault), "the vault")
    screen.action_pane(2)
    await pilot.pause()
    box = screen.query_one("#sql", SqlBox)
    box.focus()
    await pilot.pause()
    return box


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_tab_completes_a_word_and_then_leaves(size: tuple[int, int]) -> None:
    """Tab takes the first word offered, then the next ones; after the last, or with nothing, it leaves the box."""
    app = DrillHost(a_drill_with_rows(), EvidenceScreen)
    async with app.run_test(size=size) as pilot:
        box = await _box(pilot, app)
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
        box, first = await _box(pilot, app), app.screen
        for sql in ("SELECT 1", "SELECT mrn FROM dlq_access_log", "SELECT 3"):
            box.ask(sql)
        await until(pilot, lambda: len(asked_before(drill.words, "room")) == 3, "the words")
        app.switch_screen(EvidenceScreen(drill))
        await until(pilot, lambda: app.screen is not first, "the other screen")
        again = await _box(pilot, app)
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
        await _box(pilot, app)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, DictionaryDialog), "the tables")
        shown = text_of(app)
        assert "dlq_access_log" in shown
        assert "bytes_sent" in shown
        assert "INTEGER" in shown


async def test_custody_is_told_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key c on a pull shows the whole digest, who took it, when and from what; x writes the same to a file."""
    monkeypatch.setenv(HOME, str(tmp_path))
    drill = a_drill_with_rows()
    app = DrillHost(drill, EvidenceScreen)
    async with app.run_test(size=BIG, notifications=True) as pilot:
        await _box(pilot, app)
        screen = app.screen
        assert isinstance(screen, EvidenceScreen)
        (pull,) = screen.desk.vault
        screen.query_one("#vault", Lines).focus()
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, CustodyDialog), "the form")
        shown = text_of(app)
        for said in (pull.sha256, pull.collector, f"{pull.rows:,}", "ordered by the room", "Legal hold"):
            assert said in shown
        await pilot.press("y")
        assert pull.sha256 in app.clipboard
        await pilot.press("x")
        await until(pilot, lambda: "Custody exported" in text_of(app), "the message")
        file = tmp_path / "data" / "exercise" / "custody-01.txt"
        text = file.read_text(encoding="utf-8")
        assert text == custody_text(pull, drill.exercise, drill.seat)
        assert text.startswith("EXERCISE: all patients are synthetic\nSIM-CANARY-")


async def test_a_log_can_be_asked_while_it_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are there as they arrive, and an answer from a part says that it is one; afterwards it can be whole."""
    monkeypatch.setattr(evidence, "CHUNK", 10)
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


async def test_each_pane_has_a_key_where_one_fits() -> None:
    """At 80x24 the number keys show one pane at a time, and its name is marked with brackets."""
    app = DrillHost(a_drill_with_rows(), EvidenceScreen)
    async with app.run_test(size=SMALL) as pilot:
        screen = app.screen
        await until(pilot, lambda: bool(screen.query(Pane)), "the screen")
        for number, (name, title) in enumerate(EvidenceScreen.PANES, start=1):
            screen.query_one("#sources", Lines).focus()
            assert isinstance(screen, EvidenceScreen)
            screen.action_pane(number)
            await pilot.pause()
            assert f"[{number} {title}]" in text_of(app)
            shown = [pane.id for pane in screen.query(Pane) if pane.region.height > 0]
            assert shown == [name]


def test_a_source_says_what_it_is_good_for() -> None:
    """What it answers, what it costs, which licence it needs and what is known to be missing stand beside it."""
    line = EvidenceDesk(Exercise(a_tiny_playbook(), 1), ROOM).sources()[0]
    told = replace(line, answers=("Q1", "Q4"), staff_hours=4.5, licence="event monitoring", gaps="late rows")
    said = " ".join(flat(one) for one in about_lines(told))
    for word in ("Q1 Q4", "4.5 staff-hours", "event monitoring", "late rows", line.takes, line.until):
        assert word in said
    assert "loading 40%" in flat(source_line(line, (4_000, 10_000)))


class _OneList(App[None]):
    """An app with one long table."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        """The table alone."""
        yield self.rows


class _Counting(Rows):
    """A table that counts the lines it draws."""

    drawn = 0

    def line_at(self, index: int) -> Line:
        """One row; one more drawn."""
        self.drawn += 1
        return super().line_at(index)


async def test_a_hundred_thousand_rows_draw_a_screenful() -> None:
    """Of 100,000 rows only those in sight are laid out, also at the end and after an append."""
    rows = _Counting("rows")
    app = _OneList(rows)
    async with app.run_test(size=BIG) as pilot:
        many = [(number, f"row {number}") for number in range(100_000)]
        rows.show(("number", "text"), many)
        rows.focus()
        await pilot.press("end")
        await pilot.pause()
        assert rows.cursor == 99_999
        assert rows.scroll_offset.y == 100_000 + rows.HEAD - rows.size.height
        many.append((100_000, "the last"))
        rows.grow()
        await pilot.press("end")
        await pilot.pause()
        assert rows.count == 100_001
        assert rows.drawn < 100 * BIG[1]


async def test_the_cursor_is_never_under_a_scroll_bar() -> None:
    """In a table wider than the screen the line under the cursor stands above the scroll bar, also at the end."""
    rows = Rows("rows")
    app = _OneList(rows)
    async with app.run_test(size=SMALL) as pilot:
        rows.show([f"column {number}" for number in range(9)], [("x" * 40,) * 8 + (line,) for line in range(90)])
        rows.focus()
        await pilot.pause()
        for key in ("end", "home", *["down"] * 30):
            await pilot.press(key)
            shown = rows.cursor - rows.scroll_offset.y + rows.HEAD
            assert rows.HEAD <= shown < rows.scrollable_content_region.height


@pytest.mark.parametrize("text", ["[red]x[/red]", "<script>", "=cmd()", "\x1b[31mred"])
async def test_cells_are_text(text: str) -> None:
    """A cell is shown as it was written, less its control characters."""
    rows = Rows("rows")
    app = _OneList(rows)
    async with app.run_test(size=BIG) as pilot:
        rows.show((f"name {text}",), [(text,), (None,), (b"\x00\xff",), (1234567,)])
        await pilot.pause()
        drawn = "\n".join(rows.render_line(y).text for y in range(5))
        assert text.replace("\x1b", "") in drawn
        assert "\x1b" not in drawn
        assert "NULL" in drawn
        assert "00ff" in drawn
        assert "1,234,567" in drawn


async def test_the_cursor_passes_over_headings() -> None:
    """Headings take no cursor, and showing other lines keeps it on its key."""
    lines = Lines("lines")
    lines.show([("", (("head", "dim"),)), ("a", (("a", "plain"),)), ("", (("head", "dim"),)), ("b", (("b", "plain"),))])
    assert lines.key == "a"
    lines.action_step(1)
    assert lines.key == "b"
    lines.show([("b", (("b", "plain"),)), ("a", (("a", "plain"),))])
    assert lines.key == "b"
