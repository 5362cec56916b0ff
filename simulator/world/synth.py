"""The whole world as rows, table by table and chunk by chunk: what the store loads.

A chunk's rows depend on the seed and the whole crowd, never on another chunk's rows, so a build resumes at a chunk.
About 28 rows a patient: what is true of a person today stands whole, what happens at a rate stands for ninety days
(appointments for 180, messages for as long as their queue keeps them), each module says for itself what it keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from typing import TypeAlias

from simulator.domain.worldspec import WorldSpec
from simulator.world.canary import canary_of
from simulator.world.crowd import Crowd, crowd
from simulator.world.draws import CHUNK
from simulator.world.estate import crm as crm_estate
from simulator.world.estate import integration as integration_estate
from simulator.world.estate import partners
from simulator.world.marker import MARKER, SCHEMA_VERSION
from simulator.world.rows import activities, billing, chart, crm, integration, patients, portal, telehealth, visits
from simulator.world.rows.canaries import canary_rows
from simulator.world.rows.fixed import fixed_tables
from simulator.world.rows.staff import staff_of
from simulator.world.texts import Row, objects

Batch: TypeAlias = tuple[str, list[Row]]
"""A table, and ready tuples in the order of its columns."""

__all__ = ["Batch", "Crowd", "Row", "chunk_batches", "chunk_count", "crowd", "fixed_batches"]


def fixed_batches(spec: WorldSpec, seed: int) -> Iterator[Batch]:
    """The marker, every canary row, and the tables that do not grow with the patients; in order of references."""
    yield "exercise_marker", [_marker(spec, seed)]
    yield from canary_rows(canary_of(spec.digest(seed)))
    yield from fixed_tables(spec, seed)


def chunk_count(spec: WorldSpec) -> int:
    """How many chunks a world has."""
    return -(-spec.patients // CHUNK)


def chunk_batches(crowd: Crowd, chunk: int) -> Iterator[Batch]:
    """Every row of the patients of one chunk, in order of references."""
    staff = staff_of(crowd.seed)
    people = patients.patients_of(crowd, chunk)
    booked = visits.appointments_of(people)
    seen = visits.encounters_of(people, booked)
    record = chart.chart_of(people)
    sent = integration.messages_of(people, booked, seen)
    calls = telehealth.sessions_of(people, booked)
    users = portal.users_of(people)
    held = crm.accounts_of(people)
    adt = visits.control_ids(seen.encounter_id, integration.last_adt(seen))
    yield "ehr_patient", patients.patient_rows(people)
    yield "ehr_appointment", visits.appointment_rows(people, booked, visits.appointment_controls(people, booked))
    yield "ehr_encounter", visits.encounter_rows(people, seen, booked, staff.clinicians, adt)
    yield "ehr_condition", chart.condition_rows(people, record)
    yield "ehr_observation", chart.observation_rows(people, seen)
    yield "ehr_medication_request", chart.medication_rows(people, record, staff.clinicians)
    yield "ehr_coverage", chart.coverage_rows(people)
    yield "ehr_communication", chart.communication_rows(people, record)
    yield "tele_session", telehealth.session_rows(people, calls, staff.clinicians)
    yield "tele_participant", telehealth.participant_rows(people, calls)
    yield "tele_recording", telehealth.recording_rows(people, calls)
    yield "tele_access_link", telehealth.link_rows(people, calls, staff.clinicians)
    yield "crm_account", crm.account_rows(held, staff.owners)
    yield "crm_contact", crm.contact_rows(held)
    yield "crm_case", crm.case_rows(held)
    yield "crm_task", activities.task_rows(held)
    yield "crm_event", activities.event_rows(held, calls)
    yield "crm_campaign_member", crm.member_rows(held, _CAMPAIGNS, _FORMS)
    yield "crm_content_version", crm.file_rows(held, staff.makers)
    yield "crm_patient_profile__c", crm.profile_rows(held, record)
    yield "int_message", integration.message_rows(people, sent)
    yield "int_bucket_object", integration.object_rows(people, sent)
    yield "int_webhook_delivery", integration.delivery_rows(people, _WEBHOOKS)
    yield "int_error_log", integration.error_rows(people)
    yield "bill_account", billing.claim_rows(people, seen)
    yield "portal_user", portal.user_rows(users)
    yield "portal_session", portal.session_rows(users)
    yield "portal_sso_request", portal.sso_rows(users, record)
    yield "portal_client_cache", portal.cache_rows(users, record)


def _marker(spec: WorldSpec, seed: int) -> Row:
    versions = {name: version(name) for name in ("faker", "numpy", "sqlalchemy")}
    stated = json.dumps(asdict(spec), sort_keys=True)
    digest = spec.digest(seed)
    return (MARKER, digest, stated, json.dumps(versions, sort_keys=True), seed, SCHEMA_VERSION, canary_of(digest))


_CAMPAIGNS = objects([row[0] for row in crm_estate.CAMPAIGNS])
_FORMS = objects([row[0] for row in partners.FORMS])
_WEBHOOKS = objects([row[0] for row in integration_estate.WEBHOOKS])
