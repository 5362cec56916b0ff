"""`breachdrill schema`: the published JSON Schemas."""

from __future__ import annotations

import json

import click

from simulator.cli.console import ExitCode
from simulator.cli.output import emit


@click.command()
@click.argument("name")
def schema(name: str) -> int:
    """The JSON Schema of a file format, on stdout.

    NAME is scenario, msel, runbook, card (a failure card), actions, sources, branch, profile, facts, result, report or
    keymap.
    """
    if name == "keymap":
        from tui.keymap import keymap_schema

        found = keymap_schema()
    else:
        from simulator.exercise.schemas import schema_of

        found = schema_of(name)
    emit(json.dumps(found, indent=2))
    return ExitCode.PASS
