"""`breachdrill scenarios`: list, show, write and check them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.console import LENGTH, PROFILE, ExitCode, progress_bar, say
from simulator.cli.new import new_scenario
from simulator.cli.output import emit
from simulator.errors import InputError

if TYPE_CHECKING:
    from simulator.exercise.runs.battery import Battery

_MOST_SEEDS = 10_000
"""Seeds in one check; assumed."""


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
@LENGTH
@PROFILE
def show_scenario(scenario: str, *, on_time_line: bool, as_data: bool, length: int | None, profile: Path | None) -> int:
    """What SCENARIO offers: seats, actions, sources, runbooks. Without --timeline nothing that would spoil it."""
    if on_time_line:
        from simulator.exercise.authoring.timeline import as_json, as_table, timeline
        from simulator.scenario.layering.tailoring import tailoring

        emit((as_json if as_data else as_table)(timeline(scenario, tailoring(length, profile))))
        return ExitCode.PASS
    if as_data or length or profile:
        raise InputError(
            "given --json, --length or --profile without --timeline, expected both.",
            "Add --timeline: it tells the truth.",
        )
    from simulator.exercise.catalogue import describe

    emit(describe(scenario))
    return ExitCode.PASS


@scenarios.command("check")
@click.argument("scenario", nargs=-1)
@PROFILE
@click.option("--seeds", type=click.IntRange(1, _MOST_SEEDS), help="Show how runbooks score on so many seeds.")
@click.option("--json", "as_json", is_flag=True, help="The scores and the problems on stdout as JSON.")
@click.option("--no-play", is_flag=True, help="Only read the files.")
def check_scenarios(
    scenario: tuple[str, ...], profile: Path | None, seeds: int | None, *, as_json: bool, no_play: bool
) -> int:
    """Check scenarios, all of them by default, with each branch and cut: every problem at once, as file:line:col.

    What can be read is played: every runbook, and every exploit that a scenario offers means for, on 20 seeds; each
    only until more of them cannot change its verdict, unless --seeds or --json asks for all scores.
    """
    if not no_play and seeds != 1:
        from simulator.exercise.runs.players import get_ready

        get_ready()

    from simulator.exercise.checks import SEEDS, check_all, play_all
    from simulator.exercise.runs.tables import as_table, battery_json
    from simulator.scenario.layering.tailoring import tailoring

    if no_play and (seeds is not None or as_json):
        raise InputError("given --no-play with --seeds or --json, expected one of them.", "Only a play has scores.")
    tailored = tailoring(profile=profile)
    wanted = seeds or (SEEDS if as_json else None)  # scores that are shown are all played
    if no_play:
        found = check_all(scenario, tailored)
    else:
        bar = cache(lambda name: progress_bar(f"playing {name}"))
        found = play_all(scenario, wanted, lambda name, share: bar(name)(share), tailored)
    if as_json:
        emit(battery_json(found.batteries, found.problems))
    elif seeds is not None:
        for one in found.batteries:
            emit(as_table(one))
    for problem in found.problems if not as_json else ():
        emit(problem)
    many = f"{len(found.problems)} problem{'' if len(found.problems) == 1 else 's'}"
    say(f"{len(found.names)} checked: {', '.join(found.names)}{_played(found.batteries, wanted)}; {many}")
    if not found.names:
        return ExitCode.NOTHING_SELECTED
    for line in found.advice:
        say(f"advice: {line}")
    return ExitCode.BAD_INPUT if found.problems else ExitCode.PASS


def _played(batteries: tuple[Battery, ...], seeds: int | None) -> str:
    """On how many seeds: on all, or, where no number was asked for, until each verdict was certain."""
    from simulator.exercise.checks import SEEDS

    if not batteries:
        return ""
    return f", {seeds} seeds each" if seeds else f", {SEEDS} seeds each, or until the verdict was certain"


@scenarios.command("package")
@click.argument("scenario")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="A folder.")
@LENGTH
@PROFILE
def package_scenario(scenario: str, output: Path, length: int | None, profile: Path | None) -> int:
    """Write what is printed before the day: situation manual, facilitator handbook, role cards, feedback form, MSEL.

    The handbook and the MSEL contain ground truth: they are not for players.
    """
    from simulator.exercise.papers.package import write_package
    from simulator.scenario.layering.tailoring import tailoring

    for path in write_package(scenario, output, tailoring(length, profile)):
        emit(str(path))
    return ExitCode.PASS


scenarios.add_command(new_scenario)
