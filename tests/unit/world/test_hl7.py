"""The HL7 text of a message."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from simulator.world.hl7 import hl7_of
from simulator.world.proof.shapes import strange_identifiers
from simulator.world.storage.store import World


def one(world: World, statement: str, *values: object) -> dict[str, Any] | None:
    """The first row of a query, by column."""
    connection = world.connect()
    assert isinstance(connection, sqlite3.Connection)
    connection.row_factory = sqlite3.Row
    row = connection.execute(statement, values).fetchone()
    connection.close()
    return None if row is None else dict(row)


def written(world: World, kind: str) -> tuple[list[list[str]], dict[str, Any]]:
    """The fields of each segment of the first message of a type, and the patient."""
    message = one(world, "SELECT * FROM int_message WHERE msg_type = ? ORDER BY msg_id DESC", kind)
    assert message is not None
    patient = one(world, "SELECT * FROM ehr_patient WHERE patient_id = ?", message["patient_id"])
    assert patient is not None
    text = hl7_of(
        message,
        patient,
        survivor=one(world, "SELECT * FROM ehr_patient WHERE patient_id = ?", patient["merged_into"]),
        appointment=one(world, "SELECT * FROM ehr_appointment WHERE patient_id = ?", message["patient_id"]),
        encounter=one(world, "SELECT * FROM ehr_encounter WHERE patient_id = ?", message["patient_id"]),
    )
    assert text.endswith("\r")
    assert list(strange_identifiers(text.translate(str.maketrans("|^~\r", "    ")))) == []
    segments = [segment.split("|") for segment in text.split("\r")[:-1]]
    assert segments[0][:3] == ["MSH", "^~\\&", "NBEHR"]
    assert (segments[0][8].rpartition("^")[0], segments[0][9]) == (kind, message["control_id"])
    assert segments[0][10] == "T"
    assert segments[-1] == ["ZEX", "EXERCISE: SYNTHETIC"]
    return segments, patient


@pytest.mark.parametrize(
    ("kind", "groups"),
    [
        ("SIU^S12", ["MSH", "SCH", "PID", "RGS", "AIS", "ZEX"]),
        ("ADT^A08", ["MSH", "EVN", "PID", "PV1", "PV2", "ZEX"]),
        ("ORU^R01", ["MSH", "PID", "PV1", "PV2", "ZEX"]),
        ("ADT^A40", ["MSH", "EVN", "PID", "MRG", "ZEX"]),
    ],
)
def test_a_message_has_the_segments_of_its_type(world: World, kind: str, groups: list[str]) -> None:
    """Segments stand in the standard's order; an SIU without a visit has no PV1."""
    names = [segment[0] for segment in written(world, kind)[0]]
    assert [name for name in names if name not in {"PV1", "PV2"} or name in groups] == groups


def test_who_somebody_is_stands_in_pid(world: World) -> None:
    """PID-3, 5, 7, 11, 13 and 19 hold number, name, birth date, address, phone and social security number."""
    segments, patient = written(world, "ADT^A08")
    pid = next(segment for segment in segments if segment[0] == "PID")
    assert pid[3] == f"{patient['mrn']}^^^NORTHBANK^MR"
    assert pid[5] == f"{patient['name_family']}^{patient['name_given']}"
    assert pid[7] == patient["birth_date"].replace("-", "")
    assert patient["zip"] in pid[11]
    assert pid[13].startswith(patient["phone"])
    assert pid[15] == patient["language"]
    assert pid[19] == patient["ssn_synth"]


def test_a_visit_and_an_appointment_stand_in_their_fields(world: World) -> None:
    """PV1-19 and PV1-44 are the visit and its start, SCH-2 and SCH-11 the appointment and its times."""
    pv1 = next(segment for segment in written(world, "ADT^A08")[0] if segment[0] == "PV1")
    assert pv1[19].isdigit()
    assert pv1[44][:4] == "2026"
    sch = next(segment for segment in written(world, "SIU^S12")[0] if segment[0] == "SCH")
    assert sch[2].endswith("^NBEHR")
    assert sch[7].endswith("^^I10")
    assert sch[11].startswith("^^^2026")
    assert sch[25] in {"booked", "cancelled", "fulfilled", "noshow"}


def test_a_merge_names_who_stays_and_who_goes(world: World) -> None:
    """PID-3 is the survivor, MRG-1 the number that is no longer used."""
    segments, patient = written(world, "ADT^A40")
    pid, mrg = (next(segment for segment in segments if segment[0] == name) for name in ("PID", "MRG"))
    assert mrg[1].startswith(patient["mrn"])
    assert pid[3] == f"SIM-{patient['merged_into']:07d}^^^NORTHBANK^MR"


def test_signs_of_the_format_are_escaped(world: World) -> None:
    """A name with HL7's own signs breaks no field."""
    message = one(world, "SELECT * FROM int_message WHERE msg_type = 'ADT^A08'")
    patient = one(world, "SELECT * FROM ehr_patient WHERE patient_id = 1")
    assert message is not None
    assert patient is not None
    text = hl7_of(message, {**patient, "name_family": "A|B^C&D~E\\F\r"})
    assert "|A\\F\\B\\S\\C\\T\\D\\R\\E\\E\\F\\X0D\\^" in text
