"""Everything that is wrong with a scenario's folder, told at once: files, names, fairness, texts, runbooks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.authored import AuthoredError, Position, Problem, Problems, read_document
from simulator.scenario.building.build import build_world
from simulator.scenario.checking.enough import note_enough
from simulator.scenario.checking.fairness import note_fairness
from simulator.scenario.checking.lints import note_lints
from simulator.scenario.checking.references import Sources
from simulator.scenario.checking.texts import faults, note_texts
from simulator.scenario.folders import BRIEFING, find_runbooks
from simulator.scenario.layering.branches import read_branches
from simulator.scenario.layering.layers import Layers, read_layers
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.reading import playbook_of, read_sources
from simulator.scenario.runbook import load_runbook

ANCHORS = ("silent", "reference")
"""The runbooks that a score is anchored on (design.md 8)."""


def check_scenario(folder: Path, tailoring: Tailoring = AS_WRITTEN) -> tuple[Problem, ...]:
    """Every problem of the scenario in this folder, sorted by place; none when it can be played and scored.

    A branch and a cut are checked like the scenario itself, each with the profile that was given.
    """
    problems = Problems()
    written = read_sources(folder, problems, every_card=True)
    if written is not None:
        _note_texts(folder, written, problems)
        _note_anchors(folder, problems)
    layers = _note_variant(folder, tailoring, "", problems)
    if problems:
        return sorted_problems(problems)
    for branch in layers.branches:
        _note_variant(folder, tailoring, branch.name, problems)
    for length in layers.cuts:
        _note_variant(folder, replace(tailoring, length=length), "", problems)
    return sorted_problems(problems)


def _note_variant(folder: Path, tailoring: Tailoring, branch: str, problems: Problems) -> Layers:
    layers = read_layers(folder, problems, tailoring=tailoring, branch=branch)
    sources = read_sources(folder, problems, layers=layers)
    if sources is not None:
        note_lints(sources, problems)
        note_fairness(sources, problems)
    if sources is not None and not problems:
        note_enough(sources, build_world(sources.scenario.world), problems)
    if sources is not None and not problems:
        _note_runbooks(folder, sources, layers, problems)
    return layers


def _note_texts(folder: Path, sources: Sources, problems: Problems) -> None:
    documents = [sources.scenario_document, sources.msel_document]
    documents += [entry.document for entry in sources.failures.values()]
    documents += [branch.document for branch in read_branches(folder, Problems())]
    documents += {entry.document.path: entry.document for entry in sources.library.values()}.values()
    for document in documents:
        note_texts(document, problems)
    for number, line in enumerate(sources.briefing.splitlines(), 1):
        for message in faults(line):
            problems.add_at(folder / BRIEFING, Position(number, 1), message)
    for path in find_runbooks(folder).values():
        with problems.collecting():
            note_texts(read_document(Path(path)), problems)


def _note_anchors(folder: Path, problems: Problems) -> None:
    known = find_runbooks(folder)
    for name in ANCHORS:
        if name not in known:
            problems.add(folder, (), f"given no runbook {name}.yaml, expected one to anchor the score; write it.")


def _note_runbooks(folder: Path, sources: Sources, layers: Layers, problems: Problems) -> None:
    playbook = playbook_of(sources, layers, folder)
    for path in playbook.runbooks.values():
        with problems.collecting():
            load_runbook(Path(path), playbook)


def sorted_problems(problems: Problems) -> tuple[Problem, ...]:
    """Problems that were collected, by file and place."""
    try:
        problems.raise_if_any()
    except AuthoredError as error:
        return error.problems
    return ()
