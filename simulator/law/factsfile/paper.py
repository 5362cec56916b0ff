"""What a facts file says of the question whether it was a breach: safeguard, exceptions and the four factors."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from simulator.authored import Authored, PlainText
from simulator.law.assessment import FACTORS, ExceptionName
from simulator.law.factsfile.days import Day
from simulator.law.worksheet import Weight


class Protected(Authored):
    """What protected the copy that was reached, as the rule asks (law.assessment.Safeguard)."""

    encrypted: bool = False
    key_breached: bool = False
    opened: bool = False
    destroyed: bool = False


class Rated(Authored):
    """One factor with its ground: the evidence it rests on, the sources on it that nobody pulled, who and when."""

    rating: Weight
    finding: PlainText | None = None
    evidence: tuple[PlainText, ...] = ()
    not_pulled: tuple[PlainText, ...] = ()
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    by: PlainText | None = None
    on: Day | None = None


Factor: TypeAlias = Literal["low", "not_low"] | Rated


class Finding(Authored):
    """The four factors as a team rated them; a missing one cannot rebut the presumption."""

    nature: Factor | None = None
    recipient: Factor | None = None
    acquired: Factor | None = None
    mitigated: Factor | None = None

    @property
    def rated(self) -> dict[str, Rated]:
        """The factors that were answered, by name, in the rule's order."""
        given = {name: getattr(self, name) for name in FACTORS}
        return {
            name: one if isinstance(one, Rated) else Rated(rating=one) for name, one in given.items() if one is not None
        }


class Excepted(Authored):
    """An exception of 45 CFR 164.402(1) that is relied on, and the conditions of it that are shown."""

    name: ExceptionName
    shown: tuple[PlainText, ...] = ()
