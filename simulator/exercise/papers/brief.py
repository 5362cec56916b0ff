"""Writes what the room holds in its hands: role cards, player sheet, handbook, inject slips, rehearsal list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from simulator.domain.playbook import Playbook
from simulator.exercise.evaluating.earlier import announced, open_actions
from simulator.exercise.papers.package import ROLE_CARDS, expected
from simulator.exercise.papers.writing import write_papers
from simulator.report.model import AfterActionReport
from simulator.report.papers.handbook import handbook
from simulator.report.papers.player import player_sheet
from simulator.report.papers.rehearsal import rehearsal_list
from simulator.report.papers.rolecards import role_cards
from simulator.report.papers.slips import inject_slips
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import load_playbook

PLAYERS = (ROLE_CARDS, "player-sheet")
"""The papers that players may read."""


def write_brief(
    scenario: str, folder: Path | None = None, tailoring: Tailoring = AS_WRITTEN, store: str | None = None
) -> list[Path]:
    """Write the papers of a scenario, as it is tailored, as DOCX, PDF, Markdown and HTML; which files they are.

    Without a folder: `brief-` and the scenario's slug, where one is. The rehearsal list names the open actions of the
    library's exercises that this scenario tests again.

    Raises:
        InputError: there is no such scenario, it has no reference runbook, or the folder takes no writing.
        ScenarioError: a file of it is wrong.
    """
    playbook = load_playbook(scenario, tailoring)
    papers = brief_papers(playbook, announced(open_actions(store), playbook))
    return write_papers(
        papers, folder or Path(f"brief-{playbook.slug}"), ("docx", "pdf", "md", "html"), paged=(ROLE_CARDS,)
    )


def brief_papers(playbook: Playbook, earlier: Iterable[str] = ()) -> dict[str, AfterActionReport]:
    """Each paper by the name of its file; `earlier`: what is said of earlier exercises' open actions."""
    return {
        ROLE_CARDS: role_cards(playbook),
        "player-sheet": player_sheet(playbook),
        "facilitator-handbook": handbook(playbook, expected(playbook)),
        "inject-slips": inject_slips(playbook),
        "rehearsal-list": rehearsal_list(playbook, earlier),
    }
