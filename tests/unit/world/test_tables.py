"""The tables of the world: names as in domain.md 1.6, tags on every column that holds something about a person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.authored.document import read_document
from simulator.domain.elements import ELEMENTS, elements_of, tags_of
from simulator.domain.tags import TAGS
from simulator.law import information
from simulator.world.elements import COLUMNS, columns_of
from simulator.world.tables import metadata

TABLES = """
    ehr_patient: patient_id mrn fhir_id name_family name_given birth_date gender addr_line city state zip phone email
        ssn_synth deceased_dt address_quality is_test merged_into
    ehr_encounter: encounter_id patient_id class status period_start period_end location clinician_id reason_text
    ehr_appointment: appt_id patient_id status start end service_type specialty modality reason_code comment
        crm_sync_state
    ehr_condition: condition_id patient_id code category clinical_status recorded_date sensitivity
    ehr_observation: obs_id patient_id encounter_id code value effective
    ehr_medication_request: med_id patient_id medication authored_on requester status
    ehr_coverage: coverage_id patient_id payor subscriber_id period_start period_end
    ehr_communication: comm_id patient_id sender recipient sent payload
    crm_account: account_id ehr_patient_id name birthdate email mobile mailing_street mailing_city mailing_postal_code
        state owner_id record_type last_modified_date last_modified_by
    crm_contact: contact_id account_id relation name phone email
    crm_case: case_id account_id subject description origin status supplied_name supplied_email supplied_phone
    crm_task: task_id who_id what_id subject description activity_date status source_system retention_due
    crm_event: event_id who_id subject start end location description telehealth_session_id retention_due
    crm_campaign: campaign_id name type
    crm_campaign_member: member_id campaign_id account_id name email phone postal_code source_form
    crm_content_version: version_id document_id title file_type size checksum encrypted_flag created_by linked_record
        public_url expiry
    crm_patient_profile__c: id account_id MRN__c SSN_Last4__c Diagnosis_Text__c Medication_List__c Insurance_Id__c
        classification_tag encrypted_flag fls_profile_mask
    crm_user: user_id username profile kind department is_active is_frozen mfa_waived hire_date term_date
    crm_profile: view_all modify_all api export_report manage_mfa
    crm_permission_set: view_all modify_all api export_report manage_mfa
    crm_permission_assignment: assignee_id expiration_date
    crm_field_permission: object field profile read edit
    crm_object_config: history_tracking_on event_monitoring_on encrypted_on classification
    crm_report: report_id name folder columns_json filter_json has_phi_columns last_run schedule
    crm_connected_app: app_id name vendor scopes installed admin_approved_only refresh_policy ip_relaxation allowed_ips
    crm_oauth_token: token_id app_id user_id issued_at last_used use_count revoked_at kind expires_at
    crm_apex_query: entry_point component sharing_mode soql_text has_where mode exposure
    int_flow: flow_id source target trigger owner_team phi_class schedule
    int_queue: queue_id name kind ttl_s encryption policy_principal max_receive purge_events
    int_message: msg_id queue_id control_id msg_type patient_id enqueued_at first_enqueued_at received_count deleted_at
        state payload_class payload_ref
    int_endpoint: endpoint_id host direction min_tls cert_expiry pinned auth in_use_by
    int_bucket_object: object_id bucket key size created last_modified sse acl_public record_count phi_class
        lifecycle_expiry
    int_webhook: webhook_id target payload_mode signing
    int_webhook_delivery: delivery_id ts patient_id bytes status retry
    int_error_log: err_id ts component level message_text contains_phi sink
    bill_account: claim_id patient_id cpt amount payer
    bill_sync_job: job_id run_at rows
    bill_sync_file: file_ref encrypted delivered_to
    idp_user:
    idp_policy: rule network_zone mfa_required exception_group
    idp_override: override_id requested_by approver reason starts ends actual_end ticket
    tele_session: session_id appt_id host start end recorded consent
    tele_participant:
    tele_recording: recording_id storage size expires_at
    tele_access_link: link_id created_by passcode_set expires_at view_count
    portal_user: login timeout_policy
    portal_session: idle_s ended_by
    portal_form:
    portal_sso_request: sso_url_params_json
    portal_client_cache: cache_key ttl
    portal_a11y_finding: wcag_sc severity element form
    vendor: baa_signed is_agent
    vendor_contract: notice_hours sla_sev1_min
    vendor_ticket: actual_response_h
