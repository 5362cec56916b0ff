"""The tables of the synthetic world, named as in domain.md 1.6; one module a system, `columns` says how to read them.

A file of the world holds these and nothing else: logs are evidence, made while an exercise is played, and the ground
truth is in no table.
"""

from __future__ import annotations

from sqlalchemy import Index

from simulator.world.tables.billing import bill_account, bill_sync_file, bill_sync_job
from simulator.world.tables.columns import key, large_number, metadata, number, table, text, texts
from simulator.world.tables.crm import (
    crm_account,
    crm_campaign,
    crm_campaign_member,
    crm_case,
    crm_contact,
    crm_content_version,
    crm_event,
    crm_patient_profile__c,
    crm_task,
)
from simulator.world.tables.crm_setup import (
    crm_apex_query,
    crm_connected_app,
    crm_field_permission,
    crm_oauth_token,
    crm_object_config,
    crm_permission_assignment,
    crm_permission_set,
    crm_profile,
    crm_report,
    crm_user,
)
from simulator.world.tables.ehr import (
    ehr_appointment,
    ehr_communication,
    ehr_condition,
    ehr_coverage,
    ehr_encounter,
    ehr_medication_request,
    ehr_observation,
    ehr_organization,
    ehr_patient,
)
from simulator.world.tables.identity import idp_override, idp_policy, idp_user
from simulator.world.tables.integration import (
    int_bucket_object,
    int_endpoint,
    int_error_log,
    int_flow,
    int_message,
    int_queue,
    int_webhook,
    int_webhook_delivery,
)
from simulator.world.tables.portal import (
    portal_a11y_finding,
    portal_client_cache,
    portal_form,
    portal_session,
    portal_sso_request,
    portal_user,
)
from simulator.world.tables.telehealth import tele_access_link, tele_participant, tele_recording, tele_session
from simulator.world.tables.vendors import vendor, vendor_contract, vendor_ticket

exercise_marker = table(
    "exercise_marker",
    key("marker"),
    *texts("spec_digest"),
    text("spec_json", shape="json"),
    text("versions_json", shape="json"),
    large_number("seed"),
    number("schema_version"),
    text("canary"),
)
"""One row that says what this database is. The `marker` reads `EXERCISE: SYNTHETIC`."""

INDEXES = (
    Index("ehr_patient_mrn", ehr_patient.c.mrn, unique=True),
    Index("ehr_patient_merged_into", ehr_patient.c.merged_into, sqlite_where=ehr_patient.c.merged_into.is_not(None)),
    Index("ehr_appointment_patient", ehr_appointment.c.patient_id),
    Index("ehr_encounter_patient", ehr_encounter.c.patient_id),
    Index("crm_account_patient", crm_account.c.ehr_patient_id, unique=True),
    Index("crm_contact_account", crm_contact.c.account_id),
    Index("crm_case_account", crm_case.c.account_id),
    Index("crm_task_who", crm_task.c.who_id),
    Index("crm_oauth_token_app", crm_oauth_token.c.app_id),
    Index("int_message_control", int_message.c.control_id),
)
"""Built after loading: half the cost of keeping them up while rows arrive (perf.md 2).

Rows of patients are numbered in their patients' order, so a list that reads a whole table needs no index.
"""

__all__ = [
    "INDEXES",
    "bill_account",
    "bill_sync_file",
    "bill_sync_job",
    "crm_account",
    "crm_apex_query",
    "crm_campaign",
    "crm_campaign_member",
    "crm_case",
    "crm_connected_app",
    "crm_contact",
    "crm_content_version",
    "crm_event",
    "crm_field_permission",
    "crm_oauth_token",
    "crm_object_config",
    "crm_patient_profile__c",
    "crm_permission_assignment",
    "crm_permission_set",
    "crm_profile",
    "crm_report",
    "crm_task",
    "crm_user",
    "ehr_appointment",
    "ehr_communication",
    "ehr_condition",
    "ehr_coverage",
    "ehr_encounter",
    "ehr_medication_request",
    "ehr_observation",
    "ehr_organization",
    "ehr_patient",
    "exercise_marker",
    "idp_override",
    "idp_policy",
    "idp_user",
    "int_bucket_object",
    "int_endpoint",
    "int_error_log",
    "int_flow",
    "int_message",
    "int_queue",
    "int_webhook",
    "int_webhook_delivery",
    "metadata",
    "portal_a11y_finding",
    "portal_client_cache",
    "portal_form",
    "portal_session",
    "portal_sso_request",
    "portal_user",
    "tele_access_link",
    "tele_participant",
    "tele_recording",
    "tele_session",
    "vendor",
    "vendor_contract",
    "vendor_ticket",
]
