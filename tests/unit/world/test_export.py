"""A world leaves the program: as FHIR R4 that a FHIR library accepts, as CSV that comes back cell by cell."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text

from simulator.errors import InputError
from simulator.world.exports.csvfile import EXERCISE, write_table
from simulator.world.exports.export import write_world
from simulator.world.exports.selection import Part
from simulator.world.exports.spreadsheets import read_table
from simulator.world.marker import MARKER
from simulator.world.queries import canary_in
from simulator.world.storage.store import World
from simulator.world.tables import metadata

# The library has no R4 (4.0.1). R4B (4.3.0) left the resources that we write as they were in R4.
STATUSES = {
    "Appointment": "proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in waitlist",
    "Encounter": "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown",
    "Observation": "registered preliminary final amended corrected cancelled entered-in-error unknown",
    "MedicationRequest": "active on-hold cancelled completed entered-in-error stopped draft unknown",
    "Coverage": "active cancelled draft entered-in-error",
    "Communication": "preparation in-progress not-done on-hold stopped completed entered-in-error unknown",
}
"""The required value sets of `status`, which the library does not check. Source: HL7 FHIR R4, by resource."""
CODES = {
    "http://terminology.hl7.org/CodeSystem/condition-clinical": "active recurrence relapse inactive remission resolved",
    "http://terminology.hl7.org/CodeSystem/condition-ver-status": "unconfirmed provisional differential confirmed",
    "http://terminology.hl7.org/CodeSystem/condition-category": "problem-list-item encounter-diagnosis",
    "http://terminology.hl7.org/CodeSystem/v3-ActCode": "AMB VR IMP EMER HH OBSENC BH ETH HIV SEX PSY",
    "http://terminology.hl7.org/CodeSystem/v3-ActReason": "HTEST",
    "http://terminology.hl7.org/CodeSystem/v2-0203": "MR SS",
}
"""Codes of HL7's systems that we may write."""


