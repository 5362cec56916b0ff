"""Whether authored text is plain and plainly synthetic: no markup, nothing that could be somebody's real data."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from simulator.authored import Document, Location, Problems, show
from simulator.domain.realdata import phones, ssns

_MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>|\[/?[a-z][a-z0-9 _#.=-]*\]|^[=+@]")
_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*)")
_FICTIONAL_HOST = re.compile(r"(.*\.)?(example\.(com|net|org)|example|test|invalid)", re.IGNORECASE)
_MRN = re.compile(r"\b(?:MRN|record number)s?\W{1,3}(?:no\.? ?)?([A-Z]{0,4}-?\d{5,})\b", re.IGNORECASE)
_SYNTHETIC_MRN = re.compile(r"SIM-?\d+", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|health|info|io|biz))(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_RESERVED = tuple(ipaddress.ip_network(one) for one in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"))


def note_texts(document: Document, problems: Problems) -> None:
    """Add a problem for every value of a document that is not plain, synthetic text."""
    for location, text in leaves(document.data):
        for message in faults(text):
            problems.add(document, location, message)


def faults(text: str) -> Iterator[str]:
    """What is wrong with one text."""
    if found := _MARKUP.search(text):
        yield f"given the markup {show(found.group())}, expected plain text; take it out."
    for phone in phones(text):
        yield f"given the phone number {show(phone.group())}, expected a fictional one; use 555-0100 to 555-0199."
    for mail in _MAIL.finditer(text):
        if not _FICTIONAL_HOST.fullmatch(mail.group(1)):
            yield f"given the mail address {show(mail.group())}, expected a reserved domain; use example.org."
    for host in _HOST.finditer(text):
        if not _FICTIONAL_HOST.fullmatch(host.group(1)):
            yield f"given the domain {show(host.group(1))}, expected a reserved one; use example.org."
    for record in _MRN.finditer(text):
        if not _SYNTHETIC_MRN.fullmatch(record.group(1)):
            yield f"given the record number {show(record.group(1))}, expected a synthetic one; begin it with SIM."
    for number in ssns(text):
        yield f"given {show(number.group())}, which could be a real SSN; use area 000, 666 or 900 to 999."
    for address in _ADDRESS.finditer(text):
        if _could_be_real(address.group()):
            yield f"given the address {address.group()}, expected one for documentation; use 198.51.100.x."


def leaves(data: object, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text value of a document's data, with its location."""
    if isinstance(data, str):
        yield location, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*location, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*location, index))


def _could_be_real(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not any(address in network for network in _RESERVED)
