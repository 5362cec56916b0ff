"""Where each section stands: its number, which sentences elsewhere point to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from simulator.report.model import Section

NUMBERS = {
    "summary": "1",
    "standing": "1.1",
    "overview": "2",
    "timeline": "3",
    "objectives": "4",
    "analysis": "5",
    "duties": "6",
    "determination": "7",
    "people": "8",
    "notices": "9",
    "decisions": "10",
    "counterfactuals": "10.1",
    "care": "11",
    "score": "12",
    "feedback": "13",
    "lessons": "14",
    "retest": "14.1",
    "aftermath": "15",
    "made-of": "16",
    "plan": "Annex A",
    "participants": "Annex B",
    "msel": "Annex C",
    "crosswalk": "Annex D",
    "test-record": "Annex E",
    "eegs": "Annex F",
    "integrity": "Annex G",
    "sources": "Annex H",
    "letters": "Annex I",
    "entries": "Annex J",
}
"""The number of each section by its id, in the order of the pages. Source: practice.md 1.4; H to K are ours."""


def place(name: str) -> str:
    """How a sentence points to a section: `section 6`, `Annex A`."""
    number = NUMBERS[name]
    return number if number.startswith("Annex") else f"section {number}"


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Sections with the numbers of their places; one without a place keeps its own."""
    return tuple(replace(one, number=NUMBERS.get(one.id, one.number)) for one in sections)
