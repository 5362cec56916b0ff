"""`breachdrill replay` and `breachdrill redact`: saves played again, and words struck out."""

from __future__ import annotations

import click

from simulator.cli.console import ExitCode, say


@click.command()
@click.argument("save")
@click.option("--verify", is_flag=True, help="Play it again and compare entry by entry.")
@click.option("--store", metavar="URL", help="Another library.")
def replay(save: str, *, verify: bool, store: str | None) -> int:
    """Play SAVE (a number of the library, or a .drill file) again."""
    from simulator.cli.output import emit
    from simulator.exercise.keeping import exercise_of, open_save, verify_save

    opened = open_save(save, store)
    if verify:
        verify_save(opened)
        say(f"the same journal: {len(opened.journal)} facts, digest {opened.journal.digest}")
        return ExitCode.PASS
    for entry in exercise_of(opened).journal:
        emit(entry.line())
    return ExitCode.PASS


@click.command()
@click.argument("save")
@click.argument("reference")
@click.option("--store", metavar="URL", help="Another library.")
def redact(save: str, reference: str, store: str | None) -> int:
    """Strike out in SAVE the words that REFERENCE names; a tombstone stays."""
    from simulator.exercise.keeping import redact_save

    redact_save(save, reference, store)
    say(f"{reference} is struck out.")
    return ExitCode.PASS
