"""`breachdrill report`: the after-action report of a save."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import ExitCode, say
from simulator.domain.ids import SeatId


@click.command()
@click.argument("save")
@click.option(
    "-o",
    "outputs",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help=".html, .md or .json; repeatable.",
)
@click.option("--store", metavar="URL", help="Another library.")
def report(save: str, outputs: tuple[Path, ...], store: str | None) -> int:
    """The after-action report of SAVE (a number of the library, or a .drill file)."""
    from simulator.exercise.keeping import exercise_of, open_save
    from simulator.exercise.reports import Details, renderer, write_report

    for path in outputs:
        renderer(path)
    opened = open_save(save, store)
    details = Details(mode=opened.header.mode, seat=SeatId(opened.header.seat))
    for path in write_report(exercise_of(opened), outputs, opened.words, details):
        say(f"wrote {path}")
    return ExitCode.PASS
