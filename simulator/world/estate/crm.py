"""How the CRM is set up, the same in every world: profiles, permission sets, objects, apps, campaigns, code.

Every weakness here is one that a scenario of domain.md 5 plays with (S3 connected app, free text, reports).
Names are fictional; figures without a source are assumed.
"""

from __future__ import annotations

from simulator.world.identifiers import crm_id
from simulator.world.texts import Row

DEPARTMENTS = (
    "Care Management",
    "Scheduling",
    "Billing",
    "Clinic Operations",
    "Clinicians",
    "Privacy Office",
    "IT Integration",
    "CRM Administration",
    "Service Desk",
)

PROFILES = (
    ("System Administrator", 1, 1, 1, 1, 1, 0.02), ("Integration", 1, 1, 1, 0, 0, 0.0),
    ("Care Manager", 0, 0, 0, 1, 0, 0.16), ("Scheduler", 0, 0, 0, 0, 0, 0.15),
    ("Billing Specialist", 0, 0, 0, 1, 0, 0.07), ("Clinician", 0, 0, 0, 0, 0, 0.36),
    ("Privacy Officer", 1, 0, 0, 1, 0, 0.01), ("Service Desk", 0, 0, 0, 0, 1, 0.03),
    ("Report Author", 1, 0, 0, 1, 0, 0.01), ("Guest", 0, 0, 0, 0, 0, 0.0),
    ("Ops Console", 1, 0, 0, 1, 0, 0.07), ("Marketing", 0, 0, 0, 1, 0, 0.03), ("Telehealth Host", 0, 0, 0, 0, 0, 0.02),
    ("Front Desk", 0, 0, 0, 0, 0, 0.03), ("Referral Coordinator", 0, 0, 0, 0, 0, 0.01),
    ("Pharmacy Liaison", 0, 0, 0, 0, 0, 0.005), ("Lab Liaison", 0, 0, 0, 0, 0, 0.005),
    ("Quality Analyst", 1, 0, 0, 1, 0, 0.005), ("Research Coordinator", 0, 0, 0, 1, 0, 0.005),
    ("Chat Agent", 0, 0, 0, 0, 0, 0.002), ("Call Centre", 0, 0, 0, 0, 0, 0.005),
    ("Executive Viewer", 1, 0, 0, 1, 0, 0.001), ("Release Manager", 1, 1, 1, 0, 0, 0.001),
    ("Auditor", 1, 0, 0, 1, 0, 0.001), ("Portal Member", 0, 0, 0, 0, 0, 0.0),
)  # fmt: skip
"""Name, then view_all, modify_all, api, export_report, manage_mfa, and the share of staff. Shares assumed; 25 profiles
and 7 % on the operations console: domain.md 1.6, table 18, and 3.2, F02 (63 users)."""

_RISKY_SETS = (
    ("API Enabled", 0, 0, 1, 0, 0), ("Export Reports", 0, 0, 0, 1, 0), ("View All Patients", 1, 0, 0, 0, 0),
    ("Emergency Clinical Access", 1, 0, 0, 0, 0), ("Waive MFA for Exempt Users", 0, 0, 0, 0, 1),
    ("Campaign Manager", 0, 0, 0, 1, 0), ("Telehealth Coordinator", 0, 0, 0, 0, 0), ("Data Steward", 1, 1, 0, 1, 0),
    ("Scheduling Plus", 0, 0, 0, 0, 0), ("Case Supervisor", 0, 0, 0, 1, 0),
)  # fmt: skip
PERMISSION_SETS = (
    *_RISKY_SETS,
    *((f"{area} {level}", 0, 0, 0, int(level == "Lead"), 0)
      for area in ("Care Plan", "Intake", "Outreach", "Referral", "Survey", "Knowledge", "Chat", "Files", "Contacts",
                   "Calendar")
      for level in ("Read", "Edit", "Lead")),
)  # fmt: skip
"""Name, then the same five rights; 40 of them (domain.md 1.6, table 18)."""

_SYSTEM_FIELDS = ("CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp", "IsDeleted",
                  "OwnerId", "RecordTypeId")  # fmt: skip
_OBJECTS = (
    ("Account", 1, 0, 1, "PHI",
     "Name PersonEmail PersonMobilePhone PersonBirthdate PersonMailingStreet PersonMailingCity PersonMailingState Fax"),
    ("Contact", 1, 0, 1, "PHI", "LastName FirstName Email Phone MobilePhone Birthdate MailingStreet MailingCity"),
    ("Case", 0, 0, 0, "PHI",
     "CaseNumber Subject Description Comments Status Priority Origin SuppliedName SuppliedEmail SuppliedPhone"),
    ("Task", 0, 0, 0, "unclassified", "Subject Description ActivityDate Status WhoId WhatId CallType IsArchived"),
    ("Event", 0, 0, 0, "unclassified", "Subject Description StartDateTime EndDateTime Location WhoId IsArchived"),
    ("Campaign", 0, 0, 0, "unclassified", "Name Type Status StartDate EndDate NumberOfContacts"),
    ("CampaignMember", 0, 0, 0, "unclassified", "CampaignId LeadOrContactId Name Email Phone PostalCode Status"),
    ("ContentVersion", 0, 0, 0, "unclassified", "Title PathOnClient FileType ContentSize Checksum VersionData"),
    ("ContentDistribution", 0, 0, 0, "unclassified", "DistributionPublicUrl ExpiryDate ViewCount LastViewDate"),
    ("ServiceAppointment", 0, 0, 1, "PHI", "AppointmentNumber Subject Description Status SchedStartTime SchedEndTime"),
    ("VideoCall", 0, 0, 0, "PHI", "VendorMeetingUuid StartDateTime EndDateTime IsRecorded HostId"),
    ("Patient_Profile__c", 0, 0, 0, "unclassified",
     "MRN__c SSN_Last4__c Diagnosis_Text__c Medication_List__c Insurance_Id__c Parking_Plate__c"),
    ("Care_Intake__c", 0, 0, 0, "unclassified", "MRN__c Reason__c Answers__c Submitted__c"),
    ("Telehealth_Note__c", 0, 0, 0, "unclassified", "MRN__c Note__c Session__c"),
    ("Billing_Sync__c", 0, 0, 0, "internal", "Claim__c Amount__c Payer__c Status__c"),
    ("Report", 0, 0, 0, "unclassified", "Name FolderName LastRunDate Format"),
    ("User", 1, 0, 0, "internal", "Username ProfileId FederationIdentifier IsActive LastLoginDate"),
    ("OauthToken", 0, 0, 0, "internal", "AppName LastUsedDate UseCount"),
)  # fmt: skip
OBJECTS = tuple((*row[:5], (*row[5].split(), *_SYSTEM_FIELDS)) for row in _OBJECTS)
"""Object, history tracking, event monitoring, encryption, classification, fields. Field names: domain.md 1.3."""

