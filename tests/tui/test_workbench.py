"""The scoping workbench on screen and line by line: guided answers, lists made outside, versions as files, grades."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from simulator.domain.decisions import BuildList, TakeAction
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.lists import ListSpec
from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from simulator.world.canary import canary_of
from tests.playbooks import ACCESS_LOG
from tests.tui.drills import BIG, SMALL, Clock, DrillHost, a_tiny_playbook, text_of, typed, until
from tests.tui.test_plain import converse
from tui.dialogs.graded import GradedDialog
from tui.dialogs.guide import GuideDialog
from tui.dialogs.outside import ImportDialog
from tui.pacing import Drill
from tui.screens.debrief import DebriefScreen
from tui.screens.evidence import EvidenceScreen
from tui.screens.lists import ListsScreen
from tui.widgets.rows import Rows
from tui.widgets.sqlbox import SqlBox

SIZES = pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files go to a folder of the test's own."""
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def an_exercise() -> Exercise:
    """The tiny scenario with its access log pulled, and a list built from it."""
    exercise = Exercise(a_tiny_playbook(), 1)
    exercise.submit(TakeAction(seat=ROOM, action=ActionId("pull-source"), target=ACCESS_LOG))
    exercise.advance(86_400)
    exercise.submit(BuildList(seat=ROOM, spec=ListSpec(scope="narrow", sources=(ACCESS_LOG,))))
    return exercise


def a_list(home: Path, exercise: Exercise, *lines: str) -> Path:
    """A list made outside, with the canary."""
    path = home / "mine.csv"
    canary = canary_of(exercise.playbook.world.digest(exercise.seed))
    path.write_text("\n".join([canary, "mrn", *lines]), encoding="utf-8")
    return path


@SIZES
async def test_a_person_is_asked_about(size: tuple[int, int]) -> None:
    """W opens the questions; a number typed, or one picked from the list, gives four answers with their SQL."""
    drill = Drill(an_exercise(), wall=Clock())
    app = DrillHost(drill, ListsScreen)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ListsScreen)
        await until(pilot, lambda: bool(screen.people), "the people")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, GuideDialog), "the dialog")
        await typed(pilot, "123")
        await pilot.press("enter")
        await until(pilot, lambda: "no record number of this exercise" in text_of(app), "the complaint")
        app.screen.query_one("#people").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "✗ read" in text_of(app), "the answer")
        assert "no record number" not in text_of(app)
        app.screen.query_one("#answers", VerticalScroll).scroll_to(y=12, animate=False)
        await until(pilot, lambda: "SELECT" in text_of(app), "the SQL")


async def test_the_person_of_a_row_is_asked_about() -> None:
    """On the evidence screen W takes the record number of the row under the cursor, and answers at once."""
    drill = Drill(an_exercise(), wall=Clock())
    app = DrillHost(drill, EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        result = app.screen.query_one("#result", Rows)
        app.screen.query_one("#sql", SqlBox).ask("SELECT mrn, taken FROM dlq_access_log WHERE taken = 1")
        await until(pilot, lambda: result.has_focus and result.count > 0, "rows")
        asked = str(dict(result.row)["mrn"])
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, GuideDialog), "the dialog")
        await until(pilot, lambda: "✗ read" in text_of(app) and asked in text_of(app), "the answer")


async def test_a_store_is_asked_about() -> None:
    """Choosing a store asks about all of it, in the words of its sources."""
    drill = Drill(an_exercise(), wall=Clock())
    app = DrillHost(drill, ListsScreen)
    async with app.run_test(size=BIG) as pilot:
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, GuideDialog), "the dialog")
        store = next(iter(drill.playbook.stores))
        app.screen.query_one("#what").value = str(store)  # type: ignore[attr-defined]
        await until(pilot, lambda: "Whose records?" in text_of(app), "the answer")


