"""Makes the report of a drill: its review, its sections, its files. For a worker's thread; knows no terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.domain.evaluation.records import Planned
from simulator.domain.words import Words
from simulator.exercise.evaluating.planfile import write_plan
from simulator.exercise.evaluating.review import Review, review_of
from simulator.exercise.folders import data_folder
from simulator.exercise.play import Exercise
from simulator.exercise.reports import Details, Wanted, played, report_of, write_report
from simulator.exercise.whatif import recalled
from simulator.report.material import Played
from simulator.report.model import AfterActionReport, Section
from simulator.report.render_md import render_md

if TYPE_CHECKING:
    from tui.pacing import Drill

FORMATS: Mapping[str, str] = {
    "html": "Report, to read in a browser",
    "docx": "Report, to edit (DOCX)",
    "pdf": "Report, tagged PDF",
    "md": "Report, Markdown",
    "json": "Report, JSON",
    "plan.csv": "Improvement plan, CSV",
    "plan.xlsx": "Improvement plan, XLSX",
    "plan.ics": "Improvement plan, calendar",
    "bundle.zip": "Bundle for an investigator",
}
"""What can be written, by the end of its name."""
USUAL = ("html", "docx", "plan.csv", "plan.ics")


_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A drill as the report takes it, its review, and the report itself."""

    told: Played
    review: Review
    report: AfterActionReport


def details_of(drill: Drill) -> Details:
    """How a drill was played, with what was worked out of it: here, or before on this machine."""
    known = recalled.Recalled(prices=drill.prices, judged=drill.judged) if drill.prices else None
    return recalled.details_of(drill.exercise, drill.mode, drill.seat, known)


def reviewed(exercise: Exercise, words: Iterable[Words], details: Details, before: Played | None = None) -> Reviewed:
    """The report of a drill as it stands; `before`: what was worked out already, of which words and calls are new."""
    if before is None:
        told = played(exercise, words, details)
    else:
        told = replace(before, words=tuple(words), prices=details.prices, judged=details.judged)
    review = review_of(told)
    return Reviewed(told=told, review=review, report=report_of(told, Wanted(handling=review.evaluation.handling)))


def section_text(report: AfterActionReport, section: Section) -> str:
    """One section as text."""
    whole = render_md(replace(report, sections=(section,)))
    _, found, after = whole.partition(f"{section.title}\n")
    return _ESCAPED.sub(r"\1", after.strip() if found else whole)


def write_files(exercise: Exercise, folder: str, words: tuple[Words, ...], details: Details, chosen: Iterable[str],
                reviewed: Reviewed) -> tuple[Path, ...]:  # fmt: skip
    """Write what was chosen into the data folder, and say where it lies.

    Raises:
        InputError: the folder takes no writing, or a library that a format needs is not installed.
    """
    place, wanted = data_folder(), tuple(chosen)
    handling = reviewed.review.evaluation.handling
    written: list[Path] = []
    reports = [place / f"{folder}-after-action.{one}" for one in wanted if "." not in one]
    if reports:
        written += write_report(exercise, reports, words, details, Wanted(handling=handling))
    if "bundle.zip" in wanted:
        bundle = [place / f"{folder}-bundle.zip"]
        written += write_report(exercise, bundle, words, details, Wanted(handling=handling, audience="auditor"))
    plans = [place / f"{folder}-improvement-{one}" for one in wanted if one.startswith("plan.")]
    if plans:
        write_plan(_rows(reviewed.review.evaluation.plan), exercise.playbook, exercise.seed, plans)
    return (*written, *plans)


def _rows(plan: Iterable[Planned]) -> tuple[tuple[Planned, str], ...]:
    return tuple((one, str(one.status)) for one in plan)
