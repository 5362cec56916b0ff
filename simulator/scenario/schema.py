"""The published JSON Schemas of what authors write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from simulator.authored import show, suggest
from simulator.errors import InputError
from simulator.scenario.editors import any_step, or_one, over_cards, plain_times
from simulator.scenario.layering.branches import BranchFile
from simulator.scenario.layering.profile import Profile
from simulator.scenario.written.actions import LibraryFile
from simulator.scenario.written.failures import CardNouns, FailureCard
from simulator.scenario.written.model import ScenarioFile
from simulator.scenario.written.msel import MselFile
from simulator.scenario.written.sources import CardFile
from simulator.scenario.written.steps import RunbookFile

_DIALECT = "http://json-schema.org/draft-07/schema#"
_MODELS: Mapping[str, type[BaseModel]] = {
    "scenario": ScenarioFile,
    "msel": MselFile,
    "runbook": RunbookFile,
    "card": FailureCard,
    "actions": LibraryFile,
    "sources": CardFile,
    "branch": BranchFile,
    "profile": Profile,
}
"""What authors write: a scenario's three kinds of files, then the library's (`card`: a failure card), then overlays."""


def schema_names() -> tuple[str, ...]:
    """The files that have a schema here."""
    return tuple(_MODELS)


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 7) of one kind of authored files, as editors and validators take it.

    Raises:
        InputError: there is no such schema.
    """
    if name not in _MODELS:
        raise InputError(
            f"given {show(name)}, expected a known schema.",
            suggest(name, [*_MODELS, "facts", "result", "report", "keymap"]),
        )
    schema = {"$schema": _DIALECT, **_MODELS[name].model_json_schema(by_alias=True)}
    plain_times(schema)
    if name == "scenario":
        over_cards(schema, CardNouns.model_fields)
    if name == "runbook":
        or_one(schema, "When", ("pulled", "prepared"))
        any_step(schema)
    return schema
