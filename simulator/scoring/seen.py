"""What was seen of the people read: which of the eighteen identifiers, and what else, spelled out, for how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.domain.elements import tags_of
from simulator.domain.facts import RecordsRead
from simulator.domain.ids import RecordId
from simulator.domain.lists import People
from simulator.domain.state import Dated
from simulator.domain.tags import TAGS, Tag
from simulator.law.incident import people_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One element of the records that were read: whose, and which entries say so."""

    element: str
    tags: tuple[Tag, ...]
    """In the order of the rule's letters."""
    people: int
    """At most so many: a reading counts for all of its people the elements of any of its messages."""
    refs: tuple[int, ...]

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Those of 45 CFR 164.514(b)(2)(i)(A)-(R), in words."""
        return tuple(TAGS[tag].text for tag in self.tags if tag.startswith("I"))

    @property
    def content(self) -> tuple[str, ...]:
        """What else the law protects: care, payment, substance use, therapy; in words."""
        return tuple(TAGS[tag].text for tag in self.tags if not tag.startswith("I"))


def seen(reads: Iterable[Dated[RecordsRead]], people: People) -> tuple[Seen, ...]:
    """Every element of unsecured records that somebody read; what was seen of most people first."""
    records: dict[str, set[RecordId]] = {}
    refs: dict[str, list[int]] = {}
    for read in reads:
        for element in () if read.fact.secured else sorted(set(read.fact.elements)):
            records.setdefault(element, set()).update(read.fact.records)
            refs.setdefault(element, []).append(read.number)
    found = [
        Seen(
            element=element,
            tags=tuple(tag for tag in TAGS if tag in tags_of([element])),
            people=len(people_of(those, people)),
            refs=tuple(refs[element]),
        )
        for element, those in records.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.people, one.element)))
