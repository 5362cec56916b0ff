"""The events list as a spreadsheet: out and in again without loss, foreign sheets through a mapper, bad rows told."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from simulator.authored import load_model
from simulator.errors import BreachdrillError, InputError
from simulator.exercise.sheets.columns import PRESETS, Preset
from simulator.exercise.sheets.files import read_sheet, write_sheet
from simulator.exercise.sheets.importing import mapper_of, plan_import, save_mapper, write_msel
from simulator.exercise.sheets.outgoing import export_msel, relative
from simulator.scenario.load import load_playbook, scenario_folder
from simulator.scenario.written.mapper import Mapper
from simulator.scenario.written.msel import MselFile

SLUG = "leaky-sync-queue"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("preset", get_args(Preset))
def test_a_sheet_comes_back_without_loss(tmp_path: Path, suffix: str, preset: Preset) -> None:
    """What was exported and imported again are the same moves and injects, field by field."""
    sheet, written = tmp_path / f"msel.{suffix}", tmp_path / "msel.yaml"
    export_msel(SLUG, (sheet,), preset)
    taken = plan_import(sheet, SLUG)
    assert (taken.created, taken.changed, taken.problems) == ((), (), ())
    write_msel(taken, written)
    assert load_model(written, MselFile) == load_model(scenario_folder(SLUG) / "msel.yaml", MselFile)


def test_the_hseep_columns_are_those_of_the_doctrine(tmp_path: Path) -> None:
    """A bare sheet has the ten HSEEP columns in order, a row for each inject and one for each expected action."""
    sheet = tmp_path / "msel.csv"
    export_msel(SLUG, (sheet,), "hseep", bare=True)
    found, playbook = read_sheet(sheet), load_playbook(SLUG)
    assert found.header == tuple(PRESETS["hseep"])
    kinds = [row[2] for _, row in found.rows]
    assert kinds.count("Expected Action") == sum(len(one.tasks) for one in playbook.objectives)
    assert len(kinds) - kinds.count("Expected Action") == len(playbook.injects)


def test_a_changed_cell_changes_that_inject_alone(tmp_path: Path) -> None:
    """Another message and another time in one row change one inject and keep its other fields."""
    sheet, changed = tmp_path / "msel.csv", tmp_path / "changed.csv"
    export_msel(SLUG, (sheet,), "hseep")
    found = read_sheet(sheet)
    place = {name: index for index, name in enumerate(found.header)}
    rows = [list(row) for _, row in found.rows]
    mine = next(row for row in rows if row[place["Inject Id"]] == "first-night")
    mine[place["Message"]] = "The desk closes at five."
    mine[place["Designated Scenario Time"]], mine[place["When"]] = relative(8 * 3600), ""
    write_sheet(changed, found.header, rows, "SIM-CANARY-0")
    taken = plan_import(changed, SLUG)
    assert (taken.changed, taken.created, taken.problems) == (("first-night",), (), ())
    write_msel(taken, tmp_path / "msel.yaml")
    now = load_model(tmp_path / "msel.yaml", MselFile).injects["first-night"]
    before = load_model(scenario_folder(SLUG) / "msel.yaml", MselFile).injects["first-night"]
    assert now == before.model_copy(update={"text": "The desk closes at five.", "trigger": now.trigger})
    assert now.trigger.model_dump() == {"at": 8 * 3600}


FOREIGN = """Our drill,,,,
No.,Clock,What,Whom,Sort
1,09:30,Phones ring in three clinics.,Front desk,Contingency
2,2026-09-16 10:00,A reporter calls.,Press office; Legal counsel,Contingency
3,D+1 H+2 M+30,They should have a spokesperson.,Press office,Expected Action
"""
MAPPER = """
columns: {number: "No.", time: Clock, message: What, to: Whom, kind: Sort}
kinds: [{like: "contingency", is: contingency}, {like: "expected.*", is: skip}]
seats: {Front desk: [clinical-operations], Press office: [communications]}
"""


def test_a_foreign_sheet_comes_in_through_a_mapper(tmp_path: Path) -> None:
    """Columns, kinds and seats of another team's sheet are mapped; clock times count from StartEx."""
    sheet, mapper = tmp_path / "drill.csv", tmp_path / "map.yaml"
    sheet.write_text(FOREIGN, encoding="utf-8")
    mapper.write_text(MAPPER, encoding="utf-8")
    taken = plan_import(sheet, SLUG, mapper_of(sheet, mapper))
    assert (len(taken.created), taken.skipped, taken.problems) == (2, 1, ())
    write_msel(taken, tmp_path / "msel.yaml")
    injects = load_model(tmp_path / "msel.yaml", MselFile).injects
    first, second = (injects[slug] for slug in taken.created)
    assert (first.trigger.model_dump(), first.to) == ({"at": 1800}, ("clinical-operations",))
    assert (second.trigger.model_dump(), second.kind) == ({"at": 25 * 3600}, "contingency")
    assert second.to == ("communications", "legal-counsel")


