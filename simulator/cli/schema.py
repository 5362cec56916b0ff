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

    NAME is scenario, msel, runbook, card (a failure card), actions, sources, branch, profile, facts, result or report.
    """
    from simulator.exercise.schemas import schema_of

    emit(json.dumps(schema_of(name), indent=2))
    return ExitCode.PASS
