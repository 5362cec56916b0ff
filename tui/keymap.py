"""The keymap file: other keys for actions, by their ids.

decide: w
pause: [space, f10]
evidence.pull: P
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simulator.authored import Document, Problems, read_document, show, suggest
from tui.actions import ACTIONS, SIGNS, Action, key_name
from tui.owned import OWN, places_of

_NAMED = frozenset({"space", "insert", "delete", "home", "end", "pageup", "pagedown", "backspace"})
_KEPT = frozenset({"escape", "enter", "tab", "up", "down", "left", "right"}) | {f"ctrl+{one}" for one in "cijmqsz"}
"""Keys to move about with, and those that terminals keep to themselves. Source: practice.md 4.1."""
_DIALECT = "http://json-schema.org/draft-07/schema#"
_KEY = re.compile(r"(?:ctrl\+|alt\+|shift\+)*(?:[^\s,]|f(?:[1-9]|1\d|2[0-4])|[a-z_]+)")


def read_keymap(path: Path) -> dict[str, str]:
    """What a keymap file says: the keys of each action that has others, separated by commas, as Textual wants them.

    Raises:
        ScenarioError: every problem of the file at once, as file:line:column: given, expected, do this.
    """
    document, problems = read_document(path), Problems()
    given = document.data
    if not isinstance(given, dict):
        problems.add(document, (), "given no mapping, expected actions with their keys; write `decide: w`.")
        problems.raise_if_any()
        return {}
    known = {one.id: one for one in (*ACTIONS, *OWN)}
    mapped: dict[str, tuple[str, ...]] = {}
    for name, keys in given.items():
        if name not in known:
            problems.add(
                document,
                (name,),
                f"given the action {show(name)}, expected a known one. {suggest(name, known)}",
                key=True,
            )
        else:
            mapped[name] = tuple(_keys(document, name, keys, problems))
    _note_clashes(document, known, mapped, problems)
    problems.raise_if_any()
    return {name: ",".join(keys) for name, keys in mapped.items() if keys}


def keymap_schema() -> dict[str, Any]:
    """The JSON Schema of a keymap file, for editors; what a key may be beside its form is checked when it is read."""
    signs = "".join(re.escape(sign) for sign in SIGNS)
    named = "|".join(sorted({*_NAMED, *SIGNS.values()}))
    last = rf"[A-Za-z0-9{signs}]|f([1-9]|1\d|2[0-4])|{named}"
    keys = {
        "anyOf": [
            {"$ref": "#/definitions/key"},
            {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/key"}},
        ]
    }
    every = (*ACTIONS, *OWN)
    return {
        "$schema": _DIALECT,
        "title": "keys.yaml: other keys for actions",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            one.id: {"title": one.title, "description": one.help, "default": list(one.keys), **keys} for one in every
        },
        "definitions": {
            "key": {"type": "string", "pattern": rf"^(ctrl\+|alt\+|shift\+)*({last})$", "not": {"enum": sorted(_KEPT)}}
        },
    }


def _keys(document: Document, name: str, given: object, problems: Problems) -> Iterator[str]:
    those = given if isinstance(given, list) else [given]
    if not those:
        problems.add(document, (name,), "given no key, expected at least one; leave the action out to keep its keys.")
    for place, one in enumerate(those):
        at = (name, place) if isinstance(given, list) else (name,)
        key = SIGNS.get(str(one), str(one)) if isinstance(one, str) else ""
        last = key.rpartition("+")[2]
        known = len(last) == 1 or last in _NAMED or last in SIGNS.values() or re.fullmatch(r"f\d+", last)
        if key in _KEPT:
            problems.add(
                document,
                at,
                f"given {show(one)}, expected a key that neither moves about nor is the terminal's; take another.",
            )
        elif not key or not _KEY.fullmatch(key) or not known:
            problems.add(document, at, f"given the key {show(one)}, expected one like w, f9, space or ctrl+k; mend it.")
        else:
            yield key


def _note_clashes(
    document: Document, known: dict[str, Action], mapped: dict[str, tuple[str, ...]], problems: Problems
) -> None:
    """One key cannot do two things in one place; where both have it by themselves, the screen's own goes before."""
    for name, keys in mapped.items():
        for other in known.values():
            if other.id == name or not _together(known[name], other):
                continue
            for key in sorted(set(keys) & set(mapped.get(other.id, other.keys))):
                if key not in known[name].keys or key not in other.keys:
                    told = f"given {show(key_name(key))}, expected a key that is free there: it is {show(other.id)}"
                    problems.add(document, (name,), f"{told} ({other.title}); give one of the two another key.")


def _together(one: Action, other: Action) -> bool:
    """Whether both can be wanted on one screen or dialog."""
    return bool(places_of(one) & places_of(other))
