"""Rows of `ehr_appointment` and `ehr_encounter`, and which of them are recent enough to have messages in queues.

A window of 180 days of appointments (60 back, 120 ahead) and of 90 days of encounters, not a year: evidence does not
reach further. Rates: domain.md 1.6, tables 2 and 3 (4-8 appointments and 3-6 encounters a year).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.world.clinical import BEHAVIORAL, ONCOLOGY, SPECIALTIES
from simulator.world.crowd import ages
from simulator.world.draws import Draws, Flags, Integers, Objects, children
from simulator.world.rows.codes import conditions, group_of, specialty_of
from simulator.world.rows.patients import Patients
from simulator.world.texts import DAY, Row, filled, moments, numbered, objects, optional, rows

_BOOKED_DAYS = (-60, 120)
"""Appointments around the snapshot, in days; assumed."""
_MOST_APPOINTMENTS = 4
"""A patient has 0 to 4 in those 180 days. Source: domain.md 1.6, table 3 (4-8 a year)."""
_VISIT_DAYS = 90
_UNPLANNED = (0.55, 0.35, 0.10)
"""Share of patients with 0, 1, 2 encounters without an appointment in 90 days; assumed."""
SLOTS = 8
"""Encounters a patient can have: 0 to 4 as the appointment, 5 and 6 without one; 7 is the merge's place."""
MESSAGES = 16
"""Messages an encounter can have."""
BOOKING = 12
"""The message that books an appointment; 0 to 11 belong to the visit."""

_PRIMARY = 0.3
"""Share of visits for anything but the mind or a cancer that primary care sees itself; assumed."""
_SERVICES = ("new patient", "follow-up", "annual exam", "procedure", "telehealth check-in")
_MODALITIES = ("in_person", "video", "phone")
_VIDEO = 1
_MODALITY_SHARES = (0.83, 0.13, 0.04)
"""Source: domain.md 6.1 (about 12 % telehealth)."""
_COMMENTS = (
    "",
    "Prefers a call before noon.",
    "Needs an interpreter.",
    "Bring the current medication list.",
    "Follow-up after abnormal lab result; discuss next steps with the family present.",
    "Wheelchair access required; transport arranged by the care coordinator.",
    "{name}'s ride calls from {phone}; leave nothing about {text} on the voice mail.",
)
_COMMENT_SHARES = (0.6, 0.1, 0.05, 0.1, 0.06, 0.05, 0.04)
_REASON_TEXTS = ("{text}", "{text}: follow-up", "{text}, worse since last visit", "Medication check, {text}")
_CLASSES = ("AMB", "VR", "EMER")
"""FHIR's act codes: ambulatory, virtual, emergency."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Appointments:
    """The appointments of one chunk: their owners are positions in the chunk; times are seconds from the snapshot."""

    owner: Integers
    place: Integers
    appt_id: Integers
    start: Integers
    end: Integers
    specialty: Integers
    modality: Integers
    status: Objects
    reason: Integers
    """Index into `conditions()`."""

    @property
    def video(self) -> Flags:
        """Which ones are held by video."""
        found: Flags = self.modality == _VIDEO
        return found

    @property
    def behavioral(self) -> Flags:
        """Which ones are with a therapist."""
        found: Flags = self.specialty == BEHAVIORAL
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Encounters:
    """The encounters of one chunk, by patient; `slot` is 0 to 7, `appointment` -1 or a position among those."""

    owner: Integers
    slot: Integers
    encounter_id: Integers
    start: Integers
    end: Integers
    appointment: Integers
    reason: Integers
    messages: Integers
    """How many HL7 messages the visit caused: 6 to 12. Source: domain.md 6.1 (6 / 8 / 12 a visit)."""


def appointments_of(patients: Patients) -> Appointments:
    """Draws the appointments of a chunk."""
    owner, place = children(patients.draws("ehr_appointment").below("count", _MOST_APPOINTMENTS + 1))
    draws = patients.draws("ehr_appointment", len(owner))
    day = _BOOKED_DAYS[0] + draws.below("day", _BOOKED_DAYS[1] - _BOOKED_DAYS[0])
    day = np.maximum(day, patients.birth[owner] + 1)
    start = day * DAY + 60 * (8 * 60 + 15 * draws.below("slot", 36))
    modality = draws.weighted("modality", _MODALITY_SHARES)
    reason = conditions().draw(draws.uniform("reason_code"), groups(patients)[owner])
    return Appointments(
        owner=owner,
        place=place,
        appt_id=patients.record[owner] * (_MOST_APPOINTMENTS + 1) + place,
        start=start,
        end=start + 60 * (20 + 20 * draws.below("length", 3)),
        specialty=_specialties(draws, reason, patients.minor[owner]),
        modality=modality,
        status=_status(draws, day, patients.died[owner]),
        reason=reason,
    )


def encounters_of(patients: Patients, appointments: Appointments) -> Encounters:
    """The visits that took place: fulfilled appointments, and those without one."""
    kept = np.flatnonzero(appointments.status == "fulfilled")
    extra, place = children(patients.draws("ehr_encounter").weighted("count", _UNPLANNED))
    draws = patients.draws("ehr_encounter", len(extra))
    start = (draws.below("day", _VISIT_DAYS) - _VISIT_DAYS) * DAY + 60 * (7 * 60 + 5 * draws.below("slot", 150))
    alive = (start < patients.died[extra] * DAY) & (start >= patients.birth[extra] * DAY)
    extra, place, start = extra[alive], place[alive], start[alive]
    owner = np.concatenate([appointments.owner[kept], extra])
    slot = np.concatenate([appointments.place[kept], place + _MOST_APPOINTMENTS + 1])
    begin = np.concatenate([appointments.start[kept], start])
    reason = conditions().draw(draws.uniform("reason_text")[alive], groups(patients)[extra])
    order = np.argsort(owner * SLOTS + slot, kind="stable")
    draws = patients.draws("ehr_encounter.made", len(owner))
    return Encounters(
        owner=owner[order],
        slot=slot[order],
        encounter_id=(patients.record[owner] * SLOTS + slot)[order],
        start=begin[order],
        end=begin[order] + 60 * (12 + draws.below("length", 50)),
        appointment=np.concatenate([kept, np.full(len(extra), -1)])[order],
        reason=np.concatenate([appointments.reason[kept], reason])[order],
        messages=6 + draws.weighted("messages", (0.3, 0.1, 0.3, 0.1, 0.08, 0.04, 0.08)),
    )


def appointment_rows(patients: Patients, these: Appointments, control: Objects) -> list[Row]:
    """Rows of `ehr_appointment`; `control` is the id of the last message about each."""
    draws = patients.draws("ehr_appointment", len(these.owner))
    about = {"name": patients.given[these.owner], "phone": patients.phone[these.owner],
             "text": conditions().texts[these.reason]}  # fmt: skip
    return rows(
        these.appt_id,
        patients.record[these.owner],
        these.status,
        moments(these.start),
        moments(these.end),
        draws.choose("service_type", objects(_SERVICES)),
        objects(SPECIALTIES)[these.specialty],
        objects(_MODALITIES)[these.modality],
        conditions().values[these.reason],
        filled(_COMMENTS, draws.weighted("comment", _COMMENT_SHARES), about),
        draws.choose("crm_sync_state", objects(("synced", "pending", "failed")), (0.985, 0.011, 0.004)),
        control,
    )


def encounter_rows(patients: Patients, these: Encounters, appointments: Appointments, staff: Objects,
                   control: Objects) -> list[Row]:  # fmt: skip
    """Rows of `ehr_encounter`; `staff` are the clinicians' ids, `control` the id of the last ADT about each."""
    draws = patients.draws("ehr_encounter.row", len(these.owner))
    planned = these.appointment >= 0
    at = np.maximum(these.appointment, 0)
    virtual = planned & appointments.video[at] if len(appointments.owner) else planned
    kind = np.where(virtual, 1, np.where(draws.chance("class", 0.05) & ~planned, 2, 0))
    return rows(
        these.encounter_id,
        patients.record[these.owner],
        optional(planned, appointments.appt_id[at]) if len(appointments.owner) else None,
        objects(_CLASSES)[kind],
        "finished",
        moments(these.start),
        moments(these.end),
        patients.clinic[these.owner],
        draws.choose("clinician_id", staff),
        filled(_REASON_TEXTS, draws.weighted("reason", (0.5, 0.25, 0.1, 0.15)),
               {"text": conditions().texts[these.reason]}),
        control,
    )  # fmt: skip


