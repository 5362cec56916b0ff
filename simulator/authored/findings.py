"""Turns what pydantic found wrong into what an author can act on: where, given, expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import BaseModel

from simulator.authored.document import Document
from simulator.authored.problems import Location, Problems, show, suggest
from simulator.authored.shapes import Shape, choices_of, describe, inside, keys_of, narrowed
from simulator.authored.tree import Data

Labels: TypeAlias = tuple[tuple[Location, str], ...]
Details: TypeAlias = dict[str, Any]
"""One entry of `ValidationError.errors()`."""

_WANTED = {
    "greater_than": "a number greater than {gt}",
    "greater_than_equal": "a number of at least {ge}",
    "less_than": "a number less than {lt}",
    "less_than_equal": "a number of at most {le}",
    "multiple_of": "a multiple of {multiple_of}",
    "string_too_short": "text of at least {min_length} characters",
    "string_too_long": "text of at most {max_length} characters",
    "string_pattern_mismatch": "text that matches {pattern}",
    "too_short": "at least {min_length} items",
    "too_long": "at most {max_length} items",
    "string_type": "text",
    "none_required": "nothing",
    "finite_number": "a finite number",
    "date_from_datetime_parsing": "a date that exists, like 2026-09-06",
    "date_parsing": "a date that exists, like 2026-09-06",
    "datetime_parsing": "a date and time that exist, like 2026-09-06 14:30",
    "datetime_from_date_parsing": "a date and time that exist, like 2026-09-06 14:30",
    "time_parsing": "a time of day that exists, like 14:30",
}
_CURES = {
    "string_type": "put text in quotes",
    "list_type": 'start each item with "- "',
    "tuple_type": 'start each item with "- "',
    "set_type": 'start each item with "- "',
    "frozen_set_type": 'start each item with "- "',
    "dict_type": 'write lines of "key: value"',
    "model_type": 'write lines of "key: value"',
    "model_attributes_type": 'write lines of "key: value"',
}
_LISTED = frozenset({"literal_error", "enum"})
_OWN_WORDS = frozenset({"value_error", "assertion_error"})
_UNION_TAGS = frozenset({"union_tag_invalid", "union_tag_not_found"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One pydantic error, placed in the document.

    `labels` are the unions on the way: where in the document the choice was, and which member was tried.
    `around` is what the model expects at the location (for an unknown key: what its owner is).
    """

    location: Location
    key: bool
    labels: Labels
    around: list[Shape]
    details: Details


def note_findings(document: Document, model: type[BaseModel], errors: Iterable[Any], problems: Problems) -> None:
    """Add every pydantic error to the problems, in an author's words."""
    findings = _likeliest([_place(document.data, model, details) for details in errors])
    values: dict[Location, list[Finding]] = {}
    for finding in findings:
        kind = finding.details["type"]
        if kind == "extra_forbidden":
            problems.add(document, finding.location, _unknown(finding), key=True)
        elif kind == "missing":
            problems.add(document, finding.location, _missing(finding))
        elif kind in _UNION_TAGS:
            _note_tag(document, finding, problems)
        elif finding.key:
            problems.add(document, finding.location, _wrong([finding]), key=True)
        else:
            values.setdefault(finding.location, []).append(finding)
    for location, alternatives in values.items():
        problems.add(document, location, _wrong(alternatives))


def _place(data: Data, model: type[BaseModel], details: Details) -> Finding:
    """Where in the document an error stands; pydantic's own path also names union members, which are no places."""
    way: Location = details["loc"]
    key = bool(way) and way[-1] == "[key]"
    if key or details["type"] == "missing":
        way = way[:-1]
    wanted = None if key else details["input"]
    taken = min(_ways(data, way), key=lambda found: (found[1] is not wanted, len(way) - sum(found[0])))[0]
    location: Location = ()
    labels: list[tuple[Location, str]] = []
    owners = around = [Shape(model)]
    for element, is_place in zip(way, taken, strict=True):
        if is_place:
            location = (*location, element)
            owners, around = around, inside(around, element)
        else:
            labels.append((location, str(element)))
            around = narrowed(around, str(element))
    if details["type"] == "extra_forbidden":
        around = owners
    return Finding(location=location, key=key, labels=tuple(labels), around=around, details=details)


