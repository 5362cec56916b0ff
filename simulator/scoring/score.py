"""The score: harm, anchored on the same seed by silence (0) and by the reference (100). Its parts sum exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from simulator.scoring.atoms import PARTS, Atom, Part
from simulator.scoring.harm import Harm

TOO_CLOSE = "The anchors lie too close together on this seed to measure against."


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """The harm of the two runbooks that anchor a score, on the same seed."""

    silent: float
    reference: float

    @property
    def spread(self) -> float:
        """What a score measures against."""
        return self.silent - self.reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`total` None: not scored, as the `note` says; parts are empty then. `atoms` are the team's harm."""

    total: float | None
    parts: Mapping[Part, float]
    anchors: Anchors
    atoms: tuple[Atom, ...]
    note: str = ""


def score(team: Harm, silent: Harm, reference: Harm, spread_min: float) -> Score:
    """How much of the harm that the reference spares, this team spared: part by part, 100 x difference / spread.

    The total is the sum of the parts. Negative parts and totals, and totals above 100, are legal.

    Source: practice.md 3.2 (layer 2).
    """
    anchors = Anchors(silent=silent.total, reference=reference.total)
    if anchors.spread < spread_min:
        return Score(total=None, parts={}, anchors=anchors, atoms=team.atoms, note=TOO_CLOSE)
    before, now = silent.parts, team.parts
    parts = {part: 100 * (before[part] - now[part]) / anchors.spread for part in PARTS}
    return Score(total=fsum(parts.values()), parts=parts, anchors=anchors, atoms=team.atoms)
