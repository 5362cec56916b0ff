"""What the words of `Flow.elements` mean: which of the eighteen identifiers, and what else, somebody saw who read them.

The words are those that authors write (`birth-date`), that `simulator.law.information` takes for kinds of
information and that the weights count. `simulator.world.elements` says which columns hold them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.domain.tags import Tag


@dataclass(frozen=True, slots=True)
class Element:
    """One kind of information: how authors name it, and its tags.

    `stems`: what else a word may contain to mean this, with `_` for spaces and hyphens.
    """

    word: str
    tags: frozenset[Tag]
    stems: tuple[str, ...]


def _element(word: str, tags: tuple[Tag, ...], stems: str = "") -> Element:
    return Element(word, frozenset(tags), (word.replace("-", "_"), *stems.split()))


ELEMENTS: tuple[Element, ...] = (
    _element("name", ("I1",), "contact"),
    _element("mrn", ("I8",)),
    _element("birth-date", ("I3",), "dob birth"),
    _element("address", ("I2",), "zip city"),
    _element("state", ()),
    _element("gender", (), "sex"),
    _element("phone", ("I4",)),
    _element("fax", ("I5",)),
    _element("email", ("I6",), "e_mail"),
    _element("ssn", ("I7",), "social_security tax_id itin taxpayer"),
    _element("appointment", ("I3", "CL")),
    _element("visit", ("I3", "CL"), "encounter date_of_service provider procedure history"),
    _element("reason", ("CL",), "symptom"),
    _element("diagnosis", ("CL", "SUD"), "diagnos disease health_condition medical clinical phi genetic dna genom"),
    _element("sud", ("SUD",)),
    _element("medication", ("CL",), "prescription treatment"),
    _element("lab-result", ("CL",), "lab test_result imaging x_ray"),
    _element("note", ("CL",), "care"),
    _element("psychotherapy", ("PSY",)),
    _element("insurance", ("I9",), "policy_number subscriber member_id beneficiary"),
    _element("claim", ("$",)),
    _element("account-number", ("I10", "$"), "bank financial payment credit_card debit_card card_number"),
    _element("licence", ("I11",), "licen driver passport state_id military_id government_id"),
    _element("vehicle", ("I12",), "plate"),
    _element("device", ("I13",), "serial"),
    _element("link", ("I14",), "url"),
    _element("ip-address", ("I15",)),
    _element("recording", ("I16", "I17"), "biometric fingerprint face voiceprint photo"),
    _element("login", ("I6",), "credential password username"),
    _element("record-id", ("I18",), "fhir_id crm_id control_id"),
)
_IN_WORDS = {
    "mrn": "medical record number",
    "birth-date": "date of birth",
    "ssn": "Social Security number",
    "appointment": "appointments",
    "visit": "visits",
    "reason": "reasons for visits",
    "sud": "treatment of substance use",
    "note": "clinical notes",
    "claim": "claims",
    "link": "web address",
    "login": "login name",
}


def in_words(kind: str) -> str:
    """A kind of information as a patient reads it; what has no words of its own is written without hyphens."""
    return _IN_WORDS.get(kind, kind.replace("-", " "))


def elements_of(word: str) -> tuple[Element, ...]:
    """What a word stands for: what is named exactly so, else everything whose stem it contains; empty: not known."""
    plain = word.strip().lower().replace(" ", "_").replace("-", "_").replace("'", "")
    exact = tuple(element for element in ELEMENTS if plain in element.stems)
    return exact or tuple(element for element in ELEMENTS if any(stem in plain for stem in element.stems))


def words_of(words: Iterable[str]) -> frozenset[str]:
    """The elements that these words stand for, by the name that authors should use."""
    return frozenset(element.word for word in words for element in elements_of(word))


def tags_of(words: Iterable[str]) -> frozenset[Tag]:
    """The tags of everything that these words stand for."""
    return frozenset(tag for word in words for element in elements_of(word) for tag in element.tags)
