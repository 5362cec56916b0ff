"""The small parts that every resource is made of: marks, codes, references, times.

Source: HL7 FHIR R4 4.0.1, datatypes and terminology; element names by domain.md 1.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

Row: TypeAlias = Mapping[str, Any]
Resource: TypeAlias = dict[str, Any]
Element: TypeAlias = dict[str, Any]

ZONE = "America/Chicago"
"""The clock of the EHR, whose times carry no offset: the home state's. Assumed."""

_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
DICOM = "http://dicom.nema.org/resources/ontology/DCM"
OURS = "https://ehr.example.org"
"""The fictional EHR, under a domain that is reserved for examples."""

TEST_DATA = {"system": f"{_TERMINOLOGY}/v3-ActReason", "code": "HTEST", "display": "test health data"}
EXERCISE = {"system": f"{OURS}/marks", "code": "EXERCISE", "display": "EXERCISE: SYNTHETIC"}


def resource(kind: str, identity: str, **elements: Any) -> Resource:  # noqa: ANN401 - elements are JSON of any shape
    """A resource that says of itself that it is an exercise's; elements without a value are left out."""
    marked = {"security": [TEST_DATA], "tag": [EXERCISE]}
    return {"resourceType": kind, "id": identity, "meta": marked, **filled(**elements)}


def filled(**elements: Any) -> Element:  # noqa: ANN401 - elements are JSON of any shape
    """The elements that have a value: FHIR knows no empty ones."""
    return {name: value for name, value in elements.items() if value not in (None, "", [], {})}


def terminology(system: str, code: str, display: str | None = None) -> Element:
    """A concept of one of HL7's own code systems, such as `condition-clinical`."""
    return coded(f"{_TERMINOLOGY}/{system}", code, display)


def coded(system: str, code: str, display: str | None = None) -> Element:
    """A concept with one code."""
    return filled(coding=[filled(system=system, code=code, display=display)], text=display)


def said(text: str | None) -> Element:
    """A concept in words alone: no code is better than a wrong one."""
    return filled(text=text)


def identifier(kind: str, name: str, value: str) -> Element:
    """An identifier of a type of HL7 table 0203 (`MR`, `SS`, `MB`), in a system of our own."""
    return {"type": terminology("v2-0203", kind), "system": f"{OURS}/{name}", "value": value}


def reference(kind: str, identity: object) -> Element:
    """A relative reference, which resolves within the export."""
    return {"reference": f"{kind}/{identity}"}


def instant(local: str | None, zone: str = ZONE) -> str | None:
    """A local time with the offset that FHIR asks for; a day stays a day."""
    if not local or len(local) == 10:
        return local or None
    moment = datetime.fromisoformat(local)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).isoformat(timespec="seconds")


def period(start: str | None, end: str | None) -> Element:
    """From when to when."""
    return filled(start=instant(start), end=instant(end))
