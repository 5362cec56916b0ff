"""An HL7 v2.5.1 message as the EHR's interface would write it for one row of `int_message`.

MSH-11 is T (training) and a Z segment says EXERCISE, so that no message can be taken for a real one.
Source: domain.md 1.5 (groups of SIU and ADT, what each segment holds of a person).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from simulator.world.marker import MARKER

Values: TypeAlias = Mapping[str, Any]
"""One row, column by column."""

_STRUCTURES = {
    "SIU^S12": "SIU_S12", "SIU^S13": "SIU_S12", "SIU^S14": "SIU_S12",
    "SIU^S15": "SIU_S12", "SIU^S26": "SIU_S12",
    "ADT^A03": "ADT_A03", "ADT^A04": "ADT_A01", "ADT^A08": "ADT_A01",
    "ADT^A40": "ADT_A39", "ORU^R01": "ORU_R01",
}  # fmt: skip
_ESCAPES = {"\\": "\\E\\", "|": "\\F\\", "^": "\\S\\", "&": "\\T\\", "~": "\\R\\", "\r": "\\X0D\\", "\n": "\\X0A\\"}
_SEXES = {"female": "F", "male": "M", "other": "O", "unknown": "U"}
_CLASSES = {"AMB": "O", "VR": "O", "EMER": "E"}
_ASSIGNER = "NORTHBANK"


def hl7_of(
    message: Values,
    patient: Values | None,
    *,
    survivor: Values | None = None,
    appointment: Values | None = None,
    encounter: Values | None = None,
) -> str:
    """The text of a message: segments, each ended by a carriage return.

    `message` is a row of `int_message`, `patient` the row of `ehr_patient` that it names (None: it names nobody).
    An A40 needs the `survivor`; others show the `appointment` or the `encounter` they are about where it is given. An
    empty value leaves its field empty; `reason_text` beside an appointment is the text of its reason.

    Raises:
        KeyError: a row lacks a column that its segment needs.
    """
    kind, sent = message["msg_type"], _digits(message["first_enqueued_at"])
    header = f"MSH|^~\\&|NBEHR|{_ASSIGNER}|MIDDLEWARE|{_ASSIGNER}|{sent}||{kind}^{_STRUCTURES[kind]}"
    segments = [f"{header}|{_plain(message['control_id'])}|T|2.5.1"]
    who = [] if patient is None else [_pid(survivor or patient)]
    if kind == "ADT^A40" and patient is not None:
        segments += [f"EVN||{sent}", *who, f"MRG|{_number(patient['mrn'])}"]
    elif kind.startswith("SIU"):
        segments += [*([_sch(appointment)] if appointment else []), *who, *_visit(encounter)]
        segments += ["RGS|1|A", *([f"AIS|1|A|{_plain(appointment['service_type'])}"] if appointment else [])]
    else:
        segments += [*([f"EVN||{sent}"] if kind.startswith("ADT") else []), *who, *_visit(encounter)]
    return "".join(f"{segment}\r" for segment in [*segments, f"ZEX|{MARKER}"])


def _pid(patient: Values) -> str:
    name = _parts(patient["name_family"], patient["name_given"])
    address = _parts(patient["addr_line"], "", patient["city"], patient["state"], patient["zip"])
    phone = f"{_plain(patient['phone'])}^PRN^PH" if patient["phone"] else ""
    mail = f"^NET^Internet^{_plain(patient['email'])}" if patient["email"] else ""
    return (f"PID|1||{_number(patient['mrn'])}||{name}||{_digits(patient['birth_date'])}|"
            f"{_SEXES.get(patient['gender'], '')}|||{address}{'^USA' if address else ''}||"
            f"{'~'.join(filter(None, (phone, mail)))}||{_plain(patient['language'])}||||"
            f"{_plain(patient['ssn_synth'])}").rstrip("|")  # fmt: skip


def _sch(appointment: Values) -> str:
    when = f"^^^{_digits(appointment['start'])}^{_digits(appointment['end'])}"
    code, text = appointment["reason_code"], appointment.get("reason_text", "")
    reason = f"{_plain(code)}^{_plain(text)}^I10" if code else ""
    return (f"SCH||{_plain(appointment['appt_id'])}^NBEHR|||||{reason}|"
            f"{_plain(appointment['service_type'])}|||{when}||||||||||||||{_plain(appointment['status'])}")  # fmt: skip


def _visit(encounter: Values | None) -> list[str]:
    if encounter is None:
        return []
    place = f"PV1|1|{_CLASSES[encounter['class']]}|^^^{_plain(encounter['location'])}"
    who = f"||||{_plain(encounter['clinician_id'])}{'|' * 12}{_plain(encounter['encounter_id'])}"
    when = f"{'|' * 25}{_digits(encounter['period_start'])}|{_digits(encounter['period_end'])}"
    return [place + who + when, f"PV2|||^{_plain(encounter['reason_text'])}"]


def _parts(*values: object) -> str:
    """The components of a field; nothing where all of them are empty."""
    return "^".join(map(_plain, values)) if any(values) else ""


def _number(mrn: str) -> str:
    return "" if not mrn else f"{_plain(mrn)}^^^{_ASSIGNER}^MR"


def _digits(moment: str) -> str:
    return moment.replace("-", "").replace("T", "").replace(":", "")


def _plain(value: object) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in str(value))
