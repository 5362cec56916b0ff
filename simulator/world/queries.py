"""What lists and screens read of a world or of a session over it; every answer is in a stated order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from simulator.world.canary import CANARY_PREFIX, canary_of
from simulator.world.storage.reader import Readable

_MOST_PARAMETERS = 900
"""SQLite's lowest limit of parameters is 999."""


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One record as a list of patients shows it; `is_test` is 0 or 1."""

    record: int
    mrn: str
    name: str
    birth_date: str
    city: str
    state: str
    clinic: str
    clinic_state: str
    address_quality: str
    deceased_dt: str | None
    is_test: int
    merged_into: int | None


@dataclass(frozen=True, slots=True)
class Weakness:
    """One standing weakness: what is wrong, and with what."""

    what: str
    subject: str


def canary_in(world: Readable) -> str:
    """The canary id of this world, which stands in each of its tables and in each file made of it."""
    (digest,) = world.connection.execute("SELECT spec_digest FROM exercise_marker").fetchone()
    return canary_of(digest)


def patients(world: Readable, records: Iterable[int]) -> tuple[PatientRow, ...]:
    """The records with these numbers, each once, by number; unknown numbers are left out."""
    wanted = sorted({int(record) for record in records})
    found: list[PatientRow] = []
    for start in range(0, len(wanted), _MOST_PARAMETERS):
        part = wanted[start : start + _MOST_PARAMETERS]
        rows = world.connection.execute(
            "SELECT patient_id, mrn, name_given || ' ' || name_family, birth_date, city, p.state, o.name, o.state, "
            "address_quality, deceased_dt, is_test, merged_into FROM ehr_patient p JOIN ehr_organization o "
            f"ON organization_id = managing_organization WHERE patient_id IN ({','.join('?' * len(part))}) "
            "ORDER BY patient_id",
            part,
        )
        found.extend(PatientRow(*row) for row in rows)
    return tuple(found)


_WEAKNESSES = (
    ("any role may read it", "SELECT queue_id FROM int_queue WHERE policy_principal = '*'"),
    ("not encrypted at rest", "SELECT queue_id FROM int_queue WHERE encryption = 'none'"),
    ("full scope without address limits",
     "SELECT name FROM crm_connected_app WHERE allowed_ips IS NULL AND scopes LIKE '%full%'"),
    ("no second factor", "SELECT name FROM idp_policy WHERE mfa_required = 0"),
    ("override still open", "SELECT override_id FROM idp_override WHERE actual_end IS NULL"),
    ("left but active", "SELECT username FROM crm_user WHERE term_date IS NOT NULL AND is_active = 1"),
    ("no agreement signed", "SELECT name FROM vendor WHERE baa_signed = 0"),
    ("free text with PHI, reads not logged",
     "SELECT object FROM crm_object_config WHERE classification = 'PHI' AND event_monitoring_on = 0"),
    ("old TLS", "SELECT host FROM int_endpoint WHERE min_tls < '1.2'"),
)  # fmt: skip


def weaknesses(world: Readable) -> tuple[Weakness, ...]:
    """The standing weaknesses of the organisation, in a fixed order."""
    return tuple(
        Weakness(weakness, subject)
        for weakness, statement in _WEAKNESSES
        for (subject,) in _rows(world, f"{statement} ORDER BY 1")
    )


def _rows(world: Readable, statement: str) -> Iterable[tuple[Any, ...]]:
    found = world.connection.execute(statement).fetchall()
    return [row for row in found if not str(row[0]).startswith(CANARY_PREFIX)]
