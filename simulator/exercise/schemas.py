"""The published JSON Schemas, of what authors write and of what we write."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter

from simulator.exercise.runs.result import RunResult
from simulator.law.factsfile import FactsFile
from simulator.report.charts import Chart
from simulator.report.model import MARK, AfterActionReport, Block
from simulator.scenario.schema import json_schema, schema_names

_DIALECT = "http://json-schema.org/draft-07/schema#"


REPORT = "report"
_OURS: dict[str, type[BaseModel]] = {"facts": FactsFile, "result": RunResult}


def names() -> tuple[str, ...]:
    """What has a schema."""
    return (*schema_names(), *_OURS, REPORT)


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one kind of files: `names` lists them.

    Raises:
        InputError: there is no such schema.
    """
    if name in _OURS:
        return {"$schema": _DIALECT, **_OURS[name].model_json_schema(by_alias=True)}
    return _report_schema() if name == REPORT else json_schema(name)


def _report_schema() -> dict[str, Any]:
    """The schema of the report's JSON: the model's own, closed, with the mark, the references, and each `kind`."""
    made = TypeAdapter(AfterActionReport).json_schema(ref_template="#/definitions/{model}")
    definitions: dict[str, Any] = made.pop("$defs")
    for one in (*definitions.values(), made):
        one["additionalProperties"] = False
        one["required"] = sorted(one["properties"])
    for of in (*get_args(Block), *get_args(Chart)):
        one = definitions[of.__name__]
        one["properties"]["kind"] = {"const": of.kind}
        one["required"] = sorted(one["properties"])
    made["properties"] |= {"mark": {"const": MARK}, "refs": {"type": "array", "items": {"type": "integer"}}}
    made["required"] = sorted(made["properties"])
    return {"$schema": _DIALECT, "definitions": definitions, **made}
