"""How identifiers of the synthetic world are written: reserved or never-issued ranges only.

Source: domain.md 1.1 (hygiene) and 1.3 (id prefixes).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_AREA_CODES = {
    "TX": ("214", "512", "713"),
    "NY": ("212", "518", "716"),
    "CA": ("213", "415", "619"),
    "FL": ("305", "813"),
}
_NO_AREA = ("555",)


def mrn(record: int) -> str:
    """The medical record number of a record: `SIM-0001234`."""
    return f"SIM-{record:07d}"


def crm_ids(prefix: str, numbers: Iterable[int]) -> list[str]:
    """18-character CRM ids: prefix, `SIM`, nine digits, and the suffix that guards letter case.

    The suffix depends only on where capital letters stand, and those are the same for one prefix.
    """
    suffix = _case_suffix(f"{prefix}SIM000000000")
    return [f"{prefix}SIM{number:09d}{suffix}" for number in numbers]


def crm_id(prefix: str, number: int) -> str:
    """One 18-character CRM id."""
    return crm_ids(prefix, (number,))[0]


def _case_suffix(fifteen: str) -> str:
    groups = (fifteen[start : start + 5] for start in (0, 5, 10))
    return "".join(_SUFFIX[sum(1 << place for place, sign in enumerate(group) if sign.isupper())] for group in groups)


def area_codes(state: str) -> Sequence[str]:
    """Area codes of a state, of which only 555-0100 to 555-0199 is used."""
    return _AREA_CODES.get(state, _NO_AREA)


def phone(area: str, line: int) -> str:
    """A fictional number: `line` is 0 to 99."""
    return f"({area}) 555-01{line:02d}"
