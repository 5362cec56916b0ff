"""Proves that a world is synthetic: every value that looks like an identifier is of a reserved or never-issued range.

Source: domain.md 1.1; RFC 2606 and 6761 (names), RFC 5737 and 3849 (addresses), 555-0100 to 555-0199 (fiction).
"""

from __future__ import annotations

import ipaddress
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from simulator.world.marker import MARKER
from simulator.world.reader import Connection, DatabaseFault, Readable, columns, stream, tables

_BATCH = 20_000

_NETWORKS = tuple(
    ipaddress.ip_network(block) for block in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)
_DOMAINS = ("example.org", "example.net", "example.com", "example", "test", "invalid")
_ENDINGS = "com|org|net|edu|gov|mil|int|info|biz|io|co|us|uk|ca|de|fr|eu|me|tv|ai|app|dev|cloud|health|online|site|xyz"


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that is not provably synthetic, or what a world lacks."""

    table: str
    column: str
    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}: {self.kind} {self.value}"


@dataclass(frozen=True, slots=True)
class _Shape:
    """What one kind of identifier looks like, and which of them are ours."""

    kind: str
    needle: str
    """A text without it holds none: a search that costs next to nothing."""
    pattern: re.Pattern[str]
    is_ours: Callable[[str], bool]


def verify(world: Readable) -> tuple[Finding, ...]:
    """What in the world is not provably synthetic; nothing, if it was built by us.

    Reads every text value of every column of every table in the file, whatever the column's declared type.
    """
    found = [] if _is_marked(world.connection) else [Finding("exercise_marker", "marker", "marker row", "missing")]
    for table, column in [(name, column) for name in tables(world) for column in columns(world, name)]:
        for text in _texts(world, table, column):
            found.extend(Finding(table, column, kind, value) for kind, value in strange_identifiers(text))
            if column.lower().startswith("mrn"):
                found.extend(Finding(table, column, "MRN", mrn) for mrn in text.split("\n") if not _is_our_mrn(mrn))
    return tuple(dict.fromkeys(found))


def strange_identifiers(text: str) -> Iterator[tuple[str, str]]:
    """Kind and value of each identifier in a text that is of no reserved range."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    for shape in _SHAPES:
        for match in shape.pattern.finditer(plain) if shape.needle in plain else ():
            if not shape.is_ours(match[0]):
                yield shape.kind, match[0]


def _is_marked(connection: Connection) -> bool:
    try:
        rows = connection.execute("SELECT marker FROM exercise_marker").fetchall()
    except (sqlite3.OperationalError, DatabaseFault):
        return False
    return bool(rows == [(MARKER,)])


def _texts(world: Readable, table: str, column: str) -> Iterator[str]:
    """The column's text values, one a line, some thousands at a time: one search instead of thousands."""
    values = (value for (value,) in stream(world, f'SELECT DISTINCT "{column}" FROM "{table}"'))
    texts = (value for value in values if isinstance(value, str | bytes))
    while batch := list(islice(texts, _BATCH)):
        yield "\n".join(
            value.decode(errors="replace") if isinstance(value, bytes) else value.replace("\n", " ") for value in batch
        )


def _is_our_phone(value: str) -> bool:
    return re.fullmatch(r"55501[0-9]{2}", re.sub(r"[^0-9]", "", value)[-7:]) is not None


def _is_our_mail(value: str) -> bool:
    return _is_our_host(value.rpartition("@")[2])


def _is_our_host(value: str) -> bool:
    host = value.rpartition("://")[2].rpartition("@")[2].lower().rstrip(".")
    return _is_our_address(host) or any(host == domain or host.endswith(f".{domain}") for domain in _DOMAINS)


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


def _is_our_mrn(value: str) -> bool:
    return re.search(r"SIM-[0-9]{7}$", value) is not None


_SHAPES = (
    _Shape(
        "phone",
        "",
        re.compile(
            r"(?<![\w.-])(?:\+?1[-. ]?)?(?:\([0-9]{3}\) ?|[2-9][0-9]{2}[-. ]?)[2-9][0-9]{2}[-. ]?[0-9]{4}(?![\w-])"
        ),
        _is_our_phone,
    ),
    _Shape("phone", "", re.compile(r"(?<![\w.-])(?<![0-9)] )(?<!\))[2-9][0-9]{2}[-.][0-9]{4}(?![\w-])"), _is_our_phone),
    _Shape("phone", "+", re.compile(r"(?<!\w)\+(?!1[-. (])[0-9][0-9 ().-]{6,}[0-9]"), _is_our_phone),
    _Shape("mail", "@", re.compile(r"(?<![^\s@<>\"',;:])[^\s@<>\"',;:]+@[^\s@<>\"',;:/]*\w"), _is_our_mail),
    _Shape(
        "IP address", ".", re.compile(r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![\w.]*\w)"), _is_no_strange_address
    ),
    _Shape(
        "IP address",
        ":",
        re.compile(r"(?<![\w:])(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:]*::[0-9A-Fa-f:]*)(?![\w:])"),
        _is_no_strange_address,
    ),
    _Shape("URL host", "://", re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:\[[^\]\s]*\]|[^\s/:?#\"'<>]+)"), _is_our_host),
    _Shape(
        "URL host",
        ".",
        re.compile(rf"(?<![\w@.-])[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+(?:{_ENDINGS})(?![\w@-])", re.IGNORECASE),
        _is_our_host,
    ),
    _Shape("SSN", "", re.compile(r"(?<![\w-])[0-9]{3}([- ]?)[0-9]{2}\1[0-9]{4}(?![\w-])"), _is_our_ssn),
    _Shape("MRN", "", re.compile(r"\bMRN[:# ]*[A-Z]*-?[0-9]{4,}", re.IGNORECASE), _is_our_mrn),
)
