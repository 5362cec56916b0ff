"""`breachdrill scenarios new`: asks on a terminal, takes options elsewhere, writes a skeleton that can be played."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from simulator.cli.console import ExitCode, say
from simulator.cli.output import emit
from simulator.errors import InputError


@click.command("new")
@click.option("--title", help="What players read in the lobby.")
@click.option("--slug", metavar="FOLDER", help="The folder's name, which is the scenario's id; from the title.")
@click.option("--pattern", metavar="NAME", help="The leak to start from, such as open-bucket, or a failure card.")
@click.option("--card", metavar="NAME", help="The failure card to start from, in place of a pattern.")
@click.option("--start", metavar="DATE", help="The day on which play starts, at nine in the morning.")
@click.option("--zone", help="The clinics' time zone, such as America/Chicago.")
@click.option("--states", metavar="CODES", help="Where patients live, the largest first, such as TX,NY.")
@click.option("--length", metavar="MINUTES", help="Room minutes: 45, 90 or 180.")
@click.option("--into", type=click.Path(path_type=Path), default=Path(), help="Where the folder is made; here.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not given is chosen.")
def new_scenario(*, into: Path, yes: bool, **given: str | None) -> int:
    """Write a commented skeleton of a scenario, which passes the check and plays, for you to change."""
    from simulator.exercise.authoring.skeleton import write_scenario
    from simulator.exercise.authoring.wishes import wish

    answers = {name: text for name, text in given.items() if text is not None}
    if not yes:
        answers = _asked(answers)
    wanted = wish(answers)
    folder = into / wanted.slug
    for path in write_scenario(wanted, folder):
        emit(str(path))
    say(f"Written. Check it: breachdrill scenarios check {folder}")
    say(f"See it on a time line (it tells the truth): breachdrill scenarios show {folder} --timeline")
    say(f"Play it: breachdrill play {folder}")
    return ExitCode.PASS


def _asked(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers, and those of whoever sits at the terminal.

    Raises:
        InputError: nobody does.
    """
    from simulator.exercise.authoring.wishes import check, questions, slug_of

    if not sys.stdin.isatty():
        raise InputError("given no terminal to ask on, expected --yes.", "Add --yes, and the options that you want.")
    complete = dict(answers)
    for one in (one for one in questions() if one.name != "pattern" or "card" not in answers):
        otherwise = one.otherwise or slug_of(complete["title"])
        while one.name not in complete:
            text = click.prompt(one.ask, default=otherwise, err=True)
            try:
                check(one.name, text)
            except InputError as error:
                say(" ".join([error.message, error.hint]))
            else:
                complete[one.name] = text
    return complete
