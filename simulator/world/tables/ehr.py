"""The EHR, system of record, in the shape of FHIR R4 (domain.md 1.6, tables 1 to 8)."""

from __future__ import annotations

from simulator.world.tables.columns import (
    key,
    maybe,
    number,
    number_key,
    table,
    text,
    texts,
    to,
    to_itself,
    to_number,
)
from simulator.world.tables.identity import idp_user

ehr_organization = table(
    "ehr_organization",
    key("organization_id", api="Organization.id"),
    text("name", api="Organization.name"),
    text("state", api="Organization.address.state"),
)
"""The clinics: a patient's `managing_organization` says which one registered the record."""

ehr_patient = table(
    "ehr_patient",
    number_key("patient_id", "I18"),
    text("mrn", "I8", api="Patient.identifier:MR | PID-3", shape="mrn"),
    text("fhir_id", "I18", api="Patient.id"),
    text("name_family", "I1", api="Patient.name.family | PID-5.1"),
    text("name_given", "I1", api="Patient.name.given | PID-5.2"),
    text("birth_date", "I3", api="Patient.birthDate | PID-7", shape="date"),
    text("gender", api="Patient.gender | PID-8"),
    text("addr_line", "I2", api="Patient.address.line | PID-11.1"),
    text("city", "I2", api="Patient.address.city | PID-11.3"),
    text("state", api="Patient.address.state | PID-11.4"),
    text("zip", "I2", api="Patient.address.postalCode | PID-11.5"),
    text("phone", "I4", api="Patient.telecom:phone | PID-13", shape="phone"),
    text("email", "I6", api="Patient.telecom:email | PID-13.4", shape="mail"),
    text("ssn_synth", "I7", api="Patient.identifier:SS | PID-19", shape="ssn"),
    maybe("deceased_dt", "I3", api="Patient.deceasedDateTime | PID-29", shape="date"),
    text("address_quality"),
    number("is_test"),
    to_itself("merged_into", "ehr_patient.patient_id", api="Patient.link:replaced-by | MRG-1"),
    to("managing_organization", ehr_organization, api="Patient.managingOrganization | PV1-3.4"),
    text("language", api="Patient.communication.language | PID-15"),
)
ehr_appointment = table(
    "ehr_appointment",
    number_key("appt_id", "I18", api="Appointment.id | SCH-2"),
    to_number("patient_id", ehr_patient, "I18", api="Appointment.participant.actor"),
    text("status", api="Appointment.status | SCH-25"),
    text("start", "I3", "CL", api="Appointment.start | SCH-11.4", shape="moment"),
    text("end", "I3", "CL", api="Appointment.end | SCH-11.5", shape="moment"),
    text("service_type", "CL", api="Appointment.serviceType | AIS-3"),
    text("specialty", "CL", api="Appointment.specialty"),
    text("modality"),
    text("reason_code", "CL", api="Appointment.reasonCode | SCH-7"),
    text("comment", "CL", "I1", api="Appointment.comment | NTE-3"),
    text("crm_sync_state"),
    text("control_id", "I18", api="MSH-10"),
)
"""`control_id`: of the SIU message that booked it. `comment` is free text: names and phones stand in it."""
ehr_encounter = table(
    "ehr_encounter",
    number_key("encounter_id", "I18", api="Encounter.id | PV1-19"),
    to_number("patient_id", ehr_patient, "I18", api="Encounter.subject"),
    to_number("appt_id", ehr_appointment, api="Encounter.appointment", nullable=True),
    text("class", api="Encounter.class | PV1-2"),
    text("status", api="Encounter.status"),
    text("period_start", "I3", "CL", api="Encounter.period.start | PV1-44", shape="moment"),
    text("period_end", "I3", "CL", api="Encounter.period.end | PV1-45", shape="moment"),
    to("location", ehr_organization, api="Encounter.location | PV1-3"),
    to("clinician_id", idp_user, api="Encounter.participant | PV1-7"),
    text("reason_text", "CL", api="Encounter.reasonCode.text | PV2-3"),
    text("control_id", "I18", api="MSH-10"),
)
"""`control_id`: of the last ADT message about it."""
ehr_condition = table(
    "ehr_condition",
    number_key("condition_id", api="Condition.id"),
    to_number("patient_id", ehr_patient, "I18", api="Condition.subject"),
    text("code", "CL", "SUD", api="Condition.code | DG1-3"),
    text("category", api="Condition.category"),
    text("clinical_status", api="Condition.clinicalStatus"),
    text("recorded_date", "I3", api="Condition.recordedDate | DG1-5", shape="date"),
    text("sensitivity", "CL", "SUD", api="Condition.meta.security"),
)
ehr_observation = table(
    "ehr_observation",
    number_key("obs_id", api="Observation.id"),
    to_number("patient_id", ehr_patient, "I18", api="Observation.subject"),
    to_number("encounter_id", ehr_encounter, api="Observation.encounter", nullable=True),
    text("code", "CL", api="Observation.code | OBX-3"),
    text("value", "CL", api="Observation.valueQuantity | OBX-5"),
    text("effective", "I3", api="Observation.effectiveDateTime | OBX-14", shape="moment"),
    maybe("device_id", "I13", api="Observation.device | OBX-18"),
)
ehr_medication_request = table(
    "ehr_medication_request",
    number_key("med_id", api="MedicationRequest.id"),
    to_number("patient_id", ehr_patient, "I18", api="MedicationRequest.subject"),
    text("medication", "CL", api="MedicationRequest.medicationCodeableConcept"),
    text("authored_on", "I3", api="MedicationRequest.authoredOn", shape="date"),
    to("requester", idp_user, api="MedicationRequest.requester"),
    text("status", api="MedicationRequest.status"),
)
ehr_coverage = table(
    "ehr_coverage",
    number_key("coverage_id", api="Coverage.id"),
    to_number("patient_id", ehr_patient, "I18", api="Coverage.beneficiary"),
    text("payor", api="Coverage.payor | IN1-4"),
    text("subscriber_id", "I9", api="Coverage.subscriberId | IN1-36"),
    text("period_start", api="Coverage.period.start | IN1-12", shape="date"),
    maybe("period_end", api="Coverage.period.end | IN1-13", shape="date"),
    *texts("plan_type"),
)
ehr_communication = table(
    "ehr_communication",
    number_key("comm_id", api="Communication.id"),
    to_number("patient_id", ehr_patient, "I18", api="Communication.subject"),
    text("sender", api="Communication.sender"),
    text("recipient", "I1", api="Communication.recipient"),
    text("sent", "I3", api="Communication.sent", shape="moment"),
    text("payload", "CL", "I1", api="Communication.payload.contentString"),
)
