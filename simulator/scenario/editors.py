"""Makes a model's JSON Schema fit what an editor sees: plain YAML, before layers are laid together.

An editor reads `at: 0` as a number, and a scenario may leave out whatever one of its failure cards says. What is
loosened here the check still refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]

_TIMES = ("moment", "[wdhms]")
"""What descriptions and patterns of moments and durations hold."""


def plain_times(schema: Node) -> None:
    """Let a moment or duration also be the number 0."""
    for node in _nodes(schema):
        told = f"{node.get('description', '')} {node.get('pattern', '')}"
        if node.get("type") == "string" and any(word in told for word in _TIMES):
            node["type"] = ["string", "integer"]
            node["minimum"] = node["maximum"] = 0


def over_cards(schema: Node, sections: Iterable[str]) -> None:
    """Let a scenario leave out what a failure card says, and write an entry empty to take it out."""
    named = set(sections)
    schema["required"] = [one for one in schema.get("required", []) if one not in named]
    for definition in schema.get("$defs", {}).values():
        definition.pop("required", None)
    for name in named:
        section = schema["properties"].get(name, {})
        for key in ("minItems", "minProperties"):
            section.pop(key, None)
        for pattern, entry in section.get("patternProperties", {}).items():
            section["patternProperties"][pattern] = {"anyOf": [entry, {"type": "null"}]}


def or_one(schema: Node, definition: str, fields: Iterable[str]) -> None:
    """Let a list be written as its only item."""
    properties = schema["$defs"][definition]["properties"]
    for field in fields:
        properties[field] = {"anyOf": [properties[field], properties[field]["items"]]}


def any_step(schema: Node) -> None:
    """Let a legal act fit the form of an action too: only the loader tells them apart."""
    for node in list(_nodes(schema)):
        if "oneOf" in node:
            node["anyOf"] = node.pop("oneOf")


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)
