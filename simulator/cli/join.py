"""`breachdrill join`: the facilitator's console on a second terminal. The library is the wire; nothing listens."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import hidden, say


@click.command()
@click.argument("save")
@click.option("--seat", type=click.Choice(["controller"]), default="controller", show_default=True)
@click.option("--pin", metavar="PIN", help="Without it, it is asked for, and what is typed is not shown.")
@click.option("--store", metavar="URL", help="Another library: the one that the room plays from.")
@click.option("--keymap", type=click.Path(path_type=Path), help="A file with other keys.")
@click.option("--calm", is_flag=True, help="No animation, for slow connections.")
def join(save: str, seat: str, pin: str | None, store: str | None, keymap: Path | None, *, calm: bool) -> int:
    """The facilitator's console of an exercise that another terminal plays, by its number in the library."""
    del seat
    from tui.join import join_as_facilitator

    say(f"Opening the console of exercise {save} ...")
    return join_as_facilitator(save, store, hidden, pin, calm=calm, keys=keymap)
