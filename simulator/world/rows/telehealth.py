"""Rows of video visits: sessions, participants, recordings and links, for every appointment by video.

The window is that of the appointments. Rates: domain.md 1.6, table 33 (0.5-1 session a year, 5-15 % recorded).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.world.draws import Draws, Flags, Integers, Objects
from simulator.world.rows.codes import conditions
from simulator.world.rows.patients import Patients
from simulator.world.rows.visits import Appointments
from simulator.world.texts import DAY, Row, filled, joined, moments, numbered, objects, optional, rows

_RECORDED = 0.10
"""Share of visits that are recorded. Source: domain.md 6.1 (5-15 %)."""
_CONSENT = 0.97
"""Share of recorded visits with consent on file; assumed."""
_LINKED, _PASSCODE, _EXPIRING = 0.6, 0.62, 0.3
"""Shares: recordings with a link, links with a passcode (domain.md 3.2, F06: 38 % without), with an end. Assumed."""
_BYTES = (60_000_000, 640_000_000)
"""Size of a recording. Source: domain.md 6.2 (60 / 220 / 700 MB)."""
_NETWORKS = ("192.0.2.", "198.51.100.", "203.0.113.")
_NOTES = (
    "Speaks of {text} and of the marriage; wants nothing of this in the chart.",
    "Third session on {text}. Transference; do not share with the referring physician.",
    "Fear of losing custody. Screening repeated, {text} unchanged.",
)
_THERAPY = 0.8
"""Share of finished behavioral health visits by video about which the therapist keeps a note of her own; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sessions:
    """The video visits of one chunk: position of the patient, appointment, when, and what was recorded."""

    owner: Integers
    appt_id: Integers
    ids: Objects
    start: Integers
    end: Integers
    held: Flags
    recorded: Flags
    therapy: Flags
    reason: Integers


def sessions_of(patients: Patients, appointments: Appointments) -> Sessions:
    """The sessions that the vendor has for the chunk's appointments by video."""
    at = np.flatnonzero(appointments.video & (appointments.status != "cancelled"))
    held = appointments.status[at] == "fulfilled"
    draws = patients.draws("tele_session.recorded", len(at))
    return Sessions(
        owner=appointments.owner[at],
        appt_id=appointments.appt_id[at],
        ids=numbered("sim-visit-", appointments.appt_id[at], 8),
        start=appointments.start[at],
        end=appointments.end[at],
        held=held,
        recorded=held & draws.chance("recorded", _RECORDED),
        therapy=held & appointments.behavioral[at] & draws.chance("therapy", _THERAPY),
        reason=appointments.reason[at],
    )


def session_rows(patients: Patients, sessions: Sessions, staff: Objects) -> list[Row]:
    """Rows of `tele_session`; `staff` are the clinicians' ids."""
    draws = patients.draws("tele_session", len(sessions.ids))
    note = filled(_NOTES, draws.below("note", len(_NOTES)), {"text": conditions().texts[sessions.reason]})
    return rows(
        sessions.ids,
        sessions.appt_id,
        draws.choose("host", staff),
        moments(sessions.start),
        moments(sessions.end),
        sessions.recorded.astype(np.int64),
        (sessions.recorded & draws.chance("consent", _CONSENT)).astype(np.int64),
        optional(sessions.therapy, note),
    )


def participant_rows(patients: Patients, sessions: Sessions) -> list[Row]:
    """Rows of `tele_participant`: who typed which name when joining a visit that was held."""
    at = np.repeat(np.flatnonzero(sessions.held), 2)
    draws = patients.draws("tele_participant", len(at))
    is_host = np.arange(len(at)) % 2 == 1
    typed = np.where(draws.chance("nickname", 0.2), patients.given[sessions.owner[at]],
                     patients.name[sessions.owner[at]])  # fmt: skip
    joined_at = sessions.start[at] + draws.below("joined_at", 600) - 200
    return rows(
        sessions.appt_id[at] * 4 + is_host,
        sessions.ids[at],
        np.where(is_host, "host", "patient"),
        np.where(is_host, "Northbank clinician", typed),
        moments(joined_at),
        moments(sessions.end[at] + draws.below("left_at", 300)),
        addresses(draws),
    )


def recording_rows(patients: Patients, sessions: Sessions) -> list[Row]:
    """Rows of `tele_recording`: bytes are the vendor's, and most never expire."""
    at = np.flatnonzero(sessions.recorded)
    draws = patients.draws("tele_recording", len(at))
    length = sessions.end[at] - sessions.start[at] - draws.below("duration_s", 300)
    return rows(
        numbered("sim-rec-", sessions.appt_id[at], 8),
        sessions.ids[at],
        "visitlane",
        _BYTES[0] + draws.below("size", _BYTES[1]),
        length,
        optional(draws.chance("expires", _EXPIRING), moments(sessions.end[at] + 365 * DAY)),
    )


def link_rows(patients: Patients, sessions: Sessions, staff: Objects) -> list[Row]:
    """Rows of `tele_access_link`."""
    recorded = np.flatnonzero(sessions.recorded)
    at = recorded[patients.draws("tele_access_link.made", len(recorded)).chance("made", _LINKED)]
    draws = patients.draws("tele_access_link", len(at))
    ids = numbered("sim-link-", sessions.appt_id[at], 8)
    return rows(
        ids,
        numbered("sim-rec-", sessions.appt_id[at], 8),
        joined("https://watch.visitlane.example.net/", ids),
        draws.choose("created_by", staff),
        draws.chance("passcode_set", _PASSCODE).astype(np.int64),
        optional(draws.chance("expires", _EXPIRING), moments(sessions.end[at] + 30 * DAY)),
        draws.below("view_count", 7),
    )


def addresses(draws: Draws) -> Objects:
    """Addresses of the ranges that are kept for documentation. Source: RFC 5737."""
    return address_table()[draws.below("ip", 3 * 254)]


def address_table() -> Objects:
    """Every host of the three ranges."""
    return objects([f"{network}{host}" for network in _NETWORKS for host in range(1, 255)])
