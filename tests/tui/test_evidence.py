"""The evidence screen: sources, pulls, rows, exhibits, exports, custody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.domain.ids import ROOM
from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.custody import custody_text
from simulator.exercise.room.desk.desk import EvidenceDesk
from simulator.world.canary import canary_of
from tests.tui.drills import BIG, SMALL, DrillHost, a_tiny_drill, a_tiny_playbook, text_of, until
from tests.tui.pulled import a_drill_with_rows, the_box
from tui.dialogs.evidence import CustodyDialog, PinDialog, RemarkDialog, RowDialog
from tui.dialogs.order import OrderDialog
from tui.present import flat
from tui.screens.evidence import EvidenceScreen
from tui.screens.evidence_lines import about_lines, source_line
from tui.widgets.fields import Words
from tui.widgets.panes import Pane
from tui.widgets.rows import Lines, Rows
from tui.widgets.sqlbox import SqlBox


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


async def test_custody_is_told_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key c on a pull shows the whole digest, who took it, when and from what; x writes the same to a file."""
    monkeypatch.setenv(HOME, str(tmp_path))
    drill = a_drill_with_rows()
    app = DrillHost(drill, EvidenceScreen)
    async with app.run_test(size=BIG, notifications=True) as pilot:
        await the_box(pilot, app)
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
