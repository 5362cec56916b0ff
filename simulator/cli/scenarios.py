"""`breachdrill scenarios`: list, show, write and check them."""

from __future__ import annotations

import click

from simulator.cli.console import ExitCode, say
from simulator.cli.new import new_scenario
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


scenarios.add_command(new_scenario)
