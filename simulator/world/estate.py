"""The organisation's own inventory, the same in every world: flows, queues, endpoints, apps, policies, vendors.

Every weakness here is one that a scenario of domain.md 5 plays with (S1 queues, S2 override, S3 connected app).
Names are fictional; figures without a source are assumed.
"""

from __future__ import annotations

from simulator.world.identifiers import crm_id
from simulator.world.patients import Row

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
    ("System Administrator", 1, 1, 1, 1, 1),
    ("Integration", 1, 1, 1, 0, 0),
    ("Care Manager", 0, 0, 0, 1, 0),
    ("Scheduler", 0, 0, 0, 0, 0),
    ("Billing Specialist", 0, 0, 0, 1, 0),
    ("Clinician", 0, 0, 0, 0, 0),
    ("Privacy Officer", 1, 0, 0, 1, 0),
    ("Service Desk", 0, 0, 0, 0, 1),
    ("Report Author", 1, 0, 0, 1, 0),
    ("Guest", 0, 0, 0, 0, 0),
)
"""Name, then view_all, modify_all, api, export_report, manage_mfa."""

PERMISSION_SETS = (
    ("API Enabled", 0, 0, 1, 0, 0),
    ("Export Reports", 0, 0, 0, 1, 0),
    ("View All Patients", 1, 0, 0, 0, 0),
    ("Emergency Clinical Access", 1, 0, 0, 0, 0),
    ("Waive MFA for Exempt Users", 0, 0, 0, 0, 1),
    ("Campaign Manager", 0, 0, 0, 1, 0),
    ("Telehealth Coordinator", 0, 0, 0, 0, 0),
    ("Data Steward", 1, 1, 0, 1, 0),
    ("Scheduling Plus", 0, 0, 0, 0, 0),
    ("Case Supervisor", 0, 0, 0, 1, 0),
)

OBJECTS = (
    ("Account", 1, 0, 1, "PHI", ("Name", "PersonEmail", "PersonMobilePhone", "PersonBirthdate", "PersonMailingStreet")),
    ("Contact", 1, 0, 1, "PHI", ("LastName", "Email", "MobilePhone", "Birthdate")),
    ("Case", 0, 0, 0, "PHI", ("Subject", "Description", "SuppliedName", "SuppliedEmail", "SuppliedPhone")),
    ("Task", 0, 0, 0, "unclassified", ("Subject", "Description", "ActivityDate")),
    ("Report", 0, 0, 0, "unclassified", ("Name", "FolderName", "LastRunDate")),
    ("User", 1, 0, 0, "internal", ("Username", "ProfileId", "FederationIdentifier")),
    ("OauthToken", 0, 0, 0, "internal", ("AppName", "LastUsedDate", "UseCount")),
)
"""Object, history tracking, event monitoring, encryption, classification, fields."""

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

FLOWS: tuple[Row, ...] = (
    ("ehr-appt-sync", "ehr", "crm", "SIU message", "integration", "full PHI", "continuous"),
    ("ehr-adt-sync", "ehr", "crm", "ADT message", "integration", "full PHI", "continuous"),
    ("reminders-out", "crm", "remindly", "booked appointment", "integration", "contact and visit", "hourly"),
    ("billing-batch", "ehr", "paymeadow", "schedule", "billing", "claims", "nightly 02:00"),
    ("eligibility", "ehr", "payer gateway", "booked appointment", "billing", "member id", "continuous"),
    ("analytics-extract", "crm", "queryfold", "schedule", "analytics", "limited", "nightly 01:00"),
    ("portal-forms", "portal", "crm", "form sent", "digital", "full PHI", "continuous"),
    ("telehealth-links", "crm", "visitlane", "video visit booked", "digital", "contact and visit", "continuous"),
    ("survey-out", "crm", "badgewren", "visit closed", "digital", "contact", "daily 18:00"),
    ("results-notice", "ehr", "portal", "ORU message", "integration", "full PHI", "continuous"),
    ("fax-in", "faxwillow", "ehr", "fax received", "clinic operations", "full PHI", "continuous"),
    ("merge-feed", "ehr", "crm", "A40 message", "integration", "identifiers", "continuous"),
    ("error-archive", "middleware", "int-claimcheck", "validation error", "integration", "full PHI", "continuous"),
    ("user-provisioning", "idp", "crm", "schedule", "identity", "none", "every 40 minutes"),
    ("report-subscriptions", "crm", "mail", "schedule", "crm administration", "report rows", "weekly"),
)

