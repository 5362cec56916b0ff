"""Drafts of the notification workbench: the letter and the assessment, kept as words until they are decided on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeAlias, TypeVar

from simulator.domain.codec import canonical, decode_part, encode
from simulator.domain.decisions import Assessment, Letter
from simulator.domain.state import State
from simulator.domain.words import Role
from simulator.errors import JournalError

D = TypeVar("D", Assessment, Letter)
Said: TypeAlias = tuple[int, Role, str]


def draft_text(draft: Assessment | Letter) -> str:
    """A draft as the text that is kept."""
    return canonical(encode(draft))


def assessment_draft(words: Sequence[Said], known: State) -> Assessment:
    """The assessment as it was last drafted, else as it was determined, else empty."""
    kept = _kept(Assessment, words, "assessment")
    return kept or (known.determination.fact.assessment if known.determination else Assessment())


def letter_draft(words: Sequence[Said], known: State) -> Letter:
    """The letter as it was last drafted, else as it was last sent, else empty."""
    kept = _kept(Letter, words, "letter")
    return kept or (known.notices[-1].fact.letter if known.notices else Letter())


def _kept(into: type[D], words: Sequence[Said], role: Role) -> D | None:
    """The newest draft in that role; None where there is none, or where it was struck out."""
    text = next((text for _, named, text in reversed(words) if named == role), None)
    try:
        return None if text is None else decode_part(into, json.loads(text))
    except (ValueError, JournalError):
        return None
