"""Finds scenarios and reads one into a playbook; the only module here that reads folders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from simulator.authored import Document, Problems, read_document, suggest, validate_document
from simulator.domain.playbook import Playbook
from simulator.errors import EngineError, InputError
from simulator.scenario.actions import LibraryFile
from simulator.scenario.build import build_playbook, build_world
from simulator.scenario.cards import note_cards
from simulator.scenario.model import ScenarioFile
from simulator.scenario.msel import MselFile
from simulator.scenario.references import CardEntry, LibraryEntry, Sources, note_dangling
from simulator.scenario.shelf import cards_used
from simulator.scenario.sources import CardFile, whole

SCENARIO, MSEL, BRIEFING, RUNBOOKS = "scenario.yaml", "msel.yaml", "briefing.md", "runbooks"
ACTIONS, SOURCES = "actions", "sources"
_PACKAGE = Path(__file__).resolve().parent.parent
_cache: dict[tuple[str, str], Playbook] = {}


def scenarios_root() -> Path:
    """The folder of the scenarios that came with the program: inside the wheel, else beside the checkout."""
    inside = _PACKAGE / "_scenarios"
    return inside if inside.is_dir() else _PACKAGE.parent / "scenarios"


def find_scenarios() -> tuple[Path, ...]:
    """The folders of every scenario that came with the program, by name; `_library` is none."""
    folders = (found.parent for found in scenarios_root().glob(f"*/{SCENARIO}"))
    return tuple(sorted(folder for folder in folders if not folder.name.startswith("_")))


def scenario_folder(slug_or_folder: str | Path) -> Path:
    """The folder that a slug or a path names.

    Raises:
        InputError: there is none.
    """
    known = {folder.name: folder for folder in find_scenarios()}
    if isinstance(slug_or_folder, str) and slug_or_folder in known:
        return known[slug_or_folder]
    folder = Path(slug_or_folder)
    if not _is_scenario(folder):
        raise InputError(
            f'given the scenario "{slug_or_folder}", expected a known one or a folder with {SCENARIO}.',
            suggest(str(slug_or_folder), known),
        )
    return folder


def _is_scenario(folder: Path) -> bool:
    try:
        return (folder / SCENARIO).is_file()
    except OSError:  # a name that no file system takes
        return False


def load_playbook(slug_or_folder: str | Path) -> Playbook:
    """The scenario of this slug or folder, checked and ready to play; kept by the digest of its files.

    Raises:
        InputError: there is no such scenario.
        ScenarioError: every problem of its files at once, one a line.
    """
    folder = scenario_folder(slug_or_folder)
    files = scenario_files(folder)
    digest = _digest(folder, files)
    key = (str(folder.resolve()), digest)
    if key not in _cache:
        problems = Problems()
        sources = read_sources(folder, problems)
        problems.raise_if_any()
        if sources is None:
            raise EngineError(f"{folder} could not be read, and no problem was found in it.")
        _cache[key] = build_playbook(sources, slug=folder.resolve().name, digest=digest, runbooks=find_runbooks(folder))
    return _cache[key]


def find_runbooks(folder: Path) -> dict[str, str]:
    """The runbooks of a scenario: their files, by name."""
    return {found.stem: str(found) for found in sorted((folder / RUNBOOKS).glob("*.yaml"))}


def scenario_files(folder: Path) -> Mapping[str, Path]:
    """Every file that a scenario's playbook is made of, by name. Runbooks are none: they play it."""
    files = {name: folder / name for name in (SCENARIO, MSEL, BRIEFING)}
    cards = cards_used(folder / SCENARIO, library_files(folder, SOURCES))
    shelves = {ACTIONS: library_files(folder, ACTIONS), SOURCES: cards}
    return files | {f"_library/{shelf}/{found.name}": found for shelf, those in shelves.items() for found in those}


def library_files(folder: Path, shelf: str) -> tuple[Path, ...]:
    """The files of one shelf of the library: the one beside the scenario, else the one that came with the program."""
    beside = folder.resolve().parent / "_library" / shelf
    library = beside if beside.is_dir() else scenarios_root() / "_library" / shelf
    return tuple(sorted(library.glob("*.yaml")))


def read_sources(folder: Path, problems: Problems, *, every_card: bool = False) -> Sources | None:
    """A scenario's files with every reference checked; None, and problems, when one cannot be understood.

    Of the cards those are read that the scenario uses, or every one.
    """
    scenario = msel = None
    briefing = ""
    with problems.collecting():
        scenario_document = read_document(folder / SCENARIO)
        scenario = validate_document(scenario_document, ScenarioFile)
    with problems.collecting():
        msel_document = read_document(folder / MSEL)
        msel = validate_document(msel_document, MselFile)
    library = _read_library(folder, problems)
    shelf = library_files(folder, SOURCES)
    used = shelf if every_card else cards_used(folder / SCENARIO, shelf)
    cards = _read_cards(used, problems)
    try:
        briefing = (folder / BRIEFING).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        problems.add(folder / BRIEFING, (), "given no readable file, expected the briefing as UTF-8 text; write it.")
    if scenario is None or msel is None:
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
        scenario_document=scenario_document,
        msel=msel,
        msel_document=msel_document,
        library=library,
        cards=cards,
        briefing=briefing,
    )
    note_dangling(sources, problems)
    note_cards(sources, written, problems)
    try:
        build_world(scenario.world)
    except InputError as error:
        field = error.message.partition(":")[0].removeprefix("world.")
        problems.add(scenario_document, ("world", field), error.message)
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


def _note_second(
    document: Document, place: tuple[str, str], first: LibraryEntry | CardEntry | None, problems: Problems
) -> None:
    if first is not None:
        known = first.document.path.name
        message = f'given "{place[1]}" a second time (first in {known}), expected one entry; remove one.'
        problems.add(document, place, message, key=True)


def _digest(folder: Path, files: Mapping[str, Path]) -> str:
    """SHA-256 over the files in the order of their names, whatever their line ends.

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
    return total.hexdigest()
