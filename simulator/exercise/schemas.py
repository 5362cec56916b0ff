"""The published JSON Schemas, of what authors write and of what we write."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from simulator.exercise.runs.result import RunResult
from simulator.law.factsfile import FactsFile
from simulator.scenario.schema import json_schema, schema_names

_DIALECT = "http://json-schema.org/draft-07/schema#"


_OURS: dict[str, type[BaseModel]] = {"facts": FactsFile, "result": RunResult}


def names() -> tuple[str, ...]:
    """What has a schema."""
    return (*schema_names(), *_OURS)


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one kind of files: `names` lists them.

    Raises:
        InputError: there is no such schema.
    """
    if name in _OURS:
        return {"$schema": _DIALECT, **_OURS[name].model_json_schema(by_alias=True)}
    return json_schema(name)
