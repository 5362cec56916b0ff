"""`breachdrill schema`: the published JSON Schemas."""

from __future__ import annotations

import json

import click

from simulator.cli.console import ExitCode
from simulator.cli.output import emit

NAMES = ("scenario", "msel", "runbook", "card", "branch", "profile", "facts", "result")


@click.command()
@click.argument("name", type=click.Choice(NAMES))
def schema(name: str) -> int:
    """The JSON Schema of a file format, on stdout."""
    from simulator.exercise.schemas import schema_of

    emit(json.dumps(schema_of(name), indent=2))
    return ExitCode.PASS