SERVICE_ACCOUNTS = (
    ("int.sync", "Integration", "integration", "IT Integration"),
    ("int.remindly", "Integration", "integration", "IT Integration"),
    ("int.analytics", "Integration", "integration", "IT Integration"),
    ("site.guest", "Guest", "guest", "CRM Administration"),
    ("breakglass.1", "System Administrator", "breakglass", "CRM Administration"),
    ("breakglass.2", "System Administrator", "breakglass", "CRM Administration"),
)
"""Login, profile, kind, department: the accounts that are nobody's own."""

CONNECTED_APPS: tuple[Row, ...] = tuple(
    (crm_id("0H4", number), *row)
    for number, row in enumerate(
        (
            ("Remindly", "Remindly", "full refresh_token", "2024-02-12", 0, "until revoked", "relaxed", None),
            ("Queryfold", "Queryfold", "api refresh_token", "2024-09-03", 1, "90 days", "enforced", "198.51.100.20"),
            ("appt-sync", "in house", "api refresh_token", "2022-05-01", 1, "until revoked", "relaxed", None),
            ("Paymeadow Billing", "Paymeadow", "api", "2023-01-20", 1, "30 days", "enforced", "198.51.100.32"),
            ("Visitlane Video", "Visitlane", "api openid", "2021-03-18", 1, "90 days", "enforced", "198.51.100.48"),
            ("Formsprig Intake", "Formsprig", "api web", "2023-08-08", 0, "90 days", "relaxed", None),
            ("Desk Data Loader", "in house", "full", "2020-11-02", 0, "until revoked", "relaxed", None),
            ("Faxwillow", "Faxwillow", "api", "2019-06-30", 1, "24 hours", "enforced", "198.51.100.60"),
            ("Mapling Routes", "Mapling", "id", "2024-04-04", 1, "24 hours", "enforced", "198.51.100.61"),
            ("Badgewren Surveys", "Badgewren", "api", "2022-10-10", 0, "30 days", "relaxed", None),
            ("Patient Portal", "in house", "openid web", "2021-01-15", 1, "24 hours", "enforced", "198.51.100.10"),
            ("Mobile Care", "in house", "api refresh_token", "2022-02-22", 1, "90 days", "relaxed", None),
        )
    )
)  # fmt: skip

CAMPAIGNS: tuple[Row, ...] = tuple(
    (crm_id("701", number), name, kind)
    for number, (name, kind) in enumerate(
        (
            ("Flu shots 2025", "Email"), ("Oncology survivorship Q3", "Email"), ("Diabetes group visits", "Seminar"),
            ("Portal sign-up", "Email"), ("Prenatal classes", "Seminar"), ("Recovery support line", "Telephone"),
            ("Annual exam reminder", "Email"), ("Smoking cessation", "Telephone"), ("Mammogram reminder", "Mail"),
            ("After-visit survey", "Email"), ("PrEP information evening", "Seminar"), ("School physicals", "Email"),
        )
    )
)  # fmt: skip
"""Some names alone disclose a condition (domain.md 1.3, Campaign)."""

_APEX = (
    ("PatientSearchController.find", "patientSearch", "without sharing", 0, "system", "guest"),
    ("AppointmentBoard.load", "appointmentBoard", "with sharing", 1, "user", "internal"),
    ("IntakeFormController.prefill", "intakeForm", "without sharing", 0, "system", "community"),
    ("CaseConsole.recent", "caseConsole", "inherited sharing", 1, "security_enforced", "internal"),
    ("VisitLinkService.resolve", "visitLink", "without sharing", 1, "system", "guest"),
)
"""Entry point, component, sharing, WHERE, mode, who can call it: the ones a review would name first (F20)."""
APEX_QUERIES: tuple[Row, ...] = tuple(
    (point, component, sharing,
     f"SELECT Id, Name, PersonBirthdate FROM Account{' WHERE Id = :id' if where else ''} LIMIT 2000",
     where, mode, open_to)
    for point, component, sharing, where, mode, open_to in (
        *_APEX,
        *((f"{area}Service.{verb}", f"{area[0].lower()}{area[1:]}", "with sharing", int(number % 11 != 7), "user",
           "internal")
          for number, (area, verb) in enumerate(
              (area, verb) for area in ("Case", "Task", "Visit", "Referral", "CarePlan", "Survey", "Outreach", "Roster",
                                        "Fax", "Consent", "Eligibility")
              for verb in ("load", "list", "count", "save", "search"))),
    )
)  # fmt: skip
"""Some sixty queries (domain.md 1.6, table 23)."""
