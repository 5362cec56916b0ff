"""Writes what is filed after play: evaluation guides, test records, attestation, HICS forms, memos, and the plan."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from simulator.exercise.evaluating.planfile import PROPOSED, write_plan
from simulator.exercise.papers.writing import write_papers
from simulator.exercise.sheets.files import write_sheet
from simulator.report.findings import findings
from simulator.report.improving.proposed import proposed
from simulator.report.material import Material, Played
from simulator.report.model import AfterActionReport
from simulator.report.papers.after import Day
from simulator.report.papers.eeg import SHEET_COLUMNS, evaluation_guides, guide_rows
from simulator.report.papers.hics import activity_logs, messages
from simulator.report.papers.tested import attestation, cms_record, memo, test_record
from simulator.world.canary import canary_of

GUIDES, LOGS, MESSAGES = "evaluation-guides", "hics-214-activity-logs", "hics-213-messages"


def write_filed(told: Played, folder: Path, held: str = "") -> list[Path]:
    """Write the papers of a played exercise as DOCX, its guides and plan as sheets too; which files they are.

    `held`: the day of the room, as it was kept. Workbooks are written where openpyxl is there.

    Raises:
        InputError: the folder takes no writing.
    """
    day = day_of(told, held)
    written = write_papers(filed_papers(day), folder, ("docx",), paged=(GUIDES, LOGS, MESSAGES))
    canary = canary_of(told.playbook.world.digest(told.seed))
    tables = ("csv", *(("xlsx",) if find_spec("openpyxl") else ()))
    sheets = [folder / f"{GUIDES}.{suffix}" for suffix in tables]
    for path in sheets:
        write_sheet(path, SHEET_COLUMNS, guide_rows(day), canary, "EEG")
    plans = [folder / f"improvement-plan.{suffix}" for suffix in ("ics", *tables)]
    waiting = proposed(day.material, day.found, day.material.evaluation)
    rows = [(one, str(one.status)) for one in day.material.evaluation.plan]
    write_plan([*rows, *((one, PROPOSED) for one in waiting)], told.playbook, told.seed, plans)
    return [*written, *sheets, *plans]


def write_memo(told: Played, folder: Path, held: str = "") -> list[Path]:
    """Write the memo of the critical finding that was escalated last, alone and at once; none: nothing was.

    `told` needs no score (`evaluating.review.unscored`), so that it can be handed over while play goes on.

    Raises:
        InputError: the folder takes no writing.
    """
    day = day_of(told, held)
    last = len(day.material.evaluation.escalated)
    return write_papers({f"memo-{last}": memo(day, last - 1)} if last else {}, folder, ("docx",))


def day_of(told: Played, held: str = "") -> Day:
    """What the papers are made from."""
    material = Material(told)
    return Day(material=material, found=findings(material), held=held)


def filed_papers(day: Day) -> dict[str, AfterActionReport]:
    """Each paper by the name of its file."""
    escalated = range(len(day.material.evaluation.escalated))
    return {
        GUIDES: evaluation_guides(day),
        "test-record": test_record(day),
        "cms-record": cms_record(day),
        "attestation": attestation(day),
        LOGS: activity_logs(day),
        MESSAGES: messages(day),
        **{f"memo-{number + 1}": memo(day, number) for number in escalated},
    }
