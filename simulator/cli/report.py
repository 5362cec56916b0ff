"""`breachdrill report`: the after-action report of a save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.console import ExitCode, say
from simulator.domain.ids import SeatId

if TYPE_CHECKING:
    from simulator.report.audience import Audience


@click.command()
@click.argument("save")
@click.option(
    "-o",
    "outputs",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help=".html, .md, .docx, .pdf or .json; repeatable. For an auditor also .zip.",
)
@click.option(
    "--for",
    "audience",
    type=click.Choice(["leaders", "counsel", "auditor"]),
    help="Leaders: summary, ratings, plan. Counsel: duties, determination, letters. Auditor: proof. Default: whole.",
)
@click.option("--handling", metavar="LINE", default="", help="A handling line on each page; it creates no privilege.")
@click.option(
    "--names",
    is_flag=True,
    help="Keep the names that people typed; with --for, titles of roles replace them.",
)
@click.option("--store", metavar="URL", help="Another library.")
def report(
    save: str, outputs: tuple[Path, ...], audience: Audience | None, handling: str, *, names: bool, store: str | None
) -> int:
    """The after-action report of SAVE (a number of the library, or a .drill file)."""
    from simulator.exercise.formats import DRAWN, get_ready

    if any(path.suffix.lower() in DRAWN for path in outputs):
        get_ready()  # before the rest is loaded: it takes as long to start
    from simulator.exercise.keeping import open_exercise
    from simulator.exercise.reports import Wanted, write_report
    from simulator.exercise.runs.holiday_cache import remembered_holidays
    from simulator.exercise.whatif.recalled import details_of

    wanted = Wanted(audience=audience, handling=handling, names=names)
    with remembered_holidays():
        opened, exercise = open_exercise(save, store)
        details = details_of(exercise, opened.header.mode, SeatId(opened.header.seat))
        written = write_report(exercise, outputs, opened.words, details, wanted)
    for path in written:
        say(f"wrote {path}")
    return ExitCode.PASS
