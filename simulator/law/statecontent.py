"""What states ask of a letter beside the federal elements, and what they forbid, as the rulebook has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.law.rulebook import Rulebook

_FEDERAL = re.compile(
    r"(?:(?:approximate |estimated )?date|contacts?$|contact (?:for|of (?:the|who))|name and contact|(?:the )?types? of"
    r"|kinds of|(?:the )?categories of|description of|general description|what happened|the (?:incident|breach)\b"
    r"|(?:a )?telephone number(?!s)|what was done|steps taken|time frame)"
)
"""Content that 45 CFR 164.404(c)(1) asks for too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateContent:
    """One state's own content. `yields`: why a letter under HIPAA may do without it; empty where it may not."""

    state: str
    asks: tuple[str, ...]
    forbids: tuple[str, ...]
    yields: str
    cite: str


def state_contents(rulebook: Rulebook, states: Iterable[str]) -> tuple[StateContent, ...]:
    """What each of these states asks of a letter to its residents, where it differs from the federal elements."""
    found = []
    wanted = {f"us.{state.lower()}.individual": state for state in sorted(set(states))}
    for duty in rulebook.of(wanted.values()):
        if duty.id not in wanted:
            continue
        forbids = [part for one in duty.content if one.startswith("not ") for part in one[4:].split(", and not ")]
        asks = [one for one in duty.content if not one.startswith("not ") and not _FEDERAL.match(one)]
        clause = duty.hipaa
        eases = clause is not None and (clause.effect in {"exempt", "replaces"} or "content" in clause.note)
        if asks or forbids:
            found.append(
                StateContent(
                    state=wanted[duty.id],
                    asks=tuple(asks),
                    forbids=tuple(forbids),
                    yields=f"HIPAA's letter may do ({clause.cite}), confirm with counsel" if clause and eases else "",
                    cite="; ".join(one.text for one in duty.citations),
                )
            )
    return tuple(found)
