"""A failure pattern that a scenario is made of: what is known about it besides the nouns that play it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain.ids import ActionId, IndicatorId
from simulator.domain.nouns import Triangle

Measure: TypeAlias = Literal["reads", "visits", "notifiable"]
"""What containment lowers: copies truly read after it, visits disturbed, or people who must be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placebo:
    """An action that looks as if it helped, in which indicator, and why it does not."""

    action: ActionId
    looks: IndicatorId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A remediation project that closes the pattern, and the weeks that it takes."""

    item: str
    weeks: Triangle


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One failure card. `seed` is the dossier's phrase, `source` where the card's facts were read."""

    id: str
    code: str
    title: str
    seed: str
    mechanism: str
    visible_to: str
    detected_by: tuple[IndicatorId, ...]
    measure: Measure
    contains: tuple[ActionId, ...]
    placebo: tuple[Placebo, ...]
    side_effect: str
    remediation: tuple[Remedy, ...]
    cfr: tuple[str, ...]
    attack: tuple[str, ...]
    cwe: tuple[int, ...]
    cases: tuple[str, ...]
    source: str
