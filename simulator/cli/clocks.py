"""`breachdrill clocks`: the law alone, on a facts file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from simulator.cli.console import ExitCode, say
from simulator.cli.output import emit
from simulator.errors import InputError

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("facts", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Every obligation as JSON.")
@click.option("--as-of", type=_DAY, metavar="DATE", help="Judge as of this day.")
@click.option("-o", "outputs", multiple=True, type=click.Path(path_type=Path), help=".ics, .json or .txt; repeatable.")
@click.option("--stale", type=_DAY, metavar="DATE", help="Instead: the rules that nobody has read since this day.")
def clocks(
    facts: Path | None, as_of: datetime | None, outputs: tuple[Path, ...], stale: datetime | None, *, as_json: bool
) -> int:
    """What is owed, to whom, by when, on the FACTS of one incident."""
    if stale is not None:
        from simulator.exercise.planning.stale import stale_rules

        emit(stale_rules(stale.date()))
        return ExitCode.PASS
    if facts is None:
        raise InputError("given no facts file, expected one.", "Name it: breachdrill clocks facts.yaml.")
    from simulator.exercise.planning.plan import plan_of
    from simulator.exercise.planning.show import as_text, json_of
    from simulator.exercise.planning.write import renderer, write_plan

    for path in outputs:
        renderer(path)
    today = datetime.now().date()  # noqa: TID251, DTZ005 - a plan without a day of its own is made today
    plan = plan_of(facts, today, as_of.date() if as_of else None)
    for path in write_plan(plan, outputs):
        say(f"wrote {path}")
    emit(json_of(plan) if as_json else as_text(plan))
    say("Not legal advice. Confirm with counsel.")
    return ExitCode.PASS
