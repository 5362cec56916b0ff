"""How the population is made up: ages, sex, language, plans, households, address quality.

No table here comes from a file of an office: the shapes follow what is commonly published about the United States,
the figures are assumed. They decide nothing that is counted or scored.
"""

from __future__ import annotations

MINOR_AGES = ((0.0, 5.0, 0.27), (5.0, 10.0, 0.27), (10.0, 15.0, 0.29), (15.0, 17.08, 0.17))
"""Years from, to, share of the minors. Nobody turns 18 in the year after the snapshot. Assumed."""

ADULT_AGES = (
    (18.6, 20.0, 0.030), (20.0, 25.0, 0.072), (25.0, 30.0, 0.078), (30.0, 35.0, 0.086), (35.0, 40.0, 0.084),
    (40.0, 45.0, 0.080), (45.0, 50.0, 0.076), (50.0, 55.0, 0.080), (55.0, 60.0, 0.086), (60.0, 65.0, 0.088),
    (65.0, 70.0, 0.080), (70.0, 75.0, 0.064), (75.0, 80.0, 0.044), (80.0, 85.0, 0.028), (85.0, 90.0, 0.016),
    (90.0, 96.5, 0.008),
)  # fmt: skip
"""Years from, to, share of the adults: the census's shape of 2020, older, because the old see doctors more. Assumed."""

SEXES = (("female", 0.530), ("male", 0.465), ("other", 0.003), ("unknown", 0.002))
"""FHIR administrative gender and share; women see doctors more. Assumed."""

LANGUAGES = (("en", 0.80), ("es", 0.145), ("zh", 0.015), ("vi", 0.012), ("ko", 0.008), ("ar", 0.010), ("fr", 0.010))
"""Preferred language (BCP 47) and share, one for a household. Assumed, after the census's language at home."""

ADULT_JOINS = 0.38
"""Share of adults who live with another adult who is a patient too, and are entered under that address. Assumed."""
MINOR_JOINS = 0.92
"""Share of minors of whom a parent is a patient too. Assumed."""
SHARED_NAME = 0.86
"""Share of those in a household who carry its family name. Assumed."""
PARENT_AGES = (35, 60)
"""Years a parent has: at least 18 more than any minor."""

PLANS = (
    ("Larkspur Health Plan", "commercial"),
    ("Tallgrass Mutual", "commercial"),
    ("Cobalt Ridge Benefits", "commercial"),
    ("Juniper Marketplace Plan", "marketplace"),
    ("Medicaid", "medicaid"),
    ("Medicare", "medicare"),
    ("Larkspur Senior Advantage", "medicare advantage"),
    ("Uniformed Services Plan", "military"),
    ("Self-pay", "none"),
)
"""Payor and kind of plan; insurers are invented, Medicare and Medicaid are programmes."""
FAMILY_PLANS = (0.24, 0.16, 0.12, 0.08, 0.22, 0.01, 0.0, 0.04, 0.13)
SENIOR_PLANS = (0.03, 0.02, 0.02, 0.0, 0.03, 0.50, 0.38, 0.01, 0.01)
"""Shares of the plans below 65 years, and from then on. Assumed."""

QUALITIES = (("good", 0.93), ("unverified", 0.05), ("moved", 0.02))
"""Of addresses that mail reaches: verified, never checked, forwarded; the rest is `undeliverable`. Assumed."""
