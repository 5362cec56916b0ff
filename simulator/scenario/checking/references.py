"""Whether every name in a scenario's files names something: one walk over the models, one table of what is known."""

from __future__ import annotations

import typing
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from simulator.authored import Document, Location, Problems, show, suggest
from simulator.domain.actions import ActionKind
from simulator.domain.ids import CONTROLLER, ROOM
from simulator.scenario.written.actions import LibraryAction
from simulator.scenario.written.failures import FailureCard
from simulator.scenario.written.model import ScenarioFile
from simulator.scenario.written.msel import MselFile
from simulator.scenario.written.names import LEGAL_ACTS, Ref
from simulator.scenario.written.sources import Card

Known: typing.TypeAlias = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """One action of the library, and where it stands."""

    document: Document
    kind: ActionKind
    action: LibraryAction
    place: Location = ()

    def location(self, name: str) -> Location:
        """Where the entry of this name stands in its document."""
        return self.place or ("actions", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEntry:
    """One card of the source library, and where it stands."""

    document: Document
    card: Card

    def location(self, name: str) -> Location:
        """Where the card of this name stands in its document."""
        return ("sources", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureEntry:
    """One failure card, and where it stands."""

    document: Document
    card: FailureCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """A scenario's files, each sound by itself."""

    scenario: ScenarioFile
    scenario_document: Document
    msel: MselFile
    msel_document: Document
    library: Mapping[str, LibraryEntry]
    cards: Mapping[str, CardEntry]
    briefing: str
    failures: Mapping[str, FailureEntry]

    @property
    def used(self) -> dict[str, LibraryEntry]:
        """The library's entries that this scenario uses."""
        return {one.use: self.library[one.use] for one in self.scenario.actions if one.use in self.library}


def known_names(sources: Sources) -> dict[str, Collection[str]]:
    """What exists, by kind of reference."""
    it = sources.scenario
    actions = [one.use for one in it.actions]
    credentials = sorted({grant.credential for grant in it.grants.values()})
    targets = [*it.flows, *it.stores, *it.grants, *it.sources, *credentials, *it.audiences, *it.vendors]
    return {
        "action": actions,
        "action or legal act": [*actions, *LEGAL_ACTS],
        "audience": list(it.audiences),
        "credential": credentials,
        "failure card": list(sources.failures),
        "flow": list(it.flows),
        "grant": list(it.grants),
        "indicator": list(it.indicators),
        "inject": list(sources.msel.injects),
        "library action": list(sources.library),
        "pool": list(it.pools),
        "seat": [seat for seat in it.seats if seat not in {ROOM, CONTROLLER}],
        "service": list(it.services),
        "source": list(it.sources),
        "source card": list(sources.cards),
        "store": list(it.stores),
        "target": targets,
        "vendor": list(it.vendors),
    }


def note_dangling(sources: Sources, problems: Problems) -> None:
    """Add a problem for every name that names nothing, and for every circle of preconditions."""
    known = known_names(sources)
    note_unknown(sources.scenario_document, sources.scenario, known, problems)
    note_unknown(sources.msel_document, sources.msel, known, problems)
    for name, entry in sources.used.items():
        note_unknown(entry.document, entry.action, known, problems, entry.location(name))
    for name, found in sources.cards.items():
        note_unknown(found.document, found.card, known, problems, found.location(name))
    _note_states(sources, problems)
    _note_twice(sources, problems)
    _note_circles(sources.used, problems)


def note_card(entry: FailureEntry, problems: Problems) -> None:
    """Add a problem for every name in what a failure card says about itself that its own nouns do not have.

    Names within the nouns are looked up where the card is played: a scenario may override any of them.
    """
    nouns = entry.card.nouns
    known: Known = {"action": [one.use for one in nouns.actions], "indicator": list(nouns.indicators)}
    for place, kind, name in references(entry.card):
        if place[0] != "nouns" and name not in known[kind]:
            message = f"given {show(name)}, expected one of its nouns. {suggest(name, known[kind])}"
            problems.add(entry.document, place, message)


def note_unknown(
    document: Document, model: BaseModel, known: Known, problems: Problems, location: Location = ()
) -> None:
    """Add a problem for every reference of one model that names nothing."""
    credentials_are_free = {"credential"} if isinstance(model, ScenarioFile) else set()
    for place, kind, name in references(model, location):
        if name in known[kind] or (kind in credentials_are_free and place[0] == "grants"):
            continue
        problems.add(document, place, f"given {show(name)}, expected a known {kind}. {suggest(name, known[kind])}")


def references(model: BaseModel, location: Location = ()) -> Iterator[tuple[Location, str, str]]:
    """Every reference in a model: where it stands, what kind of thing it names, and the name."""
    for name in _referring(type(model)):
        field, value = type(model).model_fields[name], getattr(model, name)
        place = (*location, field.alias or name)
        for note in field.metadata:
            if isinstance(note, Ref) and isinstance(value, str):
                yield place, note.kind, value
        yield from _inside(field.annotation, value, place)


@cache
def _referring(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that can hold a reference, at any depth: cards have many thousand values without one."""
    return tuple(name for name, field in model.model_fields.items() if _can_refer(field.annotation, field.metadata))


def _can_refer(annotation: object, notes: Iterable[object] = ()) -> bool:
    if any(isinstance(note, Ref) for note in notes):
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_referring(annotation))
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *more = typing.get_args(annotation)
        return _can_refer(inner, more)
    return any(_can_refer(member) for member in typing.get_args(annotation))


def _inside(annotation: object, value: object, place: Location) -> Iterator[tuple[Location, str, str]]:
    if isinstance(value, BaseModel):
        yield from references(value, place)
    elif typing.get_origin(annotation) is typing.Annotated:
        inner, *notes = typing.get_args(annotation)
        if isinstance(value, str):
            yield from ((place, note.kind, value) for note in notes if isinstance(note, Ref))
        yield from _inside(inner, value, place)
    elif isinstance(value, Mapping):
        within = typing.get_args(annotation)[-1]
        for key, one in value.items():
            yield from _inside(within, one, (*place, key))
    elif isinstance(value, tuple):
        within = typing.get_args(annotation)[0]
        for index, one in enumerate(value):
            yield from _inside(within, one, (*place, index))
    elif value is not None and typing.get_args(annotation):
        for member in typing.get_args(annotation):
            yield from _inside(member, value, place)


def _note_states(sources: Sources, problems: Problems) -> None:
    """Where the people of a pool live and are seen must be states of the world."""
    states = sources.scenario.world.states
    cohorts = (one for pool in sources.scenario.pools.values() for one in pool.cohorts if one.people)
    wanted = dict.fromkeys(state for one in cohorts for state in (one.residence, one.clinic))
    missing = [state for state in wanted if states is not None and state not in states]
    if missing:
        message = f"given no share of {', '.join(missing)}, expected {missing[0]} among the world's states: pools have "
        problems.add(sources.scenario_document, ("world", "states"), f"{message}people there; add it.")


def _note_twice(sources: Sources, problems: Problems) -> None:
    seen: set[str] = set()
    for index, one in enumerate(sources.scenario.actions):
        if one.use in seen:
            place = ("actions", index, "use")
            message = f"given {show(one.use)} twice, expected each action once; remove one."
            problems.add(sources.scenario_document, place, message)
        seen.add(one.use)


def _note_circles(used: Mapping[str, LibraryEntry], problems: Problems) -> None:
    for name, entry in used.items():
        if circle := _way_back(name, used):
            way = " -> ".join(circle)
            message = f"given a circle of preconditions ({way}), expected none; remove one of them."
            problems.add(entry.document, (*entry.location(name), "after"), message)


def _way_back(name: str, used: Mapping[str, LibraryEntry]) -> list[str]:
    """A way from an action over its preconditions to itself; empty when there is none."""
    ways = [[name]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        entry = used.get(way[-1])
        for before in entry.action.after if entry else ():
            if before == name:
                return [*way, name]
            if before not in seen:
                seen.add(before)
                ways.append([*way, before])
    return []