def _ways(data: Data, way: Location) -> Iterator[tuple[tuple[bool, ...], Data]]:
    """Every reading of a path as places (True) and union labels (False), with the value that it leads to."""
    if not way:
        yield (), data
        return
    first, rest = way[0], way[1:]
    if isinstance(data, dict) and first in data:
        for taken, value in _ways(data[str(first)], rest):
            yield (True, *taken), value
    elif isinstance(data, list) and isinstance(first, int) and first < len(data):
        for taken, value in _ways(data[first], rest):
            yield (True, *taken), value
    for taken, value in _ways(data, rest):
        yield (False, *taken), value


def _likeliest(findings: list[Finding], depth: int = 0) -> list[Finding]:
    """Of each union's members, the errors of the one that the author most likely meant; outer unions first."""
    choices: dict[tuple[Labels, Location], dict[str, list[Finding]]] = {}
    for finding in findings:
        if len(finding.labels) > depth:
            place, label = finding.labels[depth]
            choices.setdefault((finding.labels[:depth], place), {}).setdefault(label, []).append(finding)
    if not choices:
        return findings
    dropped: set[int] = set()
    for (_, place), members in choices.items():
        ranks = {label: _distance(place, found) for label, found in members.items()}
        meant = min(ranks, key=ranks.__getitem__)
        if not ranks[meant][0]:  # else no member fits even in kind: tell all of them
            dropped.update(id(finding) for label in members if label != meant for finding in members[label])
    return _likeliest([finding for finding in findings if id(finding) not in dropped], depth + 1)


def _distance(place: Location, found: list[Finding]) -> tuple[bool, int]:
    wrong_kind = all(one.location == place and one.details["type"] != "missing" for one in found)
    return wrong_kind, len(found)


def _unknown(finding: Finding) -> str:
    given = str(finding.location[-1])
    return f"given the unknown key {show(given)}, expected a known one. {suggest(given, keys_of(finding.around))}"


def _missing(finding: Finding) -> str:
    name = str(finding.details["loc"][-1])
    wanted = describe(inside(finding.around, name))
    return f'given no {show(name)}, expected {wanted}; add a line "{name}: ..." here.'


def _note_tag(document: Document, finding: Finding, problems: Problems) -> None:
    """A union whose members are told apart by one key, and that key is absent or names none of them."""
    context = finding.details.get("ctx", {})
    name = str(context.get("discriminator", "")).strip("'")
    tags = choices_of([shape for owner in finding.around for shape in inside([owner], name)])
    given = finding.details["input"]
    if name.endswith("()"):
        wanted = describe(finding.around)
        problems.add(document, finding.location, f"given {show(given)}, expected {wanted}; write one of these forms.")
    elif isinstance(given, dict) and given.get(name) is not None:
        tag = str(given[name])
        message = f'given {show(tag)}, expected a known "{name}". {suggest(tag, tags)}'
        problems.add(document, (*finding.location, name), message)
    else:
        known = ", ".join(tags)
        message = f'given no "{name}", expected one of {known}; add a line "{name}: ..." here.'
        problems.add(document, finding.location, message)


def _wrong(alternatives: list[Finding]) -> str:
    first = alternatives[0].details
    if first["type"] in _OWN_WORDS:
        said = " ".join(str(first["ctx"]["error"]).split())
        return f"given {show(first['input'])}: {said.rstrip('.')}."
    wanted = " or ".join(dict.fromkeys(_wanted(finding, alone=len(alternatives) == 1) for finding in alternatives))
    todo = next(todo for finding in alternatives if (todo := _todo(finding))).rstrip(".")
    return f"given {show(first['input'])}, expected {wanted}{'. ' if todo[0].isupper() else '; '}{todo}."


def _wanted(finding: Finding, *, alone: bool) -> str:
    kind, context = finding.details["type"], finding.details.get("ctx", {})
    if kind == "authored":
        return str(context["wanted"])
    if kind in _LISTED and alone:
        return "one of the known values"
    if kind in _WANTED:
        return _WANTED[kind].format_map(context)
    return describe(finding.around)


def _todo(finding: Finding) -> str:
    kind, given = finding.details["type"], finding.details["input"]
    if kind == "authored":
        return str(finding.details["ctx"]["todo"])
    if given is None:
        return "write a value after the colon, or remove the key"
    if kind in _LISTED:
        return suggest(str(given), choices_of(finding.around))
    return _CURES.get(kind, "change it")
