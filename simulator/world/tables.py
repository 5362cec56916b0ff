"""The tables of the synthetic world, named as in domain.md 1.6.

Times are local ISO text (`2026-08-01T09:15:00`), dates ISO text, flags 0 or 1: what is loaded is what is read.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, *columns: Column[int] | Column[str]) -> Table:
    textual = any(column.primary_key and isinstance(column.type, Text) for column in columns)
    return Table(name, metadata, *columns, sqlite_with_rowid=not textual)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _number_key(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _text(*names: str) -> tuple[Column[str], ...]:
    return tuple(Column(name, Text, nullable=False) for name in names)


def _maybe(*names: str) -> tuple[Column[str], ...]:
    return tuple(Column(name, Text) for name in names)


def _number(*names: str) -> tuple[Column[int], ...]:
    return tuple(Column(name, Integer, nullable=False) for name in names)


def _to(name: str, target: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(target), nullable=nullable)


def _to_number(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=nullable)


exercise_marker = _table(
    "exercise_marker",
    _key("marker"),
    *_text("spec_digest", "spec_json", "versions_json"),
    *_number("seed", "schema_version"),
)
"""One row that says what this database is. The `marker` reads `EXERCISE: SYNTHETIC`."""

ehr_organization = _table("ehr_organization", _key("organization_id"), *_text("name", "state"))
"""The clinics (FHIR Organization): a patient's `managing_organization` says which one registered the record."""

ehr_patient = _table(
    "ehr_patient",
    _number_key("patient_id"),
    *_text("mrn", "fhir_id", "name_family", "name_given", "birth_date", "gender"),
    *_text("addr_line", "city", "state", "zip", "phone", "email", "ssn_synth"),
    *_maybe("deceased_dt"),
    *_text("address_quality"),
    *_number("is_test"),
    _to_number("merged_into", "ehr_patient.patient_id", nullable=True),
    _to("managing_organization", "ehr_organization.organization_id"),
)
ehr_appointment = _table(
    "ehr_appointment",
    _number_key("appt_id"),
    _to_number("patient_id", "ehr_patient.patient_id"),
    *_text("status", "start", "end", "service_type", "specialty", "modality", "reason_code", "comment"),
    *_text("crm_sync_state"),
)

crm_profile = _table(
    "crm_profile",
    _key("profile_id"),
    *_text("name"),
    *_number("view_all", "modify_all", "api", "export_report", "manage_mfa"),
)
crm_user = _table(
    "crm_user",
    _key("user_id"),
    *_text("username"),
    _to("profile", "crm_profile.profile_id"),
    *_text("kind", "department"),
    *_number("is_active", "is_frozen", "mfa_waived"),
    *_text("hire_date"),
    *_maybe("term_date"),
)
crm_permission_set = _table(
    "crm_permission_set",
    _key("permission_set_id"),
    *_text("name"),
    *_number("view_all", "modify_all", "api", "export_report", "manage_mfa"),
)
crm_permission_assignment = _table(
    "crm_permission_assignment",
    _number_key("assignment_id"),
    _to("assignee_id", "crm_user.user_id"),
    _to("permission_set_id", "crm_permission_set.permission_set_id"),
    *_maybe("expiration_date"),
    *_number("is_active", "is_revoked"),
)
crm_object_config = _table(
    "crm_object_config",
    _key("object"),
    *_number("history_tracking_on", "event_monitoring_on", "encrypted_on"),
    *_text("classification"),
)
crm_field_permission = _table(
    "crm_field_permission",
    _number_key("field_permission_id"),
    _to("object", "crm_object_config.object"),
    *_text("field"),
    _to("profile", "crm_profile.profile_id"),
    *_number("read", "edit"),
)
crm_account = _table(
    "crm_account",
    _key("account_id"),
    _to_number("ehr_patient_id", "ehr_patient.patient_id"),
    *_text("name", "birthdate", "email", "mobile", "mailing_street", "mailing_city", "mailing_postal_code", "state"),
    _to("owner_id", "crm_user.user_id"),
    *_text("record_type", "last_modified_date"),
    _to("last_modified_by", "crm_user.user_id"),
)
crm_contact = _table(
    "crm_contact",
    _key("contact_id"),
    _to("account_id", "crm_account.account_id"),
    *_text("relation", "name", "phone", "email"),
)
crm_case = _table(
    "crm_case",
    _key("case_id"),
    _to("account_id", "crm_account.account_id"),
    *_text("subject", "description", "origin", "status"),
    *_maybe("supplied_name", "supplied_email", "supplied_phone"),
)
crm_task = _table(
    "crm_task",
    _key("task_id"),
    _to("who_id", "crm_account.account_id"),
    _to("what_id", "crm_case.case_id", nullable=True),
    *_text("subject", "description", "activity_date", "status", "source_system", "retention_due"),
)
crm_report = _table(
    "crm_report",
    _key("report_id"),
    *_text("name", "folder", "columns_json", "filter_json"),
    *_number("has_phi_columns"),
    *_maybe("last_run", "schedule"),
)
crm_connected_app = _table(
    "crm_connected_app",
    _key("app_id"),
    *_text("name", "vendor", "scopes", "installed"),
    *_number("admin_approved_only"),
    *_text("refresh_policy", "ip_relaxation"),
    *_maybe("allowed_ips"),
)
crm_oauth_token = _table(
    "crm_oauth_token",
    _number_key("token_id"),
    _to("app_id", "crm_connected_app.app_id"),
    _to("user_id", "crm_user.user_id"),
    *_text("issued_at", "last_used"),
    *_number("use_count"),
    *_maybe("revoked_at"),
    *_text("kind"),
    *_maybe("expires_at"),
)

