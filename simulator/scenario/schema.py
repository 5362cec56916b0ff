"""The published JSON Schemas of what authors write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from simulator.authored import show, suggest
from simulator.errors import InputError
from simulator.scenario.branches import BranchFile
from simulator.scenario.failures import FailureCard
from simulator.scenario.model import ScenarioFile
from simulator.scenario.msel import MselFile
from simulator.scenario.profile import Profile
from simulator.scenario.steps import RunbookFile

_DIALECT = "http://json-schema.org/draft-07/schema#"
_MODELS: Mapping[str, type[BaseModel]] = {
    "scenario": ScenarioFile,
    "msel": MselFile,
    "runbook": RunbookFile,
    "card": FailureCard,
    "branch": BranchFile,
    "profile": Profile,
}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 7) of one kind of authored files, as editors and validators take it.

    Raises:
        InputError: there is no such schema.
    """
    if name not in _MODELS:
        raise InputError(f"given {show(name)}, expected a known schema.", suggest(name, _MODELS))
    return {"$schema": _DIALECT, **_MODELS[name].model_json_schema(by_alias=True)}
