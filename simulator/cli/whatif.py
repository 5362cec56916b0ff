"""`breachdrill whatif` and `breachdrill diff`: a run with something changed, and two runs side by side."""

from __future__ import annotations

import click

from simulator.cli.console import ExitCode, progress_bar
from simulator.cli.output import emit
from simulator.errors import InputError

_STORE = click.option("--store", metavar="URL", help="Another library.")
_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.command()
@click.argument("save")
@click.option("--drop", type=int, metavar="N", help="Only: leave decision N out.")
@click.option("--from", "begin", type=int, metavar="N", help="From decision N on, a runbook plays.")
@click.option("--runbook", metavar="NAME|FILE", help="The runbook for --from.")
@click.option("--whole", is_flag=True, help="Try every change of every decision, not of the turning points alone.")
@click.option(
    "--calls", type=click.IntRange(0, 40), default=0, metavar="N", help="Judge the N weightiest calls (slow)."
)
@_STORE
@_JSON
def whatif(  # noqa: PLR0913 - one parameter an option
    save: str,
    drop: int | None,
    begin: int | None,
    runbook: str | None,
    *,
    whole: bool,
    calls: int,
    store: str | None,
    as_json: bool,
) -> int:
    """What each decision of SAVE cost or spared: the same run with one thing changed. Model, not fact."""
    if (begin is None) != (runbook is None):
        raise InputError(
            "given --from without --runbook or the reverse, expected both.", "Name a decision and a runbook."
        )
    if drop is not None and begin is not None:
        raise InputError("given --drop and --from, expected one of them.", "Ask twice.")
    if drop is None and begin is None:
        return _priced(save, store, whole=whole, calls=calls, as_json=as_json)
    from simulator.exercise.runs.batch import find_runbook
    from simulator.exercise.whatif.opening import open_run
    from simulator.exercise.whatif.pricing import price_drop, price_runbook
    from simulator.exercise.whatif.tables import price_text, prices_json

    exercise = open_run(save, store)
    if begin is not None and runbook is not None:
        price = price_runbook(exercise, begin, find_runbook(exercise.playbook, runbook, exercise.seed))
    else:
        price = price_drop(exercise, drop or 0)
    emit(prices_json([price]) if as_json else price_text(price, exercise.playbook))
    return ExitCode.PASS


def _priced(save: str, store: str | None, *, whole: bool, calls: int, as_json: bool) -> int:
    from simulator.exercise.whatif.calls import judge_calls, turning_numbers
    from simulator.exercise.whatif.opening import open_run
    from simulator.exercise.whatif.pricing import price_run
    from simulator.exercise.whatif.tables import priced_json, priced_text

    exercise = open_run(save, store)
    bar = progress_bar("pricing")
    priced = price_run(exercise, depth="whole" if whole else "quick", progress=lambda done, of: bar(done / of))
    judging = progress_bar("judging") if calls else lambda _share: None
    numbers = turning_numbers(priced, calls)
    judged = judge_calls(priced, numbers, lambda done, of: judging(done / of)) if numbers else ()
    emit(priced_json(priced, judged) if as_json else priced_text(priced, judged))
    return ExitCode.PASS


@click.command()
@click.argument("left", metavar="SAVE")
@click.argument("right", metavar="SAVE")
@_STORE
@_JSON
def diff(left: str, right: str, *, store: str | None, as_json: bool) -> int:
    """Two runs of one scenario side by side: where they part, and what came of each."""
    from simulator.exercise.whatif.diff import diff as compare
    from simulator.exercise.whatif.opening import open_run
    from simulator.exercise.whatif.tables import diff_json, diff_text

    first, second = open_run(left, store), open_run(right, store)
    found = compare(first, second)
    emit(diff_json(found) if as_json else diff_text(found, first.playbook))
    return ExitCode.PASS