def test_a_saved_mapper_gives_the_same_import(tmp_path: Path) -> None:
    """What --save-map keeps is read back as the mapper that it was."""
    sheet, kept = tmp_path / "msel.csv", tmp_path / "map.yaml"
    export_msel(SLUG, (sheet,), "mitre")
    used = mapper_of(sheet, None)
    save_mapper(used, kept)
    assert load_model(kept, Mapper) == used


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("1,soon,Call.,Front desk,Message", '3: given the time "soon"'),
        ("1,09:30,Call.,Front dask,Message", '3: given "Front dask" in the column To'),
        ("1,,Call.,Front desk,Message", "3: given no time"),
        ("1,25:99,Call.,Front desk,Message", '3: given the time "25:99"'),
        ("1,09:30,Call.,Front desk,M\n1,09:40,Call.,Front desk,M", '4: given "call-1" a second time'),
        ('1,09:30,"Call.,Front desk,M', "given text that is not CSV"),
    ],
)
def test_a_bad_row_is_told_by_its_line(tmp_path: Path, rows: str, told: str) -> None:
    """Each row that cannot be taken is named by file and line, and nothing is taken."""
    sheet, mapper = tmp_path / "drill.csv", tmp_path / "map.yaml"
    sheet.write_text("\n".join([*FOREIGN.splitlines()[:2], rows]) + "\n", encoding="utf-8")
    mapper.write_text(MAPPER, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        plan_import(sheet, SLUG, mapper_of(sheet, mapper))
    assert str(sheet) in str(refused.value)
    assert told in str(refused.value)


def test_a_wrong_mapper_is_told_with_its_line(tmp_path: Path) -> None:
    """An unknown field and a broken pattern of a mapper are both told at once."""
    mapper = tmp_path / "map.yaml"
    mapper.write_text('columns: {titel: A}\nkinds: [{like: "(", is: ordinary}]\n', encoding="utf-8")
    with pytest.raises(BreachdrillError) as refused:
        load_model(mapper, Mapper)
    assert "map.yaml:1:" in str(refused.value)
    assert "map.yaml:2:" in str(refused.value)


def test_what_cannot_be_played_is_not_written(tmp_path: Path) -> None:
    """An import whose result fails the check leaves no file behind."""
    sheet = tmp_path / "msel.csv"
    export_msel(SLUG, (sheet,), "hseep")
    found = read_sheet(sheet)
    place = found.header.index("When")
    rows = [[*row[:place], "{action: no-such-action}", *row[place + 1 :]] for _, row in found.rows[:1]]
    write_sheet(sheet, found.header, rows, "SIM-CANARY-0")
    taken = plan_import(sheet, SLUG)
    assert any("no-such-action" in problem for problem in taken.problems)
    with pytest.raises(InputError):
        write_msel(taken, tmp_path / "msel.yaml")
    assert not (tmp_path / "msel.yaml").exists()


def test_a_typed_formula_stays_text_in_a_workbook(tmp_path: Path) -> None:
    """A cell that begins like a formula is text in both kinds of sheet, and comes back as it was."""
    for suffix in ("csv", "xlsx"):
        path = tmp_path / f"sheet.{suffix}"
        write_sheet(path, ["a", "b"], [['=HYPERLINK("x")', "+1"]], "SIM-CANARY-0")
        assert read_sheet(path).rows[-1][1] == ('=HYPERLINK("x")', "+1")
    import openpyxl

    assert openpyxl.load_workbook(tmp_path / "sheet.xlsx").active["A4"].data_type == "s"
