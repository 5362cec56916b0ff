"""`breachdrill clocks`: the law alone, on a facts file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from simulator.cli.console import ExitCode, say
from simulator.cli.output import emit


@click.command()
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Every obligation as JSON.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Judge as of this day.")
def clocks(facts: Path, as_of: datetime | None, *, as_json: bool) -> int:
    """What is owed, to whom, by when, on the FACTS of one incident."""
    from simulator.exercise import planned, planning

    today = datetime.now().date()  # noqa: TID251, DTZ005 - a plan without a day of its own is made today
    calendar = planning.calendar_of(facts, today, as_of.date() if as_of else None)
    emit(planned.as_json(calendar) if as_json else planned.as_text(calendar))
    say("Not legal advice. Confirm with counsel.")
    return ExitCode.PASS
