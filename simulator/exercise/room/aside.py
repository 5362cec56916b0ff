"""What people type into a decision stays out of it: the words go beside the journal, and only what counts goes in.

The journal is under a digest and cannot be struck; what was typed may be a real person's. So a finding, an official's
name and a letter's contact are kept as words of the decision, and the decision says only that they are there and, of a
contact, which ways to ask it gives, which is all that law and score read of it.
"""

from __future__ import annotations

from dataclasses import replace

from simulator.domain import decisions as d
from simulator.domain.words import Role
from simulator.law.lettertext import ways

FINDING = "as written with the decision"
OFFICIAL = "the official named with the decision"
_FACTORS: tuple[Role, ...] = ("nature", "recipient", "acquired", "mitigation")


def aside(decision: d.Decision) -> tuple[d.Decision, dict[Role, str]]:
    """The decision without what was typed into it, and that by its role. What was taken out before stays out."""
    match decision:
        case d.DetermineBreach(assessment=assessment):
            factors = {name: one for name in _FACTORS if (one := getattr(assessment, name)) is not None}
            typed = {name: one.finding for name, one in factors.items() if one.finding.strip()}
            bare = {name: replace(factors[name], finding=FINDING) for name in typed}
            said = {name: text for name, text in typed.items() if text != FINDING}
            return replace(decision, assessment=replace(assessment, **bare)), said
        case d.RecordHold(official=official) if official.strip():
            return replace(decision, official=OFFICIAL), {} if official == OFFICIAL else {"official": official}
        case d.ReleaseNotice(letter=letter) if letter.contact is not None:
            kept = ways(letter.contact)
            said = {} if kept == letter.contact else {"contact": letter.contact}
            return replace(decision, letter=replace(letter, contact=kept)), said
        case _:
            return decision, {}
