"""What a scenario is made of: failure cards under its own file, laid together before anything is checked.

Each layer overrides the ones under it, and every value keeps the file and line where it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.authored import (
    Document,
    Problems,
    merged,
    part,
    read_document,
    show,
    suggest,
    validate_document,
    value_at,
)
from simulator.scenario.failures import FailureCard
from simulator.scenario.folders import FAILURES, MSEL, SCENARIO, library_files
from simulator.scenario.references import FailureEntry, note_card

NOUNS = "nouns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """A scenario's files laid together; None where one cannot be understood. `files` are those used, by name."""

    scenario: Document | None
    msel: Document | None
    failures: Mapping[str, FailureEntry]
    files: Mapping[str, Path]


def read_layers(folder: Path, problems: Problems, *, failures: tuple[str, ...] = ()) -> Layers:
    """The scenario in a folder with the failure cards that it names, or those given, under it."""
    files = {SCENARIO: folder / SCENARIO, MSEL: folder / MSEL}
    scenario = msel = None
    with problems.collecting():
        scenario = read_document(files[SCENARIO])
    with problems.collecting():
        msel = read_document(files[MSEL])
    entries: dict[str, FailureEntry] = {}
    if scenario is not None:
        names = failures or tuple(_named(scenario, folder, problems))
        shelf = {path.stem: path for path in library_files(folder, FAILURES)}
        files |= {f"_library/{FAILURES}/{name}.yaml": shelf[name] for name in names}
        entries = _read_cards({name: shelf[name] for name in names}, problems)
        scenario = _over(entries, scenario)
    return Layers(scenario=scenario, msel=msel, failures=entries, files=files)


def _named(scenario: Document, folder: Path, problems: Problems) -> Iterator[str]:
    """The failure cards that a scenario names, in its order, each once."""
    given = value_at(scenario, ("failures",))
    known = [path.stem for path in library_files(folder, FAILURES)] if given else []
    seen: set[str] = set()
    for index, name in enumerate(given if isinstance(given, list) else []):
        place = ("failures", index)
        if not isinstance(name, str) or name not in known:
            message = f"given {show(name)}, expected a failure card. {suggest(str(name), known)}"
            problems.add(scenario, place, message)
        elif name in seen:
            problems.add(scenario, place, f"given {show(name)} twice, expected each card once; remove one.")
        else:
            seen.add(name)
            yield name


def _read_cards(files: Mapping[str, Path], problems: Problems) -> dict[str, FailureEntry]:
    entries: dict[str, FailureEntry] = {}
    for name, path in files.items():
        with problems.collecting():
            document = read_document(path)
            entries[name] = FailureEntry(document=document, card=validate_document(document, FailureCard))
            note_card(entries[name], problems)
    return entries


def _over(entries: Mapping[str, FailureEntry], scenario: Document) -> Document:
    """The scenario over its cards; between cards the later one wins, but what their actions do adds up."""
    below: Document | None = None
    for entry in entries.values():
        nouns = part(entry.document, (NOUNS,))
        if nouns is not None:
            below = nouns if below is None else merged(below, nouns, add_up=True)
    return scenario if below is None else merged(below, scenario, first="upper")
