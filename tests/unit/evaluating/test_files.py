"""The plan as CSV, XLSX and ICS: out whole, back without loss, and every wrong cell of an edited one told."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from simulator.errors import InputError
from simulator.exercise.evaluating.earlier import open_in_file
from simulator.exercise.evaluating.planfile import COLUMNS, write_plan
from simulator.exercise.evaluating.planimport import PlanImport, plan_import
from simulator.exercise.evaluating.review import Review, review_of
from simulator.exercise.sheets.files import read_sheet, write_sheet
from simulator.report.material import Played
from tests.unit.evaluating.written import decided, with_records

HOSTILE = '=cmd()|x "quoted", +1\nnext – naïve'


@pytest.fixture(scope="module")
def review(silent: Played) -> Review:
    """Two decided actions, one with hostile text, and everything else proposed."""
    return review_of(with_records(silent, decided(), decided("IP-2", issue=HOSTILE, owner="'Anna", element="Training")))


def out(review: Review, path: Path, seed: int = 1) -> Path:
    """The plan in a file, decided rows and proposed ones."""
    rows = [(one, str(one.status)) for one in review.evaluation.plan]
    write_plan([*rows, *((one, "proposed") for one in review.proposed)], review.playbook, seed, [path])
    return path


def back(path: Path, review: Review) -> PlanImport:
    """What bringing it in would do."""
    return plan_import(path, review, entries=400, at=7)


def edited(path: Path, changes: dict[tuple[int, str], str], header: dict[str, str] | None = None) -> Path:
    """The sheet with some cells changed (row from 0, column), and columns renamed."""
    sheet = read_sheet(path)
    place = {name: at for at, name in enumerate(sheet.header)}
    rows = [list(cells) for _, cells in sheet.rows]
    for (row, column), text in changes.items():
        rows[row][place[column]] = text
    names = [(header or {}).get(name, name) for name in sheet.header]
    write_sheet(path, names, rows, "SIM-CANARY-0")
    return path


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_untouched_plan_changes_nothing(review: Review, tmp_path: Path, suffix: str) -> None:
    """Out and in again: no change, hostile text and all, and no formula in any cell."""
    path = out(review, tmp_path / f"plan.{suffix}")
    found = back(path, review)
    assert (found.changes, found.absent, found.missing_columns) == ((), (), ())
    assert found.unchanged == ("IP-1", "IP-2")
    assert "EXERCISE" in (path.read_text(encoding="utf-8") if suffix == "csv" else str(_cells(path)[0]))
    if suffix == "xlsx":
        assert all(cell.data_type != "f" for row in openpyxl.load_workbook(path).worksheets[0] for cell in row)


ANY = st.text(max_size=60).filter(str.strip)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(issue=ANY, action=ANY, owner=ANY)
def test_whatever_was_typed_comes_back(
    silent: Played, tmp_path: Path, suffix: str, issue: str, action: str, owner: str
) -> None:
    """No text, formula, control sign or half of a pair makes a plan that cannot be written or that reads as changed."""
    review = review_of(with_records(silent, decided(issue=issue, action=action, owner=owner)))
    assert back(out(review, tmp_path / f"plan.{suffix}"), review).changes == ()


def _cells(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


def test_the_same_plan_gives_the_same_files(review: Review, tmp_path: Path) -> None:
    """CSV, workbook and calendar are equal byte for byte, though another second has begun."""
    for suffix in ("csv", "ics", "xlsx"):
        once = out(review, tmp_path / f"a.{suffix}").read_bytes()
        time.sleep(1.1 if suffix == "xlsx" else 0)
        again = out(review, tmp_path / f"b.{suffix}").read_bytes()
        assert once == again


def test_the_calendar_has_each_dated_action_with_its_owner(review: Review, tmp_path: Path) -> None:
    """A calendar program reads one entry for each decided open action, on its day, with owner, action and mark."""
    calendar = Calendar.from_ical(out(review, tmp_path / "plan.ics").read_bytes())
    entries: list[Any] = list(calendar.walk("VEVENT"))
    assert [str(one["UID"]).split(".")[-1] for one in entries] == ["IP-1@breachdrill", "IP-2@breachdrill"]
    assert {one["DTSTART"].dt.isoformat() for one in entries} == {"2027-01-31"}
    assert str(entries[0]["CONTACT"]) == "Integration engineer"
    assert all("EXERCISE" in str(one["SUMMARY"]) for one in entries)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_was_edited_is_taken_over_and_nothing_else(review: Review, tmp_path: Path, suffix: str) -> None:
    """A new owner, a dropped row, a proposal with an action, a row without an id: four changes, before and after."""
    path = out(review, tmp_path / f"plan.{suffix}")
    edited(
        path,
        {
            (0, "Organization POC"): "Privacy officer",
            (1, "Status"): "dropped",
            (2, "Corrective action"): "Write a duty calendar",
            (3, "ID"): "",
            (3, "Status"): "open",
        },
    )
    found = back(path, review)
    kinds = [(one.action.id, one.what.split()[0]) for one in found.changes]
    fresh = f"IP-{len(review.proposed) + 3}"
    assert kinds == [("IP-1", "changed"), ("IP-2", "dropped"), ("IP-3", "taken"), (fresh, "new")]
    first = found.changes[0]
    assert first.fields == (("Organization POC", "Integration engineer", "Privacy officer"),)
    assert first.action == replace(decided(), owner="Privacy officer", at=7)
    assert found.changes[1].action.dropped
    assert found.changes[2].action.refs == review.proposed[0].refs


def test_every_wrong_cell_is_told_at_once(review: Review, tmp_path: Path) -> None:
    """Unknown and doubled ids, bad dates, choices, evidence and tasks: each with its line, its cell and what to do."""
    path = edited(
        out(review, tmp_path / "plan.csv"),
        {
            (0, "Completion date"): "next week",
            (0, "Priority"): "urgent",
            (1, "Start date"): "2027-05-01",
            (2, "ID"): "IP-1",
            (3, "ID"): "IP-999",
            (4, "Evidence"): "#1 #4000",
            (5, "Critical tasks"): "purge-everything",
            (6, "Issue / area for improvement"): "",
            (7, "Status"): "done",
        },
    )
    with pytest.raises(InputError) as refused:
        back(path, review)
    lines = refused.value.message.splitlines()
    assert refused.value.hint == "Nothing was imported."
    for line, text in (
        (4, '"next week" in Completion date (I4), expected a date like 2027-01-31'),
        (4, '"urgent" in Priority'),
        (5, "a completion on or after the start"),
        (7, "it stands on line 4 too"),
        (8, '"IP-999" in ID'),
        (9, "numbers of entries like #12, up to #400"),
        (10, "purge-everything"),
        (11, "what is to be improved"),
        (12, "open, closed, dropped"),
    ):
        assert any(f":{line}: given" in one and text in one for one in lines), (line, text, lines)


def test_wrong_columns_are_told_with_the_nearest_name(review: Review, tmp_path: Path) -> None:
    """A renamed column says which it was; without ids nothing can be read."""
    path = edited(out(review, tmp_path / "plan.csv"), {}, {"Corrective action": "Corrective actions"})
    with pytest.raises(InputError, match=r'"Corrective actions".*name it "Corrective action"'):
        back(path, review)
    path = edited(out(review, tmp_path / "plan.csv"), {}, {"ID": "Number"})
    with pytest.raises(InputError, match="no column ID"):
        back(path, review)


def test_columns_that_are_gone_keep_their_fields(review: Review, tmp_path: Path) -> None:
    """A sheet of ids and owners alone changes owners, keeps the rest, and says which columns it does not have."""
    path = tmp_path / "plan.csv"
    write_sheet(path, ("Organization POC", "ID"), [("Legal counsel", "IP-1")], "SIM-CANARY-0")
    found = back(path, review)
    assert found.changes[0].action == replace(decided(), owner="Legal counsel", at=7)
    assert found.absent == ("IP-2",)
    assert set(found.missing_columns) == {*COLUMNS} - {"ID", "Organization POC"}


def test_a_formula_is_refused_by_its_cell(review: Review, tmp_path: Path) -> None:
    """What somebody computed in a workbook is no text: the cell is named."""
    path = out(review, tmp_path / "plan.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["D4"] = "=A4&B4"
    workbook.save(path)
    with pytest.raises(InputError, match=r"plan\.xlsx:4: given a formula in D4"):
        back(path, review)


def test_dates_that_a_spreadsheet_made_are_dates(review: Review, tmp_path: Path) -> None:
    """A date cell of a workbook comes back as its day."""
    from datetime import datetime

    path = out(review, tmp_path / "plan.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["I4"] = datetime(2027, 3, 1)  # noqa: DTZ001 - as a workbook holds it
    workbook.save(path)
    (change,) = back(path, review).changes
    assert str(change.action.due) == "2027-03-01"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_another_encoding_is_read(review: Review, tmp_path: Path, encoding: str) -> None:
    """What a spreadsheet saves in its own way is the same plan."""
    path = out(review, tmp_path / "plan.csv")
    text = path.read_bytes().decode()
    path.write_bytes(text.encode(encoding))
    assert back(path, review).changes == ()


@pytest.mark.parametrize("content", [b"", b"nothing", b"\x00\xff\x00", b"ID,Status\n\xff\xfe"])
def test_what_is_no_plan_is_refused(review: Review, tmp_path: Path, content: bytes) -> None:
    """An empty file, a sentence, or bytes give an error that names the file."""
    path = tmp_path / "plan.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        back(path, review)
    assert "plan.csv" in refused.value.message


def test_another_suffix_is_refused_before_anything_is_written(review: Review, tmp_path: Path) -> None:
    """One wrong name of three leaves the folder empty."""
    with pytest.raises(InputError, match=r"\.csv, \.xlsx, \.ics"):
        write_plan([], review.playbook, 1, [tmp_path / "plan.csv", tmp_path / "plan.pdf"])
    assert not list(tmp_path.iterdir())


def test_open_actions_of_a_file_are_those_that_were_decided(review: Review, tmp_path: Path) -> None:
    """Another exercise's plan gives its open actions; what was only proposed is not one."""
    found = open_in_file(out(review, tmp_path / "plan.xlsx"))
    assert [one.action.id for one in found] == ["IP-1", "IP-2"]
    assert found[1].action.issue.split() == HOSTILE.split()
    assert {one.source for one in found} == {"plan.xlsx"}
