"""Layers over a scenario that its author writes: branches of a seed, and cuts for less or more room time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import Field

from simulator.authored import (
    Authored,
    Document,
    Overlay,
    PlainText,
    Problems,
    Slug,
    merged,
    part,
    read_document,
    show,
    suggest,
    validate_document,
    value_at,
)
from simulator.errors import InputError
from simulator.scenario.folders import BRANCHES, find_runbooks
from simulator.scenario.written.msel import Cut

CUTS = "cuts"


class BranchFile(Authored):
    """branches/<name>.yaml: the scenario on these seeds; `runbooks` says which file stands for which runbook there."""

    seeds: tuple[int, ...] = Field(min_length=1)
    why: PlainText
    scenario: Mapping[str, Any] = {}
    msel: Mapping[str, Any] = {}
    runbooks: Mapping[Slug, Slug] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch, and where it stands."""

    name: str
    document: Document
    file: BranchFile


def read_branches(folder: Path, problems: Problems) -> tuple[Branch, ...]:
    """The branches of a scenario by name, each seed in one at most."""
    found: list[Branch] = []
    for path in sorted((folder / BRANCHES).glob("*.yaml")):
        with problems.collecting():
            document = read_document(path)
            branch = Branch(name=path.stem, document=document, file=validate_document(document, BranchFile))
            _note_branch(branch, found, folder, problems)
            found.append(branch)
    return tuple(found)


def _note_branch(branch: Branch, before: list[Branch], folder: Path, problems: Problems) -> None:
    taken = {seed: one.name for one in before for seed in one.file.seeds}
    for index, seed in enumerate(branch.file.seeds):
        if seed in taken:
            message = f"given the seed {seed}, which branches to {taken[seed]} already; remove one."
            problems.add(branch.document, ("seeds", index), message)
    known = find_runbooks(folder)
    for name, file in branch.file.runbooks.items():
        if file not in known:
            message = f"given {show(file)}, expected a runbook of this scenario. {suggest(file, known)}"
            problems.add(branch.document, ("runbooks", name), message)
    if "failures" in branch.file.scenario:
        message = "given failure cards in a branch, expected them in scenario.yaml; name them there."
        problems.add(branch.document, ("scenario", "failures"), message, key=True)


def runbooks_on(folder: Path, branches: tuple[Branch, ...], branch: Branch | None) -> dict[str, str]:
    """The files of the runbooks that can be played, by name; those that are only another's take place on its seeds."""
    files = find_runbooks(folder)
    elsewhere = {file for one in branches if one is not branch for file in one.file.runbooks.values()}
    own = {name: files[file] for name, file in branch.file.runbooks.items() if file in files} if branch else {}
    kept = set(branch.file.runbooks.values()) if branch else set()
    return {name: path for name, path in files.items() if name not in elsewhere - kept} | own


def branched(document: Document, branch: Branch, section: str, dropped: Collection[str] = ()) -> Document:
    """A document under what the branch says in that section.

    After a cut that has dropped injects it says nothing of these, and of cuts no more.
    """
    over = part(branch.document, (section,))
    if over is None:
        return document
    said = over.data if isinstance(over.data, dict) else {}
    kept = {name: value for name, value in said.items() if name != CUTS or not dropped}
    injects = said.get("injects")
    if isinstance(injects, dict):
        kept["injects"] = {name: value for name, value in injects.items() if name not in dropped}
    return merged(document, replace(over, data=kept))


def lengths_of(scenario: Document, msel: Document) -> tuple[int, ...]:
    """The room minutes that a scenario can be played in, the least first."""
    written = value_at(scenario, ("room_minutes",))
    cuts = value_at(msel, (CUTS,))
    given = {written, *cuts} if isinstance(cuts, dict) else {written}
    return tuple(sorted(int(one) for one in given if isinstance(one, str) and one.isdigit()))


def cut(scenario: Document, msel: Document, length: int, problems: Problems) -> tuple[Document, Document, list[str]]:
    """Both documents for so many room minutes, and the injects that are dropped.

    Raises:
        InputError: the scenario has no such length.
    """
    known = lengths_of(scenario, msel)
    if length not in known:
        raise InputError(
            f"given a length of {length} room minutes, expected one that the scenario has.",
            f"Lengths: {', '.join(map(str, known))}.",
        )
    at = (CUTS, str(length))
    own = part(msel, at)
    if own is None:
        return scenario, msel, []
    said = validate_document(own, Cut)
    over_msel, over_scenario = Overlay(msel.path), Overlay(scenario.path)
    over_scenario.say(("room_minutes",), str(length), own, ())
    for name in said.injects:
        over_msel.put(("injects", name), own, ("injects", name))
    for index, name in enumerate(said.drop):
        over_msel.say(("injects", name), None, own, ("drop", index))
    moves = value_at(msel, ("moves",))
    for name in said.minutes:
        if isinstance(moves, dict) and name not in moves:
            message = f"given {show(name)}, expected a move. {suggest(name, moves)}"
            problems.add(own, ("minutes", name), message, key=True)
        over_msel.put(("moves", name, "room_minutes"), own, ("minutes", name))
    over = merged(msel, over_msel.document())
    kept = {name: value for name, value in over.data.items() if name != CUTS} if isinstance(over.data, dict) else {}
    return merged(scenario, over_scenario.document()), replace(over, data=kept), list(said.drop)
