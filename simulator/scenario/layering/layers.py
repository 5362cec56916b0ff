"""What a scenario is made of: failure cards under its own file, laid together before anything is checked.

Each layer overrides the ones under it, and every value keeps the file and line where it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
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
from simulator.scenario.checking.references import FailureEntry, note_card
from simulator.scenario.folders import BRANCHES, FAILURES, MSEL, SCENARIO, library_files
from simulator.scenario.layering.branches import CUTS, Branch, branched, cut, lengths_of, read_branches
from simulator.scenario.layering.injects import with_library
from simulator.scenario.layering.profile import profiled
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.written.failures import FailureCard
from simulator.scenario.written.msel import Inject

NOUNS = "nouns"
KEPT = 32
"""Scenarios that are kept laid over their cards; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """A scenario's files laid together; None where one cannot be understood. `files` are those used, by name.

    `dropped` are the injects that the cut leaves out, `lengths` the room minutes that it can be played in, `cuts` those
    of them in which it is another than as written.
    """

    scenario: Document | None
    msel: Document | None
    failures: Mapping[str, FailureEntry]
    branches: tuple[Branch, ...]
    branch: Branch | None
    files: Mapping[str, Path]
    tailoring: Tailoring
    dropped: Mapping[str, Inject]
    lengths: tuple[int, ...]
    cuts: tuple[int, ...]


def read_layers(
    folder: Path,
    problems: Problems,
    *,
    tailoring: Tailoring = AS_WRITTEN,
    branch: str = "",
    failures: tuple[str, ...] = (),
) -> Layers:
    """Failure cards < the scenario < the cut of a length < the branch of that name < an organisation's profile.

    `failures`: these cards in place of those that the scenario names.

    Raises:
        InputError: the scenario has no such length.
    """
    files = {SCENARIO: folder / SCENARIO, MSEL: folder / MSEL}
    scenario = msel = None
    with problems.collecting():
        scenario = read_document(files[SCENARIO])
    with problems.collecting():
        msel, injects = with_library(read_document(files[MSEL]), folder, problems)
        files |= injects
    entries: dict[str, FailureEntry] = {}
    branches = read_branches(folder, problems)
    chosen = next((one for one in branches if one.name == branch), None)
    dropped: dict[str, Inject] = {}
    lengths: tuple[int, ...] = ()
    cuts: tuple[int, ...] = ()
    if scenario is not None:
        names = failures or tuple(_named(scenario, folder, problems))
        shelf = {path.stem: path for path in library_files(folder, FAILURES)}
        files |= {f"_library/{FAILURES}/{name}.yaml": shelf[name] for name in names}
        entries = _read_cards({name: shelf[name] for name in names}, problems)
        scenario = _over(tuple(entry.document for entry in entries.values()), scenario)
    if scenario is not None and msel is not None:
        lengths = lengths_of(scenario, msel)
        cuts = tuple(one for one in lengths if _plain(replace(tailoring, length=one), scenario, msel).length)
        tailoring = _plain(tailoring, scenario, msel)
        with problems.collecting():
            if tailoring.length:
                whole = msel
                scenario, msel, names_dropped = cut(scenario, msel, tailoring.length, problems)
                dropped = _injects(whole, names_dropped)
        if chosen is not None:
            files[f"{BRANCHES}/{branch}.yaml"] = chosen.document.path
            scenario, msel = branched(scenario, chosen, "scenario"), branched(msel, chosen, "msel", dropped)
        if tailoring.profile:
            scenario = profiled(scenario, folder, tailoring.profile, tailoring.path, problems)
    return Layers(
        scenario=scenario,
        msel=msel,
        failures=entries,
        branches=branches,
        branch=chosen,
        files=files,
        tailoring=tailoring,
        dropped=dropped,
        lengths=lengths,
        cuts=cuts,
    )


def _injects(msel: Document, names: Iterable[str]) -> dict[str, Inject]:
    """These injects of the list; what is none of its is told with the cut that names it."""
    found = {name: part(msel, ("injects", name)) for name in names}
    return {name: validate_document(one, Inject) for name, one in found.items() if one is not None}


def _plain(tailoring: Tailoring, scenario: Document, msel: Document) -> Tailoring:
    """The length that a scenario is written for is no cut."""
    as_written = value_at(scenario, ("room_minutes",)) == str(tailoring.length)
    if as_written and value_at(msel, (CUTS, str(tailoring.length))) is None:
        return replace(tailoring, length=0)
    return tailoring


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


@lru_cache(maxsize=KEPT)
def _over(cards: tuple[Document, ...], scenario: Document) -> Document:
    """The scenario over its cards; between cards the later one wins, but what their actions do adds up.

    Kept: a document is one as long as its file does not change.
    """
    below: Document | None = None
    for card in cards:
        nouns = part(card, (NOUNS,))
        if nouns is not None:
            below = nouns if below is None else merged(below, nouns, add_up=True)
    return scenario if below is None else merged(below, scenario, first="upper")
