"""The keys that a text names: a person's own where a keymap gives them, so that every hint tells what works."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextvars import ContextVar

from tui.actions import ACTIONS, Action, key_name
from tui.owned import OWN

_KNOWN = {one.id: one for one in (*ACTIONS, *OWN)}
_MAPPED: ContextVar[Mapping[str, str]] = ContextVar("keymap", default={})  # noqa: B039 - never written to
_NAMED = re.compile(r"\{([a-z_.]+)(?::(\w+))?\}")


def follow(keymap: Mapping[str, str]) -> None:
    """From now on texts name these keys: of each action that has others, as Textual wants them."""
    _MAPPED.set(keymap)


def keys_of(one: Action) -> tuple[str, ...]:
    """The keys that do something, as people read them."""
    return tuple(map(key_name, _keys(one)))


def keyed(text: str) -> str:
    """The text with the keys of the actions that it names.

    `{pause}` is the first key, `{pause:all}` are all of them, `{pause:typing}` the one that works in a field too.
    """
    return _NAMED.sub(lambda found: _said(_KNOWN[found[1]], found[2]), text)


def _said(one: Action, how: str | None) -> str:
    keys = _keys(one)
    if how == "all":
        return " or ".join(map(key_name, keys))
    typing = (key for key in keys if re.fullmatch(r"f\d+|ctrl\+.+", key))
    return key_name(next(typing, keys[0]) if how == "typing" else keys[0])


def _keys(one: Action) -> tuple[str, ...]:
    mapped = _MAPPED.get().get(one.id)
    return tuple(mapped.split(",")) if mapped else one.keys