"""
"""Source: domain.md 1.6, tables 1 to 35; `period` is written as in table 2."""

PHI = """
    ehr_patient: I1 I2 I3 I4 I6 I7 I8
    ehr_encounter: I3 CL
    ehr_appointment: I3 CL
    ehr_condition: CL SUD
    ehr_observation: CL I3
    ehr_medication_request: CL
    ehr_coverage: I9
    ehr_communication: CL I1
    crm_account: I1 I2 I3 I4 I6
    crm_contact: I1 I4 I6
    crm_case: I1 I4 I6 CL
    crm_task: CL I1 I3
    crm_event: I3 CL
    crm_campaign: CL
    crm_campaign_member: I1 I4 I6 I2
    crm_content_version: I14 CL
    crm_patient_profile__c: I7 I8 I9 CL
    crm_user: STAFF
    int_message: I1 I2 I3 I4 I7 I8
    int_bucket_object: I8 I14
    int_webhook_delivery: I1 I4 CL
    int_error_log: I1 I3 I8 CL
    bill_account: I9 I10 $ CL
    idp_user: STAFF
    tele_session: I3 CL PSY
    tele_recording: I16 I17 CL PSY
    portal_user: I1 I6
    portal_session: I15
    portal_sso_request: I14 CL
"""
"""Source: domain.md 1.6, column PHI."""


def listed(block: str) -> dict[str, list[str]]:
    """The words after each name of a block."""
    parts = re.split(r"(\w+):", block)[1:]
    return {name: words.split() for name, words in zip(parts[::2], parts[1::2], strict=True)}


def test_every_table_of_the_model_is_there() -> None:
    """All 35 table groups have their tables with the columns that the model names."""
    expected = listed(TABLES)
    assert set(metadata.tables) == {*expected, "ehr_organization", "exercise_marker"}
    missing = {
        f"{name}.{column}" for name, columns in expected.items() for column in columns
        if column not in metadata.tables[name].columns
    }  # fmt: skip
    assert missing == set()


def test_every_table_carries_the_tags_of_the_model() -> None:
    """What domain.md 1.6 lists as PHI of a table is a tag of its columns, and every tag is one that is explained."""
    for name, tags in listed(PHI.replace("$", "DOLLAR")).items():
        found = {tag for column in metadata.tables[name].columns for tag in column.info["phi"]}
        assert {tag.replace("DOLLAR", "$") for tag in tags} <= found, name
    used = {tag for one in metadata.tables.values() for column in one.columns for tag in column.info["phi"]}
    assert used == set(TAGS)


def test_the_logs_and_the_truth_are_no_tables() -> None:
    """A world holds no log and no ground truth that a team could read."""
    assert not [name for name in metadata.tables if name.startswith(("log_", "gt_"))]


def law_words() -> list[str]:
    """Every word by which the law knows a kind of information."""
    return sorted({stem for stems in information._WORDS.values() for stem in stems} | set(information._HARMLESS))


def weighed_words() -> list[str]:
    """Every element that the weights count."""
    path = Path(__file__).parents[3] / "scenarios" / "_library" / "weights.yaml"
    position = ("exposure", "elements")
    return sorted(str(place[2]) for place in read_document(path).keys if place[:2] == position and len(place) == 3)


@pytest.mark.parametrize("word", [*law_words(), *weighed_words()])
def test_every_known_element_word_has_columns(word: str) -> None:
    """A word that law or weights know stands for columns of the world."""
    assert columns_of([word])


def test_every_element_stands_on_columns_with_its_tags() -> None:
    """The columns of an element exist, each has one of its tags, together all; every identifier is covered."""
    for element in ELEMENTS:
        held = []
        for name in COLUMNS[element.word]:
            table, _, column = name.partition(".")
            held.append(metadata.tables[table].columns[column].info["phi"])
        assert element.tags <= frozenset().union(*held), element.word
        assert not element.tags or all(tags & element.tags for tags in held), element.word
    assert {tag for element in ELEMENTS for tag in element.tags} == set(TAGS) - {"STAFF"}


def test_words_are_read_as_people_write_them() -> None:
    """Case, spaces and hyphens do not matter; a word that means two things has both; an unknown one has none."""
    assert tags_of(["Birth Date"]) == {"I3"}
    assert tags_of(["driver's licence", "name"]) == {"I11", "I1"}
    assert tags_of(["appointment reason"]) == {"I3", "CL"}
    assert elements_of("shoe size") == ()
