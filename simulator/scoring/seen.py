"""What was seen of the people read: which of the eighteen identifiers, and what else, spelled out, for how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.domain.elements import tags_of
from simulator.domain.facts import RecordsRead
from simulator.domain.ids import FlowId, RecordId, StoreId
from simulator.domain.lists import People
from simulator.domain.nouns import Flow
from simulator.domain.state import Dated
from simulator.domain.tags import TAGS, Tag
from simulator.law.people import people_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One element of the records that were read: whose, and which entries say so."""

    element: str
    tags: tuple[Tag, ...]
    """In the order of the rule's letters."""
    people: int
    """At most so many: a reading counts for all of its people the elements of any of its messages, as far as so many
    messages with that element ever lay in its store."""
    refs: tuple[int, ...]

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Those of 45 CFR 164.514(b)(2)(i)(A)-(R), in words."""
        return tuple(TAGS[tag].text for tag in self.tags if tag.startswith("I"))

    @property
    def content(self) -> tuple[str, ...]:
        """What else the law protects: care, payment, substance use, therapy; in words."""
        return tuple(TAGS[tag].text for tag in self.tags if not tag.startswith("I"))


def seen(reads: Iterable[Dated[RecordsRead]], people: People, flows: Mapping[FlowId, Flow]) -> tuple[Seen, ...]:
    """Every element of unsecured records that somebody read; what was seen of most people first."""
    records: dict[str, dict[StoreId, set[RecordId]]] = {}
    refs: dict[str, list[int]] = {}
    for read in reads:
        for element in () if read.fact.secured else sorted(set(read.fact.elements)):
            records.setdefault(element, {}).setdefault(read.fact.store, set()).update(read.fact.records)
            refs.setdefault(element, []).append(read.number)
    found = [
        Seen(
            element=element,
            tags=tuple(tag for tag in TAGS if tag in tags_of([element])),
            people=_people(element, stores, people, flows),
            refs=tuple(refs[element]),
        )
        for element, stores in records.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.people, one.element)))


def _people(element: str, stores: Mapping[StoreId, set[RecordId]], people: People, flows: Mapping[FlowId, Flow]) -> int:
    """So many people at most: those read, or fewer where a store never held so many messages with the element."""
    bounds = 0
    for store, those in stores.items():
        read, most = len(people_of(those, people)), _messages(element, store, flows)
        bounds += read if most is None else min(read, most)
    return min(bounds, len(people_of(set().union(*stores.values()), people)))


def _messages(element: str, store: StoreId, flows: Mapping[FlowId, Flow]) -> int | None:
    """How many messages with that element ever lay in a store; None where no number is fixed."""
    bearing = [
        one for one in flows.values() if element in one.elements and any(leg.store == store for leg in one.route)
    ]
    fixed = [one.history for one in bearing if one.history is not None and one.lies and one.holds is None]
    return sum(fixed) if bearing and len(fixed) == len(bearing) else None