@SIZES
async def test_a_list_made_outside_comes_in(size: tuple[int, int], home: Path) -> None:
    """I takes a file over as the next version; a wrong one says each line that is wrong, and nothing comes in."""
    exercise = an_exercise()
    drill = Drill(exercise, wall=Clock())
    app = DrillHost(drill, ListsScreen)
    async with app.run_test(size=size) as pilot:
        a_list(home, exercise, "SIM-0000001", "[red]x[/red]")
        await until(pilot, lambda: "Switches" in text_of(app), "the screen")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportDialog), "the dialog")
        await typed(pilot, "mine.csv")
        await pilot.press("enter")
        await until(pilot, lambda: "mine.csv:4: given" in text_of(app), "the problem")
        assert len(drill.known.lists) == 1
        a_list(home, exercise, "SIM-0000001", "SIM-0000002")
        await pilot.press("enter")
        await until(pilot, lambda: len(drill.known.lists) == 2, "the version")
        assert [*drill.known.lists[-1].fact.people] == [1, 2]
        if size == BIG:
            await until(pilot, lambda: "made outside" in text_of(app), "its name")


async def test_a_version_goes_out(home: Path) -> None:
    """X writes the version with mark and canary into the exercise's folder."""
    drill = Drill(an_exercise(), wall=Clock())
    app = DrillHost(drill, ListsScreen)
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: "v1 " in text_of(app), "the version")
        await pilot.press("x")
        await until(pilot, lambda: bool(list(home.rglob("list-v1.csv"))), "the file")
    (path,) = home.rglob("list-v1.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("EXERCISE")
    assert lines[1].startswith("SIM-CANARY-")
    assert len(lines) == 3 + len(drill.known.lists[0].fact.people)


async def test_a_difference_says_why() -> None:
    """What the switches give now, and two versions, name the source or the switch that made the difference."""
    exercise = an_exercise()
    drill = Drill(exercise, wall=Clock())
    app = DrillHost(drill, ListsScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        assert isinstance(screen, ListsScreen)
        await until(pilot, lambda: "Switches" in text_of(app), "the screen")
        screen.spec = ListSpec(scope="narrow", sources=())
        screen.redraw()
        await until(pilot, lambda: "source taken off" in text_of(app), "the reason")
        screen.spec = ListSpec(scope="narrow", sources=(ACCESS_LOG,), keep_deceased=True, by="clinic")
        await pilot.press("b")
        await until(pilot, lambda: len(drill.known.lists) == 2 and "nobody went" in text_of(app), "the second version")


def test_line_by_line(home: Path) -> None:
    """The same without a screen: the four questions, a file in, a file out, and each refusal in words."""
    exercise = an_exercise()
    a_list(home, exercise, "SIM-0000001", "nobody")
    number = f"SIM-{exercise.known(ROOM).lists[0].fact.people[0]:07}"
    lines = ["guide", "1", number, "guide", "1", "x", "guide", "2", "", "", "import", "mine.csv", "export", "1", "quit"]
    told, _ = converse(lines, exercise)
    assert f"{number}  " in told
    assert "4 Can we exclude them?" in told
    assert "no record number of this exercise" in told
    assert "Whose records?" in told
    assert "mine.csv:4: given 6 characters that are no SIM number" in told
    assert "list-v1.csv" in told
    a_list(home, exercise, "SIM-0000001")
    converse(["import", "mine.csv", "quit"], exercise)
    assert [*exercise.known(ROOM).lists[-1].fact.people] == [1]


@SIZES
async def test_the_debrief_grades_person_by_person(size: tuple[int, int]) -> None:
    """After EndEx the list stands against both sets; p shows everybody whom it got wrong, t the other set."""
    exercise = an_exercise()
    exercise.finish()
    drill = Drill(exercise, wall=Clock())
    app = DrillHost(drill, DebriefScreen)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, DebriefScreen)
        await until(pilot, lambda: screen.graded is not None, "the grades")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, GradedDialog), "the table")
        await until(pilot, lambda: "SIM-" in text_of(app), "the people")
        assert "who had to be told" in text_of(app)
        await pilot.press("t")
        await until(pilot, lambda: "who was read" in text_of(app), "the other set")
