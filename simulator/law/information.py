"""Which kinds of information a word in a facts file stands for: statutes list kinds, people write `MRN`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from simulator.law.model import Kind

# Assumed: the words of the 18 identifiers of 45 CFR 164.514(b)(2) and of common breach letters.
_WORDS: dict[Kind, tuple[str, ...]] = {
    "medical": (
        "medical", "clinical", "diagnos", "treatment", "medication", "prescription", "lab", "test_result",
        "appointment", "visit", "encounter", "health_condition", "history", "provider", "procedure", "imaging",
        "x_ray", "note", "care", "disease", "symptom", "date_of_service", "reason", "sud", "psychotherapy", "phi",
        "mrn", "recording",
    ),
    "health_insurance": ("insurance", "policy_number", "subscriber", "member_id", "beneficiary", "claim"),
    "ssn": ("ssn", "social_security"),
    "tax_id": ("tax_id", "itin", "taxpayer"),
    "government_id": ("driver", "licen", "passport", "state_id", "military_id", "government_id"),
    "financial_account": ("bank", "account_number", "financial", "payment", "credit_card", "debit_card", "card_number"),
    "biometric": ("biometric", "fingerprint", "face", "voiceprint", "photo"),
    "genetic": ("genetic", "dna", "genom"),
    "credentials": ("credential", "password", "username", "login"),
    "birth_date": ("dob", "birth"),
}  # fmt: skip
_HARMLESS = ("name", "address", "phone", "email", "e_mail", "fax", "zip", "city", "state", "gender", "sex", "contact")
"""Words that no statute lists by themselves."""


def kinds_of(elements: Iterable[str]) -> tuple[frozenset[Kind], tuple[str, ...]]:
    """The kinds that words stand for, and the words that stand for none that we know."""
    kinds: set[Kind] = set()
    strange = []
    for element in elements:
        found = _kinds_of_word(element)
        if found is None:
            strange.append(element)
        else:
            kinds |= found
    return frozenset(kinds), tuple(strange)


@lru_cache(maxsize=256)
def _kinds_of_word(element: str) -> frozenset[Kind] | None:
    """The kinds that one word stands for; None where we do not know it. Clocks ask at each fact that moves one."""
    word = element.strip().lower().replace(" ", "_").replace("-", "_").replace("'", "")
    found = frozenset(kind for kind, stems in _WORDS.items() if any(stem in word for stem in stems))
    return found if found or any(plain in word for plain in _HARMLESS) else None
