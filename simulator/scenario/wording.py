"""What of a scenario is played: all but its words, which people read and nothing counts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from simulator.domain.playbook import Playbook

WORDS = frozenset(
    {
        "briefing",
        "card",
        "gaps",
        "ground_truth",
        "help",
        "keywords",
        "mechanism",
        "outcome",
        "risk",
        "sender",
        "side_effect",
        "summary",
        "text",
        "title",
        "visible_to",
        "why",
    }
)
"""Fields of a scenario's parts that hold words and nothing else."""
_ASIDE = frozenset({"digest", "version", "runbooks", "branches", "base"})
"""Fields of a playbook that are no part of what is played; of runbooks it knows only where they are."""


def played_digest(playbook: Playbook) -> str:
    """SHA-256 over all of a scenario that a run and its score can depend on; whoever edits words keeps it."""
    whole = hashlib.sha256()
    for part in _parts(playbook):
        whole.update(f"{part}\n".encode())
    return whole.hexdigest()


def _parts(value: object) -> Iterator[str]:
    """A value, part after part, each class by its name and each collection with its length before its items."""
    if is_dataclass(value) and not isinstance(value, type):
        yield type(value).__qualname__
        for name in _played(type(value)):
            yield from _parts(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from _items(one for pair in value.items() for one in pair)
    elif isinstance(value, (tuple, list)):
        yield from _items(value)
    elif isinstance(value, frozenset):
        yield from _items(sorted(value, key=repr))
    else:
        yield repr(value)


def _items(values: Iterable[object]) -> Iterator[str]:
    whole = tuple(values)
    yield str(len(whole))
    for one in whole:
        yield from _parts(one)


@cache
def _played(of: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(of) if one.name not in WORDS and one.name not in _ASIDE)
