"""What the words of `Flow.elements` mean in the world: which tags and which columns somebody saw who read them.

The words are those that authors write (`birth-date`), that `simulator.law.information` takes for kinds of
information and that the weights count. Every word of the 18 identifiers has a column; nothing here needs SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.world.tags import Tag


@dataclass(frozen=True, slots=True)
class Element:
    """One kind of information: how authors name it, its tags, and the columns (`table.column`) that hold it.

    `stems`: what else a word may contain to mean this, with `_` for spaces and hyphens.
    """

    word: str
    tags: frozenset[Tag]
    columns: tuple[str, ...]
    stems: tuple[str, ...]


def _element(word: str, tags: tuple[Tag, ...], columns: str, stems: str = "") -> Element:
    return Element(word, frozenset(tags), tuple(columns.split()), (word.replace("-", "_"), *stems.split()))


ELEMENTS: tuple[Element, ...] = (
    _element("name", ("I1",),
             "ehr_patient.name_family ehr_patient.name_given crm_account.name crm_contact.name", "contact"),
    _element("mrn", ("I8",), "ehr_patient.mrn crm_patient_profile__c.MRN__c int_bucket_object.key"),
    _element("birth-date", ("I3",), "ehr_patient.birth_date crm_account.birthdate", "dob birth"),
    _element("address", ("I2",),
             "ehr_patient.addr_line ehr_patient.city ehr_patient.zip crm_account.mailing_street "
             "crm_account.mailing_city crm_account.mailing_postal_code crm_campaign_member.postal_code", "zip city"),
    _element("state", (), "ehr_patient.state crm_account.state"),
    _element("gender", (), "ehr_patient.gender", "sex"),
    _element("phone", ("I4",), "ehr_patient.phone crm_account.mobile crm_contact.phone crm_case.supplied_phone"),
    _element("fax", ("I5",), "crm_account.fax"),
    _element("email", ("I6",), "ehr_patient.email crm_account.email crm_contact.email crm_case.supplied_email",
             "e_mail"),
    _element("ssn", ("I7",), "ehr_patient.ssn_synth crm_patient_profile__c.SSN_Last4__c",
             "social_security tax_id itin taxpayer"),
    _element("appointment", ("I3", "CL"),
             "ehr_appointment.start ehr_appointment.end ehr_appointment.service_type ehr_appointment.specialty "
             "crm_event.start crm_event.end tele_session.start"),
    _element("visit", ("I3", "CL"), "ehr_encounter.period_start ehr_encounter.period_end bill_account.cpt",
             "encounter date_of_service provider procedure history"),
    _element("reason", ("CL",), "ehr_appointment.reason_code ehr_encounter.reason_text", "symptom"),
    _element("diagnosis", ("CL", "SUD"), "ehr_condition.code crm_patient_profile__c.Diagnosis_Text__c",
             "diagnos disease health_condition medical clinical phi genetic dna genom"),
    _element("sud", ("SUD",), "ehr_condition.code ehr_condition.sensitivity crm_patient_profile__c.Diagnosis_Text__c"),
    _element("medication", ("CL",),
             "ehr_medication_request.medication crm_patient_profile__c.Medication_List__c", "prescription treatment"),
    _element("lab-result", ("CL",), "ehr_observation.code ehr_observation.value", "lab test_result imaging x_ray"),
    _element("note", ("CL",),
             "ehr_appointment.comment ehr_communication.payload crm_case.description crm_task.description "
             "crm_event.description", "care"),
    _element("psychotherapy", ("PSY",), "tele_session.therapy_note"),
    _element("insurance", ("I9",),
             "ehr_coverage.subscriber_id crm_patient_profile__c.Insurance_Id__c bill_account.payer",
             "policy_number subscriber member_id beneficiary"),
    _element("claim", ("$",), "bill_account.cpt bill_account.amount bill_account.payer"),
    _element("account-number", ("I10", "$"), "bill_account.account_number bill_account.claim_id bill_account.amount",
             "bank financial payment credit_card debit_card card_number"),
    _element("licence", ("I11",), "portal_user.licence_number",
             "licen driver passport state_id military_id government_id"),
    _element("vehicle", ("I12",), "crm_patient_profile__c.Parking_Plate__c", "plate"),
    _element("device", ("I13",), "ehr_observation.device_id", "serial"),
    _element("link", ("I14",), "crm_content_version.public_url tele_access_link.url crm_event.location", "url"),
    _element("ip-address", ("I15",), "portal_session.ip tele_participant.ip"),
    _element("recording", ("I16", "I17"), "tele_recording.recording_id",
             "biometric fingerprint face voiceprint photo"),
    _element("login", ("I6",), "portal_user.login", "credential password username"),
    _element("record-id", ("I18",), "ehr_patient.fhir_id crm_account.account_id", "fhir_id crm_id control_id"),
)  # fmt: skip


def elements_of(word: str) -> tuple[Element, ...]:
    """What a word stands for: what is named exactly so, else everything whose stem it contains; empty: not known."""
    plain = word.strip().lower().replace(" ", "_").replace("-", "_").replace("'", "")
    exact = tuple(element for element in ELEMENTS if plain in element.stems)
    return exact or tuple(element for element in ELEMENTS if any(stem in plain for stem in element.stems))


def tags_of(words: Iterable[str]) -> frozenset[Tag]:
    """The tags of everything that these words stand for."""
    return frozenset(tag for word in words for element in elements_of(word) for tag in element.tags)


def columns_of(words: Iterable[str]) -> tuple[str, ...]:
    """The columns that these words stand for, each once, as `table.column` in the order of the elements."""
    wanted = {element for word in words for element in elements_of(word)}
    return tuple(dict.fromkeys(column for element in ELEMENTS if element in wanted for column in element.columns))
