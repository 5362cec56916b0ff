"""`breachdrill play`: the tabletop, or its demonstration where there is no terminal."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from simulator.cli.console import LENGTH, PROFILE, SEED, ExitCode, say
from simulator.domain.direction import Chance, Pace
from simulator.errors import InputError

if TYPE_CHECKING:
    from simulator.domain.playbook import Playbook
    from tui.keeping import Opened

_NO_KEYS = "given --keymap with --plain, which reads whole lines and has no keys."


@click.command()
@click.argument("scenario", required=False)
@click.option("--seed", type=SEED, help="Without it the scenario's published one.")
@click.option("--seat", default="room", show_default=True, help="Whose view: room, or one role.")
@click.option("--mode", type=click.Choice(["assisted", "unaided"]), default="assisted", show_default=True)
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and plain terminals.")
@click.option("--calm", is_flag=True, help="No animation, few frames, for slow connections.")
@click.option("--ascii", "only_ascii", is_flag=True, help="Draw with ASCII alone.")
@click.option("--keymap", type=click.Path(path_type=Path), help="A file with other keys; not with --plain.")
@click.option(
    "--chance",
    type=click.Choice(get_args(Chance)),
    default="seeded",
    show_default=True,
    help="What decides: the seed's dice, none, or a d20 on your table.",
)
@click.option(
    "--pace",
    type=click.Choice(get_args(Pace)),
    default="x60",
    show_default=True,
    help="How fast time runs while hours matter.",
)
@LENGTH
@PROFILE
@click.option("--store", metavar="URL", help="Another library.")
@click.option("--pin", metavar="PIN", help="The facilitator's PIN of a new exercise; else it is chosen at first use.")
@click.option("-o", "outputs", multiple=True, type=click.Path(path_type=Path), help="Where the report goes.")
def play(  # noqa: PLR0913 - one parameter an option
    scenario: str | None,
    seed: int | None,
    seat: str,
    mode: Literal["assisted", "unaided"],
    store: str | None,
    outputs: tuple[Path, ...],
    *,
    chance: Chance,
    pace: Pace,
    length: int | None,
    profile: Path | None,
    pin: str | None,
    plain: bool,
    calm: bool,
    only_ascii: bool,
    keymap: Path | None,
) -> int:
    """The tabletop. Without a terminal: the reference runbook as plain text, and its report."""
    from simulator.exercise.catalogue import default_scenario, seat_of
    from simulator.scenario.layering.tailoring import tailoring
    from simulator.scenario.load import load_playbook

    if plain and keymap is not None:
        raise InputError(_NO_KEYS, "Leave one of them out.")
    if calm:
        os.environ.setdefault("TEXTUAL_FPS", "10")
    if only_ascii:
        os.environ["BREACHDRILL_ASCII"] = "1"
    named = scenario or plain or length or profile or chance != "seeded" or pace != "x60" or not sys.stdin.isatty()
    playbook = load_playbook(scenario or default_scenario(), tailoring(length, profile)) if named else None
    if playbook is not None:
        seat_of(playbook, seat)
    if playbook is not None and not plain and not sys.stdin.isatty():
        return _demonstrate(playbook, playbook.seed if seed is None else seed, chance, outputs)
    from tui.kept import open_library

    with open_library(store, pin) as library:
        try:
            if plain and playbook is not None:
                from tui.keeping import begun
                from tui.plain import play_plain, start_plain

                begin = partial(library.begin, playbook, playbook.seed if seed is None else seed, seat, mode)

                def new() -> Opened:
                    return begun(begin(), chance, pace)

                code = play_plain(new() if scenario else start_plain(library, new))
            else:
                from tui.start import run_tabletop

                code = run_tabletop(playbook, seed, seat, mode, (chance, pace), library=library, calm=calm, keys=keymap)
        except KeyboardInterrupt:
            say("Interrupted.")
            code = ExitCode.INTERRUPTED
        for line in library.farewell():
            say(line)
        return code


def _demonstrate(playbook: Playbook, seed: int, chance: Chance, outputs: tuple[Path, ...]) -> int:
    """Play the reference runbook line by line on stdout; no truth before its end."""
    from simulator.exercise.folders import data_folder
    from simulator.exercise.reports import Details, write_report
    from simulator.exercise.runs.demonstration import demonstrate

    shown = demonstrate(playbook, seed, chance=chance)
    for line in shown.lines:
        click.echo(line)
    paths = outputs or (data_folder() / f"{playbook.slug}-after-action.html",)
    for path in write_report(shown.exercise, paths, shown.words, Details(runbook=shown.runbook)):
        say(f"wrote {path}")
    return ExitCode.PASS
