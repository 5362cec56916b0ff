"""Worlds leave the program by the command line, and what leaves it is proven to hold nothing real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import breachdrill

WORLD = ("--patients", "300", "--most", "60")


def test_exports_are_written_and_proven(tmp_path: Path) -> None:
    """A folder, an archive and FHIR in two forms are written by one command; each of them verifies."""
    targets = [tmp_path / name for name in ("tables", "tables.zip", "world.ndjson", "bundle.json")]
    outputs = [part for target in targets for part in ("-o", str(target))]
    ran = breachdrill("world", "export", *WORLD, *outputs, home=tmp_path / "home")
    assert ran.code == 0, ran.err
    assert ran.out == ""
    proven = breachdrill("world", "verify", *map(str, targets), home=tmp_path / "home")
    assert (proven.code, proven.out) == (0, "")


def test_a_planted_value_fails_the_proof(tmp_path: Path) -> None:
    """One real-looking number in an exported table is named with file and line, and the exit code is 1."""
    folder = tmp_path / "tables"
    breachdrill("world", "export", *WORLD, "-o", str(folder), home=tmp_path / "home")
    with (folder / "vendor_ticket.csv").open("a", encoding="utf-8") as file:
        file.write("9,v,2026-08-01,call 212-867-5309,low,open,1\n")
    lines = (folder / "vendor_ticket.csv").read_text(encoding="utf-8").count("\n")
    ran = breachdrill("world", "verify", str(folder), home=tmp_path / "home")
    assert ran.code == 1
    assert ran.out == f"{folder / 'vendor_ticket.csv'}:{lines}: phone 212-867-5309\n"


def test_everything_that_a_played_exercise_writes_is_proven(tmp_path: Path) -> None:
    """Results, saves, reports and the calendar of S1 hold no value that could be real, and say EXERCISE."""
    out = tmp_path / "out"
    out.mkdir()
    files = {name: str(out / name) for name in ("r.json", "r.xml", "r.md", "aar.html", "aar.md", "aar.json", "s.drill")}
    results = [part for name in ("r.json", "r.xml", "r.md") for part in ("-o", files[name])]
    assert breachdrill("run", "leaky-sync-queue", "--save", *results, home=tmp_path).code == 0
    assert breachdrill("exercises", "export", "1", files["s.drill"], home=tmp_path).code == 0
    reports = [part for name in ("aar.html", "aar.md", "aar.json") for part in ("-o", files[name])]
    assert breachdrill("report", "1", *reports, home=tmp_path).code == 0
    assert sorted(path.name for path in out.iterdir()) == sorted([*files, "aar-people.csv"])
    ran = breachdrill("world", "verify", str(out), home=tmp_path)
    assert (ran.code, ran.out) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "-o", "world.csv"), "expected a folder (CSV), .zip (CSV)"),
        (("export", "--most", "0", "-o", "new"), "expected a number of patients from 1"),
        (("verify", "--patients", "10", "README.md"), "expected one of them"),
        (("verify", "none.csv"), "cannot be read"),
        (("posture", "--scenario", "leaky-sync"), "leaky-sync-queue"),
    ],
)
def test_bad_input_is_told(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    """What cannot be done is said in one line, with exit code 2, and nothing is written."""
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    ran = breachdrill("world", *arguments, home=tmp_path / "home", cwd=tmp_path)
    assert ran.code == 2
    assert told in ran.err
    assert {path.name for path in tmp_path.iterdir()} <= {"README.md", "home"}


def test_the_posture_of_a_scenario_and_of_the_library(tmp_path: Path) -> None:
    """Tables for people, JSON for programs; a licence that is switched on never proves less."""
    shown = breachdrill("world", "posture", "--scenario", "leaky-sync-queue", home=tmp_path)
    assert shown.code == 0, shown.err
    assert shown.out.startswith("EXERCISE.")
    assert "appt-sync-dlq" in shown.out
    plain = json.loads(breachdrill("world", "posture", "--json", home=tmp_path).out)
    changes = tmp_path / "ours.yaml"
    changes.write_text("licences: [event-monitoring]\n", encoding="utf-8")
    more = json.loads(breachdrill("world", "posture", "--json", "--with", str(changes), home=tmp_path).out)
    rank = ("nothing", "hints", "shows", "proves").index
    before, after = (
        [rank(day["strength"]) for days in one["answers"].values() for day in days] for one in (plain, more)
    )
    assert all(a <= b for a, b in zip(before, after, strict=True))
    assert set(plain["sources"]["elf-login"]) == {"never"}
    assert "there" in more["sources"]["elf-login"]


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A file of changes that names another source is refused, with the nearest one that is there."""
    changes = tmp_path / "ours.yaml"
    changes.write_text("sources: {identity-lg: {keep: 30d}}\n", encoding="utf-8")
    ran = breachdrill("world", "posture", "--with", str(changes), home=tmp_path)
    assert ran.code == 2
    assert "identity-log" in ran.err
