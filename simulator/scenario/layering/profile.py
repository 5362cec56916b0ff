"""An organisation's profile: its names, people, logs and contracts, laid over any scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from simulator.authored import (
    Authored,
    Document,
    Overlay,
    PlainText,
    Problems,
    Slug,
    StateCode,
    merged,
    read_document,
    show,
    suggest,
    validate_document,
    value_at,
)
from simulator.errors import ScenarioError
from simulator.scenario.folders import FAILURES, SCENARIO, SOURCES, find_scenarios, library_files
from simulator.scenario.written.names import Count, Keep, Moment, Share, Shifts, Three

_AS_THEY_STAND = ("entity", "licensed_ca_facility", "licences", "phones", "insurer", "contracts")


class SeatChange(Authored):
    """Who sits there: title, people, and the share of attempts that find somebody."""

    title: PlainText | None = None
    staff: Annotated[int, Field(ge=1)] | None = None
    reach_day: Share | None = None
    reach_evening: Share | None = None
    reach_night: Share | None = None
    reach_weekend: Share | None = None
    shifts: Shifts | None = None
    error_rate: Share | None = None


class SourceChange(Authored):
    """What is otherwise with a log; an empty `keep` is for ever, an empty `since` is not recording."""

    title: PlainText | None = None
    keep: Keep = None
    since: Moment | None = None
    completeness: Share | None = None
    latency_hours: Three | None = None
    answer_hours: Three | None = None


class VendorChange(Authored):
    """What the contract with a business associate says, and how long it really takes."""

    title: PlainText | None = None
    notice_hours: Count | None = None
    agent: bool | None = None
    answers_hours: Three | None = None
    contract: Mapping[str, Any] = {}


class ClauseChange(Authored):
    """A clause by which the entity itself owes notice, whole or in part."""

    to: PlainText | None = None
    notice_hours: Count | None = None
    met_by: Slug | None = None


class Profile(Authored):
    """The profile of an organisation; what is left out stays as the scenario has it.

    `sources` are named by their id in a scenario or by their card, `systems` by the system of the source library.
    """

    entity: PlainText | None = None
    licensed_ca_facility: bool | None = None
    states: Mapping[StateCode, Share] | None = None
    seats: Mapping[Slug, SeatChange] = {}
    licences: tuple[PlainText, ...] | None = None
    systems: Mapping[Slug, SourceChange] = {}
    sources: Mapping[Slug, SourceChange] = {}
    vendors: Mapping[Slug, VendorChange] = {}
    insurer: ClauseChange | None = None
    contracts: Mapping[Slug, ClauseChange] = {}
    phones: Mapping[str, PlainText] = {}


def profiled(scenario: Document, folder: Path, text: str, path: Path, problems: Problems) -> Document:
    """A scenario under the profile in `text`; what the profile names and no scenario of ours has is a problem."""
    with problems.collecting():
        document = read_document(path, text=text)
        profile = validate_document(document, Profile)
        overlay = Overlay(path)
        for name in _AS_THEY_STAND:
            if name in profile.model_fields_set:
                overlay.put((name,), document, (name,))
        if profile.states is not None:
            overlay.put(("world", "states"), document, ("states",))
        for section in ("seats", "vendors"):
            _people(section, document, scenario, overlay, problems)
        if profile.sources or profile.systems:
            _logs(document, scenario, folder, overlay, problems)
        return merged(scenario, overlay.document())
    return scenario


def _people(section: str, document: Document, scenario: Document, overlay: Overlay, problems: Problems) -> None:
    """Seats or vendors: those of this scenario are changed, those of another one are none of its business."""
    here = _keys(scenario, (section,))
    given = _keys(document, (section,))
    known = here if set(given) <= set(here) else [*here, *_elsewhere(section)]
    for name in given:
        if name in here:
            _change((section, name), document, (section, name), overlay)
        elif name not in known:
            message = f"given {show(name)}, expected a known one. {suggest(name, known)}"
            problems.add(document, (section, name), message, key=True)


def _logs(document: Document, scenario: Document, folder: Path, overlay: Overlay, problems: Problems) -> None:
    """Sources, the widest name first: those of a system, those of a card, and the one of that id."""
    uses = {name: value_at(scenario, ("sources", name, "use")) for name in _keys(scenario, ("sources",))}
    shelf = _shelf(folder)
    for system in _keys(document, ("systems",)):
        if system not in shelf:
            message = f"given {show(system)}, expected a system of the source library. {suggest(system, shelf)}"
            problems.add(document, ("systems", system), message, key=True)
        for source in (name for name, card in uses.items() if card in shelf.get(system, ())):
            _change_log(source, document, ("systems", system), scenario, overlay)
    cards = [card for those in shelf.values() for card in those]
    given = _keys(document, ("sources",))
    for name in sorted(given, key=lambda one: one in uses):  # cards before ids
        if name not in uses and name not in cards:
            message = f"given {show(name)}, expected a source or its card. {suggest(name, [*uses, *cards])}"
            problems.add(document, ("sources", name), message, key=True)
        for source in [name] if name in uses else [one for one, card in uses.items() if card == name]:
            _change_log(source, document, ("sources", name), scenario, overlay)


def _change_log(source: str, document: Document, at: tuple[str, str], scenario: Document, overlay: Overlay) -> None:
    """Change a source; whom a pool shows in it can no longer be promised when it keeps another time."""
    _change(("sources", source), document, at, overlay)
    for pool in _keys(scenario, ("pools",)):
        if value_at(scenario, ("pools", pool, "shown_by")) == source:
            overlay.say(("pools", pool, "shown_by"), None, document, at)


def _change(to: tuple[str, str], document: Document, at: tuple[str, str], overlay: Overlay) -> None:
    for key in _keys(document, at):
        overlay.put((*to, key), document, (*at, key))


def _keys(document: Document, at: tuple[str, ...]) -> list[str]:
    value = value_at(document, at)
    return list(value) if isinstance(value, dict) else []


def _shelf(folder: Path) -> dict[str, list[str]]:
    """The cards of each system of the source library."""
    shelf: dict[str, list[str]] = {}
    for document in _readable(library_files(folder, SOURCES)):
        shelf.setdefault(str(value_at(document, ("system",))), []).extend(_keys(document, ("sources",)))
    return shelf


def _elsewhere(section: str) -> list[str]:
    """The seats or vendors of every scenario and failure card that came with the program."""
    folders = find_scenarios()
    cards = library_files(folders[0], FAILURES) if folders else ()
    named = [_keys(document, (section,)) for document in _readable(folder / SCENARIO for folder in folders)]
    named += [_keys(document, ("nouns", section)) for document in _readable(cards)]
    return sorted({name for names in named for name in names})


def _readable(files: Iterable[Path]) -> Iterator[Document]:
    """The files that can be read; what is wrong with the others is told to whoever plays them."""
    for path in files:
        try:
            yield read_document(path)
        except ScenarioError:
            continue
