"""The published JSON Schemas, of what authors write and of what we write."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from simulator.exercise.runs.result import RunResult
from simulator.law.factsfile import FactsFile
from simulator.scenario.schema import json_schema

_DIALECT = "http://json-schema.org/draft-07/schema#"


def schema_of(name: str) -> dict[str, Any]:
    """The schema of `facts`, `result`, or one kind of what authors write.

    Raises:
        InputError: there is no such schema.
    """
    ours: dict[str, type[BaseModel]] = {"facts": FactsFile, "result": RunResult}
    if name in ours:
        return {"$schema": _DIALECT, **ours[name].model_json_schema(by_alias=True)}
    return json_schema(name)
