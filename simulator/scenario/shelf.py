"""Which files of the card library a scenario uses, told from their texts: reading all of them takes longer than a run.

What no scenario uses is no part of it: its digest, and so its saves, outlive changes of other cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

KEPT = 512
"""Texts whose names are kept; assumed: three times the files that we ship."""
_USE = re.compile(r"\buse:\s*[\"']?([a-z0-9-]+)")
_TWIN = re.compile(r"\btwin_of:\s*[\"']?([a-z0-9-]+)")
_ENTRY = re.compile(r"^\s+[\"']?([a-z0-9-]+)[\"']?:\s*(?:#.*)?$", re.MULTILINE)


def cards_used(layers: Iterable[Path], files: Iterable[Path]) -> tuple[Path, ...]:
    """Those of the files that hold a card which one of the scenario's files names, or a card that such a card names.

    May name a file too many, never one too few; a file that cannot be read is left to whoever reads it.
    """
    texts = {path: _text(path) for path in files}
    entries = {path: _names(_ENTRY, text) for path, text in texts.items()}
    wanted = {name for path in layers for name in _names(_USE, _text(path))}
    used: set[Path] = set()
    while fresh := {path for path in texts if path not in used and entries[path] & wanted}:
        used |= fresh
        wanted |= {twin for path in fresh for twin in _names(_TWIN, texts[path])}
    return tuple(path for path in texts if path in used)


@lru_cache(maxsize=KEPT)
def _names(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    """The names that a text has in such a place; looking through the library takes longer than reading it."""
    return frozenset(pattern.findall(text))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
