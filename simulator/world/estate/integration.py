"""What moves copies, the same in every world: flows, queues, endpoints, webhooks.

Every weakness here is one that a scenario of domain.md 5 plays with (S1 queues, S2 override, S3 connected app).
Names are fictional; figures without a source are assumed.
"""

from __future__ import annotations

from simulator.world.texts import Row

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

SHARED_USER_FLOWS = frozenset(
    {"ehr-appt-sync", "ehr-adt-sync", "merge-feed", "portal-forms", "reminders-out", "analytics-extract"}
)
"""The six flows that write as one user who may do everything. Source: domain.md 3.1, F25."""
SHARED_USER, SURVEY_USER = "int.sync", "int.remindly"

QUEUES: tuple[Row, ...] = (
    ("appt-sync", "appt-sync", "main", 259_200, "none", "*", 5, 0),
    ("appt-sync-dlq", "appt-sync-dlq", "dlq", 345_600, "none", "*", 0, 0),
    ("adt-sync", "adt-sync", "main", 345_600, "provider key", "role/middleware", 5, 0),
    ("adt-sync-dlq", "adt-sync-dlq", "dlq", 1_209_600, "provider key", "role/middleware", 0, 0),
    ("reminders", "reminders", "main", 86_400, "provider key", "role/middleware", 3, 0),
    ("reminders-dlq", "reminders-dlq", "dlq", 345_600, "provider key", "role/middleware", 0, 0),
    ("results", "results", "main", 345_600, "own key", "role/middleware", 5, 0),
    ("results-dlq", "results-dlq", "dlq", 1_209_600, "own key", "role/middleware", 0, 0),
    ("billing-files", "billing-files", "store", 1_209_600, "own key", "role/billing", 0, 0),
    ("merge-archive", "merge-archive", "store", 0, "provider key", "role/middleware", 0, 0),
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
            ("oru.example.org", "in", "1.2", "2027-01-15", 0, "mutual TLS", "results-notice"),
            ("merge.example.org", "in", "1.2", "2027-01-15", 0, "mutual TLS", "merge-feed"),
            ("portal.example.org", "in", "1.2", "2026-12-24", 0, "oauth", "results-notice"),
            ("claims.paymeadow.example.net", "out", "1.2", "2027-03-01", 0, "key", "billing-batch"),
            ("lab-legacy.example.org", "in", "1.0", "2026-09-02", 0, "none", "results-notice"),
            ("vpn-partner.example.net", "in", "1.1", "2026-11-11", 0, "shared secret", "ehr-adt-sync"),
            ("bucket.hostfern.example.net", "out", "1.2", "2027-04-01", 0, "key", "error-archive"),
            ("apm.example.net", "out", "1.2", "2026-12-12", 0, "api key", "error-archive"),
            ("smtp.example.org", "out", "1.2", "2027-02-28", 0, "none", "report-subscriptions"),
        )
    )
)

WEBHOOKS: tuple[Row, ...] = (
    ("hook-remindly", "https://hooks.remindly.example.net/visits", "full", "hmac"),
    ("hook-visitlane", "https://hook.visitlane.example.net/booked", "full", "shared secret"),
    ("hook-badgewren", "https://api.badgewren.example.net/closed", "full", "none"),
    ("hook-formsprig", "https://in.formsprig.example.net/intake", "full", "none"),
    ("hook-portal", "https://portal.example.org/notify", "min", "hmac"),
)
"""Target, payload, signature: full payloads name the patient, one of them to a vendor without an agreement."""
