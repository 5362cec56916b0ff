"""The questions that a seat asked the evidence: kept beside the exercise, the newest last."""

from __future__ import annotations

import json
from collections.abc import Sequence

from simulator.domain.words import TOMBSTONE, Role

_MOST, _LETTERS, _LONGEST = 100, 18_000, 4_000
"""Questions that are kept, letters in all, and letters of one; assumed, less than one text in the library may have."""


def asked_before(words: Sequence[tuple[int, Role, str]], seat: str) -> tuple[str, ...]:
    """What a seat asked so far, each question once, the newest last."""
    return tuple(_kept(words).get(seat, []))


def struck_out(words: Sequence[tuple[int, Role, str]]) -> bool:
    """Whether somebody struck out what was asked, and nothing was asked since."""
    return next((text for _, role, text in reversed(words) if role == "queries"), "") == TOMBSTONE


def questions_text(words: Sequence[tuple[int, Role, str]], seat: str, asked: Sequence[str]) -> str:
    """What is kept once a seat asked all that, the newest last, beside what others asked; the oldest go first."""
    kept = _kept(words)
    kept[seat] = [one for one in asked if len(one) <= _LONGEST][-_MOST:]
    while len(text := json.dumps(kept, ensure_ascii=False)) > _LETTERS:
        longest = max(kept, key=lambda one: (one != seat or len(kept[one]) > 1, sum(map(len, kept[one])), one))
        kept[longest] = kept[longest][1:]
    return text


def _kept(words: Sequence[tuple[int, Role, str]]) -> dict[str, list[str]]:
    text = next((text for _, role, text in reversed(words) if role == "queries"), "{}")
    try:
        found = json.loads(text)
    except ValueError:
        return {}  # Struck out in the library.
    if not isinstance(found, dict):
        return {}
    return {
        str(seat): [one for one in listed if isinstance(one, str)]
        for seat, listed in found.items()
        if isinstance(listed, list)
    }
