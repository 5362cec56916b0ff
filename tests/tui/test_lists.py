"""The list screen: switches, versions and the SQL, by keys alone."""

from __future__ import annotations

from simulator.domain.lists import ListSpec
from tests.tui.drills import BIG, SMALL, DrillHost, a_tiny_drill, text_of, until
from tests.tui.test_evidence import a_drill_with_rows
from tui.screens.lists import ListsScreen, turned
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


def test_turning_twice_changes_nothing() -> None:
    """Each switch turned twice is as before, but for the order of sources."""
    spec = ListSpec(scope="narrow", sources=())
    for switch in ("scope", "by", "merges", "drop_tests", "keep_deceased", "dlq-access-log"):
        once = turned(spec, switch)
        assert once != spec
        assert turned(once, switch) == spec
