"""`breachdrill exercises`: what the library keeps."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import ExitCode, say
from simulator.cli.improve import escalate, papers, plan, retest, settle
from simulator.cli.output import emit

_STORE = click.option("--store", metavar="URL", help="Another library.")


@click.group()
def exercises() -> None:
    """Exercises that are kept in the library."""


@exercises.command("list")
@_STORE
def list_exercises(store: str | None) -> int:
    """Every exercise: number, scenario, seed, state, decisions, when."""
    from simulator.exercise.library import Library

    with Library.open(store) as library:
        kept = library.list()
    for one in kept:
        head = one.header
        emit(f"{one.id}\t{head.scenario}\t{head.seed}\t{one.state}\t{one.decisions} decisions\t{head.created}")
    if not kept:
        say("The library is empty. Begin with: breachdrill play")
        return ExitCode.NOTHING_SELECTED
    return ExitCode.PASS


@exercises.command("export")
@click.argument("number", type=int)
@click.argument("path", type=click.Path(path_type=Path))
@_STORE
def export_exercise(number: int, path: Path, store: str | None) -> int:
    """Write exercise NUMBER to PATH as a .drill file."""
    from simulator.exercise.library import Library

    with Library.open(store) as library:
        save = library.export(number, path)
    say(f"{path}: {len(save.decisions)} decisions, {len(save.journal)} facts")
    return ExitCode.PASS


@exercises.command("evidence")
@click.argument("save")
@click.argument("source")
@click.option("-o", "outputs", multiple=True, required=True, type=click.Path(path_type=Path), help=".csv or .ndjson.")
@_STORE
def export_rows(save: str, source: str, outputs: tuple[Path, ...], store: str | None) -> int:
    """Write what was pulled from SOURCE in SAVE (a number of the library, or a .drill file).

    An access log of the EHR is written to .ndjson as FHIR AuditEvent.
    """
    from simulator.exercise.evidence_files import export_evidence
    from simulator.exercise.keeping import open_exercise

    _, exercise = open_exercise(save, store)
    for path in outputs:
        say(f"{path}: {export_evidence(exercise, source, path)} rows")
    return ExitCode.PASS


@exercises.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@_STORE
def import_exercise(path: Path, store: str | None) -> int:
    """Take the save at PATH into the library."""
    from simulator.exercise.library import Library

    with Library.open(store) as library:
        kept = library.import_(path)
    emit(str(kept.id))
    return ExitCode.PASS


exercises.add_command(plan)
exercises.add_command(retest)
exercises.add_command(papers)
exercises.add_command(escalate)
exercises.add_command(settle)
