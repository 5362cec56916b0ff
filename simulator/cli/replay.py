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
    from simulator.exercise.keeping import open_exercise, open_save, verify_save

    if verify:
        opened = open_save(save, store)
        verify_save(opened)
        say(f"the same journal: {len(opened.journal)} facts, digest {opened.journal.digest}")
        return ExitCode.PASS
    for entry in open_exercise(save, store)[1].journal:
        emit(entry.line())
    return ExitCode.PASS


@click.command()
@click.argument("save")
@click.argument("reference", required=False, default="")
@click.option("--word", default="", help="Strike out all that says this word, instead of what REFERENCE names.")
@click.option("--store", metavar="URL", help="Another library.")
def redact(save: str, reference: str, word: str, store: str | None) -> int:
    """Strike out in SAVE the words that REFERENCE names; a tombstone stays.

    The same words elsewhere go too, and each version of the row that they stand in. Without REFERENCE: list what was
    typed.
    """
    from simulator.cli.output import emit
    from simulator.exercise.keeping import redact_save, still_there, typed_in
    from simulator.report.text import plain

    if bool(reference) and bool(word):
        raise click.UsageError("Give a REFERENCE or --word, not both.")
    if not reference and not word:
        for one in typed_in(save, store):
            emit(f"{one.ref}  {one.role}{f', decision {one.decision}' if one.decision else ''}: {plain(one.text)}")
        return ExitCode.PASS
    for one in redact_save(save, reference, store, word=word):
        say(f"{one.ref} ({one.role}) is struck out.")
    say("Reports and files written before still have it: delete them, or write them again.")
    if remains := still_there(store):
        say(remains)
    return ExitCode.PASS
