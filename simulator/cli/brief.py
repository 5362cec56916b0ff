"""`breachdrill brief`: what is printed for the room."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import LENGTH, PROFILE, ExitCode, say
from simulator.cli.output import emit


@click.command()
@click.argument("scenario")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="A folder; else brief-SCENARIO.")
@LENGTH
@PROFILE
@click.option("--store", metavar="URL", help="Another library, for the open actions of earlier exercises.")
def brief(scenario: str, output: Path | None, length: int | None, profile: Path | None, store: str | None) -> int:
    """Write role cards (one a page), player sheet, facilitator handbook, inject slips and rehearsal list of SCENARIO.

    Handbook, slips and rehearsal list contain ground truth: they are not for players.
    """
    from simulator.exercise.papers.brief import write_brief
    from simulator.scenario.layering.tailoring import tailoring

    for path in write_brief(scenario, output, tailoring(length, profile), store):
        emit(str(path))
    say("Not for players: facilitator-handbook, inject-slips, rehearsal-list.")
    return ExitCode.PASS
