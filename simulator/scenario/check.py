"""Everything that is wrong with a scenario's folder, told at once: files, names, fairness, texts, runbooks."""

from __future__ import annotations

from pathlib import Path

from simulator.authored import AuthoredError, Position, Problem, Problems, read_document
from simulator.scenario.build import build_playbook
from simulator.scenario.fairness import note_fairness
from simulator.scenario.folders import BRIEFING, find_runbooks
from simulator.scenario.lints import note_lints
from simulator.scenario.load import read_sources
from simulator.scenario.references import Sources
from simulator.scenario.runbook import load_runbook
from simulator.scenario.texts import faults, note_texts

ANCHORS = ("silent", "reference")
"""The runbooks that a score is anchored on (design.md 8)."""


def check_scenario(folder: Path) -> tuple[Problem, ...]:
    """Every problem of the scenario in this folder, sorted by place; none when it can be played and scored."""
    problems = Problems()
    sources = read_sources(folder, problems, every_card=True)
    if sources is not None:
        _note_texts(folder, sources, problems)
        note_lints(sources, problems)
        note_fairness(sources, problems)
        _note_anchors(folder, problems)
    if sources is not None and not problems:
        _note_runbooks(folder, sources, problems)
    return sorted_problems(problems)


def _note_texts(folder: Path, sources: Sources, problems: Problems) -> None:
    documents = [sources.scenario_document, sources.msel_document]
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


def _note_runbooks(folder: Path, sources: Sources, problems: Problems) -> None:
    runbooks = find_runbooks(folder)
    playbook = build_playbook(sources, slug=folder.resolve().name, digest="", runbooks=runbooks)
    for path in runbooks.values():
        with problems.collecting():
            load_runbook(Path(path), playbook)


def sorted_problems(problems: Problems) -> tuple[Problem, ...]:
    """Problems that were collected, by file and place."""
    try:
        problems.raise_if_any()
    except AuthoredError as error:
        return error.problems
    return ()
