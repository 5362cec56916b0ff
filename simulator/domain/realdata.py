"""Whether a text holds what could be somebody's real number: a social security, telephone or payment card number."""

from __future__ import annotations

import re
from collections.abc import Iterator

PHONE = re.compile(r"(?<![\d.-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])?(\d{3}[ .-]\d{4})(?![\d-])")
FICTIONAL_PHONE = re.compile(r"555[ .-]01\d\d")
"""Numbers kept for fiction. Source: North American Numbering Plan, 555-0100 to 555-0199."""
SSN = re.compile(r"(?<![\d-])(\d{3})[- ]\d{2}[- ]\d{4}(?![\d-])")
BARE_SSN = re.compile(r"\bSSN\W{0,3}(\d{3})\d{6}\b", re.IGNORECASE)
NEVER_ISSUED = re.compile(r"000|666|9\d\d")
"""Areas that no social security number has. Source: 20 CFR 422.103; SSA, randomization of 2011."""
_CARD = re.compile(r"(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])")


def ssns(text: str) -> Iterator[re.Match[str]]:
    """What could be a real social security number."""
    for found in (*SSN.finditer(text), *BARE_SSN.finditer(text)):
        if not NEVER_ISSUED.fullmatch(found.group(1)):
            yield found


def phones(text: str) -> Iterator[re.Match[str]]:
    """What could be a real telephone number."""
    for found in PHONE.finditer(text):
        if not FICTIONAL_PHONE.fullmatch(found.group(1)):
            yield found


def cards(text: str) -> Iterator[re.Match[str]]:
    """What could be a payment card number: 13 to 19 digits with the right check digit. Source: ISO/IEC 7812-1."""
    for found in _CARD.finditer(text):
        if _luhn([int(one) for one in found.group() if one.isdigit()]):
            yield found


def real_looking(text: str) -> tuple[tuple[str, str], ...]:
    """What somebody should look at again before it is kept: what kind of number, and the number."""
    kinds = (("social security number", ssns), ("payment card number", cards), ("telephone number", phones))
    found: list[tuple[str, str]] = []
    for kind, search in kinds:
        for one in search(text):
            if not any(one.group() in other for _, other in found):
                found.append((kind, one.group()))
    return tuple(found)


def _luhn(digits: list[int]) -> bool:
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(digits[-1::-2])) % 10 == 0
