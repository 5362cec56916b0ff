"""`breachdrill scenarios`: list, show, write and check them."""

from __future__ import annotations

import click

from simulator.cli.console import ExitCode, say
from simulator.cli.new import new_scenario
from simulator.cli.output import emit
from simulator.errors import InputError


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
@click.option("--timeline", "on_time_line", is_flag=True, help="What comes when; it tells the GROUND TRUTH.")
@click.option("--json", "as_data", is_flag=True, help="The time line as JSON.")
def show_scenario(scenario: str, *, on_time_line: bool, as_data: bool) -> int:
    """What SCENARIO offers: seats, actions, sources, runbooks. Without --timeline nothing that would spoil it."""
    if on_time_line:
        from simulator.exercise.authoring.timeline import as_json, as_table, timeline

        emit((as_json if as_data else as_table)(timeline(scenario)))
        return ExitCode.PASS
    if as_data:
        raise InputError("given --json without --timeline, expected both.", "Add --timeline: it tells the truth.")
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
