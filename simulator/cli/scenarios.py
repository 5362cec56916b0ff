"""`breachdrill scenarios`: list, show and check them."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import ExitCode, say
from simulator.cli.output import emit


@click.group()
def scenarios() -> None:
    """Scenarios that can be played."""


@scenarios.command("list")
def list_scenarios() -> int:
    """Every scenario: slug, title, room minutes, runbooks."""
    from simulator.exercise.catalogue import playbooks

    found = playbooks()
    for one in found:
        emit(f"{one.slug}\t{one.title}\t{one.room_minutes} min\t{', '.join(one.runbooks)}")
    return ExitCode.PASS if found else ExitCode.NOTHING_SELECTED


@scenarios.command("show")
@click.argument("scenario")
def show_scenario(scenario: str) -> int:
    """What SCENARIO offers: seats, actions, sources, runbooks. Nothing that would spoil it."""
    from simulator.exercise.catalogue import describe

    emit(describe(scenario))
    return ExitCode.PASS


@scenarios.command("check")
@click.argument("scenario", nargs=-1)
def check_scenarios(scenario: tuple[str, ...]) -> int:
    """Check scenarios, all of them by default: every problem at once, as file:line:col."""
    from simulator.exercise.checks import check_all

    names, problems = check_all(scenario)
    for problem in problems:
        emit(problem)
    say(f"{len(names)} checked: {', '.join(names)}; {len(problems)} problems")
    if not names:
        return ExitCode.NOTHING_SELECTED
    return ExitCode.BAD_INPUT if problems else ExitCode.PASS


@scenarios.command("package")
@click.argument("scenario")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="A folder.")
def package_scenario(scenario: str, output: Path) -> int:
    """Write what is printed before the day: situation manual, facilitator handbook, role cards, feedback form, MSEL.

    The handbook and the MSEL contain ground truth: they are not for players.
    """
    from simulator.exercise.package import write_package

    for path in write_package(scenario, output):
        emit(str(path))
    return ExitCode.PASS
