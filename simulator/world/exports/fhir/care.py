"""What was booked, done, found and prescribed: Appointment, Encounter, Condition, Observation, MedicationRequest.

Each `row` has its patient's `fhir_id` as `patient_fhir_id`. Codes stand only where their system is certain.
"""

from __future__ import annotations

import re

from simulator.world.exports.fhir.elements import (
    ICD_10_CM,
    LOINC,
    UCUM,
    Element,
    Resource,
    Row,
    coded,
    filled,
    instant,
    period,
    reference,
    resource,
    said,
    terminology,
)

_ANSWERS = {"cancelled": "declined", "pending": "tentative", "proposed": "tentative"}
"""The patient's part in an appointment, by its status; accepted in all others."""
_CLASSES = {"AMB": "ambulatory", "VR": "virtual", "IMP": "inpatient encounter", "EMER": "emergency"}
_SENSITIVE = {
    "BH": ("BH", "behavioral health information sensitivity"),
    "SUD": ("ETH", "substance abuse information sensitivity"),
    "HIV": ("HIV", "HIV/AIDS information sensitivity"),
    "repro": ("SEX", "sexuality and reproductive health information sensitivity"),
}
"""Codes of HL7 v3 ActCode by ours (domain.md 1.6, table 4)."""
_MEASURED = re.compile(r"(?P<value>-?\d+(?:\.\d+)?)(?: (?P<unit>\S+))?")


def appointment(row: Row) -> Resource:
    """A visit as booked."""
    return resource(
        "Appointment",
        f"sim-appointment-{row['appt_id']}",
        status=row["status"],
        serviceType=[said(row["service_type"])],
        specialty=[said(row["specialty"])],
        appointmentType=said(row["modality"].replace("_", " ")),
        reasonCode=[coded(ICD_10_CM, row["reason_code"])] if row["reason_code"] else None,
        start=instant(row["start"]),
        end=instant(row["end"]),
        comment=row["comment"],
        participant=[{"actor": _patient(row), "status": _ANSWERS.get(row["status"], "accepted")}],
    )


def encounter(row: Row) -> Resource:
    """A visit as it took place."""
    return resource(
        "Encounter",
        f"sim-encounter-{row['encounter_id']}",
        status=row["status"],
        **{"class": terminology("v3-ActCode", row["class"], _CLASSES.get(row["class"]))["coding"][0]},
        subject=_patient(row),
        participant=[{"individual": reference("Practitioner", row["clinician_id"])}],
        appointment=_optional("Appointment", "sim-appointment", row["appt_id"], many=True),
        period=period(row["period_start"], row["period_end"]),
        reasonCode=[said(row["reason_text"])] if row["reason_text"] else None,
        serviceProvider=reference("Organization", row["location"]),
    )


def condition(row: Row) -> Resource:
    """A diagnosis; a sensitive one is labelled, as consent rules ask."""
    found = resource(
        "Condition",
        f"sim-condition-{row['condition_id']}",
        clinicalStatus=terminology("condition-clinical", row["clinical_status"]),
        verificationStatus=terminology("condition-ver-status", "confirmed"),
        category=[terminology("condition-category", row["category"])],
        code=coded(ICD_10_CM, row["code"]),
        subject=_patient(row),
        recordedDate=instant(row["recorded_date"]),
    )
    if label := _SENSITIVE.get(row["sensitivity"]):
        found["meta"]["security"] = [*found["meta"]["security"], terminology("v3-ActCode", *label)["coding"][0]]
    return found


def observation(row: Row) -> Resource:
    """A measurement or a finding."""
    return resource(
        "Observation",
        f"sim-observation-{row['obs_id']}",
        status="final",
        code=coded(LOINC, row["code"]),
        subject=_patient(row),
        encounter=_optional("Encounter", "sim-encounter", row["encounter_id"]),
        effectiveDateTime=instant(row["effective"]),
        **_value(row["value"]),
        device=filled(display=row["device_id"]),
    )


def medication_request(row: Row) -> Resource:
    """A prescription; the drug in words, since a wrong RxNorm code is worse than none."""
    return resource(
        "MedicationRequest",
        f"sim-medication-request-{row['med_id']}",
        status=row["status"],
        intent="order",
        medicationCodeableConcept=said(row["medication"]),
        subject=_patient(row),
        authoredOn=instant(row["authored_on"]),
        requester=reference("Practitioner", row["requester"]),
    )


def _patient(row: Row) -> Element:
    return reference("Patient", row["patient_fhir_id"])


def _optional(kind: str, prefix: str, number: int | None, *, many: bool = False) -> Element | list[Element] | None:
    if number is None:
        return None
    found = reference(kind, f"{prefix}-{number}")
    return [found] if many else found


def _value(text: str) -> Element:
    """`valueQuantity` of a number with or without a unit, else `valueString`."""
    found = _MEASURED.fullmatch(text)
    if not found:
        return {"valueString": text} if text else {}
    unit = found["unit"]
    more = {"unit": unit, "system": UCUM, "code": unit} if unit else {}
    return {"valueQuantity": {"value": float(found["value"]), **more}}
