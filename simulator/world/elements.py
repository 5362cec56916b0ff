"""Which columns of the world hold what the words of `Flow.elements` mean.

Every word of the 18 identifiers has a column; nothing here needs SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.domain.elements import ELEMENTS, elements_of


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": _columns("ehr_patient.name_family ehr_patient.name_given crm_account.name crm_contact.name"),
    "mrn": _columns("ehr_patient.mrn crm_patient_profile__c.MRN__c int_bucket_object.key"),
    "birth-date": _columns("ehr_patient.birth_date crm_account.birthdate"),
    "address": _columns(
        "ehr_patient.addr_line ehr_patient.city ehr_patient.zip crm_account.mailing_street "
        "crm_account.mailing_city crm_account.mailing_postal_code crm_campaign_member.postal_code"
    ),
    "state": _columns("ehr_patient.state crm_account.state"),
    "gender": _columns("ehr_patient.gender"),
    "phone": _columns("ehr_patient.phone crm_account.mobile crm_contact.phone crm_case.supplied_phone"),
    "fax": _columns("crm_account.fax"),
    "email": _columns("ehr_patient.email crm_account.email crm_contact.email crm_case.supplied_email"),
    "ssn": _columns("ehr_patient.ssn_synth crm_patient_profile__c.SSN_Last4__c"),
    "appointment": _columns(
        "ehr_appointment.start ehr_appointment.end ehr_appointment.service_type ehr_appointment.specialty "
        "crm_event.start crm_event.end tele_session.start"
    ),
    "visit": _columns("ehr_encounter.period_start ehr_encounter.period_end bill_account.cpt"),
    "reason": _columns("ehr_appointment.reason_code ehr_encounter.reason_text"),
    "diagnosis": _columns("ehr_condition.code crm_patient_profile__c.Diagnosis_Text__c"),
    "sud": _columns("ehr_condition.code ehr_condition.sensitivity crm_patient_profile__c.Diagnosis_Text__c"),
    "medication": _columns("ehr_medication_request.medication crm_patient_profile__c.Medication_List__c"),
    "lab-result": _columns("ehr_observation.code ehr_observation.value"),
    "note": _columns(
        "ehr_appointment.comment ehr_communication.payload crm_case.description crm_task.description "
        "crm_event.description"
    ),
    "psychotherapy": _columns("tele_session.therapy_note"),
    "insurance": _columns("ehr_coverage.subscriber_id crm_patient_profile__c.Insurance_Id__c bill_account.payer"),
    "claim": _columns("bill_account.cpt bill_account.amount bill_account.payer"),
    "account-number": _columns("bill_account.account_number bill_account.claim_id bill_account.amount"),
    "licence": _columns("portal_user.licence_number"),
    "vehicle": _columns("crm_patient_profile__c.Parking_Plate__c"),
    "device": _columns("ehr_observation.device_id"),
    "link": _columns("crm_content_version.public_url tele_access_link.url crm_event.location"),
    "ip-address": _columns("portal_session.ip tele_participant.ip"),
    "recording": _columns("tele_recording.recording_id"),
    "login": _columns("portal_user.login"),
    "record-id": _columns("ehr_patient.fhir_id crm_account.account_id"),
}
"""The columns of each element, as `table.column`."""


def columns_of(words: Iterable[str]) -> tuple[str, ...]:
    """The columns that these words stand for, each once, as `table.column` in the order of the elements."""
    wanted = {element for word in words for element in elements_of(word)}
    return tuple(dict.fromkeys(column for element in ELEMENTS if element in wanted for column in COLUMNS[element.word]))
