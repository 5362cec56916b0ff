"""Rows of an EHR's access log become AuditEvents that a FHIR library accepts and that say the same."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from hypothesis import given
from hypothesis import strategies as st

from simulator.world.exports.fhir.audit import audit_record, is_access_log

SCREEN: dict[str, Any] = {
    "audit_id": "5f9f0d2c-0000-4000-8000-00000000002a",
    "access_time": "2026-08-31 09:15:00",
    "exit_time": "2026-08-31 09:21:30",
    "activity_time": "2026-08-31 09:16:00",
    "mrn": "SIM-0000042",
    "patient_name": "Ana Fuller",
    "user_id": "nurse.12",
    "user_name": "Lee Ortiz",
    "user_role": "Nurse",
    "department": "Cardiology",
    "workstation": "ws-014",
    "source_ip": "203.0.113.10",
    "application": "Chart",
    "action": "access",
    "data_category": "Notes",
    "encounter_id": "E-77",
    "access_kind": "deliberate",
    "reason_code": "treatment",
}
INTERFACE: dict[str, Any] = {
    "id": "5f9f0d2c-0000-4000-8000-00000000002b",
    "recorded": "2026-08-31T14:15:00Z",
    "type.code": "rest",
    "subtype.code": "search-type",
    "action": "E",
    "period.start": "2026-08-31T14:15:00Z",
    "period.end": None,
    "outcome": "0",
    "outcomeDesc": None,
    "purposeOfEvent.code": "HOPERAT",
    "agent.type.code": "110153",
    "agent.who.identifier.value": "svc.interface",
    "agent.altId": None,
    "agent.name": "",
    "agent.requestor": "true",
    "agent.network.address": "198.51.100.10",
    "agent.network.type": "2",
    "agent.purposeOfUse.code": None,
    "source.site": "ehr.example.org",
    "source.observer.display": "FHIR R4 API",
    "source.type.code": "4",
    "entity.what.reference": "Patient/sim-patient-42",
    "entity.type.code": "1",
    "entity.role.code": "1",
    "entity.query": "Appointment?patient=sim-patient-42",
}
AUDIT = get_fhir_model_class("AuditEvent")


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (SCREEN, ("audit_id", "access_time", "user_id", "mrn", "action")),
        (INTERFACE, ("id", "recorded", "type.code", "agent.who.identifier.value", "entity.what.reference")),
    ],
)
def test_every_row_is_a_valid_audit_event(row: dict[str, Any], kept: tuple[str, ...]) -> None:
    """Whole, and with everything missing that a log may miss."""
    AUDIT.model_validate(audit_record(row))
    AUDIT.model_validate(audit_record({name: cell if name in kept else None for name, cell in row.items()}))


@given(st.sets(st.sampled_from(sorted(set(SCREEN) - {"audit_id", "access_time", "user_id", "action"}))))
def test_any_dropped_field_leaves_a_valid_event(dropped: set[str]) -> None:
    """Sources lose fields of some rows; what is left is still an AuditEvent."""
    AUDIT.model_validate(audit_record({name: None if name in dropped else cell for name, cell in SCREEN.items()}))


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("create", "C"),
        ("add", "C"),
        ("access", "R"),
        ("copy", "R"),
        ("print", "R"),
        ("change", "U"),
        ("delete", "D"),
        ("query", "E"),
    ],
)
def test_actions_are_coded_as_fhir_has_them(action: str, code: str) -> None:
    """The eight actions of ASTM E2147 are five codes."""
    assert audit_record({**SCREEN, "action": action})["action"] == code


def test_a_screens_row_says_who_when_whose_and_from_where() -> None:
    """Login, address, record number and the local time with its offset are kept."""
    event = audit_record(SCREEN)
    assert event["recorded"] == "2026-08-31T09:16:00-05:00"
    assert event["agent"][0]["altId"] == "nurse.12"
    assert event["agent"][0]["network"] == {"address": "203.0.113.10", "type": "2"}
    assert event["entity"][0]["what"]["identifier"]["value"] == "SIM-0000042"
    assert event["type"]["code"] == "110110"
    assert event["meta"]["security"][0]["code"] == "HTEST"


def test_an_interfaces_row_keeps_its_paths() -> None:
    """What stands under a path of AuditEvent is found there again; the query is in base 64."""
    event = audit_record(INTERFACE)
    assert event["entity"][0]["what"] == {"reference": "Patient/sim-patient-42"}
    assert b64decode(event["entity"][0]["query"]).decode() == INTERFACE["entity.query"]
    assert event["agent"][0]["who"]["identifier"]["value"] == "svc.interface"
    assert event["recorded"] == "2026-08-31T14:15:00+00:00"


def test_an_access_log_is_told_by_its_columns() -> None:
    """Other logs are none."""
    assert is_access_log(SCREEN)
    assert is_access_log(INTERFACE)
    assert not is_access_log(("time", "remote_ip", "mrn"))
