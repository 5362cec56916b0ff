"""`breachdrill world`: build, verify and count it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from simulator.cli.console import ExitCode, progress_bar, say
from simulator.cli.output import emit

F = TypeVar("F", bound=Callable[..., Any])


def _which_world(command: F) -> F:
    """The options that say which world."""
    for option in (
        click.option("--scenario", metavar="SLUG", help="The world of a scenario; without it the default world."),
        click.option("--seed", type=int, help="Another seed than the published one."),
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
def verify(scenario: str | None, seed: int | None, patients: int | None, store: str | None) -> int:
    """Prove that every identifier is from a reserved or never-issued range."""
    from simulator.exercise import worlds

    findings = worlds.verify(scenario, seed, patients, progress_bar("building"), store)
    for finding in findings:
        emit(finding)
    say("EXERCISE: every identifier is synthetic." if not findings else f"{len(findings)} values are not proven.")
    return ExitCode.GATE_FAILED if findings else ExitCode.PASS


@world.command()
@_which_world
@_where
def stats(scenario: str | None, seed: int | None, patients: int | None, store: str | None) -> int:
    """Rows by table, and people by what matters for notices."""
    from simulator.exercise import worlds

    counts = worlds.count(scenario, seed, patients, progress_bar("building"), store)
    for name, number in {**counts.people, **counts.tables}.items():
        emit(f"{name}\t{number}")
    emit(f"digest\t{counts.digest}")
    return ExitCode.PASS
