"""Writes everything that is printed before the day into one folder: DOCX to edit, Markdown to read, the sheet."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.papers.writing import write_papers
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import outcome
from simulator.exercise.runs.runner import play_runbook
from simulator.exercise.sheets.outgoing import export_msel
from simulator.report.model import AfterActionReport
from simulator.report.papers.feedback import feedback_form
from simulator.report.papers.handbook import Expected, handbook
from simulator.report.papers.rolecards import role_cards
from simulator.report.papers.sitman import situation_manual
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import load_playbook

ROLE_CARDS = "role-cards"


def write_package(scenario: str, folder: Path, tailoring: Tailoring = AS_WRITTEN) -> tuple[Path, ...]:
    """Write the papers of a scenario, as it is tailored; which files they are.

    Raises:
        InputError: there is no such scenario, it has no reference runbook, or the folder takes no writing.
        ScenarioError: a file of it is wrong.
    """
    playbook = load_playbook(scenario, tailoring)
    written = write_papers(papers_of(playbook), folder, ("docx", "md"), paged=(ROLE_CARDS,))
    sheets = [folder / "msel.csv", *([folder / "msel.xlsx"] if find_spec("openpyxl") else [])]
    export_msel(scenario, tuple(sheets), "hseep", tailoring=tailoring)
    return (*written, *sheets)


def papers_of(playbook: Playbook) -> dict[str, AfterActionReport]:
    """Each paper by the name of its file."""
    return {
        "situation-manual": situation_manual(playbook),
        "facilitator-handbook": handbook(playbook, expected(playbook)),
        ROLE_CARDS: role_cards(playbook),
        "feedback-form": feedback_form(playbook),
    }


def expected(playbook: Playbook) -> Expected:
    """What the reference runbook gives on the published seed.

    Raises:
        InputError: there is none.
    """
    if "reference" not in playbook.runbooks:
        raise InputError(f"{playbook.slug} has no reference runbook, whose results the handbook tells.", "Write one.")
    ended = outcome(play_runbook(playbook, find_runbook(playbook, "reference"), playbook.seed))
    return Expected(
        read=ended.read.by_state,
        notifiable=ended.notifiable.by_state,
        listed=ended.listed.by_state,
        duties=ended.duties,
    )
