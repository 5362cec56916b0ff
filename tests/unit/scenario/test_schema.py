"""The published schemas of what authors write."""

from __future__ import annotations

import pytest

from simulator.errors import InputError
from simulator.scenario.schema import json_schema


@pytest.mark.parametrize(("name", "key"), [("scenario", "flows"), ("runbook", "steps")])
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
