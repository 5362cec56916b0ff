"""Each shape of an identifier: a value that must be found, and one that must not."""

from __future__ import annotations

import pytest

from simulator.world.proof.shapes import strange_identifiers

PAIRS = {
    "phone": ("212-867-5309", "212-555-0142"),
    "phone without area": ("867-5309", "555-0142"),
    "phone abroad": ("+44 20 7946 0958", "+1 512 555 0199"),
    "mail": ("ana@hospital.org", "ana@example.org"),
    "IPv4": ("10.0.0.1", "203.0.113.9"),
    "IPv6": ("2001:4860:4860::8888", "2001:db8::8888"),
    "IPv6 in full": ("2001:4860:4860:0:0:0:0:8888", "2001:0db8:0:0:0:0:0:8888"),
    "URL": ("https://portal.hospital.org/a", "https://portal.example.org/a"),
    "URL of an address": ("http://8.8.8.8/a", "http://192.0.2.8/a"),
    "host": ("crm.hospital.com", "crm.example.com"),
    "SSN": ("123-45-6789", "000-45-6789"),
    "MRN": ("MRN 1234567", "MRN SIM-1234567"),
    "MAC": ("3c:22:fb:12:34:56", "00:00:5e:00:53:56"),
    "MAC with dashes": ("3C-22-FB-12-34-56", "00-00-5E-00-53-56"),
    "vehicle": ("1HGCM82633A004352", "1HGCM82643A004352"),
    "card": ("4111 1111 1111 1111", "4111 1111 1111 1112"),
    "device": ("(01)00844588003288", "(02)00844588003288"),
    "plan": ("1EG4-TE5-MK73", "SIM-1EG4-TE5-MK73"),
}


@pytest.mark.parametrize("shape", PAIRS)
@pytest.mark.parametrize("around", ["{}", "call {} today", '"{}"', "a={};b", "<td>{}</td>", "({})", "{}, {}"])
def test_each_shape_is_found_and_its_reserved_twin_is_not(shape: str, around: str) -> None:
    """Alone and within text, the real-looking value is a finding and the reserved one is none."""
    real, reserved = PAIRS[shape]
    assert list(strange_identifiers(around.replace("{}", real)))
    assert list(strange_identifiers(around.replace("{}", reserved))) == []


@pytest.mark.parametrize(
    ("name", "disguise"),
    [
        ('"http://loinc.org"', '"http://loinc.org.evil.com"'),
        ('"http://hl7.org/fhir/sid/icd-10-cm"', '"http://hl7.org.evil.com/fhir/sid/icd-10-cm"'),
        ('"http://terminology.hl7.org/CodeSystem/v2-0203"', '"http://terminology.hl7.org/CodeSystem/v2-0203@evil.com"'),
        ("us.ca.individual and us.hipaa.media.ca", "us.evil.ca"),
    ],
)
def test_names_of_code_systems_and_duties_are_no_addresses(name: str, disguise: str) -> None:
    """What only looks like an address passes; what dresses up as one of these does not."""
    assert list(strange_identifiers(name)) == []
    assert list(strange_identifiers(disguise))
