"""What identifiers look like, and which of them are reserved or never issued: so they cannot be anybody's.

Source: domain.md 1.1; RFC 2606 and 6761 (names), RFC 5737 and 3849 (addresses), RFC 9542 2.1.2 (MAC), 555-0100 to
555-0199 (fiction), 49 CFR 565.15 (check digit of a VIN), ISO/IEC 7812-1 (check digit of a card).
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_NETWORKS = tuple(
    ipaddress.ip_network(block) for block in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)
_DOMAINS = ("example.org", "example.net", "example.com", "example", "test", "invalid")
_ENDINGS = "com|org|net|edu|gov|mil|int|info|biz|io|co|us|uk|ca|de|fr|eu|me|tv|ai|app|dev|cloud|health|online|site|xyz"
_PUBLISHED = re.compile(
    r"(?:http://terminology\.hl7\.org/CodeSystem/[\w-]+|http://hl7\.org/fhir/[\w/-]+|http://loinc\.org"
    r"|http://unitsofmeasure\.org|http://dicom\.nema\.org/resources/ontology/DCM"
    r"|http://www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml))(?=[\"'\s<>,)\]]|$)"
)
"""Names of code systems and of markup, which look like addresses and are none."""
_DUTY = re.compile(r"us\.hipaa\..*")
"""Ids of our own duties, such as `us.hipaa.media.ca` (design.md 10)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What one kind of identifier looks like, and which of them are ours."""

    kind: str
    needle: str
    """A text without it holds none: a search that costs next to nothing."""
    pattern: re.Pattern[str]
    is_ours: Callable[[str], bool]


def strange_identifiers(text: str) -> Iterator[tuple[str, str]]:
    """Kind and value of each identifier in a text that is of no reserved range."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if "://" in plain:
        plain = _PUBLISHED.sub("", plain)
    for shape in SHAPES:
        for match in shape.pattern.finditer(plain) if shape.needle in plain else ():
            if not shape.is_ours(match[0]):
                yield shape.kind, match[0]


def is_our_mrn(value: str) -> bool:
    """Whether a record number carries the mark that no real one has."""
    return re.search(r"SIM-[0-9]{7}$|SIM-CANARY-[0-9A-F]{10}$", value) is not None


def _is_our_phone(value: str) -> bool:
    return re.fullmatch(r"55501[0-9]{2}", re.sub(r"[^0-9]", "", value)[-7:]) is not None


def _is_our_mail(value: str) -> bool:
    return _is_our_host(value.rpartition("@")[2])


def _is_our_host(value: str) -> bool:
    host = value.rpartition("://")[2].rpartition("@")[2].lower().rstrip(".")
    reserved = any(host == domain or host.endswith(f".{domain}") for domain in _DOMAINS)
    return reserved or _is_our_address(host) or _DUTY.fullmatch(value) is not None


def _is_our_address(value: str) -> bool:
    try:
        address = ipaddress.ip_address(value.strip("[]"))
    except ValueError:
        return False
    return any(address in network for network in _NETWORKS)


def _is_no_strange_address(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return True
    return _is_our_address(value)


def _is_our_ssn(value: str) -> bool:
    return value[:3] in {"000", "666"} or value[0] == "9"


def _is_our_mac(value: str) -> bool:
    return re.sub(r"[:-]", "", value).lower().startswith("00005e0053")


_VIN_LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def _is_no_vin(value: str) -> bool:
    """Whether it is a plain number or word, or its ninth sign is not the check digit that vehicles here have."""
    if value.isdigit() or value.isalpha():
        return True
    worth = (int(sign) if sign.isdigit() else _VIN_LETTERS[sign] for sign in value)
    rest = sum(weight * number for weight, number in zip(_VIN_WEIGHTS, worth, strict=True)) % 11
    return value[8] != ("X" if rest == 10 else str(rest))


def _is_no_card(value: str) -> bool:
    """Whether the last digit is not the check digit (Luhn) that every card number has."""
    digits = [int(sign) for sign in re.sub(r"[^0-9]", "", value)][::-1]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 != 0


def _never(_value: str) -> bool:
    return False


_LETTER, _SIGN = "[AC-HJKMNP-RT-Y]", "[0-9AC-HJKMNP-RT-Y]"
_PLAN = f"[1-9]{_LETTER}{_SIGN}[0-9]-?{_LETTER}{_SIGN}[0-9]-?{_LETTER}{{2}}[0-9]{{2}}"
"""A Medicare beneficiary identifier. Source: CMS, "Understanding the MBI": positions and letters."""

SHAPES = (
    Shape(
        "phone",
        "",
        re.compile(
            r"(?<![\w.-])(?:\+?1[-. ]?)?(?:\([0-9]{3}\) ?|[2-9][0-9]{2}[-. ]?)[2-9][0-9]{2}[-. ]?[0-9]{4}(?![\w-])"
        ),
        _is_our_phone,
    ),
    Shape("phone", "", re.compile(r"(?<![\w.-])(?<![0-9)] )(?<!\))[2-9][0-9]{2}[-.][0-9]{4}(?![\w-])"), _is_our_phone),
    Shape("phone", "+", re.compile(r"(?<!\w)\+(?!1[-. (])[0-9][0-9 ().-]{6,}[0-9]"), _is_our_phone),
    Shape("mail", "@", re.compile(r"(?<![^\s@<>\"',;:])[^\s@<>\"',;:]+@[^\s@<>\"',;:/]*\w"), _is_our_mail),
    Shape(
        "IP address", ".", re.compile(r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![\w.]*\w)"), _is_no_strange_address
    ),
    Shape(
        "IP address",
        ":",
        re.compile(r"(?<![\w:])(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:]*::[0-9A-Fa-f:]*)(?![\w:])"),
        _is_no_strange_address,
    ),
    Shape("URL host", "://", re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:\[[^\]\s]*\]|[^\s/:?#\"'<>]+)"), _is_our_host),
    Shape(
        "URL host",
        ".",
        re.compile(rf"(?<![\w@.-])[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+(?:{_ENDINGS})(?![\w@-]|\.\w)", re.IGNORECASE),
        _is_our_host,
    ),
    Shape("SSN", "", re.compile(r"(?<![\w-])[0-9]{3}([- ]?)[0-9]{2}\1[0-9]{4}(?![\w-])"), _is_our_ssn),
    Shape("MRN", "", re.compile(r"\bMRN[:# ]*[A-Z]*-?[0-9]{4,}", re.IGNORECASE), is_our_mrn),
    Shape(
        "MAC address",
        "",
        re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:-])"),
        _is_our_mac,
    ),
    Shape("vehicle id", "", re.compile(r"(?<![\w-])[A-HJ-NPR-Z0-9]{17}(?![\w-])"), _is_no_vin),
    Shape(
        "card number",
        "",
        re.compile(r"(?<![\w.-])[3-6][0-9]{3}([- ]?)[0-9]{4}\1[0-9]{4}\1[0-9]{1,4}(?![\w-])"),
        _is_no_card,
    ),
    Shape("device id", "(01)", re.compile(r"\(01\)[0-9]{14}"), _never),
    Shape("plan number", "", re.compile(rf"(?<![\w-]){_PLAN}(?![\w-])"), _never),
)
