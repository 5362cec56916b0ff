"""Reads the files of a scenario: its layers, the library's entries that it uses, and its briefing, all checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from simulator.authored import Document, Problems, read_document, validate_document
from simulator.domain.ids import InjectId
from simulator.domain.playbook import Playbook
from simulator.errors import EngineError, InputError
from simulator.scenario.building.build import build, build_playbook, build_world
from simulator.scenario.building.cards import note_cards
from simulator.scenario.checking.references import CardEntry, LibraryEntry, Sources, note_dangling
from simulator.scenario.folders import ACTIONS, BRIEFING, SOURCES, library_files
from simulator.scenario.layering.branches import runbooks_on
from simulator.scenario.layering.layers import Layers, read_layers
from simulator.scenario.layering.tailoring import Tailoring
from simulator.scenario.shelf import cards_used
from simulator.scenario.written.actions import LibraryFile
from simulator.scenario.written.model import ScenarioFile
from simulator.scenario.written.msel import MselFile
from simulator.scenario.written.sources import CardFile, whole

Branches: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]
"""The branches of a scenario by name, with their seeds."""


def read_playbook(
    folder: Path, tailoring: Tailoring, branch: str = "", *, failures: tuple[str, ...] = ()
) -> tuple[Playbook, Branches]:
    """The scenario as it is on the seeds of a branch, or on all others, without the ways between them; and these.

    Raises:
        InputError: it has no such length.
        ScenarioError: every problem of its files at once, one a line.
    """
    problems = Problems()
    layers = read_layers(folder, problems, tailoring=tailoring, branch=branch, failures=failures)
    if problems:
        read_sources(folder, problems, layers=layers)
        problems.raise_if_any()
    digest = _digest(folder, scenario_files(folder, layers), layers.tailoring)
    sources = read_sources(folder, problems, layers=layers)
    problems.raise_if_any()
    if sources is None:
        raise EngineError(f"{folder} could not be read, and no problem was found in it.")
    branches = tuple((one.name, tuple(one.file.seeds)) for one in layers.branches)
    return playbook_of(sources, layers, folder, digest), branches


def playbook_of(sources: Sources, layers: Layers, folder: Path, digest: str = "") -> Playbook:
    """The playbook of these layers, whose references have been checked."""
    runbooks = runbooks_on(folder, layers.branches, layers.branch)
    playbook = build_playbook(sources, slug=folder.resolve().name, digest=digest, runbooks=runbooks)
    return replace(
        playbook,
        lengths=layers.lengths,
        length=layers.tailoring.length,
        profile=layers.tailoring.profile,
        dropped={InjectId(name): build(one.trigger, playbook.calendar) for name, one in layers.dropped.items()},
        branch="" if layers.branch is None else layers.branch.name,
    )


def scenario_files(folder: Path, layers: Layers) -> Mapping[str, Path]:
    """Every file that a scenario's playbook is made of, by name. Runbooks are none: they play it."""
    cards = cards_used(layers.files.values(), library_files(folder, SOURCES))
    shelves = {ACTIONS: library_files(folder, ACTIONS), SOURCES: cards}
    library = {f"_library/{shelf}/{found.name}": found for shelf, those in shelves.items() for found in those}
    return {**layers.files, BRIEFING: folder / BRIEFING, **library}