def appointment_controls(patients: Patients, these: Appointments) -> Objects:
    """MSH-10 of the message that booked each appointment."""
    return control_ids(patients.record[these.owner] * SLOTS + these.place, np.full(len(these.owner), BOOKING))


def control_ids(visit: Integers, message: Integers) -> Objects:
    """MSH-10 of a message: a number that the EHR's interface counts up."""
    return numbered("NB", visit * MESSAGES + message, 10)


def groups(patients: Patients) -> Integers:
    """Index into `codes.GROUPS` of each patient."""
    part = slice(int(patients.record[0]), int(patients.record[-1]) + 1)
    return group_of(patients.minor, ages(patients.birth), patients.crowd.sex[part] == 1)


def _specialties(draws: Draws, reason: Integers, minor: Flags) -> Integers:
    known = specialty_of(reason, minor)
    kept = draws.chance("specialty", _PRIMARY) & ~minor & (known != BEHAVIORAL) & (known != ONCOLOGY)
    return np.where(kept, 0, known)


def _status(draws: Draws, day: Integers, died: Integers) -> Objects:
    # Shares assumed; domain.md 6.1 has 18-25 % of appointments changed after booking.
    before = draws.choose("past", objects(("fulfilled", "cancelled", "noshow")), (0.72, 0.18, 0.1))
    after = draws.choose("future", objects(("booked", "cancelled")), (0.85, 0.15))
    return np.where(day >= died, "cancelled", np.where(day < 0, before, after)).astype(np.object_)
