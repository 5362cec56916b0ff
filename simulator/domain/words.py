"""What people type: reasons, notes, dissent, free answers. Beside the journal, outside its digest, redactable."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Role: TypeAlias = Literal[
    "reason",
    "decider",
    "dissent",
    "note",
    "answer",
    "outcome",
    "inject",
    "exhibit",
    "letter",
    "assessment",
    "queries",
    "stop",
    "record",
    "nature",
    "recipient",
    "acquired",
    "mitigation",
    "official",
    "contact",
]
"""`record`: a thing written down about the exercise, as `domain.evaluation` reads it. The last six were typed into a
decision: what was found of each factor, who stated a hold, how a letter says to ask."""
FORMS: frozenset[Role] = frozenset({"nature", "recipient", "acquired", "mitigation", "official", "contact"})
"""Typed into the form of a legal act: the draft that it was taken from says the same."""
DRAFTS: frozenset[Role] = frozenset({"letter", "assessment", "queries"})
"""Work in progress: of each only the newest is kept, and no digest stands for it."""

NO_DUFF = "Play was stopped for a real emergency (no duff): this run gets no score."
"""What is said in the role `stop`. The role stays when the words are struck out, so a stopped run stays unscored."""
TOMBSTONE = "[redacted]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One thing somebody typed, about a decision (by number) or, number 0, about the exercise.

    `ref` is a salted digest of the text: it names the words without giving them away.
    """

    ref: str
    decision: int
    role: Role
    text: str
    redacted: bool = False


def words(decision: int, role: Role, text: str, *, salt: str) -> Words:
    """Words ready to be kept. The salt is drawn at the edge, one for each save."""
    ref = hashlib.sha256(f"{salt}/{decision}/{role}/{text}".encode()).hexdigest()[:12]
    return Words(ref=ref, decision=decision, role=role, text=text)


def redact(one: Words) -> Words:
    """The same words struck out: the reference stays, the text is gone."""
    return replace(one, text=TOMBSTONE, redacted=True)
