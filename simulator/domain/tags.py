"""What kind of protected information a column can hold: the codes that stand on every column of the world.

Source: 45 CFR 164.514(b)(2)(i)(A)-(R) for the eighteen identifiers; domain.md 1.2 for the codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

Tag: TypeAlias = Literal[
    "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13", "I14", "I15", "I16", "I17",
    "I18", "CL", "$", "SUD", "PSY", "STAFF",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TagMeaning:
    """What a code stands for, and where that is written."""

    text: str
    source: str


TAGS: Mapping[Tag, TagMeaning] = MappingProxyType(
    {
        "I1": TagMeaning("names", "45 CFR 164.514(b)(2)(i)(A)"),
        "I2": TagMeaning("geography smaller than a state, ZIP code included", "45 CFR 164.514(b)(2)(i)(B)"),
        "I3": TagMeaning("dates tied to the person except the year, and ages over 89", "45 CFR 164.514(b)(2)(i)(C)"),
        "I4": TagMeaning("telephone numbers", "45 CFR 164.514(b)(2)(i)(D)"),
        "I5": TagMeaning("fax numbers", "45 CFR 164.514(b)(2)(i)(E)"),
        "I6": TagMeaning("e-mail addresses", "45 CFR 164.514(b)(2)(i)(F)"),
        "I7": TagMeaning("social security numbers", "45 CFR 164.514(b)(2)(i)(G)"),
        "I8": TagMeaning("medical record numbers", "45 CFR 164.514(b)(2)(i)(H)"),
        "I9": TagMeaning("health plan beneficiary numbers", "45 CFR 164.514(b)(2)(i)(I)"),
        "I10": TagMeaning("account numbers", "45 CFR 164.514(b)(2)(i)(J)"),
        "I11": TagMeaning("certificate and licence numbers", "45 CFR 164.514(b)(2)(i)(K)"),
        "I12": TagMeaning("vehicle identifiers and licence plates", "45 CFR 164.514(b)(2)(i)(L)"),
        "I13": TagMeaning("device identifiers and serial numbers", "45 CFR 164.514(b)(2)(i)(M)"),
        "I14": TagMeaning("web addresses (URLs)", "45 CFR 164.514(b)(2)(i)(N)"),
        "I15": TagMeaning("IP addresses", "45 CFR 164.514(b)(2)(i)(O)"),
        "I16": TagMeaning("biometric identifiers, voice prints included", "45 CFR 164.514(b)(2)(i)(P)"),
        "I17": TagMeaning("full-face photographs and comparable images", "45 CFR 164.514(b)(2)(i)(Q)"),
        "I18": TagMeaning("any other unique number, characteristic or code", "45 CFR 164.514(b)(2)(i)(R)"),
        "CL": TagMeaning("clinical content, or the fact of care", "45 CFR 160.103, health information"),
        "$": TagMeaning("payment for care", "45 CFR 160.103, health information"),
        "SUD": TagMeaning("substance use disorder records", "42 CFR 2.11, records"),
        "PSY": TagMeaning("psychotherapy notes", "45 CFR 164.501, psychotherapy notes"),
        "STAFF": TagMeaning("personal data of the workforce, which is no PHI", "45 CFR 160.103, employment records"),
    }
)
