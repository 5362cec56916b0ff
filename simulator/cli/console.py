"""Narration on stderr, and what an exit code says."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

import click

MOST_SEED = 2**63 - 1
"""What databases and their SQL can hold as a whole number."""
SEED = click.IntRange(-MOST_SEED, MOST_SEED)


LENGTH = click.option(
    "--length", type=click.IntRange(min=1), metavar="MINUTES", help="Room minutes, if there is a cut."
)
PROFILE = click.option(
    "--profile", type=click.Path(path_type=Path), metavar="FILE", help="An organisation's profile over the scenario."
)


class ExitCode(IntEnum):
    """Documented as part of the interface (README)."""

    PASS = 0
    """Done; every gate held."""
    GATE_FAILED = 1
    """The run completed and a gate failed: a missed or late duty, an assertion, `--fail-under`."""
    BAD_INPUT = 2
    """The user's or an author's fault; nothing was written."""
    DIVERGED = 3
    """A replay gave another journal."""
    NOTHING_SELECTED = 5
    """There was nothing to do."""
    OUR_FAULT = 70
    """A broken promise of ours; please report it."""
    INTERRUPTED = 130
    """Stopped by the user."""


def say(text: str) -> None:
    """Tell the user something on stderr; control characters stay harmless."""
    safe = "".join(char if char.isprintable() or char in "\n\t" else "\N{REPLACEMENT CHARACTER}" for char in text)
    sys.stderr.write(safe + "\n")


def hidden(prompt: str) -> str:
    """Ask for something on the terminal that is not shown while it is typed."""
    return str(click.prompt(prompt, hide_input=True, err=True))


def progress_bar(label: str) -> Callable[[float], None]:
    """A bar that fills from 0 to 1 on a terminal, with the time left, and is silent elsewhere."""
    if not sys.stderr.isatty():
        return lambda _share: None
    first: list[tuple[float, float]] = []
    full: list[bool] = []

    def show(share: float) -> None:
        if full:
            return
        full.extend([True] * (share >= 1))
        now = time.monotonic()
        begun, since = first[0] if first else (share, now)
        first[:] = [(begun, since)]
        left = f", {(now - since) * (1 - share) / (share - begun):.0f} s left" if begun < share < 1 else ""
        filled = int(share * 30)
        end = "\n" if share >= 1 else ""
        sys.stderr.write(f"\r{label} [{'#' * filled}{'.' * (30 - filled)}] {share:4.0%}{left:14}{end}")
        sys.stderr.flush()

    return show
