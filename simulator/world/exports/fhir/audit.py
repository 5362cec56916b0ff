"""Rows of an EHR's access log as FHIR R4 AuditEvent, from its screen's log or from its FHIR interface's.

Source: HL7 FHIR R4, AuditEvent; DICOM PS3.16 (110110 Patient Record, 110153 Source Role ID); domain.md 1.5.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping

from simulator.world.exports.fhir.elements import (
    DICOM,
    OURS,
    ZONE,
    Element,
    Resource,
    Row,
    coded,
    filled,
    identifier,
    instant,
    resource,
    terminology,
)

_ACTIONS = {"create": "C", "add": "C", "change": "U", "delete": "D", "query": "E"}
"""Actions of ASTM E2147 that are no reading; access, copy and print are."""
_PURPOSES = {
    "treatment": ("TREAT", "treatment"),
    "payment": ("HPAYMT", "healthcare payment"),
    "operations": ("HOPERAT", "healthcare operations"),
}
_SCREEN = frozenset({"access_time", "user_id", "mrn", "action"})
_INTERFACE = frozenset({"recorded", "type.code", "entity.what.reference"})
_SYSTEMS = {
    "type": "http://terminology.hl7.org/CodeSystem/audit-event-type",
    "subtype": "http://hl7.org/fhir/restful-interaction",
    "source.type": "http://terminology.hl7.org/CodeSystem/security-source-type",
    "entity.type": "http://terminology.hl7.org/CodeSystem/audit-entity-type",
    "entity.role": "http://terminology.hl7.org/CodeSystem/object-role",
}
_PERSON = {"system": _SYSTEMS["entity.type"], "code": "1", "display": "Person"}
_PATIENT = {"system": _SYSTEMS["entity.role"], "code": "1", "display": "Patient"}


def is_access_log(columns: Iterable[str]) -> bool:
    """Whether rows with these columns are of an EHR's access log."""
    names = set(columns)
    return names >= _SCREEN or names >= _INTERFACE


def audit_record(row: Row, zone: str = ZONE) -> Resource:
    """One row as an AuditEvent; `row` has the columns of an access log, by their native names."""
    return _of_interface(row, zone) if row.keys() >= _INTERFACE else _of_screen(row, zone)


def _of_screen(row: Row, zone: str) -> Resource:
    """What somebody did at the screen: local times without offset, actions in words."""
    purpose = _PURPOSES.get(row.get("reason_code") or "")
    return resource(
        "AuditEvent",
        row["audit_id"],
        type={"system": DICOM, "code": "110110", "display": "Patient Record"},
        subtype=[filled(display=row["access_kind"])] if row.get("access_kind") else None,
        action=_ACTIONS.get(row["action"], "R"),
        period=filled(start=instant(row["access_time"], zone), end=instant(row.get("exit_time"), zone)),
        recorded=instant(row.get("activity_time") or row["access_time"], zone),
        outcome="0",
        purposeOfEvent=[terminology("v3-ActReason", *purpose)] if purpose else None,
        agent=[_user(row)],
        source={"site": "ehr.example.org", "observer": {"display": row.get("application") or "EHR"}},
        entity=[_chart(row)],
    )


def _user(row: Row) -> Element:
    return filled(
        role=[filled(text=row["user_role"])] if row.get("user_role") else None,
        who=filled(identifier={"system": f"{OURS}/login", "value": row["user_id"]}, display=row.get("user_name")),
        altId=row["user_id"],
        name=row.get("user_name"),
        requestor=True,
        network=filled(address=row.get("source_ip"), type="2") if row.get("source_ip") else None,
    )


def _chart(row: Row) -> Element:
    """Whose chart, and which part of it."""
    more = (name for name in ("data_category", "encounter_id", "department", "workstation") if row.get(name))
    return filled(
        what={"identifier": identifier("MR", "mrn", row["mrn"])} if row.get("mrn") else None,
        type=_PERSON,
        role=_PATIENT,
        name=row.get("patient_name"),
        detail=[{"type": name, "valueString": str(row[name])} for name in more],
    )


def _of_interface(row: Row, zone: str) -> Resource:
    """What a program did over FHIR: the columns are paths of AuditEvent already."""
    value = {path: str(cell) for path, cell in row.items() if cell not in (None, "")}
    purpose = value.get("purposeOfEvent.code")
    return resource(
        "AuditEvent",
        value["id"],
        type=_coding("type", value),
        subtype=_listed(_coding("subtype", value)),
        action=value.get("action"),
        period=filled(start=instant(value.get("period.start"), zone), end=instant(value.get("period.end"), zone)),
        recorded=instant(value["recorded"], zone),
        outcome=value.get("outcome"),
        outcomeDesc=value.get("outcomeDesc"),
        purposeOfEvent=[terminology("v3-ActReason", purpose)] if purpose else None,
        agent=[_program(value)],
        source=filled(
            site=value.get("source.site"),
            observer={"display": value.get("source.observer.display", "EHR")},
            type=_listed(_coding("source.type", value)),
        ),
        entity=[_asked(value)],
    )


def _program(value: Mapping[str, str]) -> Element:
    kind = value.get("agent.type.code")
    who = value.get("agent.who.identifier.value")
    return filled(
        type=coded(DICOM, kind) if kind else None,
        who={"identifier": {"system": f"{OURS}/login", "value": who}} if who else None,
        altId=value.get("agent.altId"),
        name=value.get("agent.name"),
        requestor=value.get("agent.requestor") == "true",
        network=filled(address=value.get("agent.network.address"), type=value.get("agent.network.type")),
    )


def _asked(value: Mapping[str, str]) -> Element:
    """What was asked for; the patient by reference, the query as FHIR wants it: in base 64."""
    query = value.get("entity.query")
    return filled(
        what=filled(reference=value.get("entity.what.reference")),
        type=_coding("entity.type", value),
        role=_coding("entity.role", value),
        query=b64encode(query.encode()).decode() if query else None,
    )


def _coding(path: str, value: Mapping[str, str]) -> Element:
    """The code of a path in the system that R4 gives it; nothing without a code."""
    code = value.get(f"{path}.code")
    return {"system": _SYSTEMS[path], "code": code} if code else {}


def _listed(element: Element) -> list[Element]:
    return [element] if element else []
