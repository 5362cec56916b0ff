"""`breachdrill world`: build, verify, export and count it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from simulator.cli.console import SEED, ExitCode, progress_bar, say
from simulator.cli.output import emit
from simulator.errors import InputError

F = TypeVar("F", bound=Callable[..., Any])


def _which_world(command: F) -> F:
    """The options that say which world."""
    for option in (
        click.option("--scenario", metavar="SLUG", help="The world of a scenario; without it the default world."),
        click.option("--seed", type=SEED, help="Another seed than the published one."),
        click.option("--patients", type=int, metavar="N", help="So many patient records (without --scenario)."),
    ):
        command = option(command)
    return command


_where = click.option(
    "--store",
    metavar="URL",
    help="A PostgreSQL database that keeps worlds, or sqlite:///FILE: the folder of that file. Default: the cache.",
)


@click.group()
def world() -> None:
    """The synthetic CRM and EHR."""


@world.command()
@_which_world
@_where
def build(scenario: str | None, seed: int | None, patients: int | None, store: str | None) -> int:
    """Build the world, or find it built; prints its file."""
    from simulator.exercise import worlds

    try:
        emit(worlds.build(scenario, seed, patients, progress_bar("building"), store))
    except KeyboardInterrupt:
        say("\nWhat is finished is kept: the same command goes on from there.")
        raise
    return ExitCode.PASS


@world.command()
@_which_world
@_where
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def verify(
    scenario: str | None, seed: int | None, patients: int | None, store: str | None, paths: tuple[Path, ...]
) -> int:
    """Prove that every identifier is from a reserved or never-issued range: of a world, or of the files in PATHS.

    A file is an export, a report, a list or a save; of a folder or a .zip every file is read.
    """
    from simulator.exercise import world_files, worlds

    if paths and (scenario, seed, patients, store) != (None, None, None, None):
        raise InputError("given a world and files, expected one of them.", "Verify them one after the other.")
    if paths:
        findings = world_files.verify_paths(paths)
    else:
        findings = worlds.verify(scenario, seed, patients, progress_bar("building"), store)
    for finding in findings:
        emit(finding)
    say("EXERCISE: every identifier is synthetic." if not findings else f"{len(findings)} values are not proven.")
    return ExitCode.GATE_FAILED if findings else ExitCode.PASS


@world.command()
@_which_world
@_where
def stats(scenario: str | None, seed: int | None, patients: int | None, store: str | None) -> int:
    """Rows by table, people by what matters for notices, and the standing weaknesses of the organisation."""
    from simulator.exercise import worlds

    counts = worlds.count(scenario, seed, patients, progress_bar("building"), store)
    for name, number in {**counts.people, **counts.tables}.items():
        emit(f"{name}\t{number}")
    for what, subject in counts.weaknesses:
        emit(f"{what}\t{subject}")
    emit(f"digest\t{counts.digest}")
    return ExitCode.PASS


@world.command()
@_which_world
@click.option(
    "-o",
    "outputs",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help="A new folder or .zip (CSV), .ndjson or .json (FHIR R4); repeatable.",
)
@click.option("--most", type=int, metavar="N", help="At most N patients, with all that belongs to them.")
@_where
def export(
    scenario: str | None,
    seed: int | None,
    patients: int | None,
    outputs: tuple[Path, ...],
    most: int | None,
    store: str | None,
) -> int:
    """Write the world as tables or as FHIR R4 resources, whole or in part."""
    from simulator.exercise.world_files import Wanted
    from simulator.exercise.world_files import export as write

    write(Wanted(scenario, seed, patients, store), outputs, most, progress_bar("exporting"))
    for path in outputs:
        say(f"wrote {path}")
    return ExitCode.PASS


@world.command()
@click.option("--scenario", metavar="SLUG", help="The sources of a scenario; without it every card of the library.")
@click.option("--with", "changes", type=click.Path(path_type=Path), help="Your licences and retentions, as YAML.")
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
def posture(scenario: str | None, changes: Path | None, *, as_json: bool) -> int:
    """What the logs could prove 1, 5, 12 and 30 days after an incident."""
    from simulator.exercise import postures

    asked = postures.ask(scenario, changes)
    emit(postures.as_json(asked) if as_json else "\n".join(postures.as_lines(asked)))
    return ExitCode.PASS
