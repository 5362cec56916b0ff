"""A scenario ready to play: read once in a process, and where that is kept, once for all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.domain.kept import kept
from simulator.domain.playbook import Playbook
from simulator.scenario.folders import (
    BRANCHES,
    BRIEFING,
    RUNBOOKS,
    find_runbooks,
    find_scenarios,
    library_files,
    scenario_folder,
    scenarios_root,
)
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring

if TYPE_CHECKING:
    from simulator.scenario.reading import Branches

__all__ = [
    "find_runbooks",
    "find_scenarios",
    "library_files",
    "load_playbook",
    "scenario_folder",
    "scenarios_root",
]

_cache: dict[str, Playbook] = {}


def load_playbook(slug_or_folder: str | Path, tailoring: Tailoring = AS_WRITTEN) -> Playbook:
    """The scenario of this slug or folder, checked and ready to play; kept by the digest of its files.

    On the seeds of a branch it is another one: `Playbook.on` gives it.

    Raises:
        InputError: there is no such scenario, or it has no such length.
        ScenarioError: every problem of its files at once, one a line.
    """
    return _built(scenario_folder(slug_or_folder), tailoring)


def load_card(name: str, skeleton: Path) -> Playbook:
    """One failure card alone on a skeleton of a scenario, as its own test plays it.

    Raises:
        ScenarioError: every problem of the card and the skeleton at once, one a line.
    """
    return _built(skeleton, failures=(name,))


def _built(
    folder: Path, tailoring: Tailoring = AS_WRITTEN, branch: str = "", *, failures: tuple[str, ...] = ()
) -> Playbook:
    digest = _digest(folder, tailoring.text, branch, *failures)

    def read() -> tuple[Playbook, Branches]:
        from simulator.scenario.reading import read_playbook  # what was kept needs no models

        return read_playbook(folder, tailoring, branch, failures=failures)

    if digest not in _cache:
        ours = folder.parent == scenarios_root() and not failures and not tailoring.profile
        name = "-".join(filter(None, ("scenario", folder.name, branch, str(tailoring.length or ""))))
        playbook, branches = kept(name, digest, read) if ours else read()
        _cache[digest] = replace(
            playbook,
            base=partial(_built, folder, tailoring) if branch else None,
            branches={seed: partial(_built, folder, tailoring, one) for one, seeds in branches for seed in seeds},
        )
    return _cache[digest]


def _digest(folder: Path, *how: str) -> str:
    """SHA-256 over all that reading a scenario may look at: its own files, those of the library, and how it is read."""
    total = hashlib.sha256("\n".join((str(folder), str(folder.resolve()), *how)).encode())
    for path in _files(folder):
        body = b"" if path.parent.name == RUNBOOKS else _bytes(path)  # of runbooks a playbook knows the names
        total.update(f"\n{path}\n{len(body)}\n".encode() + body)
    return total.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    yield from sorted(folder.glob("*.yaml"))
    yield folder / BRIEFING
    for below in (BRANCHES, RUNBOOKS):
        yield from sorted((folder / below).glob("*.yaml"))
    for library in dict.fromkeys((folder.resolve().parent / "_library", scenarios_root() / "_library")):
        yield from sorted(library.rglob("*.yaml"))


def _bytes(path: Path) -> bytes:
    """What a file holds; what cannot be read is told by whoever needs it."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
