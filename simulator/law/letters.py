"""What a notice must say, and how much of it a letter says truthfully."""

from __future__ import annotations

from dataclasses import dataclass

# Source: 45 CFR 164.404(c)(1)(A)-(E).
ELEMENTS = {
    "what_happened": "what happened, with the dates of the breach and of its discovery, if known",
    "information": "the types of unsecured PHI that were involved",
    "steps": "the steps that individuals should take to protect themselves",
    "response": "what the entity is doing to investigate, to mitigate harm and to prevent recurrence",
    "contact": "how to ask: a toll-free number, an e-mail address, a web site or a postal address",
}

PARAGRAPHS = {name: f"45 CFR 164.404(c)(1)({letter})" for name, letter in zip(ELEMENTS, "ABCDE", strict=True)}
"""Where each element stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The elements that a letter has, and those of them that are false on the evidence at the time."""

    present: frozenset[str]
    untrue: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """`share`: required elements present and truthful, 0 to 1."""

    share: float
    missing: tuple[str, ...]
    untrue: tuple[str, ...]


def review(letter: Letter) -> Review:
    """How much of what a notice must say a letter says, and says truthfully.

    Source: 45 CFR 164.404(c)(1); 164.406(c) asks the same of the media.
    """
    missing = tuple(text for name, text in ELEMENTS.items() if name not in letter.present)
    untrue = tuple(text for name, text in ELEMENTS.items() if name in letter.present and name in letter.untrue)
    good = len(ELEMENTS) - len(missing) - len(untrue)
    return Review(share=good / len(ELEMENTS), missing=missing, untrue=untrue)