int_flow = _table(
    "int_flow", _key("flow_id"), *_text("source", "target", "trigger", "owner_team", "phi_class", "schedule")
)
int_queue = _table(
    "int_queue",
    _key("queue_id"),
    *_text("name", "kind"),
    *_number("ttl_s"),
    *_text("encryption", "policy_principal"),
    *_number("max_receive", "purge_events"),
)
int_endpoint = _table(
    "int_endpoint",
    _key("endpoint_id"),
    *_text("host", "direction", "min_tls", "cert_expiry"),
    *_number("pinned"),
    *_text("auth", "in_use_by"),
)
int_bucket_object = _table(
    "int_bucket_object",
    _number_key("object_id"),
    *_text("bucket", "key"),
    *_number("size"),
    *_text("created", "last_modified", "sse"),
    *_number("acl_public", "record_count"),
    *_text("phi_class"),
    *_maybe("lifecycle_expiry"),
)
"""Empty when built: objects are evidence, and come into being while an exercise is played."""

idp_user = _table(
    "idp_user",
    _key("idp_user_id"),
    *_text("login", "display_name", "department"),
    _to("crm_user_id", "crm_user.user_id", nullable=True),
    *_text("status", "factor", "enrolled_at"),
)
idp_policy = _table(
    "idp_policy",
    _key("policy_id"),
    *_text("name", "rule", "network_zone"),
    *_number("mfa_required"),
    *_maybe("exception_group"),
)
idp_override = _table(
    "idp_override",
    _key("override_id"),
    _to("policy_id", "idp_policy.policy_id"),
    *_text("requested_by", "approver", "reason", "starts", "ends"),
    *_maybe("actual_end"),
    *_text("ticket"),
)

vendor = _table("vendor", _key("vendor_id"), *_text("name", "service"), *_number("baa_signed", "is_agent"))
vendor_contract = _table(
    "vendor_contract",
    _key("contract_id"),
    _to("vendor_id", "vendor.vendor_id"),
    *_number("notice_hours", "sla_sev1_min"),
    *_text("signed_on", "notice_contact"),
)
vendor_ticket = _table(
    "vendor_ticket",
    _number_key("ticket_id"),
    _to("vendor_id", "vendor.vendor_id"),
    *_text("opened", "subject", "severity", "status"),
    *_number("actual_response_h"),
)

INDEXES = (
    Index("ehr_patient_mrn", ehr_patient.c.mrn, unique=True),
    Index("ehr_patient_merged_into", ehr_patient.c.merged_into, sqlite_where=ehr_patient.c.merged_into.is_not(None)),
    Index("ehr_appointment_patient", ehr_appointment.c.patient_id),
    Index("crm_account_patient", crm_account.c.ehr_patient_id, unique=True),
    Index("crm_contact_account", crm_contact.c.account_id),
    Index("crm_case_account", crm_case.c.account_id),
    Index("crm_task_who", crm_task.c.who_id),
    Index("crm_oauth_token_app", crm_oauth_token.c.app_id),
)
"""Built after loading: half the cost of keeping them up while rows arrive (perf.md 2)."""
