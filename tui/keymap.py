"""The keymap file: other keys for actions, by their ids.

decide: w
pause: [space, f9]
evidence.pull: P
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from simulator.authored import Document, Problems, read_document, show, suggest
from tui.actions import ACTIONS, OWN, Action, key_name

FILE = "keys.yaml"
"""Its name in the folder of settings."""
_NAMED = frozenset({"space", "insert", "delete", "home", "end", "pageup", "pagedown", "backspace"})
_KEPT = frozenset({"escape", "enter", "tab", "up", "down", "left", "right"}) | {f"ctrl+{one}" for one in "cijmqsz"}
"""Keys to move about with, and those that terminals keep to themselves. Source: practice.md 4.1."""
_SIGNS = {
    "/": "slash", ":": "colon", "+": "plus", "-": "minus", "?": "question_mark", ",": "comma", ".": "full_stop",
    " ": "space", ";": "semicolon", "!": "exclamation_mark", "#": "number_sign", "*": "asterisk", "=": "equals_sign",
}  # fmt: skip
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


def _keys(document: Document, name: str, given: object, problems: Problems) -> Iterator[str]:
    those = given if isinstance(given, list) else [given]
    if not those:
        problems.add(document, (name,), "given no key, expected at least one; leave the action out to keep its keys.")
    for place, one in enumerate(those):
        at = (name, place) if isinstance(given, list) else (name,)
        key = _SIGNS.get(str(one), str(one)) if isinstance(one, str) else ""
        last = key.rpartition("+")[2]
        known = len(last) == 1 or last in _NAMED or last in _SIGNS.values() or re.fullmatch(r"f\d+", last)
        if key in _KEPT:
            problems.add(document, at, f"given {show(one)}, needed to move about or kept by terminals; take another.")
        elif not key or not _KEY.fullmatch(key) or not known:
            problems.add(document, at, f"given the key {show(one)}, expected one like w, f9, space or ctrl+k; mend it.")
        else:
            yield key


def _note_clashes(
    document: Document, known: dict[str, Action], mapped: dict[str, tuple[str, ...]], problems: Problems
) -> None:
    """One key cannot do two things in one place."""
    for name, keys in mapped.items():
        for other in known.values():
            if other.id == name or not _together(known[name], other):
                continue
            for key in sorted(set(keys) & set(mapped.get(other.id, other.keys))):
                told = f"given {show(key_name(key))}, which is {show(other.id)} ({other.title})"
                problems.add(document, (name,), f"{told}; give one of the two another key.")


def _together(one: Action, other: Action) -> bool:
    """Whether both can be wanted on one screen."""
    places = [each.place for each in (one, other) if each in OWN]
    return len(set(places)) < 2
