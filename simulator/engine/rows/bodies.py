"""The messages themselves: what type each copy is, and the HL7 text that its store really holds.

A body carries what its flow's elements say and no more. It is written when a row is laid out, never before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.domain.elements import words_of
from simulator.domain.sources import Cell
from simulator.domain.time import DAY, MINUTE
from simulator.engine.asof import control_id
from simulator.engine.rows.happenings import Moments
from simulator.engine.rows.sheet import Sheet
from simulator.engine.rows.stamps import stamps
from simulator.engine.sampling import NOBODY
from simulator.engine.streams import uniforms
from simulator.world.hl7 import hl7_of
from simulator.world.identifiers import mrn
from simulator.world.rows.codes import conditions

_BOOKINGS = (("SIU^S12", 0.46), ("SIU^S13", 0.24), ("SIU^S14", 0.16), ("SIU^S15", 0.09), ("SIU^S26", 0.05))
_REGISTRATIONS = (("ADT^A08", 0.62), ("ADT^A04", 0.28), ("ADT^A03", 0.10))
"""Types of messages and their shares; assumed. Source of the types: domain.md 1.5."""
_STATUS = {"SIU^S12": "Booked", "SIU^S13": "Booked", "SIU^S14": "Booked", "SIU^S15": "Cancelled", "SIU^S26": "Noshow"}
"""SCH-25, filler status code. Source: HL7 v2.5.1, table 0278."""
_OPEN_QUARTERS = 32
"""Quarters of an hour in which appointments begin, from StartEx's time of day on; assumed."""
_SERVICES = ("follow-up", "new patient", "annual exam", "procedure")
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "name": {"name_family": "family", "name_given": "given"},
    "birth-date": {"birth_date": "birth_date"},
    "address": {"addr_line": "line", "city": "city", "state": "state", "zip": "zip"},
    "state": {"state": "state"},
    "gender": {"gender": "gender"},
    "phone": {"phone": "phone"},
    "email": {"email": "email"},
    "ssn": {"ssn_synth": "ssn"},
}
"""For each element: the column of `ehr_patient`, and what `world.folk` calls it."""
_NOTHING = dict.fromkeys(("mrn", "language", *(column for columns in _COLUMNS.values() for column in columns)), "")


def appointments(sheet: Sheet) -> Moments:
    """When the appointment is that each message tells of: one to thirty days later; missed ones were the day before."""
    copies, slots = sheet.sandbox.copies, sheet.slots
    day, part = np.divmod(uniforms(sheet.sandbox.seed, "rows/appointments", len(copies))[slots] * 30, 1.0)
    ahead = np.where(np.array(message_types(sheet)) == "SIU^S26", -1, day.astype(np.int64) + 1)
    quarters = (part * _OPEN_QUARTERS).astype(np.int64) * 15 * MINUTE
    return (copies.entered[slots].astype(np.int64) // DAY + ahead) * DAY + quarters


def message_types(sheet: Sheet) -> Sequence[Cell]:
    """MSH-9 of each copy: bookings where its flow carries appointments, else registrations."""
    sandbox = sheet.sandbox
    drawn = uniforms(sandbox.seed, "rows/types", len(sandbox.copies))[sheet.slots]
    books = ["appointment" in words_of(flow.elements) for flow in sheet.playbook.flows.values()]
    found = np.empty(len(sheet), dtype=np.object_)
    booking = np.array(books)[sandbox.copies.flow[sheet.slots]]
    for of, shares in ((booking, _BOOKINGS), (~booking, _REGISTRATIONS)):
        edges = np.cumsum([share for _, share in shares])
        names = np.array([name for name, _ in shares], dtype=np.object_)
        found[of] = names[np.minimum(np.searchsorted(edges, drawn[of], side="right"), len(shares) - 1)]
    types: list[Cell] = found.tolist()
    return types


def payloads(sheet: Sheet) -> Sequence[Cell]:
    """The text of each copy's message, a carriage return after each segment."""
    sandbox, slots = sheet.sandbox, sheet.slots
    calendar, records = sheet.playbook.calendar, sheet.records()
    sent = _naive(stamps(calendar, "naive", "iso", sandbox.copies.entered[slots].astype(np.int64)))
    begins = appointments(sheet)
    starts, ends = (_naive(stamps(calendar, "naive", "iso", moment)) for moment in (begins, begins + 30 * MINUTE))
    carried = [words_of(flow.elements) for flow in sheet.playbook.flows.values()]
    patients = _patients(sheet, records, carried)
    reasons = _reasons(sheet, records)
    found: list[Cell] = []
    for row, (slot, kind, flow) in enumerate(
        zip(slots.tolist(), message_types(sheet), sandbox.copies.flow[slots].tolist(), strict=True)
    ):
        message = {"control_id": control_id(slot), "msg_type": kind, "first_enqueued_at": sent[row]}
        words, reason = carried[flow], reasons[row]
        appointment = {
            "appt_id": f"A{slot:08d}",
            "start": starts[row],
            "end": ends[row],
            "reason_code": reason[0] if "reason" in words else "",
            "reason_text": reason[1] if "reason" in words else "",
            "service_type": _SERVICES[slot % len(_SERVICES)],
            "status": _STATUS.get(str(kind), ""),
        }
        found.append(hl7_of(message, patients[row], appointment=appointment if "appointment" in words else None))
    return found


def _patients(sheet: Sheet, records: NDArray[np.intp], carried: list[frozenset[str]]) -> list[dict[str, str] | None]:
    """What the messages tell of the patient; None where they are about nobody."""
    known = np.maximum(records, 0)
    wanted = {column for element in frozenset[str]().union(*carried) for column in _COLUMNS.get(element, {}).values()}
    columns = {column: sheet.register.column(column, known) for column in sorted(wanted)}
    found: list[dict[str, str] | None] = []
    for row, (record, flow) in enumerate(
        zip(records.tolist(), sheet.sandbox.copies.flow[sheet.slots].tolist(), strict=True)
    ):
        if record == NOBODY:
            found.append(None)
            continue
        told = dict(_NOTHING)
        for element in carried[flow]:
            told |= {name: columns[column][row] for name, column in _COLUMNS.get(element, {}).items()}
        if "mrn" in carried[flow]:
            told["mrn"] = mrn(record)
        found.append(told)
    return found


def _reasons(sheet: Sheet, records: NDArray[np.intp]) -> list[tuple[str, str]]:
    """Code and text of what the visit is for: what people of that age and sex have."""
    drawn = uniforms(sheet.sandbox.seed, "rows/reasons", len(sheet.sandbox.copies))[sheet.slots]
    group = sheet.register.column("group", np.maximum(records, 0)).astype(np.int64)
    known = conditions()
    place = known.draw(drawn, group)
    return list(zip(known.values[place].tolist(), known.texts[place].tolist(), strict=True))


def _naive(moments: Sequence[Cell]) -> list[str]:
    return [str(one).replace(" ", "T") for one in moments]
