"""`breachdrill run`: a runbook, judged; for CI."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import LENGTH, MOST_SEED, PROFILE, SEED, ExitCode, progress_bar, say
from simulator.cli.output import emit
from simulator.errors import InputError

_MOST_SEEDS = 100_000
"""Seeds in one run; their results are all held at once. Assumed."""


@click.command()
@click.argument("scenario")
@click.option("--runbook", default="reference", metavar="NAME|FILE", help="A runbook's name or file.")
@click.option("--seed", type=SEED, help="One seed; without it the scenario's published one.")
@click.option("--seeds", metavar="A-B", help="Every seed from A to B.")
@LENGTH
@PROFILE
@click.option("-o", "outputs", multiple=True, type=click.Path(path_type=Path), help=".json, .xml (JUnit) or .md.")
@click.option("--json", "as_json", is_flag=True, help="The result on stdout as JSON.")
@click.option("--save", is_flag=True, help="Keep the exercise in the library.")
@click.option("--fail-under", type=float, metavar="N", help="Every run must score at least N.")
@click.option("--allow-late", multiple=True, metavar="ID", help="A duty that may be late or missed.")
def run(  # noqa: PLR0913 - one parameter an option
    scenario: str,
    runbook: str,
    seed: int | None,
    seeds: str | None,
    outputs: tuple[Path, ...],
    *,
    length: int | None,
    profile: Path | None,
    as_json: bool,
    save: bool,
    fail_under: float | None,
    allow_late: tuple[str, ...],
) -> int:
    """Play a runbook of SCENARIO and judge it. A missed or late duty fails the run."""
    from simulator.exercise.runs.batch import run_all
    from simulator.exercise.runs.outputs import as_json as text_of
    from simulator.exercise.runs.outputs import points, run_passed, write_outputs, writers_for
    from simulator.scenario.layering.tailoring import tailoring
    from simulator.scenario.load import load_playbook

    chosen = _seeds(seed, seeds)
    writers_for(outputs)
    bar = progress_bar("playing")
    runs = run_all(
        load_playbook(scenario, tailoring(length, profile)),
        runbook=runbook,
        seeds=chosen,
        allow_late=allow_late,
        fail_under=fail_under,
        progress=lambda done, of: bar(done / of) if of > 1 else None,
    )
    results = [one.result for one in runs]
    write_outputs(outputs, results)
    if save:
        from simulator.exercise.keeping import keep_run

        for one in runs:
            say(f"kept as {keep_run(one.exercise, one.said, runbook=one.result.runbook)}")
    if as_json:
        emit(text_of(results))
    for result in results:
        for gate in result.asserts:
            if not gate.passed:
                mark = "allowed" if gate.allowed else "FAILED"
                say(f"{mark}: {gate.id}: {gate.actual}; wanted {gate.wanted}")
        total = ("" if result.score.total is None else "score ") + points(result)
        verdict = "passed" if run_passed(result) else "FAILED"
        which = f"{scenario}, seed {result.seed}, {result.runbook}"
        say(f"{which}: {verdict}, {total}, journal {result.journal_digest[:12]}")
    return ExitCode.PASS if all(run_passed(one) for one in results) else ExitCode.GATE_FAILED


def _seeds(seed: int | None, seeds: str | None) -> tuple[int, ...]:
    if seeds is None:
        return () if seed is None else (seed,)
    if seed is not None:
        raise InputError("given --seed and --seeds, expected one of them.")
    return seeds_between(seeds)


def seeds_between(seeds: str) -> tuple[int, ...]:
    """Every seed of a range that somebody wrote as `A-B`.

    Raises:
        InputError: it is written another way, or is too long.
    """
    first, dash, last = seeds.partition("-")
    if not (dash and first.isdigit() and last.isdigit() and int(first) <= int(last)):
        raise InputError(f'given --seeds "{seeds}", expected two whole numbers like 1-20.')
    if int(last) > MOST_SEED or int(last) - int(first) >= _MOST_SEEDS:
        raise InputError(f'given --seeds "{seeds}", expected at most {_MOST_SEEDS:,} seeds that fit 64 bits.')
    return tuple(range(int(first), int(last) + 1))
