"""Who else has a part, the same in every world: sign-on policies, vendors and contracts, the portal's forms.

Names are fictional; figures without a source are assumed.
"""

from __future__ import annotations

from simulator.world.texts import Row

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

FORMS: tuple[Row, ...] = (
    ("form-book", "Book a visit", "crm_campaign_member", "12 h"),
    ("form-intake", "Intake", "crm_case", "12 h"),
    ("form-contact", "Emergency contact", "crm_contact", "2 h"),
    ("form-records", "Records request", "crm_case", "2 h"),
    ("form-survey", "After your visit", "crm_campaign_member", "12 h"),
    ("form-refill", "Refill", "crm_task", "15 min"),
)
"""Form, what it writes to, how long its session lives."""

_FORM_FINDINGS = (
    # success criterion of WCAG 2.1, severity, element, forms (by place) that have it
    ("1.3.1", "serious", "fieldset without legend", (0, 1, 2, 3)),
    ("1.4.3", "moderate", "hint text, contrast 3.1:1", (0, 1, 4, 5)),
    ("2.1.1", "blocking", "date picker", (0, 1)),
    ("2.2.1", "blocking", "session limit without extension", (2,)),
    ("3.3.1", "serious", "errors shown by colour alone", (0, 2, 3)),
    ("3.3.2", "serious", "input without label", (1, 2, 4)),
    ("4.1.2", "blocking", "combobox without role and name", (0, 3)),
    ("4.1.3", "moderate", "status message not announced", (0, 1, 2, 5)),
)
"""Findings over six forms, five of them blocking. Source: domain.md 3.2, F12 (23 findings); 1.5 for the criteria."""
A11Y_FINDINGS: tuple[Row, ...] = tuple(
    (number, FORMS[form][0], criterion, severity, element)
    for number, (criterion, severity, element, form) in enumerate(
        ((c, s, e, form) for c, s, e, places in _FORM_FINDINGS for form in places), start=1
    )
)