QUEUES: tuple[Row, ...] = (
    ("appt-sync", "appt-sync", "main", 259_200, "none", "*", 5, 0),
    ("appt-sync-dlq", "appt-sync-dlq", "dlq", 345_600, "none", "*", 0, 0),
    ("adt-sync", "adt-sync", "main", 345_600, "provider key", "role/middleware", 5, 0),
    ("adt-sync-dlq", "adt-sync-dlq", "dlq", 1_209_600, "provider key", "role/middleware", 0, 0),
    ("reminders", "reminders", "main", 86_400, "provider key", "role/middleware", 3, 0),
    ("reminders-dlq", "reminders-dlq", "dlq", 345_600, "provider key", "role/middleware", 0, 0),
    ("results", "results", "main", 345_600, "own key", "role/middleware", 5, 0),
    ("billing-files", "billing-files", "store", 1_209_600, "own key", "role/billing", 0, 0),
    ("int-claimcheck", "int-claimcheck", "store", 0, "none", "*", 0, 0),
)
"""Source of the appointment queue's retention: domain.md 5, S1 (3 days, dead letters 4 days, no lifecycle: 0)."""

ENDPOINTS: tuple[Row, ...] = tuple(
    (f"endpoint-{number + 1:02d}", *row)
    for number, row in enumerate(
        (
            ("ehr-gw.example.org", "in", "1.2", "2027-01-15", 0, "mutual TLS", "ehr-appt-sync"),
            ("ehr-adt.example.org", "in", "1.2", "2027-01-15", 0, "mutual TLS", "ehr-adt-sync"),
            ("crm-api.example.org", "out", "1.2", "2026-12-01", 0, "oauth", "ehr-appt-sync"),
            ("sms.remindly.example.net", "out", "1.2", "2026-10-11", 0, "oauth", "reminders-out"),
            ("sftp.paymeadow.example.net", "out", "1.2", "2027-03-01", 1, "key", "billing-batch"),
            ("elig.payer.example.net", "out", "1.2", "2026-11-20", 1, "mutual TLS", "eligibility"),
            ("pull.queryfold.example.net", "in", "1.2", "2026-09-30", 0, "oauth", "analytics-extract"),
            ("forms.example.org", "in", "1.2", "2026-12-24", 0, "none", "portal-forms"),
            ("hook.visitlane.example.net", "out", "1.1", "2026-08-29", 0, "shared secret", "telehealth-links"),
            ("api.badgewren.example.net", "out", "1.2", "2027-02-02", 0, "api key", "survey-out"),
            ("in.faxwillow.example.net", "in", "1.0", "2026-10-01", 0, "api key", "fax-in"),
            ("idp.example.org", "out", "1.3", "2027-05-05", 1, "oauth", "user-provisioning"),
        )
    )
)

POLICIES: tuple[Row, ...] = (
    ("policy-default", "Default sign-on", "any app, any network", "any", 1, None),
    ("policy-clinic", "Clinic network", "CRM and EHR from clinic addresses", "clinics", 1, None),
    ("policy-admin", "Administrators", "admin consoles, phishing-resistant factor", "any", 1, None),
    ("policy-service", "Service accounts", "listed addresses only", "integration", 0, "service-accounts"),
    ("policy-storm", "Emergency-Clinical-Override", "CRM and EHR, group members", "any", 0, "storm-override"),
    ("policy-breakglass", "Break-glass", "sealed accounts", "any", 0, "break-glass"),
)

VENDORS: tuple[Row, ...] = (
    ("remindly", "Remindly", "text reminders", 1, 0),
    ("queryfold", "Queryfold", "analytics", 1, 0),
    ("paymeadow", "Paymeadow", "billing", 1, 0),
    ("visitlane", "Visitlane", "telehealth", 1, 0),
    ("formsprig", "Formsprig", "intake forms", 0, 0),
    ("badgewren", "Badgewren", "surveys", 1, 0),
    ("faxwillow", "Faxwillow", "fax", 1, 0),
    ("mapling", "Mapling", "travel routes", 0, 0),
    ("hostfern", "Hostfern", "cloud hosting", 1, 0),
    ("nightdesk", "Nightdesk", "after-hours call centre", 1, 1),
)

CONTRACTS: tuple[Row, ...] = tuple(
    (f"contract-{vendor}", vendor, hours, minutes, signed, f"privacy@{vendor}.example.net")
    for vendor, hours, minutes, signed in (
        ("remindly", 72, 240, "2024-02-01"),
        ("queryfold", 48, 240, "2024-08-20"),
        ("paymeadow", 24, 60, "2023-01-02"),
        ("visitlane", 48, 60, "2021-03-01"),
        ("formsprig", 720, 480, "2023-07-31"),
        ("badgewren", 120, 480, "2022-09-30"),
        ("faxwillow", 240, 480, "2019-06-01"),
        ("mapling", 720, 1_440, "2024-03-31"),
        ("hostfern", 24, 15, "2020-01-01"),
        ("nightdesk", 24, 30, "2025-05-05"),
    )
)
