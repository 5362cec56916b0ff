"""The team's list of affected people: how its switches read the evidence that was pulled.

Works on what a seat knows, never on the truth. A switch whose evidence is not pulled says so and is not applied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeAlias

from simulator.domain.byrecord import UNKNOWN, ByRecord, Grouped, by_state
from simulator.domain.identity import ByIdentity
from simulator.domain.ids import RecordId, SourceId

Scope: TypeAlias = Literal["narrow", "presumed"]
LATER = {"later": True}
"""Marks a field that older saves do not have: it is written only where it says something."""
_MOST = 128
"""Answers that are kept with what is known of people; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSpec:
    """The switches of the list builder.

    `narrow` takes those whom some evidence shows as read; `presumed` everyone whose record lay in reach, less those
    whom evidence excludes (45 CFR 164.402(2): the burden lies on the entity).

    `imported`: the SHA-256 of the file that a list made outside came from, which is then taken as it stands: no switch
    but `by` applies. Empty: the list is computed from evidence.

    `without`: labels whose rows and copies do not count: a rightful user's reads (`taken_by`), a secured store. Whoever
    stands under another label too still does.
    """

    scope: Scope
    sources: tuple[SourceId, ...]
    merges: bool = True
    drop_tests: bool = True
    keep_deceased: bool = True
    by: Literal["residence", "clinic"] = "residence"
    imported: str = field(default="", metadata=LATER)
    without: tuple[str, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one source has shown so far, as record numbers; `who` under which label, where it can tell them apart.

    A log holds nothing: those whom it shows as `untouched` it clears wherever they lay.
    """

    read: frozenset[RecordId] = frozenset()
    held: frozenset[RecordId] = frozenset()
    untouched: frozenset[RecordId] = frozenset()
    who: Mapping[str, frozenset[RecordId]] = field(default_factory=dict)

    def less(self, without: Collection[str]) -> Shown:
        """The same, but for those who stand only under labels that do not count."""
        gone: frozenset[RecordId] = frozenset().union(*(one for label, one in self.who.items() if label in without))
        for label, one in self.who.items() if gone else ():
            if label not in without:
                gone = gone - one
        return replace(self, read=self.read - gone, held=self.held - gone) if gone else self


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What is known of the people behind records. None: nobody has pulled the evidence that would say."""

    clinics: ByRecord = field(default_factory=ByRecord)
    merged_into: Mapping[RecordId, RecordId] | None = None
    tests: frozenset[RecordId] | None = None
    residences: ByRecord | None = None
    deceased: frozenset[RecordId] | None = None
    bad_address: frozenset[RecordId] | None = None
    asked: ByIdentity = field(default_factory=lambda: ByIdentity(_MOST), init=False, repr=False, compare=False)
    """What was found of records that were asked about."""

    @property
    def clinic(self) -> Mapping[RecordId, str]:
        """The state of each record's clinic."""
        return self.clinics.known

    @property
    def residence(self) -> Mapping[RecordId, str] | None:
        """The state in which each record's person lives."""
        return None if self.residences is None else self.residences.known


@dataclass(frozen=True, kw_only=True)
class PersonList:
    """A computed list: the record numbers on it, ascending, by the state they count in; what could not be applied.

    Without slots, for what is worked out once.
    """

    in_order: tuple[RecordId, ...]
    grouped: Grouped
    missing: tuple[str, ...]

    @property
    def people(self) -> frozenset[RecordId]:
        """The record numbers on it."""
        return frozenset(self.in_order)

    @property
    def by_state(self) -> Mapping[str, int]:
        """How many are counted in each state."""
        return {state: len(records) for state, records in self.grouped}

    @cached_property
    def states(self) -> Mapping[RecordId, str]:
        """The state that each record number counts in."""
        return {record: state for state, records in self.grouped for record in records}


_BUILT = ByIdentity(32)
"""The lists of the last runs: most runs of a seed build theirs on the very same evidence. How many is assumed."""


def build_list(spec: ListSpec, shown: Mapping[SourceId, Shown], people: People) -> PersonList:
    """Who is on the list that these switches give on this evidence."""
    on = tuple(shown.get(source) for source in spec.sources)
    told = people.merged_into, people.tests, people.deceased, _counted_by(spec, people)[0]
    return _BUILT.of((*on, *told), lambda: _built(spec, shown, people), spec, people.residences is None)


def _built(spec: ListSpec, shown: Mapping[SourceId, Shown], people: People) -> PersonList:
    missing = [f"{source} is not pulled" for source in spec.sources if source not in shown]
    used = [shown[source] for source in spec.sources if source in shown]
    told_apart = {label for one in used for label in one.who}
    missing += [
        f"without {label}: no chosen source tells it apart" for label in spec.without if label not in told_apart
    ]
    found: frozenset[RecordId] | set[RecordId] = _BUILT.of(
        tuple(used), lambda: frozenset(in_scope(spec.scope, used, spec.without)), spec.scope, spec.without
    )
    if spec.merges:
        if people.merged_into is None:
            missing.append("merges: the EHR merge table is not pulled")
        else:
            found = survivors(found, people.merged_into)
    if spec.drop_tests:
        if people.tests is None:
            missing.append("tests: the EHR merge table is not pulled")
        else:
            found = found - people.tests
    if not spec.keep_deceased:
        if people.deceased is None:
            missing.append("deceased: the residence report is not pulled")
        else:
            found = found - people.deceased
    told, by_missing = _counted_by(spec, people)
    missing += by_missing
    return PersonList(in_order=tuple(sorted(found)), grouped=told.grouped(found), missing=tuple(missing))


def take_over(spec: ListSpec, given: Sequence[tuple[str, Iterable[RecordId]]], people: People) -> PersonList:
    """The list that was made outside, as it stands; whoever it gives no state is counted by what is known."""
    told, missing = _counted_by(spec, people)
    counted = {record: state or told.known.get(record, UNKNOWN) for state, records in given for record in records}
    if all(state for state, _ in given):
        missing = []
    return PersonList(in_order=tuple(sorted(counted)), grouped=by_state(counted, counted), missing=tuple(missing))


def in_scope(scope: Scope, shown: Iterable[Shown], without: Collection[str] = ()) -> set[RecordId]:
    """The records a scope takes from what sources have shown."""
    return set().union(*taken(scope, tuple(shown), without))


def taken(scope: Scope, shown: Sequence[Shown], without: Collection[str] = ()) -> list[frozenset[RecordId]]:
    """The records that a scope takes from each of these sources."""
    counted = [one.less(without) for one in shown]
    if scope == "narrow":
        return [one.read for one in counted]
    cleared = cleared_by_logs(shown)
    return [one.read | (one.held - one.untouched - cleared) for one in counted]


def cleared_by_logs(shown: Iterable[Shown]) -> frozenset[RecordId]:
    """Whom logs of reads have cleared for every store in which they lay in reach."""
    return frozenset().union(*(one.untouched for one in shown if not one.held))


def taken_by(credential: str, address: str) -> str:
    """The label of rows of reads: who, and from where."""
    return f"{credential} from {address or 'no address'}"


def survivors(records: Iterable[RecordId], merged_into: Mapping[RecordId, RecordId]) -> set[RecordId]:
    """The records after A40 merges: one per person."""
    found = set(records)
    gone = merged_into.keys() & found
    found -= gone
    found.update(merged_into[one] for one in gone)
    return found


def _counted_by(spec: ListSpec, people: People) -> tuple[ByRecord, list[str]]:
    """What says in which state each record counts, and what is missing for it to be the one that was asked for."""
    if spec.by == "clinic":
        return people.clinics, []
    if people.residences is None:
        return people.clinics, ["residence: the residence report is not pulled; counted by clinic"]
    return people.residences, []
