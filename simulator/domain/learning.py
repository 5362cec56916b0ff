"""What pulls tell of records and people, put together with what they told before.

The runs of a seed follow each other, and most are told the very same: what came of it is put together once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from simulator.domain import facts as f
from simulator.domain.byrecord import ByRecord
from simulator.domain.identity import ByIdentity
from simulator.domain.ids import RecordId
from simulator.domain.lists import People, Shown

Merges: TypeAlias = tuple[tuple[RecordId, RecordId], ...]
NOTHING_SHOWN = Shown()
NOBODY_KNOWN = People()
_TOLD = ByIdentity(256)
"""About as many answers as the runs of a seed give; assumed."""


def shown(before: Shown, fact: f.EvidencePulled) -> Shown:
    """What a source has shown after one more pull. A log says anew each time whom it clears."""
    labels, records = _apart(fact.who)
    told = (before, fact.read, fact.held, fact.untouched, *records)
    return _TOLD.of(told, lambda: _shown(before, fact), "shown", labels)


def located(people: People, telling: f.RecordStates) -> People:
    """What is known of people after a pull that told of their clinics."""
    clinics = _states(telling, people.clinics)
    return _TOLD.of((people, clinics), lambda: replace(people, clinics=clinics), "located")


def learned(people: People, fact: f.PeopleShown) -> People:
    """What is known of people after a pull that told of them."""
    told = (people, fact.merges, fact.tests, fact.residences, fact.deceased, fact.bad_addresses)
    return _TOLD.of(told, lambda: _learned(people, fact), "learned")


def in_truth(fact: f.TruthRevealed) -> People:
    """Who the people are, as is revealed at EndEx."""
    return _TOLD.of((fact,), lambda: _in_truth(fact), "truth")


def presumed(changes: tuple[f.NotifiableChanged, ...]) -> frozenset[RecordId]:
    """The records that cannot be excluded after these changes."""
    records = tuple(chain.from_iterable((one.added, one.removed) for one in changes))
    return _TOLD.of(records, lambda: _presumed(changes), "presumed")


def _shown(before: Shown, fact: f.EvidencePulled) -> Shown:
    held = before.held.union(fact.held)
    untouched = before.untouched.union(fact.untouched).difference(fact.read) if held else frozenset(fact.untouched)
    who = {label: before.who.get(label, frozenset()).union(records) for label, records in fact.who}
    return Shown(read=before.read.union(fact.read), held=held, untouched=untouched, who={**before.who, **who})


def _learned(people: People, fact: f.PeopleShown) -> People:
    if fact.merges is not None:
        people = replace(people, merged_into=_merged(people.merged_into, fact.merges))
    if fact.tests is not None:
        people = replace(people, tests=_more(people.tests, fact.tests))
    if fact.residences is not None:
        people = replace(people, residences=_states(fact.residences, people.residences))
    if fact.deceased is not None:
        people = replace(people, deceased=_more(people.deceased, fact.deceased))
    if fact.bad_addresses is not None:
        people = replace(people, bad_address=_more(people.bad_address, fact.bad_addresses))
    return people


def _merged(known: Mapping[RecordId, RecordId] | None, told: Merges) -> Mapping[RecordId, RecordId]:
    return _TOLD.of((known, told), lambda: {**(known or {}), **dict(told)}, "merged")


def _more(known: frozenset[RecordId] | None, told: f.Records) -> frozenset[RecordId]:
    return _TOLD.of((known, told), lambda: (known or frozenset()).union(told), "more")


def _states(telling: f.RecordStates, earlier: ByRecord | None) -> ByRecord:
    states, records = _apart(telling)
    return _TOLD.of((earlier, *records), lambda: ByRecord(telling, earlier), "states", states)


def _in_truth(fact: f.TruthRevealed) -> People:
    return People(
        clinics=ByRecord(fact.clinics),
        merged_into=dict(fact.merges),
        tests=frozenset(fact.tests),
        residences=ByRecord(fact.residences),
        deceased=frozenset(fact.deceased),
        bad_address=frozenset(fact.bad_addresses),
    )


def _presumed(changes: tuple[f.NotifiableChanged, ...]) -> frozenset[RecordId]:
    found: set[RecordId] = set()
    for one in changes:
        found.update(one.added)
        found.difference_update(one.removed)
    return frozenset(found)


def _apart(told: f.RecordStates) -> tuple[tuple[str, ...], tuple[tuple[RecordId, ...], ...]]:
    """The labels and the records of a telling, each for themselves."""
    return tuple(label for label, _ in told), tuple(records for _, records in told)
