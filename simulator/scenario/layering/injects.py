"""Injects of the library: an inject of a scenario that says `use:` takes from there what it does not say itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from simulator.authored import Document, Problems, merged, read_document, show, suggest, value_at
from simulator.authored.merge import Overlay
from simulator.scenario.folders import library_files

INJECTS = "injects"


def with_library(msel: Document, folder: Path, problems: Problems) -> tuple[Document, Mapping[str, Path]]:
    """The list over the injects that it uses, and the library's files that it takes from, by name."""
    wanted = dict(_used(msel))
    if not wanted:
        return msel, {}
    shelf: dict[str, Document] = {}
    for path in library_files(folder, INJECTS):
        with problems.collecting():
            document = read_document(path)
            entries = value_at(document, (INJECTS,))
            shelf |= dict.fromkeys(entries if isinstance(entries, dict) else (), document)
    below = Overlay(msel.path)
    files: dict[str, Path] = {}
    for inject, name in wanted.items():
        if name not in shelf:
            message = f"given {show(name)}, expected an inject of the library. {suggest(name, sorted(shelf))}"
            problems.add(msel, (INJECTS, inject, "use"), message)
            continue
        below.put((INJECTS, inject), shelf[name], (INJECTS, name))
        files[f"_library/{INJECTS}/{shelf[name].path.name}"] = shelf[name].path
    return merged(below.document(), msel, first="upper"), files


def _used(msel: Document) -> Mapping[str, str]:
    injects = value_at(msel, (INJECTS,))
    found = injects.items() if isinstance(injects, dict) else ()
    return {
        name: use for name, inject in found if isinstance(inject, dict) and isinstance(use := inject.get("use"), str)
    }
