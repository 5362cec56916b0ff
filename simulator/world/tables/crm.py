"""The CRM's copies of people and what staff wrote about them (domain.md 1.3 and 1.6, tables 9 to 16)."""

from __future__ import annotations

from simulator.world.tables.columns import key, maybe, number, table, text, texts, to, to_number
from simulator.world.tables.crm_setup import crm_user
from simulator.world.tables.ehr import ehr_patient
from simulator.world.tables.portal import portal_form
from simulator.world.tables.telehealth import tele_session

crm_account = table(
    "crm_account",
    key("account_id", "I18", api="Account.Id"),
    to_number("ehr_patient_id", ehr_patient, "I18", api="Account.EHR_Id__c"),
    text("name", "I1", api="Account.Name"),
    text("birthdate", "I3", api="Account.PersonBirthdate", shape="date"),
    text("email", "I6", api="Account.PersonEmail", shape="mail"),
    text("mobile", "I4", api="Account.PersonMobilePhone", shape="phone"),
    text("mailing_street", "I2", api="Account.PersonMailingStreet"),
    text("mailing_city", "I2", api="Account.PersonMailingCity"),
    text("mailing_postal_code", "I2", api="Account.PersonMailingPostalCode"),
    text("state", api="Account.PersonMailingState"),
    to("owner_id", crm_user, api="Account.OwnerId"),
    text("record_type", api="Account.RecordTypeId"),
    text("last_modified_date", api="Account.LastModifiedDate", shape="date"),
    to("last_modified_by", crm_user, api="Account.LastModifiedById"),
    maybe("fax", "I5", api="Account.Fax", shape="phone"),
)
crm_contact = table(
    "crm_contact",
    key("contact_id", "I18", api="Contact.Id"),
    to("account_id", crm_account, "I18", api="Contact.AccountId"),
    text("relation", api="AccountContactRelation.Roles"),
    text("name", "I1", api="Contact.Name"),
    text("phone", "I4", api="Contact.Phone", shape="phone"),
    text("email", "I6", api="Contact.Email", shape="mail"),
)
crm_case = table(
    "crm_case",
    key("case_id", "I18", api="Case.Id"),
    to("account_id", crm_account, "I18", api="Case.AccountId"),
    text("subject", "CL", api="Case.Subject"),
    text("description", "I1", "I4", "I6", "I7", "I8", "CL", api="Case.Description"),
    text("origin", api="Case.Origin"),
    text("status", api="Case.Status"),
    maybe("supplied_name", "I1", api="Case.SuppliedName"),
    maybe("supplied_email", "I6", api="Case.SuppliedEmail", shape="mail"),
    maybe("supplied_phone", "I4", api="Case.SuppliedPhone", shape="phone"),
)
crm_task = table(
    "crm_task",
    key("task_id", "I18", api="Task.Id"),
    to("who_id", crm_account, "I18", api="Task.WhoId"),
    to("what_id", crm_case, api="Task.WhatId", nullable=True),
    text("subject", "CL", api="Task.Subject"),
    text("description", "I1", "I4", "I6", "I8", "CL", api="Task.Description"),
    text("activity_date", "I3", api="Task.ActivityDate", shape="date"),
    text("status", api="Task.Status"),
    text("source_system"),
    text("retention_due", shape="date"),
    number("is_archived", api="Task.IsArchived"),
)
crm_event = table(
    "crm_event",
    key("event_id", "I18", api="Event.Id"),
    to("who_id", crm_account, "I18", api="Event.WhoId"),
    text("subject", "CL", api="Event.Subject"),
    text("start", "I3", "CL", api="Event.StartDateTime", shape="moment"),
    text("end", "I3", "CL", api="Event.EndDateTime", shape="moment"),
    text("location", "I14", api="Event.Location"),
    text("description", "CL", api="Event.Description"),
    to("telehealth_session_id", tele_session, "I18", nullable=True),
    text("retention_due", shape="date"),
    number("is_archived", api="Event.IsArchived"),
)
"""Archived activities, those of more than a year ago, answer only to a query that asks for all rows."""
crm_campaign = table(
    "crm_campaign",
    key("campaign_id", api="Campaign.Id"),
    text("name", "CL", api="Campaign.Name"),
    text("type", api="Campaign.Type"),
)
"""The name alone can disclose a condition."""
crm_campaign_member = table(
    "crm_campaign_member",
    key("member_id", "I18", api="CampaignMember.Id"),
    to("campaign_id", crm_campaign, "CL", api="CampaignMember.CampaignId"),
    to("account_id", crm_account, "I18", api="CampaignMember.LeadOrContactId"),
    text("name", "I1", api="CampaignMember.Name"),
    text("email", "I6", api="CampaignMember.Email", shape="mail"),
    text("phone", "I4", api="CampaignMember.Phone", shape="phone"),
    text("postal_code", "I2", api="CampaignMember.PostalCode"),
    to("source_form", portal_form, nullable=True),
)
crm_content_version = table(
    "crm_content_version",
    key("version_id", api="ContentVersion.Id"),
    text("document_id", api="ContentVersion.ContentDocumentId"),
    text("title", "CL", api="ContentVersion.Title"),
    text("file_type", api="ContentVersion.FileType"),
    number("size", api="ContentVersion.ContentSize"),
    text("checksum", api="ContentVersion.Checksum"),
    number("encrypted_flag"),
    to("created_by", crm_user, api="ContentVersion.CreatedById"),
    to("linked_record", crm_account, "I18", api="ContentDocumentLink.LinkedEntityId"),
    maybe("public_url", "I14", api="ContentDistribution.DistributionPublicUrl", shape="url"),
    maybe("expiry", api="ContentDistribution.ExpiryDate", shape="date"),
)
crm_patient_profile__c = table(
    "crm_patient_profile__c",
    key("id", "I18", api="Patient_Profile__c.Id"),
    to("account_id", crm_account, "I18", api="Patient_Profile__c.Account__c"),
    text("MRN__c", "I8", api="Patient_Profile__c.MRN__c", shape="mrn"),
    text("SSN_Last4__c", "I7", api="Patient_Profile__c.SSN_Last4__c"),
    text("Diagnosis_Text__c", "CL", "SUD", api="Patient_Profile__c.Diagnosis_Text__c"),
    text("Medication_List__c", "CL", api="Patient_Profile__c.Medication_List__c"),
    text("Insurance_Id__c", "I9", api="Patient_Profile__c.Insurance_Id__c"),
    maybe("Parking_Plate__c", "I12", api="Patient_Profile__c.Parking_Plate__c"),
    *texts("classification_tag"),
    number("encrypted_flag"),
    text("fls_profile_mask"),
)
"""`fls_profile_mask`: one bit a profile that may read the fields, as 25 digits."""
