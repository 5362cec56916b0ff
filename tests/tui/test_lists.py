"""The list screen: switches, versions and the SQL, by keys alone."""

from __future__ import annotations

from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.lists import ListSpec
from tests.playbooks import ACCESS_LOG
from tests.tui.drills import BIG, SMALL, DrillHost, a_tiny_drill, text_of, until
from tests.tui.pulled import a_drill_with_rows
from tui.screens.lists import ListsScreen, turned
from tui.texts.lists import applied
from tui.widgets.rows import Lines


async def test_building_two_versions() -> None:
    """The build key builds what the switches say; a turned switch gives another version beside the first."""
    drill = a_drill_with_rows()
    app = DrillHost(drill, ListsScreen)
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: "individuals" in text_of(app), "the counts")
        assert "SELECT" in text_of(app)
        app.screen.query_one("#switches", Lines).focus()
        await pilot.press("b")
        await until(pilot, lambda: len(drill.known.lists) == 1, "version 1")
        await pilot.press("end")
        await pilot.press("enter")
        await pilot.press("b")
        await until(pilot, lambda: len(drill.known.lists) == 2, "version 2")
        assert [one.fact.spec.by for one in drill.known.lists] == ["residence", "clinic"]
        await until(pilot, lambda: "v2 " in text_of(app) and "nobody went" in text_of(app), "both versions")


async def test_new_evidence_is_offered() -> None:
    """A source pulled after the screen was opened shows as new and unticked; one key ticks it, and then it is old."""
    drill = a_tiny_drill()
    app = DrillHost(drill, ListsScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        assert isinstance(screen, ListsScreen)
        await until(pilot, lambda: "not pulled" in text_of(app), "the screen")
        await pilot.press("t")
        assert [*screen.spec.sources] == [], "nothing is new yet"
        drill.submit(TakeAction(seat=ROOM, action=ActionId("pull-source"), target=ACCESS_LOG)).result()
        drill.day()
        drill.settle()
        screen.redraw()
        await until(pilot, lambda: "1 new, not ticked: t ticks" in text_of(app), "the offer")
        assert [*screen.spec.sources] == [], "nothing is ticked silently"
        await pilot.press("t")
        assert [*screen.spec.sources] == [ACCESS_LOG]
        await until(pilot, lambda: "not ticked" not in text_of(app), "the tick")
        assert "▲ new" in text_of(app), "no version has it yet"
        await pilot.press("b")
        await until(pilot, lambda: len(drill.known.lists) == 1 and not screen.new, "the version that has it")


async def test_what_was_looked_at_is_not_new() -> None:
    """A switch that somebody turned off stays off, and is not offered again."""
    drill = a_drill_with_rows()
    app = DrillHost(drill, ListsScreen)
    async with app.run_test(size=BIG) as pilot:
        screen = app.screen
        assert isinstance(screen, ListsScreen)
        screen.opened = 0
        await until(pilot, lambda: screen.new == {ACCESS_LOG}, "the screen")
        screen.query_one("#switches", Lines).focus()
        await pilot.press("home", "enter", "t")
        assert [*screen.spec.sources] == []
        assert not screen.new


async def test_a_list_needs_a_source() -> None:
    """Without any source a list is refused, and no version is made."""
    drill = a_tiny_drill()
    app = DrillHost(drill, ListsScreen)
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: "Switches" in text_of(app), "the screen")
        await pilot.press("b")
        await until(pilot, lambda: bool(drill.known.refused), "the refusal")
        assert not drill.known.lists


async def test_switches_say_what_is_missing() -> None:
    """At 80x24 too, a switch without its evidence says that it is not applied, and a source that it is not pulled."""
    app = DrillHost(a_tiny_drill(), ListsScreen)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "not applied: merge table not pulled" in text_of(app), "the reason")
        assert "not pulled" in text_of(app)


async def test_the_sql_is_reachable_where_one_pane_fits() -> None:
    """Key 4 shows the SQL, key 2 the four numbers."""
    app = DrillHost(a_drill_with_rows(), ListsScreen)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Switches" in text_of(app), "the screen")
        await pilot.press("4")
        await until(pilot, lambda: "WITH in_scope AS (" in text_of(app), "the SQL")
        await pilot.press("2")
        await until(pilot, lambda: "individuals" in text_of(app), "the numbers")


def test_a_version_is_called_what_was_applied() -> None:
    """A switch whose evidence was missing is not in a version's name as if it had worked."""
    spec = ListSpec(scope="presumed", sources=())
    assert applied(spec, ()) == "presumed, merged, by residence"
    missing = ("merges: not pulled", "tests: not pulled", "residence: not pulled; counted by clinic")
    assert applied(spec, missing) == "presumed, not merged yet, by clinic, not residence yet, tests not known yet"


def test_turning_twice_changes_nothing() -> None:
    """Each switch turned twice is as before, but for the order of sources."""
    spec = ListSpec(scope="narrow", sources=())
    for switch in (
        "scope",
        "by",
        "merges",
        "drop_tests",
        "keep_deceased",
        "dlq-access-log",
        "without the vendor's job",
    ):
        once = turned(spec, switch)
        assert once != spec
        assert turned(once, switch) == spec