@pytest.fixture(scope="module")
def lines(few: World, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A whole world as FHIR, one resource a line."""
    path = tmp_path_factory.mktemp("fhir") / "world.ndjson"
    write_world(few, Part(), path, lambda _: None)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def references(value: Any) -> Iterator[str]:
    """Every reference within a resource."""
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def codings(value: Any) -> Iterator[tuple[str, str]]:
    """System and code of every coding within a resource."""
    if isinstance(value, dict):
        if "system" in value and "code" in value:
            yield value["system"], value["code"]
        for inner in value.values():
            yield from codings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from codings(inner)


def test_a_fhir_library_accepts_every_resource(lines: list[dict[str, Any]]) -> None:
    """Every resource of a whole world is valid, and says of itself that it is test health data of an exercise."""
    kinds = Counter(line["resourceType"] for line in lines)
    models = {kind: get_fhir_model_class(kind) for kind in kinds}
    for line in lines:
        models[line["resourceType"]].model_validate(line)
        assert line["meta"]["security"][0]["code"] == "HTEST"
        assert line["meta"]["tag"][0]["code"] == "EXERCISE"
    assert set(kinds) == {
        "Appointment",
        "Basic",
        "Communication",
        "Condition",
        "Coverage",
        "Encounter",
        "MedicationRequest",
        "Observation",
        "Organization",
        "Patient",
        "Practitioner",
    }


def test_every_code_is_of_its_value_set(lines: list[dict[str, Any]]) -> None:
    """What R4 binds as required is one of its codes; nothing is invented in HL7's own systems."""
    strange = {
        (line["resourceType"], line["status"])
        for line in lines
        if line.get("status", "") not in STATUSES.get(line["resourceType"], "").split() and "status" in line
    }
    assert strange == set()
    known = {system: set(codes.split()) for system, codes in CODES.items()}
    used = {coding for line in lines for coding in codings(line)}
    assert {(system, code) for system, code in used if system in known and code not in known[system]} == set()
    assert {system for system, _ in used if "terminology.hl7.org" in system} <= set(known)


def test_references_resolve_and_ids_are_distinct(lines: list[dict[str, Any]]) -> None:
    """Each reference leads to a resource of the same export; no two resources share type and id."""
    names = Counter(f"{line['resourceType']}/{line['id']}" for line in lines)
    assert max(names.values()) == 1
    assert {name for line in lines for name in references(line)} <= set(names)


def test_merges_are_links_both_ways(few: World, lines: list[dict[str, Any]]) -> None:
    """A merged record is inactive and replaced by its survivor, which says that it replaces it."""
    patients = {line["id"]: line for line in lines if line["resourceType"] == "Patient"}
    links = {
        (one, link["type"], link["other"]["reference"].removeprefix("Patient/"))
        for one, patient in patients.items()
        for link in patient.get("link", [])
    }
    merged = {(one, other) for one, kind, other in links if kind == "replaced-by"}
    assert merged == {(other, one) for one, kind, other in links if kind == "replaces"}
    (count,) = few.connection.execute("SELECT count(*) FROM ehr_patient WHERE merged_into IS NOT NULL").fetchone()
    assert len(merged) == count > 0
    assert {one for one, _ in merged} == {one for one, patient in patients.items() if not patient["active"]}


def test_the_first_line_carries_mark_and_canary(few: World, lines: list[dict[str, Any]]) -> None:
    """Whoever meets the file learns from its first line what it is."""
    assert lines[0]["resourceType"] == "Basic"
    assert lines[0]["code"]["text"] == MARKER
    assert lines[0]["identifier"][0]["value"] == canary_in(few)


def test_a_part_is_a_world_of_its_own(world: World, tmp_path: Path) -> None:
    """Some patients come with all that is theirs, and with the survivors of those that were merged; nothing dangles."""
    path = tmp_path / "part.json"
    write_world(world, Part(60), path, lambda _: None)
    bundle = json.loads(path.read_text(encoding="utf-8"))
    get_fhir_model_class("Bundle").model_validate(bundle)
    found = [entry["resource"] for entry in bundle["entry"]]
    names = {f"{one['resourceType']}/{one['id']}" for one in found}
    assert {name for one in found for name in references(one)} <= names
    assert {entry["fullUrl"].removeprefix("https://ehr.example.org/") for entry in bundle["entry"]} == names
    numbers = "SELECT fhir_id FROM ehr_patient WHERE patient_id >= 0 ORDER BY patient_id LIMIT 60"
    first = {f"Patient/{fhir_id}" for (fhir_id,) in world.connection.execute(numbers)}
    assert first <= {name for name in names if name.startswith("Patient/")}
    theirs = (
        "SELECT count(*) FROM ehr_appointment WHERE patient_id IN "
        "(SELECT patient_id FROM ehr_patient WHERE patient_id >= 0 ORDER BY patient_id LIMIT 60)"
    )
    (booked,) = world.connection.execute(theirs).fetchone()
    assert sum(one["resourceType"] == "Appointment" for one in found) >= booked > 0


def test_tables_come_back_cell_by_cell(stored: World, tmp_path: Path) -> None:
    """Each table of the world, written as CSV and read again, has the same rows; its first line is mark and canary."""
    write_world(stored, Part(), tmp_path / "out.zip", lambda _: None)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(texts) == {f"{name}.csv" for name in metadata.tables} | {"data-dictionary.csv"}
    for table in metadata.sorted_tables:
        text = texts[f"{table.name}.csv"]
        assert text.split("\r\n")[:2] == [EXERCISE, canary_in(stored)]
        kept = set(read_table(io.StringIO(text, newline=""), table))
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        assert kept == set(stored.connection.execute(f'SELECT {columns} FROM "{table.name}"'))


def test_a_part_in_tables_keeps_every_foreign_key(world: World, tmp_path: Path) -> None:
    """In a folder of some patients' rows, every foreign key leads to a row of the same folder."""
    write_world(world, Part(40), tmp_path / "part", lambda _: None)
    rows = {}
    for table in metadata.sorted_tables:
        with (tmp_path / "part" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            rows[table.name] = [dict(zip(table.columns.keys(), row, strict=True)) for row in read_table(file, table)]
    for table in metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                there = {row[key.column.name] for row in rows[key.column.table.name]} | {None}
                assert {row[column.name] for row in rows[table.name]} <= there, column
    assert 40 <= len(rows["ehr_patient"]) < 80
    assert rows["crm_account"]


def test_the_dictionary_describes_every_column(world: World, tmp_path: Path) -> None:
    """Table, column, native name and protected elements stand in one file for auditors."""
    write_world(world, Part(1), tmp_path / "part", lambda _: None)
    with (tmp_path / "part" / "data-dictionary.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    named = {(row[0], row[1]): row for row in found[3:]}
    assert set(named) == {(table.name, column.name) for table in metadata.tables.values() for column in table.columns}
    mrn = dict(zip(found[2], named["ehr_patient", "mrn"], strict=True))
    assert mrn["PHI tags"] == "I8"
    assert mrn["native name"] == "Patient.identifier:MR | PID-3"
    assert mrn["meaning"] == "medical record numbers"


CELLS = Table(
    "cells",
    MetaData(),
    Column("number", Integer, nullable=False),
    Column("text", Text),
    Column("said", Text, nullable=False),
)


cells = st.text(st.characters(exclude_characters="\0", codec="utf-8"))


@given(st.lists(st.tuples(st.integers(), st.none() | cells.filter(bool), cells)))
def test_no_cell_is_a_formula_and_every_cell_comes_back(rows: list[tuple[int, str | None, str]]) -> None:
    """Whatever a text holds, no spreadsheet computes it, and reading the file gives it back."""
    file = io.StringIO(newline="")
    write_table(file, "SIM-CANARY-0", CELLS.columns.keys(), rows)
    file.seek(0)
    for row in list(csv.reader(file))[3:]:
        assert not any(cell.startswith(("=", "+", "@", "\t", "\r", "\n")) for cell in row[1:])
    file.seek(0)
    assert list(read_table(file, CELLS)) == rows


@pytest.mark.parametrize("name", ["w.csv", "w.xlsx", "w.ndjson.gz", "none/w.json"])
def test_a_target_that_nothing_writes_is_refused(world: World, tmp_path: Path, name: str) -> None:
    """An unknown suffix or a missing folder is told, and nothing is written."""
    with pytest.raises(InputError):
        write_world(world, Part(), tmp_path / name, lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(world: World, tmp_path: Path) -> None:
    """No file of the user's is overwritten or mixed with ours."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="empty or new"):
        write_world(world, Part(), tmp_path, lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_export_that_is_broken_off_leaves_nothing(world: World, tmp_path: Path) -> None:
    """Interrupted half way, there is no half a file and no half a folder; the bar never goes back."""
    shares: list[float] = []

    def interrupt(share: float) -> None:
        shares.append(share)
        if share > 0.2:
            raise KeyboardInterrupt

    for name in ("w.ndjson", "folder"):
        with pytest.raises(KeyboardInterrupt):
            write_world(world, Part(), tmp_path / name, interrupt)
        assert shares == sorted(shares)
        shares.clear()
    assert list(tmp_path.iterdir()) == []


def test_the_same_world_gives_the_same_bytes(world: World, tmp_path: Path) -> None:
    """An export has no dates and no chance of its own."""
    for name in ("a.zip", "b.zip", "a.ndjson", "b.ndjson"):
        write_world(world, Part(30), tmp_path / name, lambda _: None)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert (tmp_path / "a.ndjson").read_bytes() == (tmp_path / "b.ndjson").read_bytes()