def read_sources(
    folder: Path, problems: Problems, *, layers: Layers | None = None, every_card: bool = False
) -> Sources | None:
    """A scenario's files with every reference checked; None, and problems, when one cannot be understood.

    Of the cards those are read that the scenario uses, or every one.
    """
    layers = read_layers(folder, problems) if layers is None else layers
    scenario = msel = None
    briefing = ""
    if layers.scenario is not None:
        with problems.collecting():
            scenario = validate_document(layers.scenario, ScenarioFile)
    if layers.msel is not None:
        with problems.collecting():
            msel = validate_document(layers.msel, MselFile)
    library = _read_library(folder, problems)
    if scenario is not None and layers.scenario is not None:
        _enter_own(layers.scenario, scenario, library, problems)
    shelf = library_files(folder, SOURCES)
    used = shelf if every_card else cards_used(layers.files.values(), shelf)
    cards = _read_cards(used, problems)
    try:
        briefing = (folder / BRIEFING).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        problems.add(folder / BRIEFING, (), "given no readable file, expected the briefing as UTF-8 text; write it.")
    if scenario is None or msel is None or layers.scenario is None or layers.msel is None:
        return None
    if any(one.use is not None and one.use not in cards for one in scenario.sources.values()):
        # To say what was meant, all names are needed.
        cards |= _read_cards([path for path in shelf if path not in used], problems)
    known = {name: entry.card for name, entry in cards.items()}
    written = scenario
    scenario = scenario.model_copy(
        update={"sources": {name: whole(one, known) for name, one in scenario.sources.items()}}
    )
    sources = Sources(
        scenario=scenario,
        scenario_document=layers.scenario,
        msel=msel,
        msel_document=layers.msel,
        library=library,
        cards=cards,
        briefing=briefing,
        failures=layers.failures,
    )
    note_dangling(sources, problems)
    note_cards(sources, written, problems)
    try:
        build_world(scenario.world)
    except InputError as error:
        field = error.message.partition(":")[0].removeprefix("world.")
        problems.add(layers.scenario, ("world", field), error.message)
    return sources


def _read_library(folder: Path, problems: Problems) -> dict[str, LibraryEntry]:
    library: dict[str, LibraryEntry] = {}
    for path in library_files(folder, ACTIONS):
        with problems.collecting():
            document = read_document(path)
            _enter(document, validate_document(document, LibraryFile), library, problems)
    return library


def _read_cards(files: Iterable[Path], problems: Problems) -> dict[str, CardEntry]:
    cards: dict[str, CardEntry] = {}
    for path in files:
        with problems.collecting():
            document = read_document(path)
            for name, card in validate_document(document, CardFile).sources.items():
                _note_second(document, ("sources", name), cards.get(name), problems)
                cards[name] = CardEntry(document=document, card=card)
    return cards


def _enter(document: Document, file: LibraryFile, library: dict[str, LibraryEntry], problems: Problems) -> None:
    for name, action in file.actions.items():
        _note_second(document, ("actions", name), library.get(name), problems)
        library[name] = LibraryEntry(document=document, kind=file.kind, action=action)


def _enter_own(
    document: Document, scenario: ScenarioFile, library: dict[str, LibraryEntry], problems: Problems
) -> None:
    """The actions that a scenario brings itself stand beside the library's, under names that it does not have."""
    for index, one in enumerate(scenario.actions):
        if one.own is None:
            continue
        if one.use in library:
            message = f'given "{one.use}" as an own action, expected a name that the library does not have; rename it.'
            problems.add(document, ("actions", index, "use"), message)
            continue
        place = ("actions", index, "own")
        library[one.use] = LibraryEntry(document=document, kind=one.own.kind, action=one.own, place=place)


def _note_second(
    document: Document, place: tuple[str, str], first: LibraryEntry | CardEntry | None, problems: Problems
) -> None:
    if first is not None:
        known = first.document.path.name
        message = f'given "{place[1]}" a second time (first in {known}), expected one entry; remove one.'
        problems.add(document, place, message, key=True)


def _digest(folder: Path, files: Mapping[str, Path], tailoring: Tailoring) -> str:
    """SHA-256 over the files in the order of their names, whatever their line ends, and over what is tailored.

    Raises:
        InputError: one cannot be read.
    """
    total = hashlib.sha256()
    for name in sorted(files):
        try:
            raw = files[name].read_bytes()
        except OSError as error:
            raise InputError(f"given {folder} without a readable {name}, expected one.", str(error.strerror)) from None
        body = raw.replace(b"\r\n", b"\n")
        total.update(f"{name}\n{len(body)}\n".encode() + body)
    total.update(tailoring.text.encode())
    return total.hexdigest()
