"""The published schemas of what authors write."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from simulator.errors import InputError
from simulator.scenario.load import find_scenarios, scenarios_root
from simulator.scenario.schema import json_schema

KEYS = [
    ("scenario", "flows"),
    ("msel", "injects"),
    ("runbook", "steps"),
    ("card", "nouns"),
    ("actions", "kind"),
    ("sources", "system"),
]


_QUICK: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class EditorsYaml(_QUICK):  # type: ignore[misc]
    """YAML 1.2 as editors read it: a date stays text."""


EditorsYaml.yaml_implicit_resolvers = {
    first: [one for one in those if one[0] != "tag:yaml.org,2002:timestamp"]
    for first, those in _QUICK.yaml_implicit_resolvers.items()
}


def _shipped() -> Iterator[tuple[str, Path]]:
    for folder in find_scenarios():
        yield "scenario", folder / "scenario.yaml"
        yield "msel", folder / "msel.yaml"
        yield from (("runbook", path) for path in sorted((folder / "runbooks").glob("*.yaml")))
    library = scenarios_root() / "_library"
    for name, shelf in (("card", "failures"), ("actions", "actions"), ("sources", "sources")):
        yield from ((name, path) for path in sorted((library / shelf).glob("*.yaml")))


@cache
def validator_of(name: str) -> jsonschema.Draft7Validator:
    """What judges files of that name."""
    return jsonschema.Draft7Validator(json_schema(name))


@pytest.mark.parametrize(("name", "path"), list(_shipped()), ids=lambda one: one.stem if isinstance(one, Path) else one)
def test_an_editor_finds_nothing_wrong_with_what_ships(name: str, path: Path) -> None:
    """A schema that marks sound files as wrong would be switched off: it is no stricter than the loader."""
    said = yaml.load(path.read_text(encoding="utf-8"), EditorsYaml)  # noqa: S506 - a safe loader
    assert [error.message for error in validator_of(name).iter_errors(said)] == []


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_a_schema_knows_the_keys_of_its_file(name: str, key: str) -> None:
    """Editors complete from it and refuse unknown keys as the loader does."""
    schema = json_schema(name)
    assert key in schema["properties"]
    assert schema["additionalProperties"] is False
    assert schema["$schema"].endswith("draft-07/schema#")


def test_assertions_are_written_under_assert() -> None:
    """The schema speaks the file's words, not the code's."""
    assert "assert" in json_schema("runbook")["properties"]


def test_an_unknown_schema_is_told_with_the_nearest_name() -> None:
    """A slip is answered with what was meant."""
    with pytest.raises(InputError, match='Did you mean "scenario"'):
        json_schema("scenarios")
