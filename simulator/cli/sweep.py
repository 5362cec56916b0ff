"""`breachdrill sweep`: runbooks on many seeds."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import LENGTH, PROFILE, ExitCode, progress_bar
from simulator.cli.output import emit
from simulator.cli.run import seeds_between
from simulator.errors import InputError


@click.command()
@click.argument("scenario")
@click.option("--runbook", "runbooks", multiple=True, required=True, metavar="NAME|FILE", help="Repeatable.")
@click.option("--seeds", required=True, metavar="A-B", help="Every seed from A to B.")
@click.option("--jobs", type=click.IntRange(1, 1024), metavar="N", help="Processes; without it one a processor.")
@click.option("--dask", metavar="ADDRESS", help="Not in this release.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@LENGTH
@PROFILE
def sweep(  # noqa: PLR0913 - one parameter an option
    scenario: str,
    runbooks: tuple[str, ...],
    seeds: str,
    jobs: int | None,
    dask: str | None,
    *,
    as_json: bool,
    length: int | None,
    profile: Path | None,
) -> int:
    """Play each runbook of SCENARIO on every seed; the median, P10 and P90 of its score, and what it missed."""
    from simulator.exercise.sweep import sweep as play
    from simulator.exercise.sweep import sweep_json, sweep_table
    from simulator.scenario.layering.tailoring import tailoring
    from simulator.scenario.load import load_playbook

    if dask is not None:
        raise InputError(f'given --dask "{dask}", which this release does not play on.', "Play here with --jobs N.")
    chosen = seeds_between(seeds)
    playbook = load_playbook(scenario, tailoring(length, profile))
    bar = progress_bar("sweeping")
    swept = play(playbook, runbooks, chosen, jobs, lambda done, of: bar(done / of))
    emit(sweep_json(playbook, chosen, swept) if as_json else sweep_table(swept))
    return ExitCode.PASS
