"""Striking out what somebody typed: everything that says it goes, the reference of each stays."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.domain.evaluation.versions import holding, together
from simulator.domain.words import Words
from simulator.errors import InputError


def places_of(said: Sequence[Words], ref: str = "", word: str = "") -> tuple[int, ...]:
    """Where the words stand that a reference names, or that say a word; with what goes with them.

    Raises:
        InputError: no words are of that reference, or say that word.
    """
    typed = [(one.role, one.text) for one in said]
    if word:
        if found := holding(typed, word):
            return found
        raise InputError("given a word that nothing in this save says.", "See: breachdrill redact SAVE.")
    at = next((at for at, one in enumerate(said) if one.ref == ref), None)
    if at is None:
        known = ", ".join(one.ref for one in said) or "none"
        raise InputError(f'given "{ref}", expected a reference to words that are there.', f"References: {known}.")
    return together(typed, at)
